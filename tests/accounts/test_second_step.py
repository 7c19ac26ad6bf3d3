"""The second step of a log-in: a code or a passkey after the password, or nobody is logged in."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.factors import actions
from accounts.factors.facts import recovery_codes_of, unused_codes
from accounts.models import BrowserSession, FormerGuest, User
from tests import builders
from tests.accounts.conftest import (
    code_of,
    is_in,
    log_in,
    subjects,
    text_of,
)

STEP = "/accounts/second-step/"
WRONG = "This code isn’t right, or it was used before."
pytestmark = pytest.mark.django_db


def errors(response):
    return response.context["form"].errors


# --- half done ----------------------------------------------------------------------------------


def test_right_password_leads_to_the_second_step_and_logs_nobody_in(secret, ana):
    client = Client()

    answer = client.post(
        "/accounts/login/", {"login": "ana@example.org", "password": builders.PASSWORD}
    )

    assert (answer.status_code, answer["Location"]) == (302, STEP)
    assert SESSION_KEY not in client.session
    assert is_in(client) is False


def test_log_in_half_done_opens_no_page_and_is_noted_nowhere(secret, ana):
    client = log_in()

    opened = {
        path: client.get(path).status_code
        for path in ("/today/", "/history/", "/settings/security/", "/settings/devices/")
    }

    assert opened == dict.fromkeys(opened, 302)
    assert "device" not in client.cookies
    assert subjects() == []
    assert BrowserSession.objects.filter(user=ana).exists() is False
    assert client.session.get_expiry_age() == 900


def test_code_finishes_the_log_in(secret, ana):
    client = log_in()

    answer = client.post(STEP, {"code": code_of(secret)})

    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert is_in(client) is True
    assert subjects() == ["A log-in on a new device"]
    assert client.cookies["device"].value != ""
    assert client.cookies["sessionid"]["max-age"] == 31_536_000


def test_code_finishes_the_log_in_at_the_page_asked_for(secret):
    client = Client()
    typed = {"login": "ana@example.org", "password": builders.PASSWORD, "next": "/history/"}
    client.post("/accounts/login/", typed)

    assert client.post(STEP, {"code": code_of(secret)})["Location"] == "/history/"


@pytest.mark.parametrize("typed", ["", "12", "nonsense", "１２３４５６", "\x00", "9" * 31])
def test_wrong_code_is_refused_beside_its_field(secret, typed):
    client = log_in()

    answer = client.post(STEP, {"code": typed})

    assert answer.status_code == 422
    assert list(errors(answer)) == ["code"]
    assert is_in(client) is False


@pytest.mark.parametrize(
    ("away", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_code_before_and_after_counts_too(secret, away, right):
    client = log_in()

    client.post(STEP, {"code": code_of(secret, away=away)})

    assert is_in(client) is right


def test_code_is_taken_once_and_none_before_it(secret):
    code, before = code_of(secret), code_of(secret, away=-1)
    log_in().post(STEP, {"code": code})

    refused = [errors(log_in().post(STEP, {"code": each})) for each in (code, before)]

    assert refused == [{"code": [WRONG]}] * 2
    assert is_in(log_in()) is False


def test_code_may_be_typed_with_a_space(secret):
    client, code = log_in(), code_of(secret)

    client.post(STEP, {"code": f" {code[:3]} {code[3:]} "})

    assert is_in(client) is True


def test_second_step_ends_after_fifteen_minutes(secret, clock):
    client = log_in()
    clock.shift(901)

    answer = client.post(STEP, {"code": code_of(secret)})

    assert "No log-in waits here" in text_of(answer)
    assert is_in(client) is False


def test_second_step_ends_with_the_password_that_began_it(secret, ana):
    client = log_in()
    ana.set_password("quite another sentence")
    ana.save()

    answer = client.post(STEP, {"code": code_of(secret)})

    assert "No log-in waits here" in text_of(answer)
    assert is_in(client) is False


def test_second_step_of_a_closed_account_lets_nobody_in(secret, ana):
    client = log_in()
    User.objects.update(is_active=False)

    client.post(STEP, {"code": code_of(secret)})

    assert SESSION_KEY not in client.session


def test_second_step_without_a_password_before_it_lets_nobody_in(secret):
    client = Client()

    answer = client.post(STEP, {"code": code_of(secret)})

    assert "No log-in waits here" in text_of(answer)
    assert SESSION_KEY not in client.session


def test_second_step_is_left_for_another_account(secret, bo):
    client = log_in()

    answer = client.post(STEP, {"action": "leave"})
    log_in(client, "bo")

    assert answer["Location"] == "/accounts/login/"
    assert is_in(client) is True


@pytest.mark.parametrize("method", ["get", "post"])
def test_person_who_is_logged_in_is_led_to_today(secret, as_bo, method):
    """Such as the second of two taps, or a step that waits in another tab."""
    answer = getattr(as_bo, method)(STEP, {"code": "123456"})

    assert (answer.status_code, answer["Location"]) == (302, "/today/")


def test_second_step_that_is_taken_away_meanwhile_needs_no_code(secret, ana):
    client = log_in()
    actions.forget_factors(user=ana)

    page = client.get(STEP)
    before = is_in(client)
    answer = client.post(STEP)

    assert "The second step of your log-in was taken away a moment ago" in text_of(page)
    assert 'name="code"' not in page.content.decode()
    assert before is False
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert is_in(client) is True


def test_code_of_a_second_step_that_is_taken_away_meanwhile_logs_in(secret, ana):
    client = log_in()
    code = code_of(secret)
    actions.switch_off_app(user=ana, here=None)

    answer = client.post(STEP, {"code": code})

    assert answer["Location"] == "/today/"
    assert is_in(client) is True


def test_second_step_taken_away_is_left_for_another_account(secret, ana):
    client = log_in()
    actions.forget_factors(user=ana)

    answer = client.post(STEP, {"action": "leave"})

    assert answer["Location"] == "/accounts/login/"
    assert is_in(client) is False


def test_recovery_codes_alone_are_no_second_step(ana, clock):
    actions.make_recovery_codes(user=ana)

    assert is_in(log_in()) is True


def test_account_without_a_second_factor_has_no_second_step(ana):
    assert is_in(log_in()) is True


def test_page_of_the_second_step_asks_four_queries(secret, django_assert_num_queries):
    client = log_in()

    # The session, the person, and the factors: whether there is a passkey, and which there are.
    with django_assert_num_queries(4):
        client.get(STEP)


# --- recovery codes -----------------------------------------------------------------------------


def test_recovery_code_logs_in_once(secret, ana):
    first, second, *_ = unused_codes(recovery_codes_of(ana))
    phone = log_in()
    answer = phone.post(STEP, {"code": f"{first[:4]} {first[4:]}"}, follow=True)

    again = log_in().post(STEP, {"code": first})
    other = log_in()
    other.post(STEP, {"code": second})

    assert "You used a recovery code: 9 are left." in text_of(answer)
    assert errors(again) == {"code": [WRONG]}
    assert [is_in(phone), is_in(other)] == [True, True]
    assert "A recovery code was used" in subjects()


def test_new_recovery_codes_end_those_before(secret, ana):
    (first, *_) = unused_codes(recovery_codes_of(ana))
    actions.make_recovery_codes(user=ana)

    assert errors(log_in().post(STEP, {"code": first})) == {"code": [WRONG]}


def test_codes_of_bo_log_nobody_in_as_ana(secret, bo):
    actions.make_recovery_codes(user=bo)
    (code, *_) = unused_codes(recovery_codes_of(bo))

    assert errors(log_in().post(STEP, {"code": code})) == {"code": [WRONG]}


def test_codes_sealed_with_another_secret_key_are_wrong_and_no_fault(secret, ana, settings):
    (recovery, *_) = unused_codes(recovery_codes_of(ana))
    settings.SECRET_KEY = "another key, long enough " * 4

    answers = [log_in().post(STEP, {"code": each}) for each in (code_of(secret), recovery)]

    assert [errors(each) for each in answers] == [{"code": [WRONG]}] * 2


def test_key_that_was_changed_with_care_opens_what_the_old_one_sealed(secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough " * 4
    client = log_in()

    client.post(STEP, {"code": code_of(secret)})

    assert is_in(client) is True


# --- the password alone -------------------------------------------------------------------------


def test_new_password_by_mail_takes_no_second_step_away(secret, ana):
    client, new = Client(), "quite another sentence"
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    (link,) = [word for word in mail.outbox[0].body.split() if "/password/reset/" in word]
    client.post(client.get(link)["Location"], {"password1": new, "password2": new})

    answer = client.post("/accounts/login/", {"login": "ana@example.org", "password": new})

    assert answer["Location"] == STEP
    assert is_in(client) is False


def test_staff_comes_into_the_admin_by_the_second_step_too(ana, secret, settings):
    settings.ROOT_URLCONF = "tests.urls_with_admin"
    known = {"BACKHEALTH_ADMIN_PATH": "keeper"}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=known)
    User.objects.update(is_staff=True, is_superuser=True)
    client = log_in()
    before = client.get("/keeper/").status_code

    client.post(STEP, {"code": code_of(secret)})

    assert (before, client.get("/keeper/").status_code) == (404, 200)


# --- guests -------------------------------------------------------------------------------------


@pytest.fixture
def guest_s_browser(library):
    client, guest = Client(), builders.guest()
    client.force_login(guest)
    return client, guest


def test_guest_is_still_the_guest_until_the_second_step_is_done(secret, guest_s_browser):
    client, guest = guest_s_browser

    log_in(client)

    assert client.session[SESSION_KEY] == str(guest.pk)
    assert FormerGuest.objects.exists() is False
    assert client.session.get_expiry_age() > 900


def test_guest_s_log_waits_after_the_second_step(secret, ana, guest_s_browser):
    client, guest = guest_s_browser
    log_in(client)

    answer = client.post(STEP, {"code": code_of(secret)})

    assert answer["Location"] == "/accounts/bring-along/"
    assert client.session[SESSION_KEY] == str(ana.pk)
    assert FormerGuest.objects.get().key == guest.pk


def test_guest_who_leaves_the_second_step_is_the_guest(secret, guest_s_browser):
    client, guest = guest_s_browser
    log_in(client)

    client.post(STEP, {"action": "leave"})

    assert client.session[SESSION_KEY] == str(guest.pk)


def test_who_starts_as_a_guest_after_half_a_log_in_stays_for_a_year(secret, clock, library):
    client = log_in()
    client.post(STEP, {"action": "leave"})

    client.post("/start/")

    assert client.cookies["sessionid"]["max-age"] == 31_536_000
    assert client.session.get_expiry_age() == 31_536_000


# --- programs -----------------------------------------------------------------------------------


def test_token_of_a_program_needs_no_second_step(secret, ana, clock):
    _row, token = builders.api_token(ana, timezone.now())

    answer = Client().get("/api/v1/me", headers={"authorization": f"Bearer {token}"})

    assert answer.status_code == 200
