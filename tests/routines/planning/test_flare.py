"""Flare-ups and the way back, row by row of brief.md D7, and D8's vectors."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from routines.planning.easing import eased_load, eased_sets
from routines.planning.flare import (
    LOAD_AFTER,
    RAMPS,
    Advice,
    FlareState,
    Reports,
    advice,
    follow,
    is_recent,
)
from tests.routines.planning.courses import by_day, day, states, walk

RANK = [FlareState.FLARE, FlareState.RAMP1, FlareState.RAMP2, FlareState.NORMAL]


@pytest.mark.parametrize(
    ("mornings", "last"),
    [
        ([2, 5], "flare"),
        ([2, 4], "normal"),
        ([4, 4], "flare"),
        ([3, 3], "normal"),
        ([4, None, 4], "normal"),
        ([4, 3, 4], "normal"),
        ([None, None], "normal"),
    ],
)
def test_flare_starts(mornings, last):
    assert states(mornings)[-1] == last


def test_flare_starts_when_the_person_says_so():
    assert states([2, 2, 2], said=[1]) == ["normal", "flare", "flare"]


def test_flare_ends_after_two_settled_mornings_running_and_48_hours():
    assert states([5, 3, 3, 3]) == ["flare", "flare", "ramp1", "ramp1"]
    assert states([5, 3, 4, 3, 3]) == ["flare"] * 4 + ["ramp1"]
    assert states([5, 3, None, 3]) == ["flare"] * 3 + ["ramp1"]
    assert states([5, None, None, 3]) == ["flare"] * 4
    assert states([2, 2, 2, 2], said=[1]) == ["normal", "flare", "flare", "ramp1"]
    assert states([2, 2, 2, 2, 2], said=[1, 2]) == ["normal", "flare", "flare", "flare", "ramp1"]


@pytest.mark.parametrize(
    ("sessions", "after", "expected"),
    [
        ({2: 2}, [3], "ramp2"),
        ({2: 4}, [3], "ramp1"),
        ({2: 4}, [None], "ramp1"),
        ({2: 0}, [4], "ramp1"),
        ({2: 0}, [5], "flare"),
        ({2: 0}, [4, 4], "flare"),
        ({2: 0}, [None], "ramp1"),
        ({2: 0}, [None, None], "ramp2"),
        ({2: 0}, [None, 3], "ramp2"),
        ({2: 0}, [None, 4], "ramp1"),
        ({2: 0, 3: 0}, [None, None], "ramp1"),
        ({2: 0, 3: 0}, [None, None, None], "ramp2"),
        ({}, [3], "ramp1"),
        ({}, [5], "flare"),
        ({}, [4, 4], "flare"),
        ({}, [4], "ramp1"),
        ({1: 0}, [3], "ramp1"),
        ({2: 2, 4: 2}, [3, 3, 3], "normal"),
        ({2: 3, 4: 4}, [3, 3, 3], "ramp1"),
        ({2: 2, 4: 2}, [3, 3, 4], "ramp1"),
        ({2: 2, 4: 2}, [3, 3, None], "ramp2"),
        ({2: 2, 4: 2}, [3, 3, None, None], "normal"),
    ],
)
def test_ramp_goes_on_after_a_green_session_that_settled(sessions, after, expected):
    mornings = [5, 3, 3, *after]

    assert states(mornings, sessions=sessions)[-1] == expected


@pytest.mark.parametrize(
    ("before", "mornings", "expected"),
    [
        ({2: 3}, [5, 3, 3, 3], "ramp2"),
        ({2: 4}, [5, 3, 3, 3], "ramp2"),
        ({5: 3}, [5, 3, 3, None, None, None, 3], "ramp2"),
        ({5: 4}, [5, 3, 3, None, None, None, 3], "ramp1"),
        ({5: 4}, [5, 3, 3, None, None, 3, 3], "ramp2"),
    ],
)
def test_pain_before_a_session_stands_for_a_morning_that_nobody_said(before, mornings, expected):
    """The first session back is on the day before the last morning."""
    session = {len(mornings) - 2: 2}

    assert states(mornings, sessions=session, before=before)[-1] == expected


@pytest.mark.parametrize(
    ("mornings", "state", "usual"),
    [
        ([3], "normal", None),
        ([9], "normal", None),
        ([0, 9], "normal", None),
        ([9, 9], "normal", None),
        ([3, 3, 3], "normal", None),
        ([3, 3, 3, 3], "normal", 3),
        ([3, 3, 3, 6], "flare", 3),
        ([3, 3, 3, 5, 5], "flare", 3),
        ([0, 0, 9, 3], "flare", 0),
        ([0, 4, 4, 4], "normal", 4),
    ],
)
def test_no_morning_starts_a_flare_while_the_usual_is_unknown(mornings, state, usual):
    found = walk(mornings, usual=None)[-1]

    assert (found.state, found.baseline) == (state, usual)


def test_flare_by_word_needs_no_usual_and_ends_like_any_other():
    assert states([2, 2, 2, 2], said=[1], usual=None)[1:] == ["flare", "flare", "ramp1"]
    assert states([5, 5, 5, 5], said=[1], usual=None)[1:] == ["flare"] * 3


def test_entries_older_than_half_a_year_say_no_more_what_is_usual():
    mornings = by_day([3, 3, 3])

    found = follow(Reports(mornings=mornings, usual=None), until=day(190))

    assert [found[day(number)].baseline for number in (3, 182, 183, 190)] == [3, 3, None, None]


def test_questions_are_due_once_a_flare_however_often_it_comes_back():
    mornings = [5, 3, 3, 5, 3, 3, 3, 3, 3, 3]

    found = walk(mornings, sessions={6: 4, 8: 2})

    assert [each.state.value for each in found] == [
        *("flare", "flare", "ramp1", "flare", "flare", "ramp1"),
        *("ramp1", "ramp1", "ramp1", "ramp2"),
    ]
    assert {each.ended for each in found[2:]} == {day(2)}


@pytest.mark.parametrize(("quiet", "recent"), [(13, True), (14, False)])
def test_flare_is_recent_for_14_days_after_the_way_back(quiet, recent):
    found = walk([5, 3, 3, 3, 3, 3], sessions={2: 0, 4: 0})[-1]

    assert (found.state, is_recent(found, day(5 + quiet))) == ("normal", recent)
    assert is_recent(walk([2])[-1], day(0)) is False
    assert is_recent(walk([5])[-1], day(0)) is True


def test_baseline_is_frozen_until_the_flare_is_over_and_leaves_its_mornings_out():
    mornings = [1, 1, 1, 4, 5, 5, 5, 5, 2, 2, 2, 2, 2, 2]

    found = walk(mornings, sessions={9: 0, 11: 0})

    assert [course.baseline for course in found] == [2, 2, 2, *[1] * 11]
    assert [course.state.value for course in found][3:] == [
        *["flare"] * 6,
        "ramp1",
        "ramp2",
        "ramp2",
        "normal",
        "normal",
    ]
    assert [pain for _day, pain in found[-1].usual_mornings] == [1, 1, 1, 2, 2]


def test_baseline_ahead_of_two_high_mornings_leaves_both_out():
    found = walk([0, 1, 2, 2], usual=0)

    assert (found[-1].state, found[-1].baseline) == ("flare", 0)
    assert found[-1].usual_mornings == ((day(0), 0), (day(1), 1))


def test_a_relapse_on_the_way_back_belongs_to_the_flare():
    found = walk([5, 3, 3, 6], usual=2)[-1]

    assert (found.state, found.began, found.entered, found.starts) == (
        "flare", day(0), day(3), (day(0),),
    )  # fmt: skip


def test_follow_without_entries_is_the_usual():
    assert [(each.state, each.baseline) for each in walk([])] == [("normal", 2)]


@pytest.mark.parametrize(
    ("mornings", "said", "until", "why"),
    [
        ([5], [], 14, None),
        ([5], [], 15, "long_flare"),
        ([5, 3, 3], [], 27, None),
        ([5, *[4, 2] * 6, 2, 2], [], 27, None),
        ([5, *[4, 2] * 7, 2, 2], [], 27, "long_flare"),
        ([6] * 3, [], 3, "high_usual"),
        ([5, 3, 3], [], 28, "no_better"),
        ([2], [], 60, None),
    ],
)
def test_advice_by_the_days_it_lasts(mornings, said, until, why):
    usual = None if mornings == [6] * 3 else 2

    course = walk(mornings, said=said, until=until, usual=usual)[-1]

    assert advice(course, day(until)) == why


@pytest.mark.parametrize(("gap", "remembered", "why"), [(10, 3, Advice.THIRD_FLARE), (29, 2, None)])
def test_advice_at_the_third_flare_in_eight_weeks(gap, remembered, why):
    starts = [0, gap, 2 * gap]
    sessions = {start + after: 0 for start in starts for after in (3, 5)}
    mornings = [2] * (2 * gap + 1)

    course = walk(mornings, said=starts, sessions=sessions)[-1]

    assert [len(course.starts), advice(course, day(2 * gap))] == [remembered, why]


def test_ramps_ask_for_less():
    first, second = RAMPS[FlareState.RAMP1], RAMPS[FlareState.RAMP2]

    assert [(each.sets, each.load) for each in (first, second)] == [
        (Fraction(1, 2), Decimal("0.7")),
        (Fraction(3, 4), Decimal("0.85")),
    ]
    assert [eased_sets(4, each) for each in (first, second)] == [2, 3]
    assert [eased_load(Decimal(20), each) for each in (first, second)] == [14, 17]
    assert Decimal("0.95") == LOAD_AFTER


@given(
    mornings=st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=1, max_size=15),
    more=st.integers(0, 10),
    said=st.sets(st.integers(0, 14)),
    sessions=st.dictionaries(st.integers(0, 14), st.integers(0, 6)),
)
@example(mornings=[0, 0, 4, 3], more=1, said=set(), sessions={})
def test_more_pain_on_the_last_morning_never_brings_a_state_nearer_to_normal(
    mornings, more, said, sessions
):
    last = 2 if mornings[-1] is None else mornings[-1]
    mornings = [*mornings[:-1], last]
    higher = [*mornings[:-1], min(10, last + more)]

    less, greater = (
        walk(each, said=said, sessions=sessions, until=len(mornings) - 1)[-1]
        for each in (mornings, higher)
    )

    assert RANK.index(greater.state) <= RANK.index(less.state)
    assert greater.baseline <= less.baseline
