"""The page of reminders, as far as it is about devices: switch one on, try it, stop it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.digests import digest_of
from accounts.models import BrowserSession, User
from reminders import actions
from reminders.models import PushSubscription, Tried
from reminders.push.keys import public_key
from tests import builders
from tests.reminders.push_service import Browser

PAGE = "/settings/reminders/"
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


def sent(browser, **but):
    address = browser.address
    return {
        "endpoint": address.endpoint.replace("example.org", "example.com"),
        "p256dh": address.p256dh,
        "auth": address.auth,
        **but,
    }


def add(client, browser, **but):
    return client.post(
        f"{PAGE}devices/", sent(browser, **but), headers={"User-Agent": FIREFOX}, follow=True
    )


def shown(client):
    """Return each device on the page with what can be done there."""
    html = client.get(PAGE).content.decode()
    rows = re.findall(r"<li>\s*<div>\s*<p>\s*(<strong>.*?)</div>(.*?)</li>", html, re.DOTALL)
    plain = lambda text: " ".join(re.sub(r"<[^>]+>", " ", text).split())  # noqa: E731
    return [(plain(about), plain(buttons)) for about, buttons in rows]


def said(client):
    """Return what the page says about the last test, and whether it asks again."""
    html = client.get(PAGE).content.decode()
    found = re.search(
        r'id="push-tried" role="status">.*?<p((?:"[^"]*"|[^">])*)>(.*?)</p>', html, re.DOTALL
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())
    return text, "hx-get" in found[1]


def part(client):
    html = client.get(PAGE).content.decode()
    return dict(re.findall(r'data-push-(key|on|add)="([^"]*)"', html))


@pytest.fixture
def on(as_ana, phone, noon):
    """Ana's browser, in which she is reminded."""
    add(as_ana, phone)
    return PushSubscription.objects.get()


# --- this device ----------------------------------------------------------------------------------


def test_page_gives_the_script_what_it_needs(as_ana, ana, phone):
    before = part(as_ana)
    add(as_ana, phone)

    assert before == {"key": public_key(), "on": "", "add": f"{PAGE}devices/"}
    assert part(as_ana)["on"] == digest_of(sent(phone)["endpoint"])


def test_page_without_a_script_says_that_one_is_needed(as_ana):
    html = as_ana.get(PAGE).content.decode()
    shown = re.findall(r"<p data-push-says=\"(\w+)\">", html)

    assert shown == ["script"]
    assert "Switching reminders on here needs scripts" in html


def test_worker_that_sends_a_new_address_leaves_no_message(as_ana, phone):
    page = add(as_ana, phone, unasked="1")

    assert shown(as_ana)
    assert "This device shows reminders now." not in page.content.decode()


def test_browser_is_switched_on_under_the_name_that_it_gives_itself(as_ana, phone, noon):
    page = add(as_ana, phone)

    assert page.redirect_chain == [(PAGE, 302)]
    assert "This device shows reminders now." in page.content.decode()
    assert shown(as_ana) == [
        (
            "Firefox on Android this device on since 4 Mar 2026",
            "Send a test Firefox on Android Stop here Firefox on Android",
        )
    ]


def test_another_browser_is_not_this_device(as_ana, ana, on):
    elsewhere = Client()
    elsewhere.force_login(ana)

    assert shown(elsewhere) == [
        (
            "Firefox on Android on since 4 Mar 2026",
            "Send a test Firefox on Android Stop there Firefox on Android",
        )
    ]
    assert part(elsewhere)["on"] == ""


def test_page_names_no_address_of_a_browser(as_ana, on):
    html = as_ana.get(PAGE).content.decode()

    assert [each for each in (on.endpoint, on.p256dh, on.auth) if each in html] == []


@pytest.mark.parametrize(
    "but",
    [
        {"endpoint": ""},
        {"endpoint": "https://127.0.0.1/a"},
        {"endpoint": "https://localhost/a"},
        {"endpoint": "http://push.example.com/a"},
        {"endpoint": f"https://push.example.com/{'a' * 1000}"},
        {"endpoint": "https://push.example.com/\x00"},
        {"p256dh": ""},
        {"p256dh": "nonsense"},
        {"p256dh": "B" + "A" * 86},
        {"p256dh": "é" * 87},
        {"p256dh": "B" * 200},
        {"auth": ""},
        {"auth": "AAAA"},
        {"auth": "!" * 22},
        {"auth": "A" * 41},
    ],
)
def test_browser_that_can_not_be_reached_is_refused(as_ana, phone, but):
    page = add(as_ana, phone, **but)

    assert (page.status_code, PushSubscription.objects.count()) == (422, 0)
    assert page.context["push_refusal"] in page.content.decode().replace("&#x27;", "'")
    assert page.context["push_refusal"]


def test_own_address_of_the_app_is_refused(as_ana, phone, settings):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"BACKHEALTH_OTHER_URLS": ("https://back.example.com",)}
    )

    assert add(as_ana, phone, endpoint="https://back.example.com/a").status_code == 422


def test_refused_browser_leaves_the_rest_of_the_page_as_it_was(as_ana, phone):
    page = add(as_ana, phone, auth="")

    assert page.context["form"].errors == {}
    assert page.templates[0].name == "reminders/reminders.html"


def test_browser_is_switched_on_so_often_and_no_more(as_ana, phone, noon):
    pages = [add(as_ana, phone) for _ in range(21)]

    assert "It works again in an hour." in pages[-1].content.decode()
    assert "shows reminders now" in pages[-2].content.decode()


def test_stranger_s_browser_is_led_to_the_log_in(client, db, phone):
    answer = client.post(f"{PAGE}devices/", sent(phone))

    assert answer["Location"].startswith("/accounts/login/")
    assert PushSubscription.objects.count() == 0


# --- stop -----------------------------------------------------------------------------------------


def test_device_is_stopped(as_ana, on):
    page = as_ana.post(f"{PAGE}devices/{on.pk}/stop/", follow=True)

    assert "That device gets no more reminders." in page.content.decode()
    assert shown(as_ana) == []


def test_log_out_ends_it_and_the_next_log_in_does_not_bring_it_back(as_ana, ana, on):
    as_ana.post("/accounts/logout/")
    as_ana.force_login(ana)

    assert shown(as_ana) == []
    assert part(as_ana)["on"] == ""


def test_log_out_there_ends_it(as_ana, ana, on):
    elsewhere = Client()
    elsewhere.force_login(ana)
    html = elsewhere.get("/settings/devices/").content.decode()

    elsewhere.post("/settings/devices/", {"end": re.search(r'value="(\w{24})"', html)[1]})

    assert shown(elsewhere) == []


def test_changed_password_leaves_this_device(as_ana, ana, on):
    key = BrowserSession.objects.get().session_key
    session = as_ana.session
    session.cycle_key()
    as_ana.cookies["sessionid"] = session.session_key

    assert BrowserSession.objects.get().session_key != key
    assert len(shown(as_ana)) == 1


# --- tests ----------------------------------------------------------------------------------------


def test_test_is_on_its_way_until_it_is_sent(as_ana, on):
    as_ana.post(f"{PAGE}devices/{on.pk}/test/")

    assert said(as_ana) == (
        "This device: A test is on its way. It comes within a minute or so.",
        True,
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Tried.TAKEN, "The test was handed over."),
        (Tried.LATER, "The browser’s push service didn’t answer."),
        (Tried.REFUSED, "The browser’s push service refused the test."),
        (Tried.GONE, "The browser’s push service doesn’t know that device any more."),
    ],
)
def test_page_says_what_became_of_a_test_and_asks_no_more(as_ana, on, noon, found, words):
    as_ana.post(f"{PAGE}devices/{on.pk}/test/")
    actions.note_test(subscription=on, found=found, now=noon)

    text, again = said(as_ana)
    assert text.startswith(f"This device: {words}")
    assert not again


def test_page_says_when_nothing_is_sent(as_ana, on, noon):
    as_ana.post(f"{PAGE}devices/{on.pk}/test/")

    with time_machine.travel(noon + timedelta(minutes=4)):
        text, again = said(as_ana)

    assert "Nothing was sent yet." in text
    assert not again


def test_test_of_an_hour_ago_is_forgotten(as_ana, on, noon):
    actions.ask_for_test(subscription=on, now=noon)

    with time_machine.travel(noon + timedelta(minutes=61)):
        assert said(as_ana) == ("", False)


def test_tests_are_limited(as_ana, on):
    pages = [as_ana.post(f"{PAGE}devices/{on.pk}/test/", follow=True) for _ in range(6)]

    told = "Several tests were sent already. The next can be sent in 10 minutes."
    assert [told in page.content.decode() for page in pages] == [False] * 5 + [True]


# --- queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_for_three_devices_as_for_one(
    as_ana, ana, in_browser, noon, django_assert_num_queries, number
):
    for each in range(number):
        Browser(str(each)).added(ana, in_browser(ana))

    with django_assert_num_queries(5):
        assert len(shown(as_ana)) == number


# --- what is chosen -------------------------------------------------------------------------------


def test_page_says_that_no_device_shows_what_was_chosen(as_ana, ana, wants, phone, noon):
    told = "You chose reminders on your devices, but none shows them yet."
    before = told in as_ana.get(PAGE).content.decode()
    wants(ana, by_mail=False, by_push=True)
    chosen = told in as_ana.get(PAGE).content.decode()

    page = add(as_ana, phone)

    assert (before, chosen) == (False, True)
    assert told not in page.content.decode()
    assert "Send a test to see one." in page.content.decode()


def test_person_who_chose_none_for_devices_is_led_there(as_ana, phone):
    page = add(as_ana, phone)

    assert "Choose below which come “On my devices”." in page.content.decode()


# --- a guest who has an account -------------------------------------------------------------------

ANA = {"login": "ana@example.org", "password": builders.PASSWORD}


@pytest.fixture
def guest_on(client, library, ana, phone, noon):
    """A guest's browser in which the guest is reminded, and in which ana logs in then."""
    client.post("/start/")
    guest = User.objects.get(is_guest=True)
    builders.answered(guest, noon)
    builders.plan(guest, noon)
    add(client, phone)
    client.post("/accounts/login/", ANA)
    return guest


def reminded(user):
    return PushSubscription.objects.of(user).standing(timezone.now()).exists()


def test_guest_s_device_is_silent_until_it_is_known_whose_the_log_is(client, guest_on, ana):
    assert (reminded(guest_on), reminded(ana), shown(client)) == (False, False, [])


def test_guest_s_device_comes_along_with_the_log(client, guest_on, ana):
    client.post("/accounts/bring-along/", {"plan": "guest"})

    assert not User.objects.filter(is_guest=True).exists()
    assert reminded(ana)
    assert [about for about, _ in shown(client)] == [
        "Firefox on Android this device on since 4 Mar 2026"
    ]


def test_guest_s_device_is_the_guest_s_again_on_the_way_back(client, guest_on, ana):
    client.post("/accounts/back-to-guest/")

    assert (reminded(guest_on), reminded(ana)) == (True, False)
