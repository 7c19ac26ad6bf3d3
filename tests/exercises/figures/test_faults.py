"""Every figure of the library is drawn as a body can move; and the checks see what they are for."""

import gzip
from dataclasses import replace

import pytest

from exercises.catalogue import read_library
from exercises.figures.faults import faults
from exercises.figures.format import Arm, Figure, Key, Leg
from exercises.figures.layers import FigureDrawing
from exercises.figures.pictures import draw
from tests.exercises.figures.squat import DRAWING, FIGURE

ENTRIES = {entry.slug: entry for entry in read_library()}
STILL_BYTES, MOVING_BYTES = 2 * 1024, 8 * 1024


@pytest.mark.parametrize("slug", ENTRIES)
def test_figure_of_the_library_has_no_fault(slug):
    entry = ENTRIES[slug]

    assert faults(FigureDrawing(figure=entry.figure)) == []


@pytest.mark.parametrize("slug", ENTRIES)
def test_pictures_of_the_library_are_small(slug):
    entry = ENTRIES[slug]

    pictures = draw(entry.figure, entry.primary, entry.secondary)

    sizes = {name: len(gzip.compress(svg.encode(), 9)) for name, svg in vars(pictures).items()}
    assert {name: size for name, size in sizes.items() if size > MOVING_BYTES} == {}
    assert max(sizes["start"], sizes["finish"], sizes["card"]) <= STILL_BYTES


@pytest.mark.parametrize("slug", ENTRIES)
def test_cues_pinned_to_a_figure_stand_inside_its_frame(slug):
    entry = ENTRIES[slug]

    finish = draw(entry.figure, entry.primary, entry.secondary).finish

    box = [int(each) for each in finish.split('viewBox="')[1].split('"')[0].split()]
    discs = [
        tuple(int(part.split('="')[1].strip('"')) for part in disc.split()[:2])
        for disc in (each.split("<circle")[0] for each in finish.split('class="cue" ')[1:])
    ]
    assert len(discs) == len(entry.figure.marks)
    assert [d for d in discs if not (30 <= d[0] <= box[2] - 30 and 30 <= d[1] <= box[3] - 30)] == []


def changed(**values):
    return replace(DRAWING, figure=replace(FIGURE, **values))


def test_squat_of_these_tests_has_no_fault():
    assert faults(DRAWING) == []


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (changed(base=Key(root=("near.sole", 0, -0.05))), "under the floor"),
        (changed(keys=(Key(near_leg=Leg(shank=-60)),)), "near knee is bent by"),
        (changed(keys=(Key(near_arm=Arm(upper=-90, fore=-120)),)), "near elbow is bent by"),
        (changed(keys=(Key(legs=Leg(thigh=120, shank=100)),)), "hip is bent by"),
        (changed(keys=(Key(near_leg=Leg(plant=("sole", 0, 0)), root=("hip", 0, 1)),)), "misses by"),
    ],
    ids=["floor", "knee", "elbow", "hip", "reach"],
)
def test_fault_is_found(drawing, fault):
    found = faults(drawing)

    assert any(fault in sentence for sentence in found)


def test_arm_that_goes_all_the_way_round_is_no_fault_in_a_round():
    keys = tuple(Key(arms=Arm(upper=angle, fore=angle)) for angle in (-90, 0, 90, 180))

    there_and_back = faults(FigureDrawing(figure=Figure(keys=keys)))
    around = faults(FigureDrawing(figure=Figure(keys=keys, motion="round")))

    assert any("shoulder" in sentence for sentence in there_and_back)
    assert around == []
