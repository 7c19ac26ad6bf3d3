"""Which day of a routine is trained on which date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.planning.programmes import ProgrammeDay
from routines.planning.turns import RoutineDay, turns

A, B, C, D = ProgrammeDay
MONDAY = date(2026, 3, 2)


def days(*letters, on=None):
    weekdays = on or [None] * len(letters)
    return [
        RoutineDay(letter=letter, weekday=weekday)
        for letter, weekday in zip(letters, weekdays, strict=True)
    ]


def dates(*weekdays):
    return [MONDAY + timedelta(days=number) for number in weekdays]


@pytest.mark.parametrize(
    ("letters", "after", "found"),
    [
        ([A], "A", "AAAA"),
        ([A, B], None, "ABAB"),
        ([A, B], "A", "BABA"),
        ([A, B], "B", "ABAB"),
        ([A, B, C, D], "C", "DABC"),
        ([A, C], "B", "CACA"),  # B was taken out of the routine
        ([A, B], "D", "ABAB"),  # so were C and D
    ],
)
def test_days_take_turns_after_the_one_trained_last(letters, after, found):
    assert turns(days(*letters), dates(0, 2, 4, 7), after=after) == tuple(found)


@pytest.mark.parametrize(
    ("weekday", "found"), [(0, A), (1, A), (2, B), (3, B), (4, B), (5, C), (6, C), (7, A)]
)
def test_session_that_was_moved_keeps_the_day_of_the_weekday_before(weekday, found):
    routine = days(A, B, C, on=[0, 2, 5])

    assert turns(routine, dates(weekday), after="A") == (found,)


@given(
    letters=st.sets(st.sampled_from(ProgrammeDay), min_size=1),
    after=st.none() | st.sampled_from(ProgrammeDay),
    count=st.integers(min_value=0, max_value=12),
)
def test_each_day_comes_as_often_as_the_others(letters, after, count):
    found = turns(days(*sorted(letters)), dates(*range(count)), after=after)

    times = [found.count(letter) for letter in letters]
    assert sum(times) == count
    assert max(times) - min(times) <= 1
