"""What a good coach would say about a routine."""

from decimal import Decimal

import pytest

from exercises.vocabulary import Caution, Equipment, Muscle, Pattern
from routines.planning.routine_advice import (
    Band,
    InARow,
    NotAtHand,
    Planned,
    ToChange,
    WithoutPattern,
    advice,
    band_of,
    hard_sets_a_week,
)

WHOLE = [Pattern.SQUAT, Pattern.HINGE, Pattern.STEP, Pattern.BRIDGE, Pattern.CALF, Pattern.CORE]


def planned(*patterns, day="A", **more):
    return [
        Planned(slug=f"{pattern}-{number}", day=day, pattern=pattern, sets=2, **more)
        for number, pattern in enumerate(patterns)
    ]


def test_routine_with_every_pattern_needs_no_word():
    assert advice(planned(*WHOLE)) == ()


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        (Pattern.SQUAT, (Pattern.SQUAT,)),
        (Pattern.STEP, (Pattern.LUNGE, Pattern.STEP)),
        (Pattern.BRIDGE, (Pattern.BRIDGE, Pattern.HAMSTRING)),
    ],
)
def test_pattern_without_an_exercise_is_told(left_out, told):
    found = advice(planned(*(each for each in WHOLE if each != left_out)))

    assert found == (WithoutPattern(patterns=told),)


def test_two_hinges_in_a_row_are_told_on_one_day_only():
    hinges = [Pattern.HINGE, Pattern.HINGE]
    on_two_days = [*planned(*WHOLE), *planned(Pattern.HINGE, day="B")]

    assert advice(planned(*hinges, *WHOLE))[0] == InARow(day="A", first="hinge-0", second="hinge-1")
    assert advice([each for each in on_two_days if each.pattern in WHOLE]) == ()


def test_what_is_not_at_hand_and_what_is_done_differently_is_told_once():
    missing, cautions = frozenset({Equipment.BENCH}), frozenset({Caution.KNEE_PAIN})
    step = planned(Pattern.STEP, missing=missing, cautions=cautions)
    again = planned(Pattern.STEP, day="B", missing=missing, cautions=cautions)
    others = planned(*(each for each in WHOLE if each != Pattern.STEP))

    assert advice([*step, *others, *again]) == (
        NotAtHand(slug="step-0", missing=missing),
        ToChange(slug="step-0", cautions=cautions),
    )


def test_main_muscles_count_whole_sets_and_helpers_half_ones():
    squats = planned(
        *(Pattern.SQUAT, Pattern.SQUAT), primary=[Muscle.QUADRICEPS], secondary=[Muscle.GLUTES]
    )
    drills = planned(Pattern.HINGE, primary=[Muscle.HAMSTRINGS], is_drill=True)

    found = hard_sets_a_week([*squats, *drills], times_a_week={"A": Decimal("1.5")})

    assert found == {Muscle.GLUTES: Decimal("3.00"), Muscle.QUADRICEPS: Decimal(6)}


@pytest.mark.parametrize(
    ("muscle", "sets", "band"),
    [
        (Muscle.CALVES, "3.5", Band.LITTLE),
        (Muscle.CALVES, "4", Band.IN_RANGE),
        (Muscle.CALVES, "20", Band.IN_RANGE),
        (Muscle.CALVES, "20.5", Band.HIGH),
        (Muscle.GLUTES, "30", Band.IN_RANGE),
        (Muscle.GLUTES, "30.5", Band.HIGH),
    ],
)
def test_hard_sets_fall_into_three_bands(muscle, sets, band):
    assert band_of(muscle, Decimal(sets)) == band
