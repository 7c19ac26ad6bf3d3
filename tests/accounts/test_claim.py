"""A guest's log becomes an account; a stranger makes one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.forms import ClaimForm
from accounts.models import User
from routines.models import Plan, PlannedSession, Session, SetLog
from tests import builders

GOOD = {"email": "cleo@example.org", "password": "a long enough sentence"}
TAKEN = (
    "This address has an account already. Use another, or log in with it: what you logged here can "
    "come along."
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def guest():
    return builders.guest()


@pytest.fixture
def as_guest(guest):
    client = Client()
    client.force_login(guest)
    return client


def who(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def told(response):
    """Return the messages beside each field, and the field's value."""
    form = response.context["form"]
    return {name: (list(form[name].errors), form[name].value()) for name in form.fields}


def owned(user):
    """The keys of every row of a person."""
    return {
        model.__name__: sorted(
            str(pk) for pk in model.objects.of(user).values_list("pk", flat=True)
        )
        for model in (Plan, PlannedSession, Session, SetLog)
    }


def test_claim_keeps_the_row_the_plan_and_the_log(as_guest, guest, library, noon):
    builders.plan(guest, noon)
    builders.finished(guest, noon)
    before = owned(guest)

    response = as_guest.post("/accounts/claim/", GOOD)

    assert (response.status_code, response["Location"]) == (302, "/today/")
    claimed = User.objects.get()
    assert claimed.pk == guest.pk
    assert (claimed.email, claimed.is_guest) == ("cleo@example.org", False)
    assert (claimed.time_zone, claimed.joined_at) == (guest.time_zone, guest.joined_at)
    assert claimed.check_password(GOOD["password"]) is True
    assert owned(claimed) == before
    assert [len(keys) for keys in before.values()] > [0, 0, 0, 0]


def test_claim_leaves_the_guest_signed_in_and_says_so(as_guest, guest):
    page = as_guest.post("/accounts/claim/", GOOD, follow=True)

    assert who(as_guest) == guest
    assert [str(message) for message in page.context["messages"]] == [
        "Your log is yours now: log in with this address anywhere."
    ]


def test_claim_lets_one_log_in_elsewhere(as_guest, guest):
    as_guest.post("/accounts/claim/", GOOD)
    elsewhere = Client()

    elsewhere.post("/accounts/login/", {"login": GOOD["email"], "password": GOOD["password"]})

    assert who(elsewhere) == guest


def test_claim_ends_the_guest_s_other_sessions(as_guest, guest):
    other = Client()
    other.force_login(guest)

    as_guest.post("/accounts/claim/", GOOD)

    response = other.get("/today/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/today/")


def test_claim_keeps_one_address_for_allauth(as_guest, guest):
    as_guest.post("/accounts/claim/", GOOD)

    assert list(EmailAddress.objects.values_list("user_id", "email", "primary", "verified")) == [
        (guest.pk, "cleo@example.org", True, False)
    ]


def test_stranger_makes_an_account_and_is_signed_in(client):
    response = client.post("/accounts/claim/", GOOD)

    assert (response.status_code, response["Location"]) == (302, "/today/")
    person = User.objects.get()
    assert who(client) == person
    assert (person.email, person.is_guest, person.time_zone) == ("cleo@example.org", False, "UTC")


@pytest.mark.parametrize("typed", ["Cleo.Big@Example.ORG", " cleo.big@example.org "])
def test_address_typed_in_capitals_logs_in_however_it_is_typed(client, typed):
    client.post("/accounts/claim/", {**GOOD, "email": typed})
    elsewhere = [Client(), Client()]

    for each, address in zip(
        elsewhere, ["cleo.big@example.org", "CLEO.BIG@EXAMPLE.ORG"], strict=True
    ):
        each.post("/accounts/login/", {"login": address, "password": GOOD["password"]})

    assert User.objects.get().email == "cleo.big@example.org"
    assert [who(each) for each in elsewhere] == [User.objects.get()] * 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_claimed_person_is_sent_to_the_settings(as_ana, ana, method):
    response = getattr(as_ana, method)("/accounts/claim/", GOOD)

    assert (response.status_code, response["Location"]) == (302, "/settings/")
    assert list(User.objects.values_list("pk", "email")) == [(ana.pk, "ana@example.org")]


# --- refused ------------------------------------------------------------------------------------

REFUSED = {
    "nothing": ({}, ["This field is required."], ["This field is required."]),
    "empty": (
        {"email": "", "password": ""},
        ["This field is required."],
        ["This field is required."],
    ),
    "no address": (
        {**GOOD, "email": "nonsense"},
        ["Enter a valid email address."],
        [],
    ),
    "address too long": (
        {**GOOD, "email": f"{'c' * 250}@example.org"},
        ["Ensure this value has at most 254 characters (it has 262)."],
        [],
    ),
    "null in the address": (
        {**GOOD, "email": "cleo\x00@example.org"},
        ["Enter a valid email address.", "Null characters are not allowed."],
        [],
    ),
    "taken": ({**GOOD, "email": "ana@example.org"}, [TAKEN], []),
    "taken in capitals": ({**GOOD, "email": "ANA@Example.ORG"}, [TAKEN], []),
    "short password": (
        {**GOOD, "password": "xqzv kw"},
        [],
        ["This password is too short. It must contain at least 8 characters."],
    ),
    "password of many": (
        {**GOOD, "password": "iloveyou"},
        [],
        ["This password is too common."],
    ),
    "password like the address": (
        {**GOOD, "password": "cleo@example"},
        [],
        ["The password is too similar to the e-mail address."],
    ),
    "password too long": (
        {**GOOD, "password": "x" * 201},
        [],
        ["Ensure this value has at most 200 characters (it has 201)."],
    ),
    "null in the password": (
        {**GOOD, "password": "a long\x00 sentence"},
        [],
        ["Null characters are not allowed."],
    ),
}


@pytest.mark.parametrize(
    ("typed", "email_errors", "password_errors"), REFUSED.values(), ids=REFUSED
)
@pytest.mark.parametrize("caller", ["guest", "stranger"])
def test_claim_refuses_beside_the_field_and_keeps_what_was_typed(
    request, ana, caller, typed, email_errors, password_errors
):
    client = request.getfixturevalue({"guest": "as_guest", "stranger": "client"}[caller])
    before = list(User.objects.order_by("pk").values("pk", "email", "is_guest", "password"))

    response = client.post("/accounts/claim/", typed)

    assert response.status_code == 422
    assert told(response) == {
        "email": (email_errors, typed.get("email")),
        "password": (password_errors, typed.get("password")),
    }
    assert list(User.objects.order_by("pk").values("pk", "email", "is_guest", "password")) == before


def test_claim_shows_the_message_at_its_field(client, ana):
    html = client.post("/accounts/claim/", {**GOOD, "email": "ana@example.org"}).content.decode()

    (field,) = re.findall(r'<input type="email"[^>]*>', html)
    assert re.findall(r'(value|aria-invalid|aria-describedby)="([^"]*)"', field) == [
        ("value", "ana@example.org"),
        ("aria-invalid", "true"),
        ("aria-describedby", "id_email_error"),
    ]
    assert f'<ul class="errorlist" id="id_email_error"><li>{TAKEN}</li></ul>' in html
    (password,) = re.findall(r'<input type="password"[^>]*>', html)
    assert re.findall(r' value="([^"]*)"', password) == [GOOD["password"]]


@pytest.mark.parametrize("caller", ["guest", "stranger"])
def test_claim_refuses_an_address_that_was_taken_a_moment_ago(request, monkeypatch, ana, caller):
    client = request.getfixturevalue({"guest": "as_guest", "stranger": "client"}[caller])
    before = list(User.objects.order_by("pk").values("pk", "email", "is_guest", "password"))
    monkeypatch.setattr(ClaimForm, "clean_email", lambda form: form.cleaned_data["email"])
    typed = {**GOOD, "email": "Ana@example.org"}

    response = client.post("/accounts/claim/", typed)

    assert response.status_code == 422
    assert told(response) == {
        "email": ([TAKEN], "Ana@example.org"),
        "password": ([], GOOD["password"]),
    }
    assert list(User.objects.order_by("pk").values("pk", "email", "is_guest", "password")) == before
    assert EmailAddress.objects.count() == 1


def test_page_that_holds_a_password_is_kept_by_nobody(client, ana):
    response = client.post("/accounts/claim/", {**GOOD, "email": "ana@example.org"})

    assert GOOD["password"] in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_guest_goes_on_after_a_refused_claim(as_guest, guest, ana, monkeypatch):
    monkeypatch.setattr(ClaimForm, "clean_email", lambda form: form.cleaned_data["email"])
    as_guest.post("/accounts/claim/", {**GOOD, "email": "ana@example.org"})

    response = as_guest.get("/accounts/claim/")

    assert (response.status_code, who(as_guest)) == (200, guest)
    assert response.context["user"].is_guest is True


def test_claim_page_tells_a_guest_from_a_stranger(as_guest, client):
    pages = [each.get("/accounts/claim/").content.decode() for each in (as_guest, client)]

    headings = [re.search(r"<h1>(.*?)</h1>", page)[1] for page in pages]
    assert headings == ["Keep your log", "Make an account"]
