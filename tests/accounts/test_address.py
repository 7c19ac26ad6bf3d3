"""Changing the e-mail address, and confirming it."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.actions import OtherAddressAsked, confirm_address
from accounts.models import NewAddress, User
from tests import builders
from tests.conftest import NOON

NEW = "ana.mended@example.org"
pytestmark = pytest.mark.django_db


def ask(client, email=NEW, password=builders.PASSWORD):
    return client.post("/settings/address/", {"email": email, "password": password})


def link():
    """The path in the last mail that has a link to confirm."""
    letters = [each for each in mail.outbox if "settings/address" in each.body]
    (path,) = re.findall(r"http://localhost:8000(/settings/address/\S+)", letters[-1].body)
    return path


def told(page):
    return [str(each) for each in page.context["messages"]]


def test_address_is_changed_by_the_link_in_the_mail_alone(as_ana, ana):
    answer = ask(as_ana)
    before = User.objects.get().email

    page = Client().get(link())
    opened = User.objects.get().email
    done = Client().post(link())

    assert (answer.status_code, answer["Location"]) == (302, "/settings/")
    assert (before, opened) == ("ana@example.org", "ana@example.org")
    assert "From now on you log in with ana.mended@example.org" in page.content.decode()
    assert (done.status_code, done["Location"]) == (302, "/settings/")
    assert User.objects.get().email == NEW
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [
        (NEW, True, True)
    ]


def test_new_address_logs_in_and_the_old_one_no_more(as_ana, ana):
    ask(as_ana)
    Client().post(link())
    clients = [Client(), Client()]

    for client, address in zip(clients, ["ana@example.org", NEW], strict=True):
        client.post("/accounts/login/", {"login": address, "password": builders.PASSWORD})

    assert ["_auth_user_id" in client.session for client in clients] == [False, True]


def test_until_it_is_confirmed_the_new_address_opens_nothing(as_ana, ana):
    ask(as_ana)
    mail.outbox.clear()

    Client().post("/accounts/password/reset/", {"email": NEW})

    assert "/accounts/password/reset/" not in mail.outbox[0].body


def test_both_addresses_get_a_mail_as_text_and_as_html(as_ana, ana):
    ask(as_ana)
    Client().post(link())

    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([NEW], "[backhealth] Confirm your address"),
        (["ana@example.org"], "[backhealth] Your address is to be changed"),
        (["ana@example.org"], "[backhealth] Your address was changed"),
    ]
    for letter in mail.outbox:
        ((html, kind),) = letter.alternatives
        words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
        assert kind == "text/html"
        for paragraph in letter.body.split("\n\n"):
            assert " ".join(paragraph.split()) in words


def test_present_address_is_confirmed_the_same_way(as_ana, ana):
    ask(as_ana, "Ana@example.org")

    Client().post(link())

    assert [each.to for each in mail.outbox] == [["ana@example.org"]]
    assert EmailAddress.objects.get().verified is True


def test_address_of_somebody_else_gets_the_same_page_and_its_owner_a_mail(as_ana, ana, bo):
    pages = [as_ana.get(ask(as_ana, address)["Location"]) for address in (NEW, "bo@example.org")]

    words = "A mail is on its way to {}. Open the link in it within three days."
    assert [told(page) for page in pages] == [
        [words.format(NEW)],
        [words.format("bo@example.org")],
    ]
    to_bo = [each for each in mail.outbox if each.to == ["bo@example.org"]]
    assert [each.subject for each in to_bo] == ["[backhealth] You have an account already"]
    assert "settings/address" not in to_bo[0].body


def test_address_that_was_taken_meanwhile_is_refused(as_ana, ana):
    ask(as_ana)
    builders.accounts.sign_up(email=NEW, password=builders.PASSWORD)

    answer = Client().post(link())

    assert answer.status_code == 410
    assert User.objects.get(pk=ana.pk).email == "ana@example.org"


def test_link_that_was_read_before_another_address_was_asked_for_changes_nothing(as_ana, ana):
    """As when both come at the same moment."""
    ask(as_ana)
    asked = NewAddress.objects.select_related("user").get()
    ask(as_ana, "ana.third@example.org")

    with pytest.raises(OtherAddressAsked):
        confirm_address(asked=asked)

    assert User.objects.get().email == "ana@example.org"
    assert NewAddress.objects.get().email == "ana.third@example.org"


def used(as_ana, ana):
    Client().post(link())


def newer(as_ana, ana):
    ask(as_ana, "ana.third@example.org")


def new_password(as_ana, ana):
    ana.set_password("quite another sentence")
    ana.save()


@pytest.mark.parametrize("ended", [used, newer, new_password])
def test_link_works_no_more_once(as_ana, ana, ended):
    ask(as_ana)
    path = link()
    ended(as_ana, ana)
    before = User.objects.get().email

    answers = [Client().get(path), Client().post(path)]

    assert [each.status_code for each in answers] == [410, 410]
    assert User.objects.get().email == before


def test_link_lasts_three_days(ana):
    with time_machine.travel(NOON):
        client = Client()
        client.force_login(ana)
        ask(client)
        path = link()

    statuses = []
    for days in (2.9, 3.1):
        with time_machine.travel(NOON + timedelta(days=days)):
            statuses.append(Client().get(path).status_code)

    assert statuses == [200, 410]


@pytest.mark.parametrize("key", ["nonsense", "a:b:c", "%00"])
def test_nonsense_for_a_link_gets_the_page_of_a_dead_one(db, key):
    assert Client().get(f"/settings/address/{key}/").status_code in {404, 410}


def test_wrong_password_changes_nothing_and_is_said_at_its_field(as_ana, ana):
    answer = ask(as_ana, password="a wrong sentence")

    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"password": ["This isn’t your password."]},
    )
    assert answer.context["form"]["email"].value() == NEW
    assert (NewAddress.objects.count(), mail.outbox) == (0, [])


def test_mail_that_cannot_be_sent_is_said_at_the_field(as_ana, ana, monkeypatch):
    def fail(*_):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", fail)

    answer = ask(as_ana)

    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"email": ["The mail can’t be sent just now. Please try again in a minute."]},
    )


def test_passwords_are_not_guessed_here(as_ana, ana):
    statuses = [ask(as_ana, password=f"wrong {number}").status_code for number in range(12)]

    assert statuses == [422] * 10 + [429] * 2


def test_right_password_costs_nothing_beside_an_address_that_is_refused(as_ana, ana):
    statuses = [ask(as_ana, email="ana at example").status_code for _ in range(12)]

    assert statuses == [422] * 12
    assert ask(as_ana).status_code == 302


def test_form_asks_for_the_address_first(as_ana, ana):
    page = as_ana.get("/settings/address/").content.decode()

    assert re.findall(r"<label[^>]*>\s*([^<]*?)\s*</label>", page) == [
        "E-mail address",
        "Your password",
    ]


def test_mails_to_one_address_are_limited(as_ana, ana):
    statuses = [ask(as_ana).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]


def test_guest_is_led_to_making_an_account(db):
    client = Client()
    client.force_login(builders.guest(checked=False))

    assert client.get("/settings/address/")["Location"] == "/accounts/claim/"


def test_address_page_asks_few_queries(as_ana, django_assert_num_queries):
    with django_assert_num_queries(2):
        as_ana.get("/settings/address/")
