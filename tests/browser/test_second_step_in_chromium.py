"""Codes after the password, in Chromium: of an authenticator, and for recovery."""

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.factors import actions
from accounts.factors.codes import new_secret
from accounts.factors.facts import recovery_codes_of, unused_codes
from routines.models import SetLog
from tests import builders
from tests.browser.conftest import (
    PHONE,
    saved,
    waiting,
)
from tests.browser.faults import SETS, log
from tests.browser.logging_in import LOGGED_IN, code_of, log_in, log_out, type_password


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def ana(live_server, library):
    return builders.person("ana")


def set_up(page: Page, address: str) -> str:
    """Set an authenticator up, and return its key."""
    page.goto(f"{address}/settings/security/")
    page.get_by_role("link", name="Set up an authenticator").click()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_role("textbox", name="Code").fill(code_of(secret))
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator(".security-codes li")).to_have_count(10)
    return secret


def forget_used_codes() -> None:
    """Take a code again in this half minute, so that no test waits for the next."""
    row = Authenticator.objects.get(type="totp")
    row.data["last_counter"] = 0
    row.save()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.both_databases
def test_authenticator_is_set_up_and_its_code_logs_in(new_context, live_server, ana, scripts):
    page, address = new_context(java_script_enabled=scripts).new_page(), live_server.url
    log_in(page, address)
    secret = set_up(page, address)
    page.get_by_role("button", name="I have kept them").click()
    log_out(page, address)
    forget_used_codes()

    type_password(page, address)
    page.get_by_role("textbox", name="Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()

    page.wait_for_url(LOGGED_IN)


def test_wrong_codes_are_slowed_down(page, live_server, ana):
    address, secret = live_server.url, new_secret()
    actions.switch_on_app(user=ana, secret=secret, counter=0, here=None)
    type_password(page, address)
    for number in range(5):
        page.get_by_role("textbox", name="Code").fill(f"00000{number}")
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("This code isn’t right, or it was used before.")).to_be_visible()

    page.get_by_role("textbox", name="Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_text("Too many wrong codes. Try again in 5 minutes.")).to_be_visible()
    page.goto(f"{address}/today/")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_lost_phone_a_recovery_code_logs_in_once_and_the_authenticator_goes(page, live_server, ana):
    address = live_server.url
    log_in(page, address)
    set_up(page, address)
    code = page.locator(".security-codes li").first.inner_text()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download them").click()
    assert code in downloading.value.path().read_text()
    log_out(page, address)

    for said in ("You used a recovery code: 9 are left.", "This code isn’t right"):
        type_password(page, address)
        page.get_by_role("textbox", name="Code").fill(code)
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text(said)).to_be_visible()
        if "left" in said:
            log_out(page, address)
    page.get_by_role("textbox", name="Code").fill(unused_codes(recovery_codes_of(ana))[0])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(LOGGED_IN)
    page.goto(f"{address}/settings/security/")
    page.get_by_role("link", name="Switch it off").click()
    page.get_by_role("button", name="Switch the authenticator off").click()
    expect(page.get_by_text("Your password alone is enough to log in.")).to_be_visible()

    log_out(page, address)
    log_in(page, address)


# --- a guest ------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_guest_s_entries_come_along_behind_a_second_step(opened, live_server, ana, trainee):
    page, address, secret = opened, live_server.url, new_secret()
    builders.plan(ana, timezone.now())
    actions.switch_on_app(user=ana, secret=secret, counter=0, here=None)
    page.route(SETS, lambda route: route.abort())
    for _ in range(2):
        log(page)
    type_password(page, address)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.goto(f"{address}/settings/")
    expect(page.get_by_text("You are here as a guest")).to_be_visible()
    page.goto(f"{address}/accounts/second-step/")
    page.get_by_role("textbox", name="Code").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("You are logged in as ana@example.org.")).to_be_visible()
    assert (len(waiting(page)), SetLog.objects.count()) == (2, 0)

    page.get_by_label("The account’s").check()
    page.get_by_role("button", name="Bring it along").click()
    expect(page.get_by_text("Your log came along")).to_be_visible()
    page.unroute(SETS)
    page.reload()

    saved(page)
    assert SetLog.objects.of(ana).count() == 2
