"""A real Chromium against a real server: phone and desktop, light and dark."""

import os
import re
import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from routines.models import Session
from tests import builders

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
# Perhaps one without windows, which doesn't keep the pages that one comes back to.
QUICK_CHROMIUM = os.environ.get("QUICK_CHROMIUM") or CHROMIUM
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
# WCAG 2.2 AA and the rules that axe calls good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Dark pages differ from light ones by their colours alone.
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
RUNNING = re.compile(r"/sessions/[0-9a-f-]{36}/$")
MEDIA = """
  () => {
    const prefers = (what) => matchMedia(`(prefers-${what})`).matches;
    return {
      color_scheme: prefers("color-scheme: dark") ? "dark" : "light",
      reduced_motion: prefers("reduced-motion: reduce") ? "reduce" : "no-preference",
    };
  }
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _database_beside_playwright():
    """Playwright's own event loop runs in this thread from now on, and Django would refuse the
    database for it, up to the end of the run."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session", autouse=True)
def _patience():
    """A page has as long to become what a test expects as it has for a click: a machine that does
    something else as well isn't a fault. What is there already costs no time."""
    expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def _pw_artifacts_folder(tmp_path_factory):
    """Provide a folder in place of pytest-playwright's.

    pytest-playwright removes its own when a process ends; a worker of pytest-xdist ends before
    that, with a warning. pytest removes this one.
    """
    return SimpleNamespace(name=str(tmp_path_factory.mktemp("artifacts")))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    arguments = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"executable_path": QUICK_CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def midday_zone() -> str:
    """A time zone in which it is about noon, so that no test runs into midnight."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"  # the signs of these names are turned round


@pytest.fixture(autouse=True)
def _answers_end_before_the_tables_are_emptied(transactional_db):
    """A picture still on its way out would hold a lock that the emptying waits for, and the other
    way round. By now the page is closed."""
    yield
    deadline = time.monotonic() + 20
    while _answering() and time.monotonic() < deadline:
        time.sleep(0.01)


def _answering() -> bool:
    """Whether a thread of the test server still answers, or is about to: one that is just being
    started can't be joined yet."""
    return any("process_request_thread" in thread.name for thread in threading.enumerate())


@pytest.fixture(params=["phone", "desktop"])
def screen(request) -> dict:
    return PHONE if request.param == "phone" else DESKTOP


@pytest.fixture
def service_workers() -> str:
    """Blocked, because one would answer in place of the faults that tests make in a page's
    requests; "allow" in the tests that are about it."""
    return "block"


@pytest.fixture
def served_with_hashed_names(settings, collected):
    """The test server finds static files by name: here, among the collected ones."""
    settings.STATICFILES_DIRS = [collected]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]


@pytest.fixture
def browser_context_args(screen, midday_zone, service_workers):
    return {
        **screen,
        "timezone_id": midday_zone,
        "locale": "en-GB",
        "service_workers": service_workers,
    }


@pytest.fixture
def clean_page(page: Page):
    """A page that must not print an error; that a form was refused isn't one."""
    faults: list[str] = []

    def hear(entry):
        if entry.type == "error" and "a status of 422" not in entry.text:
            faults.append(entry.text)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", hear)
    yield page
    assert faults == []


@pytest.fixture
def trainee(live_server, library, midday_zone) -> User:
    """A guest on Foundation, whose session A is today."""
    user = builders.guest()
    user.time_zone = midday_zone
    user.save()
    today = datetime.now(ZoneInfo(midday_zone)).weekday()
    weekdays = sorted([today, (today + 3) % 7])
    builders.plan(user, timezone.now(), sessions_per_week=2, weekdays=weekdays)
    return user


@pytest.fixture
def session(trainee) -> Session:
    return builders.session(trainee, timezone.now())


@pytest.fixture
def signed_in(page, live_server, trainee) -> Page:
    """A browser in which the trainee is signed in, with nothing open yet."""
    sign_in(page, trainee, live_server.url)
    return page


@pytest.fixture
def session_url(live_server, session) -> str:
    return f"{live_server.url}/sessions/{session.pk}/"


@pytest.fixture
def opened(signed_in, session_url) -> Page:
    """At the trainee's running session."""
    signed_in.goto(session_url)
    return signed_in


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


KEPT = """
  async (name) => {
    const ask = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const request = indexedDB.open(name, 1);
    // The page may not have opened its store yet, and finds this one.
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "id" });
    const database = await ask(request);
    // What was tapped just now may still wait for its page's first look at the store.
    const before = database.transaction("entries");
    before.objectStore("entries").count();
    await new Promise((resolve) => { before.oncomplete = resolve; });
    const store = database.transaction("entries").objectStore("entries");
    const entries = await ask(store.getAll());
    database.close();
    return entries.map(({ kind, state, url, fields }) => ({ kind, state, url, fields }));
  }
"""


def waiting(page: Page, store: str = "outbox") -> list[dict]:
    """What the device has kept and not yet sent, oldest first."""
    return [each for each in kept(page, store) if each["state"] != "sent"]


def kept(page: Page, store: str = "outbox") -> list[dict]:
    """The same with what was sent, which stays for pages that are older than that."""
    return page.evaluate(KEPT, store)


def until(page: Page, holds: Callable[[], object]) -> None:
    """Ask again and again until it holds, for half a minute at most; the page goes on meanwhile.

    Who asks asserts it afterwards, to say what there was instead.
    """
    for _ in range(600):
        if holds():
            break
        page.wait_for_timeout(50)


def saved(page: Page, *, but: int = 0) -> None:
    """Waits until all is sent that the device has kept, and shown."""
    until(page, lambda: len(waiting(page)) == but)
    assert len(waiting(page)) == but
    if not but:
        expect(page.locator(".set--waiting, .set--leaving")).to_have_count(0)


def wait_until(page: Page, script: str) -> None:
    """Ask the script again and again until it returns something.

    Instead of wait_for_function, which takes a promise for a yes, and asks a second time by eval,
    which the pages forbid.
    """
    for _ in range(300):
        if page.evaluate(f"async () => {{ {script} }}"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def unfold(page: Page) -> None:
    """Opens every exercise of the session, and the warm-up and the cool-down."""
    page.locator(".item__fold, .phase details").evaluate_all(
        "all => all.forEach((each) => { each.open = true; })"
    )


STICK = """
  (position) => {
    window.stuck ??= [...document.querySelectorAll("body *")].filter(
      (each) => getComputedStyle(each).position === "sticky"
        && getComputedStyle(each).top !== "auto",
    );
    for (const each of window.stuck) each.style.position = position;
    if (!position) delete window.stuck;
  }
"""


def accessibility_faults(page: Page) -> list[str]:
    """Return what axe finds by day, and about colours by night, a line each: the rule and the first
    place.

    At the end of the page, where the bars at the bottom must cover nothing. Sticky bars at the top
    cover half a button at some scroll positions, so they aren't sticky meanwhile.
    """
    page.wait_for_load_state()
    page.evaluate(STICK, "static")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    was = page.evaluate(MEDIA)
    found = []
    for scheme, rules in (("light", RULES), ("dark", COLOUR_RULES)):
        # Without motion, colours change at once.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [(scheme, each) for each in Axe().run(page, options=rules).response["violations"]]
    page.emulate_media(**was)
    page.evaluate(STICK, "")
    return [f"{scheme}, {each['id']}: {each['nodes'][0]['html'][:160]}" for scheme, each in found]


def sign_in(page: Page, user: User, address: str) -> None:
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": address}])


def agree(page: Page) -> None:
    """Ticks both boxes and goes on to the questions before training."""
    page.get_by_label("I have read this, and I am 18 or older.").check()
    page.get_by_label("I agree that my result, and the pain and illness I log").check()
    page.get_by_role("button", name="Go on to the questions").click()
    expect(page.get_by_role("heading", name="Warning signs")).to_be_visible()


def answer_no(page: Page, **but: str) -> None:
    """Ticks "None of these" in every list but those of these answers, by code: H3="yes"."""
    for name, lines in builders.ticked(**but).items():
        for line in lines:
            page.locator(f"[name={name}][value='{line}']").check()
    page.get_by_role("button", name="See what it means").click()
    expect(page.locator("h1")).not_to_have_text("Before you start")


def check_in(page: Page, **but: str) -> None:
    agree(page)
    answer_no(page, **but)


def start(page: Page, pain: int | None = None) -> None:
    """From Today into the session, with this much pain before it, or without a number.

    Waits until the scripts of the session are there: before that ✓ is a plain form.
    """
    page.get_by_role("link", name="Start", exact=True).click()
    name = "Start without a number" if pain is None else str(pain)
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(RUNNING)
