import pytest

from routines.planning.weekdays import valid_weekday_sets

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
