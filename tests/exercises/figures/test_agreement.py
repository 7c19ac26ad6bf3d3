"""A figure that contradicts the rest of its exercise's file is found."""

from dataclasses import replace

import pytest

from exercises.catalogue import read_library
from exercises.figures.agreement import Said, disagreements
from exercises.vocabulary import Equipment, Pattern, Sides

FIGURES = {entry.slug: entry.figure for entry in read_library()}
NOTHING = Said(words=(), cues=9, pattern=Pattern.CORE)


def found(slug, *, said=NOTHING, **values):
    return list(disagreements(replace(FIGURES[slug], **values), said))


@pytest.mark.parametrize(
    "slug",
    [
        *("walking-lunge", "reverse-lunge", "warm-up-forward-lunge", "warm-up-side-lunge"),
        *("bird-dog", "dead-bug", "marching-bridge"),
    ],
)
def test_sides_that_alternate_both_move(slug):
    alternating = replace(NOTHING, sides=Sides.ALTERNATING)
    half = FIGURES[slug].keys[:2]

    both = found(slug, said=alternating)
    one = found(slug, said=alternating, changes_sides=False, keys=half, finish=1)

    assert both == []
    assert one == ["the sides alternate, but the figure moves one more than the other"]


@pytest.mark.parametrize(
    "said",
    [
        replace(NOTHING, pattern=Pattern.HINGE),
        replace(NOTHING, words=("Lie down.", "Eyes on the ceiling")),
        replace(NOTHING, words=("Look at the floor between the hands",)),
        replace(NOTHING, words=("Head thrown back",)),
    ],
)
def test_words_about_the_head_ask_for_a_gaze(said):
    without = found("hip-hinge-drill", said=said, gaze=None)

    assert without == ["the figure has no gaze, but the words say where to look"]
    assert found("hip-hinge-drill", said=said) == []


def test_other_words_ask_for_no_gaze():
    said = replace(NOTHING, words=("Both hip bones face the floor", "Headlights on the floor"))

    assert found("hip-hinge-drill", said=said, gaze=None) == []


def test_thing_that_is_needed_is_drawn():
    stick = replace(NOTHING, equipment=[Equipment.BROOMSTICK])
    weight = replace(NOTHING, any_of=[Equipment.DUMBBELL, Equipment.BACKPACK])

    assert found("hip-hinge-drill", said=stick) == []
    assert found("hip-hinge-drill", said=stick, props=()) == ["the figure shows no broomstick"]
    assert found("goblet-squat", said=weight) == []
    assert found("goblet-squat", said=weight, props=()) == [
        "the figure shows none of dumbbell, backpack"
    ]


def test_thing_is_drawn_where_the_words_put_it():
    cupped = replace(NOTHING, words=("Cup one weight against the breastbone.",))
    raised = replace(NOTHING, words=("Stand a kettlebell on a block between the feet.",))
    block, bell = FIGURES["kettlebell-deadlift"].props

    assert found("goblet-squat", said=cupped) == []
    assert found("goblet-squat", said=cupped, props=(bell,)) == [
        "the figure holds no weight at the chest"
    ]
    assert found("kettlebell-deadlift", said=raised) == []
    assert found(
        "kettlebell-deadlift", said=raised, props=(replace(block, between_feet=False), bell)
    ) == ["the figure has no block between the feet"]


def test_hand_rests_on_a_thigh_only_if_the_words_say_so():
    said = replace(NOTHING, words=("Rest the hands on the thighs.",))

    assert found("seated-calf-raise", said=said) == []
    assert found("seated-calf-raise") == ["a hand rests on a thigh, but the words don't say so"]


def test_cue_that_is_not_there_is_not_pinned():
    assert found("hip-hinge-drill", said=replace(NOTHING, cues=2)) == [
        "the figure pins a cue that is not there"
    ]
