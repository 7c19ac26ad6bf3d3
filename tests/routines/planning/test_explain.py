"""Why no session may be put on a day: a table of cases."""

import pytest

from routines.planning.findings import Rule
from routines.planning.scheduler import explain
from tests.routines.planning.march import SUN, ask, march, refused

EXPLANATIONS = {
    "an open day": (
        ask(),
        5,
        (),
    ),
    "pinned days can move": (
        ask(pinned=(4, 5, 6)),
        5,
        (),
    ),
    "the last day of the horizon": (
        ask(horizon_days=7),
        8,
        (),
    ),
    "the day after the horizon": (
        ask(horizon_days=7),
        9,
        (refused(Rule.BEYOND_HORIZON, 9),),
    ),
    "yesterday": (
        ask(unavailable=(2, 3)),
        1,
        (refused(Rule.PAST, 1, next_day=4),),
    ),
    "a day away": (
        ask(unavailable=(4, 5, 6)),
        5,
        (refused(Rule.UNAVAILABLE, 5, next_day=7),),
    ),
    "the day after a session": (
        ask(done=(1,)),
        2,
        (refused(Rule.REST_DAY, 2, clashes_with=(1,), limit=1, next_day=3),),
    ),
    "the second day after a session": (
        ask(done=(1,)),
        3,
        (),
    ),
    "the second day after a session while ramping back": (
        ask(done=(1,), min_rest_days=2),
        3,
        (refused(Rule.REST_DAY, 3, clashes_with=(1,), limit=2, next_day=4),),
    ),
    "the third day after a session while ramping back": (
        ask(done=(1,), min_rest_days=2),
        4,
        (),
    ),
    "the seventh day with three sessions before it": (
        ask(today=10, sessions_per_week=3, done=(4, 6, 8)),
        10,
        (refused(Rule.SEVEN_DAYS, 10, clashes_with=(4, 6, 8), limit=3, next_day=11),),
    ),
    "the eighth day": (
        ask(today=10, sessions_per_week=3, done=(4, 6, 8)),
        11,
        (),
    ),
    "a full week": (
        ask(today=6, done=(2, 4)),
        6,
        (refused(Rule.WEEK_FULL, 6, clashes_with=(2, 4), limit=2, next_day=9),),
    ),
    "a full week that starts on Sunday": (
        ask(today=6, done=(1, 4), week_start=SUN),
        7,
        (refused(Rule.WEEK_FULL, 7, clashes_with=(1, 4), limit=2, next_day=8),),
    ),
    "a second session today": (
        ask(done=(2,)),
        2,
        (refused(Rule.ONE_A_DAY, 2, clashes_with=(2,), limit=1, next_day=4),),
    ),
    "every rule at once, with no day left": (
        ask(today=7, done=(2, 4, 6, 7), unavailable=(7,), horizon_days=2),
        7,
        (
            refused(Rule.ONE_A_DAY, 7, clashes_with=(7,), limit=1),
            refused(Rule.UNAVAILABLE, 7),
            refused(Rule.REST_DAY, 7, clashes_with=(6,), limit=1),
            refused(Rule.SEVEN_DAYS, 7, clashes_with=(2, 4, 6), limit=3),
            refused(Rule.WEEK_FULL, 7, clashes_with=(2, 4, 6, 7), limit=2),
        ),
    ),
}


@pytest.mark.parametrize(
    ("asked", "day", "expected"), EXPLANATIONS.values(), ids=EXPLANATIONS.keys()
)
def test_explain_names_the_rules_and_the_next_day(asked, day, expected):
    (chosen,) = march(day)

    found = explain(asked, chosen)

    assert found == expected
