"""How the back was, and the quick look for a flare-up."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from history.planning.mornings import Change, back_of, may_have_flared
from routines.planning.flare import FlareState, Reports, follow

DAY, FIRST = timedelta(days=1), date(2026, 1, 1)


def mornings(*pains: int) -> list[tuple[date, int]]:
    return [(FIRST + number * DAY, pain) for number, pain in enumerate(pains)]


def test_back_is_the_mean_of_seven_mornings_beside_the_seven_before():
    said = mornings(*[9] * 3, *[4] * 7, *[2, 2, 2, 2, 2, 2, 1])

    back = back_of(said, mornings(*[2] * 3))

    assert (back.now.pain, back.now.since, back.now.until) == (Decimal("1.9"), *ends(said[-7:]))
    assert (back.before.pain, back.before.change) == (Decimal("4.0"), Change.LESS)
    assert (back.first.pain, back.first.change) == (Decimal("2.0"), Change.SAME)


def ends(said: list[tuple[date, int]]) -> tuple[date, date]:
    return said[0][0], said[-1][0]


def test_back_needs_three_mornings_and_compares_none_with_itself():
    assert back_of(mornings(3, 3), mornings(3, 3)) is None
    back = back_of(mornings(3, 3, 3), mornings(3, 3, 3))
    assert (back.before, back.first) == (None, None)


def test_change_below_two_points_and_30_per_cent_is_none():
    changes = {
        now: back_of(mornings(*[5] * 7, *[now] * 7), ()).before.change for now in (3, 4, 6, 7)
    }

    assert changes == {3: Change.LESS, 4: Change.SAME, 6: Change.SAME, 7: Change.MORE}


@given(
    pains=st.lists(st.one_of(st.none(), st.integers(0, 10), st.integers(0, 3)), max_size=60),
    usual=st.one_of(st.none(), st.integers(0, 10)),
)
def test_quick_look_never_misses_a_flare_up(pains, usual):
    said = [each for each in mornings(*pains) if each[1] is not None]
    reports = Reports(mornings=dict(said), usual=None if usual is None else Decimal(usual))

    courses = follow(reports, until=FIRST + 60 * DAY).values()

    if any(course.state == FlareState.FLARE for course in courses):
        assert may_have_flared(said, usual=usual)
