"""The log: weeks, one exercise through time, corrections."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from history.views.exercise import exercise_page
from routines.actions.day_notes import note_day
from routines.actions.session import finish_session, write_down_session
from routines.models import SetLog
from tests import builders

pytestmark = pytest.mark.django_db


def train(user, noon, *, sessions: int) -> None:
    """Make this many finished sessions, a little over a week apart, the last on noon's day."""
    first = noon - timedelta(days=7 * (sessions - 1))
    builders.plan(user, first)
    for number in range(sessions):
        builders.finished(user, first + timedelta(days=7 * number))


def test_history_without_a_session_leads_to_today(library, as_ana, noon):
    page = as_ana.get("/history/").content.decode()

    assert "Nothing here yet" in page


def test_history_shows_the_sessions_of_a_week_with_their_sets(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon, sets=2)
    builders.finished(ana, noon + timedelta(days=2))

    page = as_ana.get("/history/").content.decode()

    assert page.count('class="log-week"') == 1
    assert page.count("2 of 3") == 1
    # Both sides of an alternating exercise are read as one set.
    assert page.count('class="set-chip"') == 14 + 7
    assert page.index("Friday 6 March") < page.index("Wednesday 4 March")


def test_history_opens_the_newest_week_and_leads_to_the_sets_of_the_others(
    library, ana, as_ana, noon
):
    builders.plan(ana, noon)
    older = builders.finished(ana, noon)
    newer = builders.finished(ana, noon + timedelta(days=7))

    page = as_ana.get("/history/").content.decode()

    assert page.count('class="log-week"') == 2
    assert page.count('class="set-chip"') == 7
    assert page.index(f'id="session-{newer.pk}"') < page.index('class="set-chip"')
    # The week ends on Sunday, so that all of its sessions are on the page that it leads to.
    link = f'href="/history/?until=2026-03-08#session-{older.pk}"'
    assert page.count(link) == 1
    assert page.count("Wednesday 4 March") == 1

    page = as_ana.get("/history/?until=2026-03-08").content.decode()

    assert page.count(f'id="session-{older.pk}"') == 1
    assert page.count('class="set-chip"') == 7
    assert page.count("Wednesday 4 March") == 1


def test_history_opens_a_week_with_sessions_below_one_with_notes_alone(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=7))
    builders.finished(ana, noon - timedelta(days=7))
    note_day(user=ana, about="night", day=noon.date(), answer="well", minutes=None, now=noon)

    page = as_ana.get("/history/").content.decode()

    assert page.count('class="log-week"') == 2
    assert page.count('class="set-chip"') == 7


def test_history_with_one_session_in_the_week_says_gains_are_kept(library, ana, as_ana, noon):
    train(ana, noon - timedelta(days=7), sessions=1)

    page = as_ana.get("/history/").content.decode()

    assert page.count("kept your gains") == 1


def test_history_says_nothing_of_the_kind_while_the_week_runs(library, ana, as_ana, noon):
    train(ana, noon, sessions=1)

    page = as_ana.get("/history/").content.decode()

    assert page.count("kept your gains") == 0


def test_history_counts_weeks_in_range_not_streaks(library, ana, as_ana, noon):
    start = noon - timedelta(days=16)  # a Monday
    builders.plan(ana, start)
    for days in (0, 2, 7, 14, 16):
        builders.finished(ana, start + timedelta(days=days))

    page = as_ana.get("/history/").content.decode()

    assert "2 of the last 3 weeks in range" in page


def test_history_of_a_stranger_is_empty(library, ana, as_bo, noon):
    train(ana, noon, sessions=2)

    assert "Nothing here yet" in as_bo.get("/history/").content.decode()


def test_history_keeps_a_set_of_a_session_set_aside(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)
    builders.one_set(builders.strength(session)[0], noon)

    as_ana.post(f"/sessions/{session.pk}/discard/")
    page = as_ana.get("/history/").content.decode()

    assert page.count("set aside, not counted") == 1
    assert page.count('class="set-chip"') == 1


def test_history_marks_what_was_trained_beside_the_plan(library, ana, as_ana, noon):
    builders.plan(ana, noon, weekdays=[1, 3, 5])
    session = write_down_session(
        user=ana, key=new_key(), day=noon.date(), programme_day="A", now=noon
    )
    builders.one_set(builders.strength(session)[0], noon)
    finish_session(session=session, rir=None, note="", now=noon)

    page = as_ana.get("/history/").content.decode()

    assert page.count("beside the plan") == 1


def test_history_leads_to_what_is_older_and_skips_breaks(library, ana, as_ana, noon):
    long_ago = noon - timedelta(days=700)
    builders.plan(ana, long_ago)
    builders.finished(ana, long_ago)
    builders.plan(ana, noon)
    builders.finished(ana, noon)

    page = as_ana.get("/history/").content.decode()
    older = f"?until={long_ago:%Y-%m-%d}"
    assert page.count(f'href="/history/{older}"') == 1
    assert page.count('class="log-week"') == 1

    page = as_ana.get(f"/history/{older}").content.decode()
    assert page.count(f"{long_ago:%A} {long_ago.day} {long_ago:%B}") == 1


@pytest.mark.parametrize("until", ["yesterday", "2026-02-30", "9999999-01-01", "\x00", "-1"])
def test_history_says_that_a_date_is_none_and_shows_the_newest(library, ana, as_ana, noon, until):
    train(ana, noon, sessions=1)

    answer = as_ana.get("/history/", {"until": until})

    assert answer.status_code == 422
    assert "is no date. Here are the newest sessions." in answer.content.decode()
    assert answer.content.decode().count('class="log-week"') == 1


@pytest.mark.parametrize("until", ["0001-01-01", "9999-12-31"])
def test_history_at_the_ends_of_time_is_a_page(library, ana, as_ana, noon, until):
    train(ana, noon, sessions=1)

    assert as_ana.get("/history/", {"until": until}).status_code == 200


@pytest.mark.parametrize("sessions", [1, 3])
def test_history_needs_ten_queries(library, ana, as_ana, noon, sessions, django_assert_num_queries):
    train(ana, noon, sessions=sessions)

    # cookie, person; the newest day, the window's sessions, their items, their sets, its notes,
    # whether there is an older one, the last twelve weeks, what was removed
    with django_assert_num_queries(10):
        as_ana.get("/history/")


@pytest.mark.parametrize("sessions", [1, 3])
def test_exercise_history_needs_seven_queries(
    library, ana, as_ana, noon, sessions, django_assert_num_queries
):
    train(ana, noon, sessions=sessions)

    # cookie, person, exercise, how many, the page's items, their sets
    with django_assert_num_queries(7):
        as_ana.get("/history/exercises/glute-bridge/")


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "\x00", "9" * 400])
def test_exercise_history_takes_any_page_number(library, ana, as_ana, noon, page):
    train(ana, noon, sessions=1)

    answer = as_ana.get("/history/exercises/glute-bridge/", {"page": page})

    assert answer.content.decode().count('class="set-chip"') == 1


def test_exercise_history_of_an_unknown_exercise_is_not_found(library, as_ana):
    assert as_ana.get("/history/exercises/handstand/").status_code == 404


@pytest.fixture
def log(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    session = builders.finished(ana, noon)
    item = builders.strength(session)[1]
    return builders.one_set(item, noon, number=2, amount=8, load=Decimal("4.50"))


def test_correct_set_starts_from_what_stands(log, as_ana):
    page = as_ana.get(f"/sets/{log.pk}/").content.decode()

    assert 'name="amount" value="8"' in page
    assert 'name="load" value="4.5"' in page


def test_correct_set_asks_for_figures_in_text_fields(log, as_ana):
    # A number field hands "8,5" on as nothing, and nothing means no weight.
    page = as_ana.get(f"/sets/{log.pk}/").content.decode()

    assert page.count('type="number"') == 0
    assert page.count('inputmode="decimal"') == 1


def test_correct_set_keeps_the_row_and_goes_back_to_its_week(log, as_ana):
    sent = {"number": "2", "side": "both", "amount": "9", "load": "5", "unit": "kg", "rir": "2"}

    answer = as_ana.post(f"/sets/{log.pk}/", sent)

    session = log.item.session_id
    assert answer.headers["Location"] == f"/history/?until=2026-03-04#session-{session}"
    log.refresh_from_db()
    assert (log.amount, log.load, log.rir) == (9, 5, 2)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("amount", "", "This field is required."),
        ("amount", "lots", "Enter a whole number, like 12."),
        ("load", "4..5", "Enter a number, like 8 or 8.5."),
        ("rir", "9", "Select a valid choice. 9 is not one of the available choices."),
        ("note", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("side", "up", "Select a valid choice. up is not one of the available choices."),
        ("unit", "stone", "Select a valid choice. stone is not one of the available choices."),
    ],
)
def test_correct_set_says_why_not_and_changes_nothing(log, as_ana, field, typed, message):
    sent = {"number": "2", "side": "both", "amount": "9", "load": "5", "unit": "kg"}

    answer = as_ana.post(f"/sets/{log.pk}/", {**sent, field: typed})

    assert answer.status_code == 422
    assert message in answer.content.decode()
    log.refresh_from_db()
    assert (log.amount, log.load) == (8, Decimal("4.50"))


def test_correct_set_with_the_weight_emptied_means_no_weight(log, as_ana):
    sent = {"number": "2", "side": "both", "amount": "9", "load": "", "unit": "kg"}

    as_ana.post(f"/sets/{log.pk}/", sent)

    log.refresh_from_db()
    assert (log.amount, log.load) == (9, None)


def test_remove_set_from_history_takes_it_out_of_the_page(log, as_ana):
    answer = as_ana.post(f"/sets/{log.pk}/remove/", follow=True)

    assert f'href="/sets/{log.pk}/"' not in answer.content.decode()
    assert SetLog.objects.get(pk=log.pk).removed_at is not None


def test_exercise_history_leads_from_page_to_page(library, ana, as_ana, noon, monkeypatch):
    monkeypatch.setitem(exercise_page.__globals__, "SESSIONS_A_PAGE", 1)
    train(ana, noon, sessions=3)

    def shown(page):
        html = as_ana.get(f"/history/exercises/glute-bridge/{page}").content.decode()
        return re.findall(r"<strong>\w+ (\d+ \w+)", html), re.findall(r'href="(\?page=\d+)"', html)

    first = (["4 March"], ["?page=2"])
    assert [shown(page) for page in ("", "?page=1", "?page=2", "?page=3")] == [
        first,
        first,
        (["25 February"], ["?page=1", "?page=3"]),
        (["18 February"], ["?page=2"]),
    ]
    strange = ("0", "-1", "4", "99999", "9" * 40, "x", "", "\u0662", "1.5")
    assert {page: shown(f"?page={page}") for page in strange} == dict.fromkeys(strange, first)
