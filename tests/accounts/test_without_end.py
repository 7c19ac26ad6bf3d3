"""What anybody could make without end: guests, accounts, mails."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts import entrance
from accounts.entrance import guest_uses
from accounts.limits import RateLimit, take
from accounts.models import BrowserSession, User
from tests import builders

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelled:
        yield travelled


@pytest.fixture
def few(monkeypatch):
    """Three guests, accounts and mails where sixty and twenty are: the same limits, sooner."""
    for name in ("GUESTS", "ACCOUNTS", "MAILS"):
        first, *rest = getattr(entrance, name)
        short = RateLimit(first.name, 3, first.period)
        monkeypatch.setattr(entrance, name, (short, *rest))


def at(address):
    return Client(REMOTE_ADDR=address)


def start(client, **extra):
    return client.post("/start/", **extra).status_code


def claim(client, number, **extra):
    typed = {"email": f"person{number}@example.org", "password": builders.PASSWORD}
    return client.post("/accounts/claim/", typed, **extra).status_code


def ask_for_link(client, email="ana@example.org"):
    return client.post("/accounts/password/reset/", {"email": email}).status_code


# --- guests -------------------------------------------------------------------------------------


def test_hundred_starts_from_one_address_make_sixty_guests(clock):
    answers = [start(at("203.0.113.9")) for _ in range(100)]

    assert answers == [302] * 60 + [429] * 40
    assert (User.objects.count(), BrowserSession.objects.count()) == (60, 60)


def test_school_behind_one_address_starts_class_after_class(rf, clock):
    """Thirty at once, six lessons long, every fifty minutes."""
    request = rf.post("/start/", REMOTE_ADDR="192.0.2.7")

    for _ in range(6):
        for _ in range(30):
            assert take(guest_uses(request), now=datetime.now(UTC)) == timedelta(0)
        clock.shift(timedelta(minutes=50))


def test_day_has_an_end_too(rf, clock, monkeypatch):
    monkeypatch.setattr(entrance, "GUESTS", tuple(tenth(each) for each in entrance.GUESTS))
    request, made = rf.post("/start/", REMOTE_ADDR="203.0.113.9"), 0

    for _ in range(24 * 6):
        while not take(guest_uses(request), now=datetime.now(UTC)):
            made += 1
        clock.shift(timedelta(minutes=10))

    # The requests that are allowed at once, and those that come back during the day.
    assert made == 30 + 30 - 1


def tenth(limit):
    return RateLimit(limit.name, limit.amount // 10, limit.period)


def test_start_works_again_when_the_page_says(clock, few):
    for _ in range(3):
        start(at("192.0.2.7"))
    refused = at("192.0.2.7").post("/start/")

    clock.shift(timedelta(seconds=int(refused.headers["Retry-After"])))

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "200")
    assert "Or try again <strong>in 4 minutes</strong>." in refused.content.decode()
    assert start(at("192.0.2.7")) == 302


def test_refused_start_says_why_and_what_to_do_instead(clock, few):
    for _ in range(3):
        start(at("192.0.2.7"))

    html = at("192.0.2.7").post("/start/").content.decode()

    assert re.search(r"<h1>(.*?)</h1>", html)[1] == "Many have just started from your network"
    content = html.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'href="([^"]*)">([^<]*)</a>', content) == [
        ("/accounts/claim/", "Make an account"),
        ("/accounts/login/", "Log in"),
        ("/exercises/", "Look at the exercises"),
    ]
    assert claim(at("192.0.2.7"), 1) == 302


def test_looking_around_counts_for_nothing(clock, few, library):
    visitor = at("192.0.2.7")
    for _ in range(5):
        for path in ("/", "/accounts/login/", "/accounts/claim/", "/exercises/"):
            assert visitor.get(path).status_code == 200

    assert start(at("192.0.2.7")) == 302


def test_second_tap_on_start_counts_for_nothing(clock, few):
    one = at("192.0.2.7")

    assert [start(one) for _ in range(9)] == [302] * 9
    assert [start(at("192.0.2.7")) for _ in range(3)] == [302, 302, 429]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.{}", [302] * 4),
        ("2001:db8:1:2::{}", [302] * 3 + [429]),
        ("2001:db8:1:{}::1", [302] * 4),
        ("::ffff:192.0.2.{}", [302] * 4),
    ],
)
def test_guests_are_counted_by_connection(clock, few, address, expected):
    assert [start(at(address.format(number))) for number in range(1, 5)] == expected


def test_large_ipv6_network_has_an_end_too(clock, few):
    answers = [start(at(f"2001:db8:1:{number:x}::1")) for number in range(32)]

    assert answers == [302] * 30 + [429] * 2


def test_guests_behind_a_proxy_are_counted_by_the_address_that_it_names(clock, few, settings):
    known = {"BACKHEALTH_BEHIND_PROXY": True}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=known)

    def through(forwarded):
        return start(at("172.18.0.2"), headers={"X-Forwarded-For": forwarded})

    assert [through(f"198.51.100.{number}") for number in range(5)] == [302] * 5
    assert [through(f"203.0.113.{number}, 192.0.2.7") for number in range(4)] == [302] * 3 + [429]


def test_made_up_header_does_not_get_round_the_limit(clock, few):
    answers = [
        start(at("203.0.113.9"), headers={"X-Forwarded-For": f"198.51.100.{number}"})
        for number in range(4)
    ]

    assert answers == [302, 302, 302, 429]


# --- accounts -----------------------------------------------------------------------------------


def test_accounts_from_one_address_have_an_end(clock, few):
    answers = [claim(at("203.0.113.9"), number) for number in range(5)]

    assert answers == [302, 302, 302, 429, 429]
    assert User.objects.count() == 3


def test_asking_which_addresses_have_an_account_has_an_end(clock, few, ana):
    answers = [
        at("203.0.113.9").post("/accounts/claim/", {"email": "ana@example.org"}).status_code
        for _ in range(5)
    ]

    assert answers == [422, 422, 422, 429, 429]


def test_guest_who_has_to_wait_keeps_all_and_is_told_so(clock, few):
    guest = at("192.0.2.7")
    start(guest)
    for number in range(3):
        claim(at("192.0.2.7"), number)

    refused = guest.post("/accounts/claim/", {"email": "x@example.org", "password": "a sentence"})

    assert refused.status_code == 429
    assert "Nothing was changed, and what you have logged is safe." in refused.content.decode()
    assert guest.get("/settings/").status_code == 200


# --- mails --------------------------------------------------------------------------------------


def test_one_address_gets_five_mails_and_then_one_an_hour(clock, ana):
    answers = [ask_for_link(at(f"203.0.113.{number}")) for number in range(9)]
    clock.shift(timedelta(hours=1))
    later = [ask_for_link(at(f"203.0.113.{number}")) for number in range(2)]

    assert answers == [302] * 5 + [429] * 4
    assert later == [302, 429]
    assert len(mail.outbox) == 6


def test_mails_without_end_to_anybody_have_an_end(clock, few):
    answers = [ask_for_link(at("203.0.113.9"), f"p{number}@example.org") for number in range(5)]

    assert answers == [302, 302, 302, 429, 429]
    assert len(mail.outbox) == 3


def test_owner_on_a_known_device_gets_a_mail_whoever_has_asked_before(clock, ana):
    owner = at("192.0.2.7")
    owner.post("/accounts/login/", {"login": "ana@example.org", "password": builders.PASSWORD})
    owner.post("/accounts/logout/")
    for _ in range(9):
        ask_for_link(at("203.0.113.9"))

    assert ask_for_link(owner) == 302


def test_refused_mail_says_that_those_sent_still_work_and_says_it_of_every_address(clock, ana):
    pages = {}
    for email in ("ana@example.org", "nobody@example.org"):
        asked = [
            at("203.0.113.9").post("/accounts/password/reset/", {"email": email}) for _ in range(6)
        ]
        pages[email] = asked[-1].content.decode()

    assert "the link in any mail of the last three days sets a new password" in str(pages)
    assert pages["ana@example.org"] == pages["nobody@example.org"]
    assert "Or try again <strong>in an hour</strong>." in pages["ana@example.org"]


def test_link_of_the_first_mail_works_after_all_the_others(clock, ana):
    for _ in range(5):
        ask_for_link(at("203.0.113.9"))
    (link,) = re.findall(r"(/accounts/password/reset/\S+)", mail.outbox[0].body)

    page = at("192.0.2.7").get(link, follow=True)

    assert 'name="password1"' in page.content.decode()


def test_figures_are_these():
    limits = [value for value in vars(entrance).values() if isinstance(value, RateLimit)]
    limits += [*entrance.GUESTS, *entrance.ACCOUNTS, *entrance.LOG_INS, *entrance.MAILS]
    limits += entrance.PASSKEYS

    found = {each.name: (each.amount, each.period // timedelta(minutes=1)) for each in limits}

    assert found == {
        "guest": (60, 10),
        "guest in a day": (300, 1440),
        "account": (60, 10),
        "account in a day": (300, 1440),
        "log-in": (120, 10),
        "log-in in a day": (1000, 1440),
        "mail": (20, 10),
        "mail in a day": (100, 1440),
        "mail to": (5, 300),
        "own password": (10, 30),
        "wrong here": (5, 25),
        "wrong from": (60, 120),
        "wrong at": (40, 80),
        "wrong on a known device": (10, 30),
        "code here": (5, 25),
        "code at": (20, 200),
        "code on a known device": (5, 25),
        "code on all known devices": (20, 200),
        "wrong codes in a day": (10, 1440),
        "guess told": (1, 1440),
        "passkey": (60, 10),
        "passkey in a day": (600, 1440),
    }
