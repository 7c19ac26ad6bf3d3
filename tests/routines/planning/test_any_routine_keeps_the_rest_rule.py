"""Any days of a routine, and any missed session: the rest rule is always kept."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from routines.planning.programmes import ProgrammeDay
from routines.planning.scheduler import ScheduleRequest, schedule
from routines.planning.turns import RoutineDay, turns, weekdays_of

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


@st.composite
def routines(draw):
    """One to four days, each with a weekday or all in turn."""
    count = draw(st.integers(1, 4))
    chosen = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count, unique=True))
    in_turn = draw(st.booleans())
    return [
        RoutineDay(letter=letter, weekday=None if in_turn else weekday)
        for letter, weekday in zip(list(ProgrammeDay)[:count], chosen, strict=True)
    ]


def played(days, *, weekdays, a_week, trains):
    """Return the sessions trained in six weeks, planned anew each day; some are missed."""
    done, last = [], None
    for number, comes in enumerate(trains):
        today = MONDAY + number * DAY
        request = ScheduleRequest(
            today=today,
            sessions_per_week=a_week,
            preferred_weekdays=weekdays_of(days) or frozenset(weekdays),
            horizon_days=14,
            done=frozenset(done),
        )
        planned = schedule(request).days
        letters = turns(days, planned, after=last)
        if planned[:1] == (today,) and comes:
            done.append(today)
            last = letters[0]
    return done


@settings(max_examples=30)
@given(
    days=routines(),
    weekdays=st.frozensets(st.integers(0, 6), min_size=2, max_size=3),
    a_week=st.sampled_from([2, 3]),
    trains=st.lists(st.sampled_from([True, True, True, False]), min_size=42, max_size=42),
)
def test_any_routine_on_any_weekdays_keeps_the_rest_rule(days, weekdays, a_week, trains):
    done = played(days, weekdays=weekdays, a_week=a_week, trains=trains)

    gaps = [(later - earlier).days for earlier, later in pairwise(done)]
    assert all(gap >= 2 for gap in gaps)
    assert all(sum(0 <= (day - first).days < 7 for day in done) <= 3 for first in done)


def test_days_have_weekdays_only_if_all_of_several_have_one():
    a, b = ProgrammeDay.A, ProgrammeDay.B
    both = [RoutineDay(letter=a, weekday=0), RoutineDay(letter=b, weekday=3)]

    assert weekdays_of(both) == {0, 3}
    assert weekdays_of(both[:1]) == frozenset()
    assert weekdays_of([both[0], RoutineDay(letter=b)]) == frozenset()
    assert weekdays_of([]) == frozenset()
