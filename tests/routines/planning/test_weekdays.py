import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routines.planning.weekdays import clashing_weekdays, valid_weekday_sets

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def test_valid_weekday_sets_for_three_are_the_seven_of_the_brief():
    sessions_per_week = 3

    found = valid_weekday_sets(sessions_per_week)

    assert found == (
        frozenset({MON, WED, FRI}),
        frozenset({MON, WED, SAT}),
        frozenset({MON, THU, SAT}),
        frozenset({TUE, THU, SAT}),
        frozenset({TUE, THU, SUN}),
        frozenset({TUE, FRI, SUN}),
        frozenset({WED, FRI, SUN}),
    )


def test_valid_weekday_sets_for_two_are_fourteen():
    sessions_per_week = 2

    found = valid_weekday_sets(sessions_per_week)

    assert found == (
        frozenset({MON, WED}),
        frozenset({MON, THU}),
        frozenset({MON, FRI}),
        frozenset({MON, SAT}),
        frozenset({TUE, THU}),
        frozenset({TUE, FRI}),
        frozenset({TUE, SAT}),
        frozenset({TUE, SUN}),
        frozenset({WED, FRI}),
        frozenset({WED, SAT}),
        frozenset({WED, SUN}),
        frozenset({THU, SAT}),
        frozenset({THU, SUN}),
        frozenset({FRI, SUN}),
    )


@pytest.mark.parametrize("sessions_per_week", [0, 1, 4])
def test_valid_weekday_sets_refuse_other_numbers(sessions_per_week):
    message = f"^sessions_per_week must be 2 or 3, not {sessions_per_week}$"

    with pytest.raises(ValueError, match=message):
        valid_weekday_sets(sessions_per_week)


@pytest.mark.parametrize(
    ("picked", "sessions_per_week", "clashing"),
    [
        (set(), 2, set()),
        (set(), 3, set()),
        ({MON}, 2, {TUE, SUN}),
        ({MON}, 3, {TUE, SUN}),
        ({SUN}, 2, {MON, SAT}),
        ({MON, WED}, 3, {TUE, THU, SUN}),
        ({MON, FRI}, 3, {TUE, THU, SAT, SUN}),
        ({TUE, SAT}, 3, {MON, WED, FRI, SUN}),
        ({MON, THU}, 2, {TUE, WED, FRI, SAT, SUN}),
        ({MON, WED, FRI}, 3, {TUE, THU, SAT, SUN}),
        ({MON, TUE}, 2, {MON, TUE, WED, THU, FRI, SAT, SUN}),
        ({MON, WED, FRI}, 2, {MON, TUE, WED, THU, FRI, SAT, SUN}),
    ],
)
def test_clashing_weekdays_are_those_in_no_valid_set(picked, sessions_per_week, clashing):
    picked_days = frozenset(picked)

    found = clashing_weekdays(picked_days, sessions_per_week)

    assert found == clashing


def test_clashing_weekdays_refuse_an_unknown_weekday():
    picked = frozenset({MON, 9})

    with pytest.raises(ValueError, match=r"^picked must be within 0 to 6, not \[0, 9\]$"):
        clashing_weekdays(picked, 2)


@settings(deadline=None)
@given(picking=st.permutations(range(7)), sessions_per_week=st.sampled_from([2, 3]))
def test_clashing_weekdays_never_lead_into_a_dead_end(picking, sessions_per_week):
    picked = frozenset()

    for weekday in picking:
        if weekday not in clashing_weekdays(picked, sessions_per_week):
            picked |= {weekday}

    assert picked in valid_weekday_sets(sessions_per_week)
