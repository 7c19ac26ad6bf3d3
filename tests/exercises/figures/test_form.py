"""A figure that shows the mistake its own words warn of is found."""

from dataclasses import replace

import pytest

from exercises.catalogue import read_library
from exercises.figures.faults import faults
from exercises.figures.format import Arm, Key, Leg
from exercises.figures.layers import FigureDrawing

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
        ("hip-thrust", {"head": 104}, "the neck is bent by -64°"),
        ("cobra-pose", {"head": 84}, "the face looks up by -6°"),
        ("bridge-pose", {"head": 150}, "the face looks up by 60°"),
        ("barbell-back-squat", {"chest": 58, "lumbar": 58}, "the bar is not over the feet"),
        ("glute-bridge", {"legs": Leg(plant=("sole", 0.21, 0))}, "foot slides by 0.1"),
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


def test_weight_that_hangs_over_its_block_is_found():
    block, bar = FIGURES["barbell-deadlift"].props

    assert "the weight is 0.028 off what it stands on" in found(
        "barbell-deadlift", props=(block, replace(bar, radius=0.08))
    )


def test_bar_that_passes_through_the_knees_is_found():
    first, second, last = FIGURES["barbell-deadlift"].keys
    close = replace(second, arms=Arm(plant=("fist", 0.055, 0.345)))

    assert "the bar passes through the leg" in found("barbell-deadlift", keys=(first, close, last))


@pytest.mark.parametrize("slug", ["tandem-stand", "step-up-assisted", "assisted-split-squat"])
def test_hand_beside_its_rail_is_found(slug):
    first, *rest = FIGURES[slug].keys
    loose = Arm(plant="free", upper=-92, fore=-90, hand=-90)
    hanging = replace(first, near_arm=loose, far_arm=loose)

    assert "no hand is on the" in found(slug, keys=(hanging, *rest))


def test_seat_that_nobody_reaches_is_found():
    (chair,) = FIGURES["sit-to-stand"].props

    assert "the body stays 0.0" in found("sit-to-stand", props=(replace(chair, height=0.234),))
