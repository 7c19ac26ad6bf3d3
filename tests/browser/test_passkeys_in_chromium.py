"""Passkeys in Chromium, with an authenticator that its DevTools play."""

import os

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from accounts.factors import actions
from accounts.factors.codes import new_secret
from accounts.factors.facts import recovery_codes_of, unused_codes
from tests import builders
from tests.browser.conftest import (
    DESKTOP,
    PHONE,
    accessibility_faults,
    overflow,
    sign_in,
)
from tests.browser.logging_in import (
    LOGGED_IN,
    Keeper,
    add_passkey,
    by_passkey,
    log_in,
    log_out,
    no_autofill,
    type_password,
)

CANCELLED = "The browser’s question was closed, or nobody answered it in time."


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def ana(live_server, library):
    return builders.person("ana")


@pytest.fixture
def keeper(page):
    return Keeper(page)


def test_enter_in_the_name_makes_the_passkey(clean_page, keeper, live_server, ana):
    page, address = clean_page, live_server.url
    log_in(page, address)
    page.goto(f"{address}/settings/security/passkeys/new/")
    expect(page.get_by_role("button", name="Add a passkey")).to_be_visible()

    page.get_by_label("Name").fill("Phone")
    page.get_by_label("Name").press("Enter")

    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    assert keeper.passkeys() == 1


@pytest.mark.both_databases
def test_passkey_is_made_and_logs_in_by_itself(clean_page, keeper, live_server, ana):
    page, address = clean_page, live_server.url
    no_autofill(page)
    log_in(page, address)

    add_passkey(page, address, "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.locator(".security-codes li")).to_have_count(10)
    log_out(page, address)
    by_passkey(page, address)
    page.wait_for_url(LOGGED_IN)

    page.goto(f"{address}/settings/security/")
    expect(page.get_by_text("Last used on")).to_be_visible()
    assert keeper.passkeys() == 1


def test_passkey_that_is_offered_beside_the_address_logs_in(clean_page, keeper, live_server, ana):
    page, address = clean_page, live_server.url
    log_in(page, address)
    add_passkey(page, address, "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    log_out(page, address)

    # The passkey is taken at once, perhaps before the page is loaded to its end.
    page.goto(f"{address}/accounts/login/", wait_until="commit")

    page.wait_for_url(LOGGED_IN)


def test_two_passkeys_each_log_in_until_one_is_removed(page, new_context, live_server, ana):
    address, other = live_server.url, new_context().new_page()
    phone, laptop = Keeper(page), Keeper(other)
    for each in (page, other):
        no_autofill(each)
    log_in(page, address)
    add_passkey(page, address, "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    type_password(other, address)
    code = unused_codes(recovery_codes_of(ana))[0]
    other.get_by_role("textbox", name="Code").fill(code)
    other.get_by_role("button", name="Go on").click()
    other.wait_for_url(LOGGED_IN)
    add_passkey(other, address, "Laptop")
    expect(other.get_by_text("The passkey is added.")).to_be_visible()

    other.get_by_role("link", name="Rename or remove Phone").click()
    other.get_by_role("button", name="Remove this passkey").click()
    expect(other.get_by_text("The passkey is removed")).to_be_visible()

    assert (phone.passkeys(), laptop.passkeys()) == (1, 1)
    by_passkey(page, address)
    expect(page.get_by_text("This passkey doesn’t log in here")).to_be_visible()
    log_out(other, address)
    by_passkey(other, address)
    other.wait_for_url(LOGGED_IN)


def test_device_says_that_it_keeps_a_passkey_already(page, keeper, live_server, ana):
    log_in(page, live_server.url)
    add_passkey(page, live_server.url, "Phone")
    # A page that is asked for before the answer is there is given up for it.
    expect(page.get_by_text("The passkey is added.")).to_be_visible()

    add_passkey(page, live_server.url, "Phone")

    expect(page.get_by_role("alert")).to_have_text(
        "This device keeps a passkey of your account already."
    )
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_question_that_was_closed_says_so_and_can_be_asked_again(page, keeper, live_server, ana):
    address = live_server.url
    no_autofill(page)
    log_in(page, address)
    keeper.says_no()
    add_passkey(page, address, "Phone")
    expect(page.get_by_role("alert")).to_contain_text(CANCELLED)

    keeper.says_yes()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    log_out(page, address)
    keeper.says_no()
    by_passkey(page, address)
    expect(page.get_by_role("alert")).to_contain_text(CANCELLED)

    keeper.says_yes()
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(LOGGED_IN)


def test_passkey_finishes_a_log_in_with_the_password(page, keeper, live_server, ana):
    address = live_server.url
    log_in(page, address)
    add_passkey(page, address, "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    no_autofill(page)
    log_out(page, address)

    type_password(page, address)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url(LOGGED_IN)


def test_passkey_shows_who_is_there_before_a_change(page, keeper, live_server, ana):
    address = live_server.url
    log_in(page, address)
    add_passkey(page, address, "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    sign_in(page, ana, address)  # a log-in of which nobody knows when it was
    page.goto(f"{address}/settings/security/authenticator/")

    page.get_by_role("link", name="Show that it is me").click()
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", name="The key")).to_be_visible()


def test_passkey_at_another_address_of_the_app_says_where_it_works(
    page, keeper, live_server, settings, ana
):
    known = {"BACKHEALTH_URL": "https://back.example.org"}
    settings.ENVIRONMENT = type(settings.ENVIRONMENT).model_validate(known)
    no_autofill(page)

    by_passkey(page, live_server.url)

    expect(page.get_by_role("alert")).to_contain_text(
        "Passkeys work at https://back.example.org alone"
    )


# --- for everybody ------------------------------------------------------------------------------


def picture(page: Page, name: str) -> None:
    """Keep pictures by day and night where somebody asked for them."""
    if folder := os.environ.get("PICTURES"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            width = page.viewport_size["width"]
            page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


def looked_at(page: Page, name: str) -> None:
    picture(page, name)
    assert (name, overflow(page)) == (name, 0)
    assert (name, accessibility_faults(page)) == (name, [])


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_are_for_everybody(page, keeper, live_server, ana):
    address = live_server.url
    no_autofill(page)
    page.goto(f"{address}/accounts/login/")
    looked_at(page, "log-in")
    log_in(page, address)
    for name in ("security", "security/passkeys/new", "security/authenticator", "security/confirm"):
        page.goto(f"{address}/settings/{name}/")
        looked_at(page, name.replace("/", "-"))
    add_passkey(page, address, "Phone")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    looked_at(page, "codes-shown")
    page.get_by_role("button", name="I have kept them").click()
    looked_at(page, "security-with-passkey")
    page.get_by_role("link", name="Rename or remove Phone").click()
    looked_at(page, "passkey")
    page.goto(f"{address}/settings/security/recovery-codes/")
    looked_at(page, "codes")
    page.goto(f"{address}/settings/security/confirm/")
    looked_at(page, "confirm-with-passkey")
    add_second_things(page, address, ana)


def add_second_things(page: Page, address: str, ana) -> None:
    """The pages of somebody with an authenticator, of a log-in of long ago, and of a refusal."""
    actions.switch_on_app(user=ana, secret=new_secret(), counter=0, here=page_key(page))
    page.goto(f"{address}/settings/security/authenticator/")
    looked_at(page, "authenticator-on")
    log_out(page, address)
    page.goto(f"{address}/accounts/passkey/")
    looked_at(page, "passkey-log-in")
    type_password(page, address)
    looked_at(page, "second-step")
    page.get_by_role("textbox", name="Code").fill("000000")
    page.get_by_role("button", name="Go on").click()
    page.locator("summary").click()
    looked_at(page, "second-step-wrong")
    page.get_by_role("button", name="Log in as somebody else").click()
    page.goto(f"{address}/accounts/second-step/")
    looked_at(page, "second-step-none")
    sign_in(page, ana, address)
    page.goto(f"{address}/settings/security/authenticator/")
    looked_at(page, "confirm-first")


def page_key(page: Page) -> str:
    return next(each["value"] for each in page.context.cookies() if each["name"] == "sessionid")


def test_page_without_scripts_says_what_needs_them(new_context, live_server, ana):
    page, address = new_context(java_script_enabled=False).new_page(), live_server.url
    page.goto(f"{address}/accounts/login/")

    # Chromium without scripts, as it is driven here, shows no <noscript>.
    assert "A passkey needs scripts, which are off in this browser." in page.content()
    expect(page.get_by_role("button", name="Log in with a passkey")).to_have_count(0)
    picture(page, "log-in-without-scripts")
