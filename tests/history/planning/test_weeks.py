"""Weeks: two sessions or more are in range; away and flare-ups ask for none."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from history.planning.weeks import Kind, in_range, weeks_of

MONDAY = date(2026, 3, 2)


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def test_each_week_has_its_kind():
    done = {week(0): 2, week(1): 1, week(3): 1, week(5): 3, week(6): 1}

    found = weeks_of(
        done,
        first=week(0),
        this_week=week(6),
        away=[week(3) + timedelta(days=4), week(5)],
        in_flare=[week(4) + timedelta(days=6)],
    )

    assert [each.kind.value for each in found] == [
        *("in_range", "one", "none", "away", "flare", "in_range", "running"),
    ]
    assert in_range(found) == (2, 4)


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 5)), st.integers(0, 20))
def test_every_week_is_there_once_and_counts_never_exceed(done, last):
    found = weeks_of(
        {week(number): count for number, count in done.items()},
        first=week(0),
        this_week=week(last),
    )

    assert [each.first for each in found] == [week(number) for number in range(last + 1)]
    met, of = in_range(found)
    assert met == sum(done.get(number, 0) >= 2 for number in range(last + 1))
    assert met <= of
    assert sum(each.kind == Kind.RUNNING for each in found) <= 1
