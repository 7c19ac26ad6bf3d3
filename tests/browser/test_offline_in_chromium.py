"""Without a signal: Today, the running session with its pictures and timers, and nobody else's."""

import json
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import Session
from tests import builders
from tests.browser.conftest import PHONE, sign_in

NOT_HERE = "This page isn’t on this device"
# (cache, path) of all that the service worker holds; the app's own files have a cache apart.
HELD = """
  async () => {
    const found = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        found.push([name, new URL(url).pathname]);
    return found;
  }
"""


@pytest.fixture
def service_workers() -> str:
    return "allow"


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture(autouse=True)
def served_with_hashed_names(settings, collected):
    """The test server finds static files by name: here, among the collected ones."""
    settings.STATICFILES_DIRS = [collected]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]


def held(page: Page, kind: str) -> list[tuple[str, str]]:
    return [(name, path) for name, path in page.evaluate(HELD) if name.startswith(kind)]


def held_pages(page: Page) -> list[str]:
    found = held(page, "pages-")
    return sorted(path for _, path in found if not re.search(r"\.\w+$", path))


def wait_until(page: Page, script: str) -> None:
    """The script is asked again and again, because wait_for_function takes a promise for a yes."""
    for _ in range(150):
        if page.evaluate(f"async () => {{ {script} }}"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def wait_for_worker(page: Page) -> None:
    wait_until(page, "return navigator.serviceWorker.controller?.state === 'activated'")


def wait_until_held(page: Page, path: str) -> None:
    wait_until(page, f"return Boolean(await caches.match('{path}'))")


@pytest.fixture
def at_today(signed_in, live_server, session) -> Page:
    """Today, once: the worker is installed and holds what it must."""
    signed_in.goto(f"{live_server.url}/today/")
    wait_for_worker(signed_in)
    return signed_in


@pytest.fixture
def offline(at_today) -> Page:
    """The same without a signal, the session never opened on this device."""
    at_today.context.set_offline(offline=True)
    return at_today


# --- without a signal ---------------------------------------------------------------------------


def test_first_visit_to_today_holds_it_and_the_running_session(at_today, session):
    assert held_pages(at_today) == [f"/sessions/{session.pk}/", "/today/"]


def test_today_opens_without_a_signal_and_leads_to_the_session(offline, live_server, session):
    page = offline
    page.goto(f"{live_server.url}/today/")

    page.get_by_role("link", name=re.compile("^Resume")).click()

    expect(page).to_have_url(f"{live_server.url}/sessions/{session.pk}/")
    expect(page.get_by_role("heading", name="Session A")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Session A")).to_be_visible()


def test_address_of_the_site_opens_today_without_a_signal(offline, live_server):
    offline.goto(f"{live_server.url}/")

    expect(offline.get_by_role("link", name=re.compile("^Resume"))).to_be_visible()


def test_session_one_at_a_time_becomes_the_whole_list_without_a_signal(offline, session_url):
    offline.goto(f"{session_url}?view=one&at=3")

    expect(offline.locator(".session-items .item")).not_to_have_count(1)
    expect(offline.get_by_role("link", name="One at a time")).to_be_visible()


def test_session_looks_and_works_as_ever_without_a_signal(offline, session_url, session):
    page = offline
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(session_url)

    for each in page.locator(".item .how-to summary").all():
        each.click()
    for each in page.locator("img.picture").all():
        each.evaluate("image => { image.loading = 'eager' }")
    wait_until(page, "return [...document.images].every((each) => each.naturalWidth > 0)")

    moving = page.locator(".item .how-to img.picture").first
    assert "/moving-" in moving.get_attribute("src")
    assert page.evaluate("getComputedStyle(document.querySelector('.item')).display") == "grid"
    assert failed == []


def test_guided_run_runs_without_a_signal(offline, session_url):
    page = offline
    page.clock.install()
    page.goto(session_url)
    page.clock.pause_at(timezone.now() + timezone.timedelta(minutes=1))

    page.get_by_role("button", name="Start the warm-up").click()

    before = page.locator("[data-run-left]").inner_text()
    page.clock.run_for(2000)
    assert (before, page.locator("[data-run-left]").inner_text()) == ("0:05", "0:03")


def test_hold_runs_without_a_signal(offline, session_url):
    page = offline
    page.clock.install()
    page.goto(session_url)
    page.clock.pause_at(timezone.now() + timezone.timedelta(minutes=1))

    page.locator("[data-hold-start]").first.click()

    before = page.locator("[data-hold-left]").inner_text()
    page.clock.run_for(2000)
    assert page.locator("[data-hold-left]").inner_text() != before


def test_other_page_says_that_it_is_not_here_and_leads_to_what_is(offline, live_server, session):
    page = offline
    answer = page.goto(f"{live_server.url}/history/")

    assert answer.status == 503
    expect(page.locator("h1")).to_have_text(NOT_HERE)
    links = page.locator("main a:visible").all()
    assert [(each.inner_text().strip(), each.get_attribute("href")) for each in links] == [
        ("Go on with the session", f"/sessions/{session.pk}/"),
        ("Today", "/today/"),
        ("Try again", ""),
    ]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 246, 248)"


def test_page_that_was_not_here_comes_back_with_the_signal(offline, live_server):
    offline.goto(f"{live_server.url}/history/")
    offline.context.set_offline(offline=False)

    offline.get_by_role("link", name="Try again").click()

    expect(offline.get_by_role("heading", name="History", level=1)).to_be_visible()


def test_safety_page_opens_without_a_signal_though_it_was_never_opened(offline, live_server):
    offline.goto(f"{live_server.url}/safety/")

    expect(offline.get_by_role("heading", name="Emergency: get help now")).to_be_visible()


# --- what is held stays true --------------------------------------------------------------------


def test_logged_set_is_there_without_a_signal(at_today, session_url):
    page = at_today
    page.goto(session_url)
    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()
    expect(page.locator(".set .tick--done")).to_have_count(1)
    path = session_url.partition("//")[2].partition("/")[2]
    wait_until(
        page,
        f"return (await (await caches.match('/{path}')).text()).includes('tick--done')",
    )

    page.context.set_offline(offline=True)
    page.reload()

    expect(page.locator(".set .tick--done")).to_have_count(1)
    expect(page.locator("#rest")).to_be_visible()
    page.goto(page.url.partition("/sessions/")[0] + "/today/")
    expect(page.get_by_role("link", name=re.compile("^Resume — 1 of"))).to_be_visible()


def test_session_that_is_over_is_let_go_with_its_pictures(at_today, live_server, session):
    page = at_today
    Session.objects.filter(pk=session.pk).update(status="discarded", finished_at=timezone.now())

    page.goto(f"{live_server.url}/today/")

    wait_until(page, f"return !(await caches.match('/sessions/{session.pk}/'))")
    wait_until(
        page,
        "return (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).filter(({url}) => url.endsWith('.svg')"
        " && url.includes('/exercises/'))))).flat().length === 0",
    )
    assert held_pages(page) == ["/today/"]


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


def test_second_person_finds_nothing_of_the_first(at_today, live_server, trainee):
    page = at_today
    assert {name for name, _ in held(page, "pages-")} == {f"pages-{trainee.pk}"}
    other = builders.guest()
    builders.plan(other, timezone.now())
    sign_in(page, other, live_server.url)

    page.goto(f"{live_server.url}/today/")

    wait_until(page, f"return !(await caches.keys()).includes('pages-{trainee.pk}')")
    wait_until_held(page, "/today/")
    assert {name for name, _ in held(page, "pages-")} == {f"pages-{other.pk}"}
    assert held_pages(page) == ["/today/"]


def test_page_that_is_the_same_for_everybody_lets_nothing_go(at_today, live_server, session):
    before = held_pages(at_today)

    for path in ("/safety/", "/exercises/", "/learn/"):
        at_today.goto(f"{live_server.url}{path}")

    at_today.wait_for_timeout(300)
    assert held_pages(at_today) == before == [f"/sessions/{session.pk}/", "/today/"]


# --- another version ----------------------------------------------------------------------------


def version(page: Page) -> list[str]:
    return sorted({name for name, _ in held(page, "files-")})


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
    (first,) = version(page)
    settings.RELEASE = "another"

    page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    wait_until(
        page, "return (await caches.keys()).filter((each) => each.startsWith('files-')).length > 1"
    )
    wait_until(page, "return !(await navigator.serviceWorker.getRegistration()).installing")
    wait_for_worker(page)

    page.locator(".how-to summary").first.click()
    expect(page.locator(".how-to img.picture").first).to_be_visible()
    assert len(version(page)) == 2
    assert first in version(page)
    page.context.set_offline(offline=True)
    page.reload()
    expect(page.get_by_role("heading", name="Session A")).to_be_visible()
    kept = page.evaluate("indexedDB.databases().then((all) => all.map((each) => each.name))")
    assert "kept" in kept


def test_files_of_all_but_the_last_version_are_let_go(at_today, settings):
    page = at_today
    seen = version(page)

    for release in ("another", "a third"):
        settings.RELEASE = release
        page.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
        wait_until(
            page,
            f"return !(await caches.keys()).includes('{seen[-3]}')"
            if len(seen) > 2
            else f"const names = (await caches.keys()).filter((each) => each.startsWith('files-'));"
            f" const all = await navigator.serviceWorker.getRegistration();"
            f" return !all.installing && !all.waiting && all.active.state === 'activated'"
            f" && names.some((each) => !{json.dumps(seen)}.includes(each))",
        )
        seen += [each for each in version(page) if each not in seen]

    assert len(seen) == 3
    assert set(version(page)) == set(seen[1:])


# --- on the home screen -------------------------------------------------------------------------


def test_app_can_be_installed(at_today):
    tools = at_today.context.new_cdp_session(at_today)

    manifest = tools.send("Page.getAppManifest")
    faults = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["start_url"] == "/today/"
    # Playwright's contexts are private windows, in which nothing can be installed.
    assert [each["errorId"] for each in faults] in ([], ["in-incognito"])
