"""Devices and the e-mail address: for everybody, and all the way in two browsers."""

import os
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.actions import ask_for_address
from accounts.new_address import key_for
from tests import builders
from tests.browser.conftest import DESKTOP, PHONE, accessibility_faults, overflow


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def ana(live_server, library):
    return builders.person("ana")


def log_in(page: Page, address: str) -> Page:
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def take_picture(page: Page, name: str) -> None:
    """Keep a picture in both colours, if somebody wants to look at them."""
    if folder := os.environ.get("PICTURES"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            width = page.viewport_size["width"]
            picture = f"{folder}/{name.strip('/').replace('/', '-')}-{width}-{scheme}.png"
            page.screenshot(path=picture, full_page=True)
        page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_the_account_are_for_everybody(page, new_context, live_server, ana):
    log_in(new_context().new_page(), live_server.url)
    log_in(page, live_server.url)
    key = key_for(ask_for_address(user=ana, email="ana@example.com", now=timezone.now()))

    for name in ("settings/address/", f"settings/address/{key}/", "settings/devices/"):
        page.goto(f"{live_server.url}/{name}")
        take_picture(page, f"{name.split('/')[1]}-{len(name)}")
        assert (name, overflow(page)) == (name, 0)
        assert (name, accessibility_faults(page)) == (name, [])


@pytest.mark.both_databases
def test_log_in_of_another_browser_is_ended(page, new_context, live_server, ana):
    other = log_in(new_context().new_page(), live_server.url)
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/settings/devices/")

    page.get_by_role("button", name="Log out there").click()

    expect(page.get_by_text("You are logged out there.")).to_be_visible()
    other.goto(f"{live_server.url}/settings/")
    expect(other.get_by_role("heading", name="Log in")).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_that_ask_for_a_proof_are_for_everybody(page, live_server, ana, mail_server):
    log_in(page, live_server.url)
    ana.email = f"{'anastasia' * 7}@{'without-a-space.' * 4}example.org"
    ana.save()
    names = ("settings/security/passkeys/new/", "settings/security/authenticator/")
    for name in (*names, "settings/tokens/"):
        page.goto(f"{live_server.url}/{name}")
        expect(page.get_by_text(f"First confirm that {ana.email} is yours")).to_be_visible()
        assert (name, overflow(page)) == (name, 0)
        assert (name, accessibility_faults(page)) == (name, [])
        take_picture(page, name)

    page.get_by_role("button", name="Send the mail").click()

    expect(page.get_by_text(f"A mail is on its way to {ana.email}.")).to_be_visible()
    assert overflow(page) == 0
    assert accessibility_faults(page) == []
    take_picture(page, "sent")


@pytest.mark.both_databases
def test_link_in_the_mail_leads_back_to_what_waits_for_it(page, live_server, ana, mail_server):
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/settings/security/authenticator/")
    page.get_by_role("button", name="Send the mail").click()
    expect(page.get_by_text("A mail is on its way to ana@example.org.")).to_be_visible()

    page.get_by_role("link", name="I have opened the link").click()
    expect(page.get_by_text("A mail is on its way")).to_have_count(0)
    expect(page.get_by_role("button", name="Send the mail again")).to_be_visible()
    (path,) = re.findall(r"/settings/address/\w+/", mail.outbox[-1].body)
    page.goto(f"{live_server.url}{path}")
    page.get_by_role("button", name="This is my address").click()

    expect(page.get_by_text("Your address is confirmed")).to_be_visible()
    expect(page.get_by_role("heading", name="The key")).to_be_visible()
