"""How much of what was planned was done: each case is a period of weeks that begin on Monday."""

from collections import Counter
from datetime import date, timedelta

import pytest

from history.planning.adherence import Adherence, adherence
from history.planning.report import Interval
from history.planning.weeks import first_of_week, weeks_of

MONDAY = date(2026, 2, 2)
WEEKS = [MONDAY + timedelta(weeks=number) for number in range(5)]
WEDNESDAY = date(2026, 3, 4)  # today, in the last week
PERIOD = Interval(first=MONDAY, last=WEDNESDAY)
NOTHING = dict.fromkeys(("sessions", "kept", "planned", "met", "weeks", "away", "in_flare"), 0)


def days(*counts):
    """Return the days of sessions: this number in each week, on its first days."""
    return [
        WEEKS[week] + timedelta(days=day)
        for week, count in enumerate(counts)
        for day in range(count)
    ]


@pytest.mark.parametrize(
    ("done", "options", "expected"),
    [
        pytest.param((), {"wanted": {}}, {}, id="no plan"),
        pytest.param(
            (3, 2, 1, 0, 1),
            {},
            {"sessions": 7, "kept": 6, "planned": 12, "met": 2, "weeks": 4},
            id="this week asks for nothing before it has two",
        ),
        pytest.param(
            (3, 3, 3, 3, 2),
            {},
            {"sessions": 14, "kept": 14, "planned": 14, "met": 5, "weeks": 5},
            id="then it asks for what was done",
        ),
        pytest.param(
            (4, 4, 4, 0, 0),
            {},
            {"sessions": 12, "kept": 9, "planned": 12, "met": 3, "weeks": 4},
            id="a week counts at most what was planned",
        ),
        pytest.param(
            (3, 0, 1, 3, 0),
            {"away": [WEEKS[1]], "in_flare": [WEEKS[2] + timedelta(days=3)]},
            {
                "sessions": 7,
                "kept": 6,
                "planned": 6,
                "met": 2,
                "weeks": 2,
                "away": 1,
                "in_flare": 1,
            },
            id="a week away and one of a flare-up ask for none",
        ),
        pytest.param(
            (2, 3, 0, 0, 0),
            {"wanted": {WEEKS[0]: 2, WEEKS[1]: 3}},
            {"sessions": 5, "kept": 5, "planned": 5, "met": 2, "weeks": 2},
            id="weeks without a plan ask for nothing",
        ),
        pytest.param(
            (3, 3, 3, 3, 0),
            {
                "period": Interval(
                    first=WEEKS[0] + timedelta(days=1), last=WEEKS[3] - timedelta(days=2)
                )
            },
            {"sessions": 8, "kept": 3, "planned": 3, "met": 1, "weeks": 1},
            id="weeks that the period cuts ask for nothing",
        ),
    ],
)
def test_what_was_planned_and_what_was_kept(done, options, expected):
    period = options.get("period", PERIOD)

    sessions = [day for day in days(*done) if period.holds(day)]
    weeks = weeks_of(
        Counter(first_of_week(day, 0) for day in sessions),
        first=first_of_week(period.first, 0),
        this_week=WEEKS[-1],
        away=options.get("away", ()),
        in_flare=options.get("in_flare", ()),
    )
    wanted = options.get("wanted", dict.fromkeys(WEEKS, 3))

    found = adherence(len(sessions), weeks, period, wanted=wanted, this_week=WEEKS[-1])

    assert found == Adherence(**{**NOTHING, **expected})


@pytest.mark.parametrize(("kept", "planned", "expected"), [(0, 0, None), (0, 3, 0), (2, 3, 67)])
def test_per_cent(kept, planned, expected):
    assert Adherence(**{**NOTHING, "kept": kept, "planned": planned}).per_cent == expected


@pytest.mark.parametrize(
    ("count", "week_start", "first"),
    [(1, 0, date(2026, 3, 2)), (1, 6, date(2026, 3, 1)), (12, 0, date(2025, 12, 15))],
)
def test_period_of_weeks_begins_with_a_week(count, week_start, first):
    found = Interval.of_weeks(count, today=WEDNESDAY, week_start=week_start)

    assert found == Interval(first=first, last=WEDNESDAY)
    assert first_of_week(first, week_start) == first
