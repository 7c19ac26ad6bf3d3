"""A browser at a host with two apps: one at its top, one below /back, each with its own people."""

import sqlite3
from contextlib import ExitStack, closing
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from bench.trials.server import Server
from tests.browser.below.router import PATH, Router
from tests.browser.conftest import PHONE, RUNNING, check_in, until, waiting


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture(scope="module")
def apps():
    """What was started for the tests of a file: servers take a while."""
    with ExitStack() as stack:
        yield stack, {}


@pytest.fixture(params=["kept", "stripped"])
def host(request, apps, library, collected, tmp_path_factory) -> Router:
    """The host; its proxy keeps the path in requests, or takes it away.

    The app below reads this process's database, the one at the top its own copy.
    """
    stack, started = apps
    if not started:
        router = started["router"] = stack.enter_context(Router())
        folders = [tmp_path_factory.mktemp(name) for name in ("below", "top")]
        for folder in folders:
            (folder / "static").symlink_to(collected)
        started["rows"] = folders[1] / "backhealth.sqlite3"
        copy_database(started["rows"])
        urls = (f"{router.address}{PATH}/", router.address)
        databases = ({}, {"DATABASE_URL": f"sqlite:///{started['rows']}"})
        router.below, router.top = [
            stack.enter_context(Server(folder, BACKHEALTH_URL=url, **database)).port
            for folder, url, database in zip(folders, urls, databases, strict=True)
        ]
    started["router"].keeps = request.param == "kept"
    started["router"].asked.clear()
    return started["router"]


def copy_database(path) -> None:
    here = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(here)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)


@pytest.fixture
def sets_at_the_top(host, apps):
    """Return a function that counts the sets in the other app's database."""

    def count() -> int:
        with closing(sqlite3.connect(apps[1]["rows"])) as rows:
            return rows.execute("SELECT count(*) FROM routines_setlog").fetchone()[0]

    return count


@pytest.fixture
def base(host) -> str:
    """The address of the app below."""
    return f"{host.address}{PATH}"


def begin(page: Page, address: str, zone: str) -> None:
    """From the front page to a running session, as a guest who trains today."""
    page.goto(f"{address}/")
    page.get_by_role("button", name="Start now — no account needed").click()
    check_in(page)
    expect(page.get_by_role("heading", name="Make your week")).to_be_visible()
    today = datetime.now(ZoneInfo(zone)).weekday()
    days = "-".join(map(str, sorted([today, (today + 3) % 7])))
    page.locator(f'#days [value="{days}"]').check()
    page.get_by_role("button", name="Show my week").click()
    expect(page.locator(".strip")).to_be_visible()
    page.get_by_role("link", name="Today", exact=True).click()
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("button", name="2", exact=True).click()
    page.wait_for_url(RUNNING)
    expect(page.get_by_text("0 of 18 sets")).to_be_visible()


def tap(page: Page, number: int) -> None:
    page.locator(".set:not(.set--extra) .tick:not(.tick--done)").first.click()
    expect(page.get_by_text(f"{number} of 18 sets")).to_be_visible()


def all_sent(page: Page, store: str) -> None:
    until(page, lambda: not waiting(page, store))
    assert waiting(page, store) == []
