"""A figure that shows the mistake its own words warn of is found."""

from dataclasses import replace

import pytest

from exercises.catalogue import read_library
from exercises.figures.faults import faults
from exercises.figures.format import Arm, Key
from exercises.figures.layers import FigureDrawing
from exercises.figures.solver import Motion

FIGURES = {entry.slug: entry.figure for entry in read_library()}


def found(slug, **values):
    return " ".join(faults(FigureDrawing(figure=replace(FIGURES[slug], **values))))


def last_key(slug, **values):
    """The keys of a figure, the last of them changed."""
    *keys, last = FIGURES[slug].keys
    return (*keys, replace(last, **values))


@pytest.mark.parametrize(
    ("slug", "values", "fault"),
    [
        ("hip-hinge-drill", {"lumbar": 10, "chest": -4}, "the stick is 0.0"),
        ("hip-hinge-drill", {"neck": 52, "head": 70}, "the stick is 0.0"),
        ("goblet-squat", {"arms": Arm(upper=-60, fore=10)}, "off the breastbone"),
        ("kettlebell-deadlift", {"head": 120}, "the neck is bent back by 30°"),
        ("hip-thrust", {"head": 118}, "the face looks up by 28°"),
    ],
)
def test_mistake_in_the_last_pose_is_found(slug, values, fault):
    assert fault in found(slug, keys=last_key(slug, **values))


def test_weight_in_front_of_the_feet_is_found():
    first, *rest = FIGURES["kettlebell-deadlift"].keys
    reaching = replace(first, arms=Arm(plant=("fist", 0.16, 0.19)))

    assert "the weight is not between the feet" in found(
        "kettlebell-deadlift", keys=(reaching, *rest)
    )


def test_block_in_front_of_the_feet_is_found():
    block, bell = FIGURES["kettlebell-deadlift"].props

    assert "the block is not between the feet" in found(
        "kettlebell-deadlift", props=(replace(block, x=(0.1, 0.3)), bell)
    )


def test_hand_that_pushes_on_a_raised_thigh_is_found_unless_it_rests_there():
    first, *rest = FIGURES["step-up"].keys
    keys = (replace(first, arms=Arm(upper=-84, fore=-58, hand=-54)), *rest)

    pushing, resting = found("step-up", keys=keys), found("step-up", keys=keys, resting=("near",))

    assert "the near hand lies on the near thigh" in pushing
    assert "the near hand" not in resting


def test_front_view_shows_none_of_it():
    figure = replace(FIGURES["single-leg-stance"], gaze="with-the-trunk")

    assert faults(FigureDrawing(figure=replace(figure, keys=(Key(head=140),)))) == []


@pytest.mark.parametrize("slug", ["bird-dog", "dead-bug", "marching-bridge"])
def test_figure_of_a_change_of_sides_moves_both(slug):
    keys = Motion(FIGURES[slug]).keys

    widest = {
        side: max(key.angles[f"{side}.thigh"] for key in keys)
        - min(key.angles[f"{side}.thigh"] for key in keys)
        for side in ("near", "far")
    }

    assert widest["near"] > 45
    assert abs(widest["near"] - widest["far"]) < 10
