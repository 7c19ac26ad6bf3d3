"""Sessions keep their time, with any targets (brief.md D5, S7)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import Measure, Pattern, Phase
from routines.planning.duration import Work, length, seconds_of
from routines.planning.time_budget import (
    FEWEST_SETS,
    NEVER_OVER_S,
    STRENGTH_MOST_S,
    WHOLE_MOST_S,
    Asked,
    sets_in_time,
)

AROUND_S = 17 * 60
MINUTE_AND_A_HALF = 90


def asked(pattern=Pattern.SQUAT, *, sets=3, seconds=75, rest_s=90, per_side=False, chosen=False):
    """An exercise whose sets last this number of seconds a side."""
    work = Work(
        phase=Phase.STRENGTH,
        measure=Measure.SECONDS,
        sets=sets,
        amount=seconds - 3,
        per_side=per_side,
        rest_s=rest_s,
    )
    return Asked(work=work, pattern=pattern, chosen=chosen)


def strength_s(exercises, sets):
    works = [replace(each.work, sets=count) for each, count in zip(exercises, sets, strict=True)]
    return sum(seconds_of(work) for work in works)


def whole_minutes(exercises, sets, around_s):
    """Return the minutes as a page says them, with `around_s` as warm-up and cool-down."""
    parts = [
        Work(phase=phase, measure=Measure.SECONDS, sets=1, amount=0, set_s=around_s // 2 - 10)
        for phase in (Phase.WARM_UP, Phase.COOL_DOWN)
    ]
    works = [replace(each.work, sets=count) for each, count in zip(exercises, sets, strict=True)]
    return length([*parts, *works]).minutes


ANY = st.lists(
    st.builds(
        asked,
        st.sampled_from(Pattern),
        sets=st.integers(1, 12),
        seconds=st.integers(4, MINUTE_AND_A_HALF),
        rest_s=st.integers(0, 180),
        per_side=st.booleans(),
    ),
    max_size=8,
)
WEEK = st.dictionaries(st.sampled_from(Pattern), st.integers(0, 60))


@given(exercises=ANY, around_s=st.integers(60, 20 * 60), week=WEEK)
def test_no_session_is_over_an_hour_whatever_the_targets(exercises, around_s, week):
    sets = sets_in_time(exercises, around_s=around_s, week=week)

    assert whole_minutes(exercises, sets, around_s) <= 60


@given(exercises=ANY, around_s=st.integers(60, 20 * 60), week=WEEK)
def test_sets_only_go_and_one_always_stays(exercises, around_s, week):
    sets = sets_in_time(exercises, around_s=around_s, week=week)

    before = [each.work.sets for each in exercises]
    assert all(1 <= now <= was for now, was in zip(sets, before, strict=True))


@given(exercises=ANY, around_s=st.integers(60, 20 * 60), week=WEEK)
def test_two_sets_stay_unless_the_session_would_be_over_an_hour(exercises, around_s, week):
    sets = sets_in_time(exercises, around_s=around_s, week=week)

    floors = [min(each.work.sets, FEWEST_SETS) for each in exercises]
    if any(now < floor for now, floor in zip(sets, floors, strict=True)):
        assert strength_s(exercises, floors) + around_s > NEVER_OVER_S


def test_a_session_within_its_time_keeps_all_its_sets():
    exercises = [asked(), asked(Pattern.HINGE), asked(Pattern.CORE)]

    assert sets_in_time(exercises, around_s=AROUND_S, week={}) == [3, 3, 3]


def test_sets_go_first_from_what_the_week_has_most_of():
    exercises = [asked(pattern, sets=4) for pattern in (Pattern.SQUAT, Pattern.HINGE, Pattern.CALF)]
    week = {Pattern.SQUAT: 6, Pattern.HINGE: 12, Pattern.CALF: 8}

    found = sets_in_time(exercises, around_s=25 * 60, week=week)

    assert strength_s(exercises, [4, 4, 4]) + 25 * 60 > WHOLE_MOST_S
    assert found == [4, 3, 4]


def test_strength_takes_35_minutes_at_most():
    exercises = [asked(pattern, sets=3) for pattern in list(Pattern)[:6]]

    found = sets_in_time(exercises, around_s=AROUND_S, week={})

    assert strength_s(exercises, [3] * 6) > STRENGTH_MOST_S >= strength_s(exercises, found)


@pytest.mark.parametrize("place", range(6))
def test_sets_that_the_person_chose_stand(place):
    exercises = [asked(pattern, sets=4) for pattern in list(Pattern)[:6]]
    exercises[place] = replace(exercises[place], chosen=True)

    assert sets_in_time(exercises, around_s=AROUND_S, week={})[place] == 4


def test_a_second_set_goes_only_where_the_session_would_be_over_an_hour():
    exercises = [asked(pattern, sets=2, seconds=90, rest_s=180, per_side=True)
                 for pattern in list(Pattern)[:8]]  # fmt: skip

    found = sets_in_time(exercises, around_s=AROUND_S, week={})

    assert (
        whole_minutes(exercises, [2] * 8, AROUND_S)
        > 60
        >= whole_minutes(exercises, found, AROUND_S)
    )
    assert sorted(set(found)) == [1, 2]
