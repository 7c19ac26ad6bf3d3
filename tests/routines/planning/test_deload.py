"""When a lighter week is offered (brief.md C6)."""

from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

import pytest

from routines.planning.deload import Signs, Standstill, offer, signs_of
from tests.routines.planning.performances import done, history

SINCE = date(2026, 3, 2)
STALLED = {"without_progress": [3, 3]}
PAIN_UP = {"mean_pain": Decimal("2.5"), "mean_pain_before": Decimal("1.5")}
TIRED = {"tired": [4, 5]}


def standstill(sessions) -> int:
    return reduce(Standstill.after, sessions, Standstill()).sessions


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ({}, []),
        (STALLED, ["stalled"]),
        ({"without_progress": [3, 2]}, []),
        (PAIN_UP, ["pain_up"]),
        ({**PAIN_UP, "mean_pain": Decimal("2.4")}, []),
        ({"mean_pain": Decimal(9)}, []),
        ({"mean_pain_before": Decimal(0)}, []),
        (TIRED, ["tired"]),
        ({"tired": [4, 3]}, []),
        ({**STALLED, **PAIN_UP, **TIRED}, ["stalled", "pain_up", "tired"]),
    ],
)
def test_signs_of_a_lighter_week(said, signs):
    assert list(signs_of(Signs(**said))) == signs


@pytest.mark.parametrize(
    ("days", "said", "every", "expected"),
    [
        (41, {}, 6, None),
        (42, {}, 6, (6, 0)),
        (28, {}, 4, (4, 0)),
        (55, {}, 8, None),
        (100, {**STALLED, **TIRED}, None, None),
        (7, TIRED, 6, None),
        (7, {**STALLED, **TIRED}, 6, (None, 2)),
        (42, TIRED, 6, (6, 1)),
    ],
)
def test_offer_of_a_lighter_week(days, said, every, expected):
    today = SINCE + timedelta(days=days)

    found = offer(today=today, since=SINCE, signs=Signs(**said), every_weeks=every)

    assert (found and (found.weeks, len(found.signs))) == expected


@pytest.mark.parametrize("weeks", [3, 9])
def test_offer_refuses_other_rhythms(weeks):
    with pytest.raises(ValueError, match=f"every_weeks must be 4 to 8, not {weeks}"):
        offer(today=SINCE, since=SINCE, signs=Signs(), every_weeks=weeks)


@pytest.mark.parametrize(
    ("weakest", "loads", "count"),
    [
        ([], [], 0),
        ([9, 9, 9], [0, 0, 0], 3),
        ([10, 11, 12], [0, 0, 0], 0),
        ([10, 11, 11, 10, 11], [0] * 5, 3),
        # More weight is better with fewer repetitions too, and less isn't with more.
        ([12, 8, 8], [8, 10, 10], 1),
        ([12, 13, 14], [10, 8, 8], 3),
    ],
)
def test_sessions_count_as_standing_still_until_one_goes_better(weakest, loads, count):
    sessions = history(
        *(done((12, each), load=load) for each, load in zip(weakest, loads, strict=True))
    )

    assert standstill(sessions) == count


def test_exercise_that_hurt_before_its_first_set_stands_still():
    sessions = history(done((9,)), done((), pain=6), done((10,)))

    assert standstill(sessions[:2]) == 2
    assert standstill(sessions) == 0
