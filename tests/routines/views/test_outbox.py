"""Changes that a device sends later, more than once, or in another order than they were made."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.keys import new_key
from routines.actions.session import discard_session, finish_session
from routines.models import Agreement, Session, SessionItem, SetLog
from tests import builders
from tests.routines.views.sending import a_set, figures


@pytest.fixture
def session(ana, library, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


@pytest.fixture
def item(session):
    return next(each for each in builders.strength(session) if not each.per_side)


# --- the acknowledgement ------------------------------------------------------------------------


def test_acknowledgement_says_when_it_was_written_between_two_pages(send, item, session, as_ana):
    before = as_ana.get(f"/sessions/{session.pk}/")
    answer = send("log_set", item.pk, new_key(), **a_set())
    after = as_ana.get(f"/sessions/{session.pk}/")

    times = [before["X-Offline-Asked"], answer["X-Outbox-Written"], after["X-Offline-Asked"]]
    assert [int(each) for each in times] == sorted(map(int, times))


def test_acknowledgement_names_the_entry_once_the_set_is_written(send, item):
    key = new_key()

    answers = [send("log_set", item.pk, key, **a_set()) for _ in range(2)]

    assert [(each.status_code, each["X-Outbox-Ack"]) for each in answers] == [(200, "e1")] * 2
    assert figures() == [9]


def test_refused_set_is_not_acknowledged(send, item):
    answer = send("log_set", item.pk, new_key(), **a_set("nine"))

    assert (answer.status_code, "X-Outbox-Ack" in answer) == (422, False)
    assert "Enter a whole number, like 12." in answer.content.decode()


def test_plain_form_hears_nothing_of_it(as_ana, item):
    answer = as_ana.post(reverse("routines:log_set", args=[item.pk, new_key()]), a_set())

    assert (answer.status_code, "X-Outbox-Ack" in answer) == (302, False)
    assert figures() == [9]


def test_redirect_is_acknowledged_and_says_where_to(send, session, item, noon):
    builders.one_set(item, noon)

    answer = send("finish", session.pk)

    assert answer.status_code == 204
    assert answer["X-Outbox-Ack"] == "e1"
    assert answer["HX-Redirect"] == f"/sessions/{session.pk}/summary/"


def test_every_view_that_forms_send_to_acknowledges(send, session, item, noon):
    warm_up = session.items.filter(phase="warm-up")[0]
    log = builders.one_set(item, noon)

    answers = {
        "log_set": send("log_set", item.pk, new_key(), **a_set()),
        "correct_set": send("correct_set", log.pk, **a_set()),
        "remove_set": send("remove_set", log.pk),
        "restore_set": send("restore_set", log.pk),
        "tick_item": send("tick_item", warm_up.pk, done="on"),
        "trouble": send("trouble", item.pk, pain="2"),
        "skip_item": send("skip_item", item.pk, reason="busy"),
        "finish": send("finish", session.pk),
    }

    assert {name: each.get("X-Outbox-Ack") for name, each in answers.items()} == dict.fromkeys(
        answers, "e1"
    )


# --- whose it is ----------------------------------------------------------------------------------


def test_nobody_signed_in_is_told_and_led_nowhere(send, item):
    answer = send("log_set", item.pk, new_key(), client=Client(), **a_set())

    assert (answer.status_code, answer.headers.get("Location")) == (401, None)
    assert figures() == []


def test_what_another_person_kept_is_not_written(send, bo, item):
    answer = send("log_set", item.pk, new_key(), owner=bo.pk, **a_set())

    assert (answer.status_code, "X-Outbox-Ack" in answer) == (409, False)
    assert figures() == []


def test_what_is_not_there_is_refused_and_stays_on_the_device(send, item):
    answer = send("remove_set", new_key())

    assert (answer.status_code, "X-Outbox-Ack" in answer) == (422, False)
    assert answer.content.decode() == "What this belongs to isn’t there any more."


def test_token_says_who_is_signed_in_and_brings_the_cookie(as_ana, ana, client):
    answers = [each.get("/outbox/token/") for each in (as_ana, client)]

    assert [each.content.decode() for each in answers] == [str(ana.pk), ""]
    assert ["csrftoken" in each.cookies for each in answers] == [True, True]
    assert "no-store" in answers[0]["Cache-Control"]


def test_only_private_pages_name_their_owner(as_ana, ana, session):
    def owner(path):
        return as_ana.get(path).content.decode().partition('<body data-owner="')[2][:36]

    assert owner("/today/") == str(ana.pk)
    assert owner(f"/sessions/{session.pk}/") == str(ana.pk)
    assert owner("/exercises/")[0] == '"'


# --- what wins ------------------------------------------------------------------------------------


def test_older_change_that_arrives_later_is_taken_and_changes_nothing(send, item):
    key = new_key()
    send("log_set", item.pk, key, said=-90, **a_set("8"))
    send("correct_set", key, said=-30, **a_set("12"))

    answers = [
        send("log_set", item.pk, key, said=-60, **a_set("5")),
        send("remove_set", key, said=-60),
        send("correct_set", key, said=-60, **a_set("6")),
    ]

    assert [each["X-Outbox-Ack"] for each in answers] == ["e1"] * 3
    assert [each["X-Outbox-Overruled"] for each in answers] == ["yes"] * 3
    assert figures() == [12]


def test_set_that_was_taken_back_stays_so_when_its_first_request_comes_at_last(send, item):
    key = new_key()
    send("log_set", item.pk, key, said=-90, **a_set())
    send("remove_set", key, said=-60)

    send("log_set", item.pk, key, said=-90, **a_set())
    older = figures()
    send("restore_set", key, said=-30)

    assert (older, figures()) == ([], [9])


@pytest.mark.parametrize(
    ("name", "column", "first", "second"),
    [
        ("trouble", "pain", {"pain": "7"}, {"pain": "2"}),
        ("skip_item", "skipped", {"reason": "busy"}, {"reason": ""}),
    ],
)
def test_newest_that_was_said_of_an_exercise_stands(send, item, name, column, first, second):
    send(name, item.pk, said=-30, **first)
    before = SessionItem.objects.values_list(column, flat=True).get(pk=item.pk)

    answer = send(name, item.pk, said=-60, **second)

    assert answer["X-Outbox-Ack"] == "e1"
    assert SessionItem.objects.values_list(column, flat=True).get(pk=item.pk) == before
    assert before == {"pain": 7, "skipped": "busy"}[column]


def test_tick_that_is_older_than_what_was_said_changes_nothing(send, session):
    warm_up = session.items.filter(phase="warm-up")[0]
    send("tick_item", warm_up.pk, said=-30, done="on")

    send("tick_item", warm_up.pk, said=-60)

    assert SessionItem.objects.get(pk=warm_up.pk).ticked_at is not None


def test_end_that_is_older_than_what_was_said_changes_nothing(send, session, item, noon):
    builders.one_set(item, noon)
    send("finish", session.pk, said=-30, rir="2", note="Good.")

    send("finish", session.pk, said=-60, rir="4", note="")

    found = Session.objects.get()
    assert (found.rir, found.note, found.status) == (2, "Good.", "partial")


def test_clock_that_is_ahead_does_not_win_for_ever(send, as_ana, item):
    key = new_key()
    send("log_set", item.pk, key, said=10**7, **a_set("8"))

    as_ana.post(reverse("routines:correct_set", args=[key]), a_set("12"))

    assert figures() == [12]


@pytest.mark.parametrize("nonsense", ["", "soon", "1e9", "-1", "9" * 30, "-" + "9" * 20])
def test_nonsense_for_a_time_is_read_past(as_ana, ana, item, nonsense):
    headers = {"X-Outbox": "e1", "X-Outbox-Owner": str(ana.pk)} | dict.fromkeys(
        ("X-Outbox-At", "X-Outbox-Now"), nonsense
    )

    url = reverse("routines:log_set", args=[item.pk, new_key()])
    answer = as_ana.post(url, a_set(), headers=headers)

    assert answer["X-Outbox-Ack"] == "e1"
    assert figures() == [9]


# --- when it was done -----------------------------------------------------------------------------


def test_late_set_is_written_for_when_it_was_done_and_its_rest_is_over(send, session, item, noon):
    send("log_set", item.pk, new_key(), said=-600, sent=600, **a_set())

    log = SetLog.objects.get()
    assert noon <= log.logged_at + timedelta(seconds=600) <= timezone.now()
    assert Session.objects.get().rest_left(noon) == 0


def test_device_with_a_wrong_clock_gets_its_whole_rest(send, item):
    send("log_set", item.pk, new_key(), said=-5000, sent=0, **a_set())

    assert Session.objects.get().rest_left(timezone.now()) > item.rest_s / 2


def test_late_set_does_not_end_the_rest_after_a_newer_one(send, item, noon):
    send("log_set", item.pk, new_key(), said=0, **a_set())
    before = Session.objects.values("rest_started_at", "rest_s").get()

    send("log_set", item.pk, new_key(), said=-600, sent=600, number="2", side="both")

    assert Session.objects.values("rest_started_at", "rest_s").get() == before


def test_late_end_of_a_session_is_written_for_when_it_was_said(send, session, item, noon):
    builders.one_set(item, noon)
    Session.objects.update(started_at=noon - timedelta(hours=2))

    send("finish", session.pk, said=-600, sent=600, rir="2")
    first = Session.objects.get().finished_at
    send("finish", session.pk, said=-300, sent=300, rir="3")

    assert noon <= first + timedelta(seconds=600) <= timezone.now()
    assert Session.objects.get().finished_at == first


def test_late_end_never_lies_before_the_beginning(send, session, item, noon):
    builders.one_set(item, noon)

    send("finish", session.pk, said=-600, sent=600, rir="2")

    found = Session.objects.get()
    assert found.finished_at == found.started_at


# --- a session that is no longer what it was ------------------------------------------------------


def in_history(client):
    return client.get("/history/").content.decode().count("9 reps")


def test_late_set_of_a_finished_session_is_kept_shown_and_counted(send, as_ana, session, noon):
    items = builders.strength(session)
    for each in items:
        for number in range(1, each.sets + 1):
            builders.one_set(each, noon, number=number)
    SetLog.objects.filter(item__in=items[:4]).delete()
    finish_session(session=session, rir=None, note="", now=noon)
    before = Session.objects.get().status

    for each in items[:4]:
        for number in (1, 2):
            sent = {"number": str(number), "side": "both", "amount": "9"}
            send("log_set", each.pk, new_key(), said=-60, **sent)

    assert (before, Session.objects.get().status) == ("partial", "completed")
    assert in_history(as_ana) >= 1


def test_late_set_of_a_session_set_aside_is_kept_and_shown(send, as_ana, session, item, noon):
    discard_session(session=session, now=noon)

    answer = send("log_set", item.pk, new_key(), said=-60, **a_set())

    assert answer["X-Outbox-Ack"] == "e1"
    assert in_history(as_ana) == 1


def test_late_set_of_a_swapped_exercise_and_of_an_older_plan_is_kept(
    send, as_ana, ana, session, item, noon
):
    SessionItem.objects.filter(pk=item.pk).update(swapped_at=noon)
    builders.plan(ana, noon, weekdays=[1, 4], sessions_per_week=2)

    send("log_set", item.pk, new_key(), said=-60, **a_set())

    assert figures() == [9]
    assert as_ana.get(f"/sessions/{session.pk}/").content.decode().count("9 reps") == 1


def test_pain_without_agreement_is_refused_and_leads_to_it(send, ana, item):
    Agreement.objects.filter(user=ana).delete()

    answer = send("trouble", item.pk, pain="3")

    assert (answer.status_code, "X-Outbox-Ack" in answer) == (422, False)
    assert answer["HX-Redirect"] == "/start-check/agreement/"
    assert SessionItem.objects.get(pk=item.pk).pain is None
