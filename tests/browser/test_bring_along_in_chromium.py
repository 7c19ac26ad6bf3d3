"""A guest with entries that wait on the device logs in to an account, and all of it lands there."""

import os

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import SetLog
from tests import builders
from tests.browser.conftest import DESKTOP, PHONE, accessibility_faults, overflow, saved, waiting
from tests.browser.faults import SETS, log

LOGGED_IN = "You are logged in as ana@example.org."


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def account(library):
    ana = builders.person("ana")
    builders.plan(ana, timezone.now())
    return ana


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/")
    page.get_by_role("link", name="I already have an account").click()
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_text(LOGGED_IN)).to_be_visible()


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def keep_the_accounts_plan(page: Page) -> None:
    page.get_by_label("The account’s").check()
    page.get_by_role("button", name="Bring it along").click()
    expect(page.get_by_text("Your log came along")).to_be_visible()


@pytest.mark.both_databases
def test_what_waits_on_the_device_lands_in_the_account(opened, live_server, account, trainee):
    page = opened
    page.route(SETS, lambda route: route.abort())
    for _ in range(2):
        log(page)
    log_in(page, live_server.url)
    assert (len(waiting(page)), SetLog.objects.count()) == (2, 0)

    keep_the_accounts_plan(page)
    page.unroute(SETS)
    page.reload()

    saved(page)
    assert SetLog.objects.of(account).count() == 2
    assert type(trainee).objects.filter(pk=trainee.pk).exists() is False


def test_tab_that_was_open_before_logs_into_the_account(opened, live_server, account):
    page, other = opened, opened.context.new_page()
    log_in(other, live_server.url)
    keep_the_accounts_plan(other)

    log(page)

    saved(page)
    assert SetLog.objects.of(account).count() == 1


def test_going_back_keeps_what_waits_for_the_guest(opened, live_server, account, trainee):
    page = opened
    page.route(SETS, lambda route: route.abort())
    log(page)
    log_in(page, live_server.url)

    page.get_by_role("button", name="Back to the log without an account").click()
    page.unroute(SETS)
    page.reload()

    saved(page)
    assert SetLog.objects.of(trainee).count() == 1


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_page_is_for_everybody(opened, live_server, account):
    page = opened
    log_in(page, live_server.url)

    picture(page, f"bring-along-{page.viewport_size['width']}")
    assert overflow(page) == 0
    assert accessibility_faults(page) == []
    page.emulate_media(color_scheme="dark")
    picture(page, f"bring-along-{page.viewport_size['width']}-dark")
