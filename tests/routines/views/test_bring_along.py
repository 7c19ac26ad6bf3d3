"""A guest logs in to an account: the page that asks, the way back, what a device still sends."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.keys import new_key
from accounts.models import FormerGuest, User
from routines.models import Plan, Session, SetLog
from tests import builders

ANA = {"login": "ana@example.org", "password": builders.PASSWORD}
PAGE = "/accounts/bring-along/"
pytestmark = pytest.mark.django_db


def who(client):
    return User.objects.filter(pk=client.session.get(SESSION_KEY)).first()


@pytest.fixture
def guest(library, noon):
    guest = builders.guest()
    builders.plan(guest, noon)
    return guest


@pytest.fixture
def device(guest, ana):
    """The guest's browser."""
    client = Client()
    client.force_login(guest)
    return client


def log_in(device):
    return device.post("/accounts/login/", ANA)


def sent(device, item, owner, **headers):
    """Send a set that waited on the device."""
    key = new_key()
    fields = {"number": "1", "side": "both", "amount": "10", "unit": "kg", "rir": "", "note": ""}
    answer = device.post(
        f"/items/{item.pk}/sets/{key}/",
        fields,
        headers={"X-Outbox": str(key), "X-Outbox-Owner": str(owner), **headers},
    )
    return key, answer


def test_guest_is_asked_after_the_log_in_and_nothing_is_moved_before(device, guest, ana, noon):
    builders.finished(guest, noon)

    answer = log_in(device)

    assert (answer.status_code, answer["Location"], who(device)) == (302, PAGE, ana)
    assert Session.objects.of(guest).count() == 1
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", device.get(PAGE).content.decode()))
    assert "You are logged in as ana@example.org. Something was logged here before" in words
    assert "1 session, 7 sets" in words
    assert "Which plan goes on?" not in words


def test_session_that_still_runs_is_counted_with_its_sets(device, guest, ana, noon):
    builders.one_set(builders.strength(builders.session(guest, noon))[0], noon)
    log_in(device)

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", device.get(PAGE).content.decode()))

    assert "1 session, 1 set " in words


def test_bring_along_moves_the_log_and_is_answered_once(device, guest, ana, noon):
    builders.finished(guest, noon)
    log_in(device)

    answers = [device.post(PAGE), device.post(PAGE)]

    assert [each["Location"] for each in answers] == ["/today/", "/today/"]
    assert Session.objects.of(ana).done().count() == 1
    assert User.objects.filter(is_guest=True).exists() is False
    assert device.get(PAGE)["Location"] == "/today/"
    page = device.get("/today/")
    assert [str(each) for each in page.context["messages"]] == [
        "Your log came along: it is all in your account now."
    ]


@pytest.mark.parametrize(("plan", "kept"), [("account", "ana"), ("guest", "guest")])
def test_of_two_plans_the_chosen_one_goes_on(device, guest, ana, noon, plan, kept):
    plans = {"guest": Plan.objects.of(guest).get().pk, "ana": builders.plan(ana, noon).pk}
    log_in(device)

    answer = device.post(PAGE, {"plan": plan})

    assert answer["Location"] == "/today/"
    assert Plan.objects.of(ana).current().get().pk == plans[kept]


def test_of_two_plans_none_is_chosen_for_the_person(device, guest, ana, noon):
    builders.plan(ana, noon)
    log_in(device)

    refused = device.post(PAGE)

    html = refused.content.decode()
    assert refused.status_code == 422
    assert re.findall(r'id="id_plan_error"><li>(.*?)</li>', html) == [
        "Choose the plan that goes on."
    ]
    assert Plan.objects.of(guest).current().count() == 1


def test_a_guest_who_has_done_nothing_is_not_asked(ana, library):
    device = Client()
    device.force_login(builders.guest(checked=False))

    answer = log_in(device)

    assert device.get(answer["Location"])["Location"] == "/today/"
    assert "Bring it along" not in device.get("/settings/").content.decode()


def test_who_is_somebody_else_goes_back_to_the_guest(device, guest, ana, noon):
    builders.finished(guest, noon)
    log_in(device)

    answer = device.post("/accounts/back-to-guest/")

    assert (answer["Location"], who(device)) == ("/today/", guest)
    assert (Session.objects.of(guest).count(), Session.objects.of(ana).count()) == (1, 0)
    assert FormerGuest.objects.count() == 0


def test_logging_out_before_the_answer_gives_the_guest_back(device, guest):
    log_in(device)

    device.post("/accounts/logout/")

    assert who(device) == guest
    assert FormerGuest.objects.count() == 0


def test_deleting_the_account_before_the_answer_gives_the_guest_back(device, guest, ana):
    log_in(device)

    device.post("/settings/delete/", {"sure": "on"})

    assert (who(device), User.objects.filter(pk=ana.pk).exists()) == (guest, False)
    assert Plan.objects.of(guest).count() == 1


def test_another_device_of_the_account_can_answer_but_not_be_the_guest(device, guest, ana, as_ana):
    log_in(device)

    page = as_ana.get(PAGE)
    as_ana.post("/accounts/back-to-guest/")

    assert "Back to the log" not in page.content.decode()
    assert who(as_ana) == ana
    as_ana.post(PAGE)
    assert Plan.objects.of(ana).current().count() == 1


def test_until_it_is_answered_today_and_the_settings_lead_to_the_question(device, guest, ana, noon):
    builders.plan(ana, noon)
    log_in(device)
    waits = [f'href="{PAGE}"' in device.get(each).content.decode() for each in PLACES]

    device.post(PAGE, {"plan": "account"})

    assert waits == [True, True]
    assert [f'href="{PAGE}"' in device.get(each).content.decode() for each in PLACES] == [
        False,
        False,
    ]


PLACES = ("/today/", "/settings/")


def test_a_stranger_to_the_guest_is_led_away(device, guest, as_bo):
    log_in(device)

    answers = [as_bo.get(PAGE), as_bo.post(PAGE), as_bo.post("/accounts/back-to-guest/")]

    assert [each["Location"] for each in answers] == ["/today/"] * 3
    assert Plan.objects.of(guest).current().count() == 1


def test_page_asks_a_literal_number_of_queries(device, guest, ana, noon, django_assert_num_queries):
    builders.finished(guest, noon)
    builders.plan(ana, noon)
    log_in(device)

    with django_assert_num_queries(20):
        device.get(PAGE)


# --- what a device still sends --------------------------------------------------------------------


def test_entries_that_wait_stay_on_the_device_until_the_answer_and_land_in_the_account(
    device, guest, ana, noon
):
    item = builders.strength(builders.session(guest, noon))[0]
    log_in(device)

    before = sent(device, item, guest.pk)[1]
    device.post(PAGE)
    key, after = sent(device, item, guest.pk)
    again = sent(device, item, ana.pk)[1]

    assert (before.status_code, after.status_code, again.status_code) == (409, 204, 204)
    assert after["X-Outbox-Ack"] == str(key)
    assert SetLog.objects.get(pk=key).user == ana


def test_entry_sent_before_and_after_the_answer_is_written_once(device, guest, ana, noon):
    item = builders.strength(builders.session(guest, noon))[0]
    key = builders.one_set(item, noon).pk
    log_in(device)
    device.post(PAGE)
    fields = {"number": "1", "side": "both", "amount": "10", "unit": "kg"}
    headers = {"X-Outbox": str(key), "X-Outbox-Owner": str(guest.pk)}

    answer = device.post(f"/items/{item.pk}/sets/{key}/", fields, headers=headers)

    assert answer["X-Outbox-Ack"] == str(key)
    assert list(SetLog.objects.of(ana).values_list("pk", flat=True)) == [key]


def test_entries_of_another_s_guest_are_refused(device, guest, ana, as_bo, noon):
    item = builders.strength(builders.session(guest, noon))[0]
    log_in(device)
    device.post(PAGE)

    answers = [sent(as_bo, item, owner)[1].status_code for owner in (guest.pk, ana.pk, "nonsense")]

    assert answers == [409, 409, 409]


def test_token_names_the_guests_that_came_along(device, guest, ana, as_bo):
    log_in(device)
    before = device.get("/outbox/token/")
    device.post(PAGE)

    answers = [device.get("/outbox/token/"), as_bo.get("/outbox/token/")]

    assert before["X-Outbox-Former"] == ""
    assert [each["X-Outbox-Former"] for each in answers] == [str(guest.pk), ""]
    assert answers[0].content.decode() == str(ana.pk)
    assert "X-Outbox-Former" not in Client().get("/outbox/token/")
