"""Why a day can't be pinned beside the days that the person chose: a table of cases, a property."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routines.planning.findings import Rule
from routines.planning.scheduler import explain_pin, schedule
from tests.routines.planning.march import ask, march, refused
from tests.routines.planning.test_scheduler_properties import is_legal, requests

PINS = {
    "beside pins with a rest day between": (ask(sessions_per_week=3, pinned=(4, 8)), 6, ()),
    "a day that is pinned itself": (ask(pinned=(5, 8)), 5, ()),
    "a pin on the next day": (
        ask(pinned=(5,)),
        4,
        (refused(Rule.REST_DAY, 4, clashes_with=(5,), limit=1, next_day=7),),
    ),
    "the day after a session, which no pin changes": (
        ask(done=(1,), pinned=(5,)),
        2,
        (refused(Rule.REST_DAY, 2, clashes_with=(1,), limit=1, next_day=3),),
    ),
    "three pins within seven days": (
        ask(sessions_per_week=3, pinned=(6, 8, 10)),
        4,
        (refused(Rule.SEVEN_DAYS, 4, clashes_with=(6, 8, 10), limit=3, next_day=13),),
    ),
    "a week that the pins fill": (
        ask(pinned=(4, 8)),
        2,
        (refused(Rule.WEEK_FULL, 2, clashes_with=(4, 8), limit=2, next_day=10),),
    ),
    "the last day of a week, with a pin on the first of the next": (
        ask(pinned=(9,)),
        8,
        (refused(Rule.REST_DAY, 8, clashes_with=(9,), limit=1, next_day=11),),
    ),
}


@pytest.mark.parametrize(("asked", "day", "expected"), PINS.values(), ids=PINS.keys())
def test_explain_pin_counts_the_days_that_the_person_chose(asked, day, expected):
    (chosen,) = march(day)

    found = explain_pin(asked, chosen)

    assert found == expected


@settings(deadline=None)
@given(request=requests(max_horizon=24), number=st.integers(0, 23))
def test_a_day_may_be_pinned_if_its_plan_holds_it_and_loses_no_other_pin(request, number):
    day = request.today + timedelta(days=number)
    others = replace(request, pinned=request.pinned - {day})
    before = others.pinned & frozenset(schedule(others).days)

    refused = explain_pin(request, day)

    pinned = others.pinned | {day}
    kept = pinned & frozenset(schedule(replace(request, pinned=pinned)).days)
    assert bool(refused) is not is_legal(request, day, request.done | others.pinned)
    if not refused:
        assert day in kept
        assert len(kept) == len(before) + 1
