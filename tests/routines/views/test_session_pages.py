"""The session page: rows, one tap, bad input, the end."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.keys import new_key
from routines.models import PlannedSession, Session, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


def log_url(item, key=None) -> str:
    return reverse("routines:log_set", args=[item.pk, key or new_key()])


def test_tick_on_an_untouched_row_logs_the_target(session, as_ana):
    squat, deadlift = builders.strength(session)[:2]

    as_ana.post(log_url(squat), {"number": "1", "side": "both", "amount": "", "load": ""})
    as_ana.post(log_url(deadlift), {"number": "1", "side": "both", "amount": "", "load": ""})

    logged = SetLog.objects.order_by("logged_at").values_list("amount", "load", "load_unit")
    assert list(logged) == [(10, None, "kg"), (8, 4, "kg")]


def swapped_in(answer) -> list[str]:
    """The ids of the parts that the answer puts in place of others, the row first."""
    page = answer.content.decode()
    rows = re.findall(r'<li class="set[^"]*" id="([^"]+)"', page)
    return rows + re.findall(r'id="([^"]+)"[^>]*hx-swap-oob="true"', page)


def test_log_set_answers_htmx_with_what_changed_alone(session, as_ana):
    item, key = builders.strength(session)[0], new_key()

    answer = as_ana.post(log_url(item, key), {"number": "1", "side": "both"}, headers=HTMX)

    assert swapped_in(answer) == [
        f"set-{key}",
        "progress",
        f"count-{item.pk}",
        "rest",
        f"cue-{item.pk}",
        f"tick-{item.pk}-2-both",
    ]
    assert "1 of 19 sets" in answer.content.decode()


def test_log_set_moves_the_focus_to_the_next_row(session, as_ana):
    item = builders.strength(session)[0]

    answer = as_ana.post(log_url(item), {"number": "1", "side": "both"}, headers=HTMX)

    assert answer.content.decode().count(" autofocus>") == 1


def test_log_set_without_htmx_goes_back_to_the_exercise(session, as_ana):
    item = builders.strength(session)[0]

    answer = as_ana.post(log_url(item), {"number": "1", "side": "both"})

    assert answer.headers["Location"] == f"/sessions/{session.pk}/#item-{item.pk}"


@pytest.mark.parametrize("typed", ["8.5", "8,5"])
def test_log_set_reads_comma_and_point(session, as_ana, typed):
    deadlift = builders.strength(session)[1]

    as_ana.post(log_url(deadlift), {"number": "1", "side": "both", "load": typed})

    assert str(SetLog.objects.get().load) == "8.50"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("amount", "ten", "Repetitions: Enter a whole number, like 12."),
        ("amount", "8.5", "Repetitions: Enter a whole number, like 12."),
        ("amount", "-1", "Repetitions: Ensure this value is greater than or equal to 0."),
        ("amount", "1000000000", "Repetitions: Ensure this value is less than or equal to 999."),
        ("amount", "9" * 400, "Repetitions: Ensure this value is less than or equal to 999."),
        ("load", "heavy", "Weight in kg: Enter a number, like 8 or 8.5."),
        ("load", "NaN", "Weight in kg: Enter a number, like 8 or 8.5."),
        ("load", "1e9", "Weight in kg: Ensure that there are no more than 6 digits in total."),
        ("load", "-2", "Weight in kg: Ensure this value is greater than or equal to 0."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_log_set_keeps_what_was_typed_and_says_why_not(
    session, as_ana, field, typed, message, headers
):
    deadlift = builders.strength(session)[1]
    sent = {"number": "1", "side": "both", "amount": "8", "load": "4", field: typed}

    answer = as_ana.post(log_url(deadlift), sent, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert f'value="{typed}" aria-invalid="true"' in page
    assert SetLog.objects.count() == 0


def test_log_set_refused_keeps_its_key(session, as_ana):
    item, key = builders.strength(session)[0], new_key()

    answer = as_ana.post(
        log_url(item, key), {"number": "2", "side": "both", "amount": "x"}, headers=HTMX
    )

    assert answer.content.decode().count(f'action="{log_url(item, key)}"') == 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_log_set_refused_for_a_row_that_another_tab_took_keeps_what_was_typed(
    session, as_ana, noon, headers
):
    squat = builders.strength(session)[0]
    builders.one_set(squat, noon, number=1)
    sent = {"number": "1", "side": "both", "amount": "ten"}

    answer = as_ana.post(log_url(squat), sent, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Repetitions: Enter a whole number, like 12.") == 1
    assert page.count('value="ten"') == 1


def test_log_set_of_a_stranger_is_not_found(session, as_bo):
    item = builders.strength(session)[0]

    answer = as_bo.post(log_url(item), {"number": "1", "side": "both"})

    assert (answer.status_code, SetLog.objects.count()) == (404, 0)


def test_log_set_under_a_strangers_key_is_not_found(session, bo, as_bo, noon):
    key = builders.one_set(builders.strength(session)[0], noon).pk
    builders.plan(bo, noon)
    item = builders.strength(builders.session(bo, noon))[0]

    answer = as_bo.post(log_url(item, key), {"number": "1", "side": "both", "amount": "3"})

    assert answer.status_code == 404
    assert SetLog.objects.get(pk=key).amount == 10


def test_sides_have_a_row_each(session, as_ana):
    page = as_ana.get(f"/sessions/{session.pk}/?rows=all").content.decode()

    assert page.count("Set 1 of 2, left, Step-up: done") == 1
    assert page.count("Set 1 of 2, right, Step-up: done") == 1


def test_session_shows_the_cue_of_the_set_that_comes_next(session, as_ana, noon):
    squat = builders.strength(session)[0]

    first = as_ana.get(f"/sessions/{session.pk}/").content.decode()
    builders.one_set(squat, noon)
    second = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    def in_rows(page: str) -> list[tuple[str, str]]:
        """Each cue with the place of the row that it stands in."""
        row = rf'id="cue-{squat.pk}">([^<]*)</p>.*?id="tick-{squat.pk}-([^"]+)"'
        return re.findall(row, page, re.DOTALL)

    cues = squat.exercise.cues
    assert in_rows(first) == [(cues[0], "1-both")]
    assert in_rows(second) == [(cues[1], "2-both")]


def test_two_tabs_that_log_the_same_set_show_both(session, as_ana, noon):
    squat = builders.strength(session)[0]

    builders.one_set(squat, noon, amount=10)
    builders.one_set(squat, noon, amount=11)

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()
    assert page.count("Set 1 of 3, Squat, 10 repetitions, done. Take back") == 1
    assert page.count("Set 2 of 3, Squat, 11 repetitions, done. Take back") == 1


def test_take_back_answers_htmx_with_the_open_row(session, as_ana, noon):
    log = builders.one_set(builders.strength(session)[0], noon)

    answer = as_ana.post(f"/sets/{log.pk}/remove/", headers=HTMX)

    assert "0 of 19 sets" in answer.content.decode()
    assert SetLog.objects.standing().count() == 0


def test_tick_item_ticks_the_warm_up_and_counts_no_set(session, as_ana):
    item = session.items.filter(phase="warm-up").first()

    answer = as_ana.post(f"/items/{item.pk}/tick/", {"done": "on"}, headers=HTMX)

    page = answer.content.decode()
    assert page.count('aria-pressed="true"') == 1
    assert "0 of 19 sets" in page


def test_finish_without_a_set_asks_to_go_on_or_set_aside(session, as_ana):
    answer = as_ana.post(f"/sessions/{session.pk}/finish/", {"rir": "", "note": "tired"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "No set is logged yet. Go on, or set this session aside." in page
    assert ">\ntired</textarea>" in page
    assert Session.objects.get().status == "in_progress"


def test_finish_keeps_effort_and_note(session, as_ana, noon):
    builders.one_set(builders.strength(session)[0], noon)

    answer = as_ana.post(f"/sessions/{session.pk}/finish/", {"rir": "3", "note": "knee fine"})

    found = Session.objects.get()
    assert answer.headers["Location"] == f"/sessions/{session.pk}/summary/"
    assert (found.status, found.rir, found.note) == ("partial", 3, "knee fine")


def test_finish_renews_the_guests_cookie(session, as_ana, noon):
    builders.one_set(builders.strength(session)[0], noon)

    answer = as_ana.post(f"/sessions/{session.pk}/finish/", {"rir": "", "note": ""})

    assert answer.cookies["sessionid"]["max-age"] == 365 * 24 * 60 * 60


def test_discard_asks_first(session, as_ana):
    page = as_ana.get(f"/sessions/{session.pk}/discard/").content.decode()
    assert "Set this session aside?" in page
    assert Session.objects.get().status == "in_progress"

    as_ana.post(f"/sessions/{session.pk}/discard/")
    assert Session.objects.get().status == "discarded"


def test_start_session_on_a_rest_day_says_which_rule_and_when(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)
    Session.objects.update(local_date="2026-03-03")  # as if it had been yesterday
    PlannedSession.objects.of(ana).filter(day="2026-03-04").delete()

    answer = as_ana.post("/sessions/start/", {"key": str(new_key())}, follow=True)

    page = answer.content.decode()
    assert "Today is a rest day." in page
    assert "It is too close to the session on Tuesday 3 March" in page
    assert "The next day that works is Thursday, 5 March." in page
    assert Session.objects.in_progress().count() == 0


def test_start_session_on_a_free_day_begins_nothing(library, ana, as_ana, noon):
    builders.plan(ana, noon, weekdays=[1, 3, 5])

    answer = as_ana.post("/sessions/start/", {"key": str(new_key())}, follow=True)

    assert "Today is a rest day." in answer.content.decode()
    assert Session.objects.count() == 0


@pytest.mark.parametrize("key", ["", "nonsense", "1"])
def test_start_session_without_a_key_goes_back_to_today(library, ana, as_ana, noon, key):
    builders.plan(ana, noon)

    answer = as_ana.post("/sessions/start/", {"key": key})

    assert answer.headers["Location"] == "/today/"
    assert Session.objects.count() == 0


@pytest.mark.parametrize("path", ["/sessions/start/", "/sessions/write-down/"])
def test_start_under_a_strangers_key_is_not_found(session, bo, as_bo, noon, path):
    builders.plan(bo, noon)

    answer = as_bo.post(path, {"key": session.pk, "day": "2026-03-04", "programme_day": "A"})

    assert answer.status_code == 404
    assert Session.objects.of(bo).count() == 0


def test_session_needs_seven_queries(session, as_ana, noon, django_assert_num_queries):
    # the cookie's session, the person, the session, its items, its sets, the cautions, the plan's
    # exercises, which a target can be chosen for
    with django_assert_num_queries(7):
        as_ana.get(f"/sessions/{session.pk}/")

    for item in builders.strength(session)[:3]:
        builders.one_set(item, noon + timedelta(minutes=1))
    with django_assert_num_queries(7):
        as_ana.get(f"/sessions/{session.pk}/")


def test_log_set_needs_eleven_queries(session, as_ana, django_assert_num_queries):
    item = builders.strength(session)[0]

    # cookie, person, item; savepoint, person held, numbers, insert, rest, release; items and sets
    # for the answer
    with django_assert_num_queries(11):
        as_ana.post(log_url(item), {"number": "1", "side": "both"}, headers=HTMX)
    with django_assert_num_queries(11):
        as_ana.post(log_url(item), {"number": "2", "side": "both"}, headers=HTMX)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("ease_back", "After a break of more than two weeks: two thirds of the sets and 15 % less"),
        ("rebuild", "After a longer break: half the sets and 30 % less"),
        ("restart", "After a long break: half the sets and half the weight"),
    ],
)
def test_eased_session_names_no_more_of_a_break_than_holds_at_every_age(
    session, as_ana, reason, says
):
    Session.objects.filter(pk=session.pk).update(eased=reason)

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    assert page.count(says) == 1
    assert page.count("since the last session") == 0
