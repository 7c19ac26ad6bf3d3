"""What there is to remind of on a day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.planning.kinds import Kind
from reminders.planning.occasions import Day, Occasion, occasion

MONDAY, TUESDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 5)
DAYS = {
    Kind.TRAINING: Day(today=TUESDAY, is_planned=True),
    Kind.MORNING: Day(today=TUESDAY, asks_this_morning=True),
    Kind.MISSED: Day(today=TUESDAY, missed=MONDAY, fits_on=THURSDAY),
    Kind.TESTS: Day(today=TUESDAY, has_test=True),
}
FOUND = {
    Kind.TRAINING: Occasion(kind=Kind.TRAINING, day=TUESDAY),
    Kind.MORNING: Occasion(kind=Kind.MORNING, day=TUESDAY),
    Kind.MISSED: Occasion(kind=Kind.MISSED, day=MONDAY, fits_on=THURSDAY),
    Kind.TESTS: Occasion(kind=Kind.TESTS, day=TUESDAY),
}


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_occasion(kind):
    assert {each: occasion(kind, day, last_on=None) for each, day in DAYS.items()} == {
        each: FOUND[kind] if each == kind else None for each in Kind
    }


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("what", ["is_away", "is_begun"])
def test_nothing_when_away_ill_or_once_a_session_was_begun(kind, what):
    assert occasion(kind, replace(DAYS[kind], **{what: True}), last_on=None) is None


@pytest.mark.parametrize("kind", Kind)
def test_nothing_twice_on_one_day(kind):
    assert occasion(kind, DAYS[kind], last_on=TUESDAY) is None


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Kind.TRAINING, Occasion(kind=Kind.TRAINING, day=TUESDAY, gently=True)),
        (Kind.MORNING, Occasion(kind=Kind.MORNING, day=TUESDAY, gently=True)),
        (Kind.MISSED, None),
        (Kind.TESTS, None),
    ],
)
def test_flare_up_makes_the_words_gentler_or_keeps_quiet(kind, found):
    assert occasion(kind, replace(DAYS[kind], in_flare=True), last_on=None) == found


@pytest.mark.parametrize("change", [{"is_planned": True}, {"fits_on": None}, {"missed": None}])
def test_missed_session_needs_a_day_that_fits_and_a_day_without_another(change):
    assert occasion(Kind.MISSED, replace(DAYS[Kind.MISSED], **change), last_on=None) is None


@pytest.mark.parametrize(
    ("told_on", "answered_on", "comes"),
    [
        (date(2026, 2, 24), date(2026, 2, 24), True),
        (date(2026, 2, 25), date(2026, 2, 25), False),  # within the week
        (date(2026, 2, 10), date(2026, 2, 9), False),  # nothing was done since
        (date(2026, 2, 10), None, False),
        (date(2026, 2, 10), date(2026, 2, 12), True),
        (date(2026, 3, 4), date(2026, 3, 3), False),  # before a journey to the west
        (date(2026, 3, 5), None, True),  # by a clock that ran ahead
    ],
)
def test_tests_come_once_a_week_and_only_to_those_who_do_them(told_on, answered_on, comes):
    day = replace(DAYS[Kind.TESTS], answered_on=answered_on)

    assert (occasion(Kind.TESTS, day, last_on=None, told_on=told_on) is not None) is comes


def test_tests_come_again_if_the_last_reminder_never_went_out():
    assert occasion(Kind.TESTS, DAYS[Kind.TESTS], last_on=date(2026, 3, 2), told_on=None)


def test_tests_wait_for_the_answer_about_a_missed_session():
    day = replace(DAYS[Kind.TESTS], missed=MONDAY)

    assert occasion(Kind.TESTS, day, last_on=None) is None


dates = st.dates(date(2026, 1, 1), date(2026, 12, 31))
maybe = st.none() | dates
days = st.builds(
    Day,
    today=dates,
    **dict.fromkeys(["is_away", "is_begun", "is_planned", "in_flare"], st.booleans()),
    **dict.fromkeys(["asks_this_morning", "has_test"], st.booleans()),
    **dict.fromkeys(["missed", "fits_on", "answered_on"], maybe),
)


@given(kind=st.sampled_from(Kind), day=days, last_on=maybe)
def test_any_day_keeps_what_is_promised(kind, day, last_on):
    found = occasion(kind, day, last_on=last_on)

    if found is None:
        return
    assert found.kind == kind
    assert not day.is_away
    assert not day.is_begun
    assert last_on != day.today
    assert found.gently is day.in_flare
    assert found.day == (day.missed if kind == Kind.MISSED else day.today)
    assert day.is_planned or kind != Kind.TRAINING
    assert not (day.in_flare and kind in {Kind.MISSED, Kind.TESTS})
