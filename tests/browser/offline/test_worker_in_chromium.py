"""The service worker: whose pages it holds, how a new version takes over, being installed."""

import json
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.actions.item import say_pain
from routines.models import SetLog
from tests import builders
from tests.browser.conftest import sign_in, until
from tests.browser.offline.conftest import (
    NOT_HERE,
    expect_held,
    held,
    held_pages,
    pages_with,
    wait_for_worker,
    wait_until,
    wait_until_held,
)

# --- whose it is --------------------------------------------------------------------------------


def test_log_out_leaves_nothing_of_the_person(at_today, live_server):
    page = at_today
    page.goto(f"{live_server.url}/accounts/logout/")

    page.get_by_role("button", name="Log out").click()

    expect(page.get_by_role("button", name=re.compile("^Start now"))).to_be_visible()
    wait_until(page, "return (await caches.keys()).every((each) => !each.startsWith('pages-'))")
    page.context.set_offline(offline=True)
    page.goto(f"{live_server.url}/today/")
    expect(page.locator("h1")).to_have_text(NOT_HERE)
    assert [each.inner_text() for each in page.locator("main a:visible").all()] == ["Try again"]


@pytest.mark.both_databases
def test_deleted_account_leaves_no_page(at_today, live_server):
    page = at_today
    page.goto(f"{live_server.url}/settings/delete/")
    page.get_by_role("checkbox").check()

    page.get_by_role("button", name="Delete everything").click()

    expect(page.get_by_role("button", name=re.compile("^Start now"))).to_be_visible()
    wait_until(page, "return (await caches.keys()).every((each) => !each.startsWith('pages-'))")
    page.wait_for_timeout(3000)
    assert held(page, "pages-") == []


def test_withdrawn_consent_takes_what_hurts_from_the_pages_held(at_today, live_server, session):
    page, path = at_today, f"/sessions/{session.pk}/"
    say_pain(item=builders.strength(session)[0], pain=7, now=timezone.now())
    page.goto(f"{live_server.url}/today/")
    hurts = f"(await (await caches.match('{path}'))?.text())?.includes('7 of 10')"
    wait_until(page, f"return {hurts}")
    page.goto(f"{live_server.url}/start-check/withdraw/")

    page.get_by_role("button", name="Withdraw and delete").click()

    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    wait_until(page, f"return {hurts} !== true")
    wait_until(page, f"return {hurts} === false")


def test_second_person_finds_nothing_of_the_first(at_today, live_server, trainee):
    page = at_today
    assert {name for name, _ in held(page, "pages-")} == {f"pages-{trainee.pk}"}
    other = builders.guest()
    builders.plan(other, timezone.now())
    sign_in(page, other, live_server.url)

    page.goto(f"{live_server.url}/today/")

    wait_until(page, f"return !(await caches.keys()).includes('pages-{trainee.pk}')")
    wait_until_held(page, "/outbox/")
    assert {name for name, _ in held(page, "pages-")} == {f"pages-{other.pk}"}
    expect_held(page, ["/outbox/", "/today/"])


def test_page_that_is_the_same_for_everybody_lets_nothing_go(at_today, live_server, session):
    before = held_pages(at_today)

    for path in ("/safety/", "/exercises/", "/learn/"):
        at_today.goto(f"{live_server.url}{path}")

    at_today.wait_for_timeout(300)
    assert held_pages(at_today) == before == pages_with(session)


# --- another version ----------------------------------------------------------------------------


def version(page: Page) -> list[str]:
    return sorted({name for name, _ in held(page, "files-")})


def update(page: Page) -> None:
    """Has the browser look for a new version, and waits until it is in charge."""
    page.evaluate(
        "navigator.serviceWorker.getRegistration().then((each) => {"
        " window.changed = new Promise((done) => {"
        " navigator.serviceWorker.oncontrollerchange = () => done(true); });"
        " return each.update(); })"
    )
    assert page.evaluate("window.changed")
    wait_for_worker(page)


def test_new_version_takes_over_and_the_page_in_use_goes_on(
    at_today, live_server, session_url, settings
):
    page = at_today
    page.goto(session_url)
    page.evaluate(
        "new Promise((done) => { const asked = indexedDB.open('kept');"
        " asked.onupgradeneeded = () => asked.result.createObjectStore('sets').put('a set', 1);"
        " asked.onsuccess = () => { asked.result.close(); done(); } })"
    )
    page.evaluate(
        "caches.keys().then((all) => caches.open(all.find((each) => each.startsWith('pages-'))))"
        ".then((pages) => pages.put('/today/', new Response('names files that are gone')))"
    )
    (first,) = version(page)
    settings.RELEASE = "another"

    update(page)

    for summary in page.locator(".how-to summary").locator("visible=true").all():
        summary.click()
    expect(page.locator(".how-to img.picture").first).to_be_visible()
    assert len(version(page)) == 2
    assert first in version(page)
    page.context.set_offline(offline=True)
    page.reload()
    expect(page.get_by_role("heading", name="Session A")).to_be_visible()
    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_role("link", name=re.compile("^Resume"))).to_be_visible()
    kept = page.evaluate("indexedDB.databases().then((all) => all.map((each) => each.name))")
    assert "kept" in kept


def test_files_of_all_but_the_last_version_are_let_go(at_today, settings):
    page = at_today
    seen = version(page)

    for release in ("another", "a third"):
        settings.RELEASE = release
        update(page)
        seen += [each for each in version(page) if each not in seen]

    assert len(seen) == 3
    assert set(version(page)) == set(seen[1:])


# --- sending in the background ------------------------------------------------------------------


def fire_sync(page: Page, address: str) -> None:
    """As the browser does once there is a signal; a context without one doesn't do it by itself."""
    tools = page.context.new_cdp_session(page)
    found = []

    def note(news):
        found.append(news)

    tools.on("ServiceWorker.workerRegistrationUpdated", note)
    tools.send("ServiceWorker.enable")
    until(page, lambda: any(news["registrations"] for news in found))
    known = [each for news in found for each in news["registrations"]]
    registration = next(each for each in known if each["scopeURL"] == f"{address}/")
    tools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": address,
            "registrationId": registration["registrationId"],
            "tag": "outbox",
            "lastChance": False,
        },
    )


@pytest.mark.both_databases
def test_set_is_sent_with_no_page_open_and_the_copy_knows(at_today, live_server, session_url):
    page = at_today
    page.context.set_offline(offline=True)
    page.goto(session_url)
    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()
    expect(page.locator(".set--waiting")).to_have_count(1)
    page.goto(f"{live_server.url}/static/img/icon.svg")
    page.context.set_offline(offline=False)

    fire_sync(page, live_server.url)

    path = session_url.removeprefix(live_server.url)
    wait_until(page, f"return (await (await caches.match('{path}')).text()).includes('tick--done')")
    assert SetLog.objects.count() == 1
    page.context.set_offline(offline=True)
    page.goto(session_url)
    expect(page.locator(".set .tick--done")).to_have_count(1)
    expect(page.locator(".set--waiting")).to_have_count(0)


# --- on the home screen -------------------------------------------------------------------------


def test_app_can_be_installed(at_today):
    tools = at_today.context.new_cdp_session(at_today)

    manifest = tools.send("Page.getAppManifest")
    faults = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["start_url"] == "/today/"
    # Playwright's contexts are private windows, in which nothing can be installed.
    assert [each["errorId"] for each in faults] in ([], ["in-incognito"])
