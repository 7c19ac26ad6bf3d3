"""The log: weeks, one exercise through time, corrections."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.vocabulary import Sides
from history.models import Activity
from history.views.exercise import exercise_page
from routines.actions.day_notes import note_day
from routines.actions.session import finish_session, write_down_session
from routines.models import MorningCheck, Session, SessionItem, SetLog
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


def rows(page: str) -> dict[str, bool]:
    """Return the sessions of a page, by key, and whether each is open."""
    return {
        key: bool(is_open) for key, is_open in re.findall(r'id="session-([^"]+)"( open)?', page)
    }


def test_history_shows_the_sessions_of_a_week_in_rows(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    older = builders.finished(ana, noon, sets=2)
    newer = builders.finished(ana, noon + timedelta(days=2))

    page = as_ana.get("/history/").content.decode()

    assert page.count('class="log-week"') == 1
    assert page.count("2 of 3") == 1
    assert rows(page) == {str(newer.pk): False, str(older.pk): False}
    # The newest has its sets, so that they can be read without a signal.
    assert page.count('class="set-chip"') == 7
    assert page.count(f'hx-get="/history/sessions/{older.pk}/"') == 1
    assert page.count(f'hx-get="/history/sessions/{newer.pk}/"') == 0


def test_history_opens_the_sessions_of_the_day_asked_for(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    older = builders.finished(ana, noon, sets=2)
    builders.finished(ana, noon + timedelta(days=7))

    page = as_ana.get("/history/?until=2026-03-04").content.decode()
    after = as_ana.get("/history/?until=2026-03-08").content.decode()

    assert rows(page) == {str(older.pk): True}
    # Both sides of an alternating exercise are read as one set.
    assert page.count('class="set-chip"') == 14
    assert rows(after) == {str(older.pk): False}


def test_row_says_what_was_done_of_what_was_asked(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    session = builders.finished(ana, noon, sets=2)
    first, second, third, *_others = builders.strength(session)
    asked = sum(each.rows_prescribed for each in builders.strength(session))
    SessionItem.objects.filter(pk=first.pk).update(pain_high=4, pain=2)
    SessionItem.objects.filter(pk=second.pk).update(skipped="hurts", sets=9)
    SessionItem.objects.filter(pk=third.pk).update(swapped_at=noon, sets=9)
    Session.objects.filter(pk=session.pk).update(
        eased="ramp1", pain=3, pain_before=1, started_at=noon - timedelta(minutes=42)
    )
    MorningCheck.objects.create(
        user=ana, day=noon.date() + timedelta(days=1), pain=2, recorded_at=noon
    )

    page = words_of(as_ana.get("/history/?until=2026-03-04"))

    given_up = second.sets + third.sets
    assert f"14 of {asked - given_up + 4} sets · 82 min · pain 4 of 10" in page
    assert f"eased after a flare-up · left out: {second.exercise_name}" in page
    for said in ("Pain before: 1 of 10", "Highest pain: 3 of 10", "The next morning: 2 of 10"):
        assert page.count(said) == 1
    assert page.count("First step back after a flare-up: half the sets and 30 % less weight.") == 1


def test_row_counts_sets_as_the_session_did(library, ana, as_ana, noon):
    """Where a side is finished before the other, each has its ✓ and counts."""
    builders.plan(ana, noon)
    session = builders.finished(ana, noon)
    each_side, alternating, *others = builders.strength(session)
    SetLog.objects.filter(item__in=[each_side, alternating]).delete()
    for item, sides in ((each_side, Sides.EACH), (alternating, Sides.ALTERNATING)):
        SessionItem.objects.filter(pk=item.pk).update(per_side=True, sides=sides, sets=2)
    each_side, alternating, *_others = builders.strength(session)
    for item, side in ((each_side, "left"), (each_side, "right"), (alternating, "both")):
        builders.one_set(item, noon, side=side)

    page = words_of(as_ana.get("/history/?until=2026-03-04"))
    session_page = words_of(as_ana.get(f"/sessions/{session.pk}/"))

    asked = 4 + 2 + sum(each.rows_prescribed for each in others)
    counted = f"{3 + len(others)} of {asked} sets"
    assert counted in session_page
    assert counted in page


def words_of(answer) -> str:
    """Return the text of a page, without tags, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_session_is_a_page_and_for_htmx_the_part_that_unfolds(
    library, ana, as_ana, as_bo, noon, django_assert_num_queries
):
    builders.plan(ana, noon)
    session = builders.finished(ana, noon)
    address = f"/history/sessions/{session.pk}/"

    with django_assert_num_queries(8):
        page = as_ana.get(address).content.decode()
    part = as_ana.get(address, headers={"HX-Request": "true"}).content.decode()

    assert f'href="/history/?until=2026-03-04#session-{session.pk}"' in page
    assert part.lstrip().startswith('<div class="log-row__body">')
    assert [each.count('class="set-chip"') for each in (page, part)] == [7, 7]
    assert as_bo.get(address).status_code == 404


def test_activities_and_notes_stand_beside_the_sessions(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)
    note_day(user=ana, about="night", day=noon.date(), answer="well", minutes=None, now=noon)
    Activity.objects.create(user=ana, day=date(2026, 3, 3), kind="walk", minutes=40, note="Rain.")
    Activity.objects.create(user=ana, day=date(2026, 3, 2), kind="gentle", removed_at=noon)

    page = words_of(as_ana.get("/history/"))

    assert page.count("Tuesday 3 March · Walk, 40 min: Rain.") == 1
    assert page.count("Wednesday 4 March · slept and rested well") == 1
    assert page.count("Gentle day") == 0


def test_history_of_activities_alone_is_a_log(library, ana, as_ana, noon):
    Activity.objects.create(user=ana, day=date(2024, 3, 3), kind="walk")

    page = words_of(as_ana.get("/history/"))

    assert page.count("Sunday 3 March · Walk") == 1


def test_history_with_one_session_in_the_week_says_gains_are_kept(library, ana, as_ana, noon):
    train(ana, noon - timedelta(days=7), sessions=1)

    page = as_ana.get("/history/").content.decode()

    assert page.count("· kept your gains") == 1


def test_history_says_nothing_of_the_kind_while_the_week_runs(library, ana, as_ana, noon):
    train(ana, noon, sessions=1)

    page = as_ana.get("/history/").content.decode()

    assert page.count("· kept your gains") == 0


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
    assert page.count('href="?until=2026-02-08#log"') == 1
    assert page.count('class="log-week"') == 1

    page = as_ana.get("/history/?until=2026-02-08").content.decode()
    assert page.count(f"{long_ago:%A} {long_ago.day} {long_ago:%B}") == 1
    assert page.count("Earlier") == 0


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
def test_history_needs_nineteen_queries(
    library, ana, as_ana, noon, sessions, django_assert_num_queries
):
    train(ana, noon, sessions=sessions)

    # cookie, person; the newest and the oldest day; the days of year and strip, those of the month
    # beside; mornings; the weeks' sessions, their figures, what hurt, the newest one's items and
    # sets, notes, activities; marks and flare-ups, the first mornings; what went up, in the
    # log and in tests; what was removed
    with django_assert_num_queries(19):
        as_ana.get("/history/")
    # Not the overview: marks and flare-ups, the first mornings, what went up.
    with django_assert_num_queries(15):
        as_ana.get("/history/?until=2026-03-04")


@pytest.mark.parametrize("sessions", [1, 3])
def test_exercise_history_needs_fourteen_queries(
    library, ana, as_ana, noon, sessions, django_assert_num_queries
):
    train(ana, noon, sessions=sessions)

    # cookie, person, exercise, how many, the page's items, their sets; its charts and bests
    with django_assert_num_queries(14):
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
