"""Reminders on a device: the page that switches them on, and the worker that shows them.

No browser here has a push service behind it, so `pushManager.subscribe` is replaced in the page;
what a push service would deliver comes through the DevTools protocol. A Chromium without windows
shows no notifications.
"""

import json
import re
from contextlib import closing
from dataclasses import asdict

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserType, Page, expect

from reminders.models import PushSubscription
from reminders.push.channel import PushChannel
from reminders.push.device_tests import send_tests
from reminders.push.keys import public_key
from reminders.push.push_services import Services
from tests.browser.conftest import CHROMIUM, accessibility_faults, overflow
from tests.browser.offline.conftest import wait_until
from tests.browser.offline.pushes import (
    SHOWN,
    SUBSCRIBES,
    deliver,
    message,
    put_away,
    shown,
    worker,
)
from tests.reminders.push_service import Browser, PushService

PAGE = "/settings/reminders/"
ASK = "Show reminders on this device"
# Paths in a push, and what a tap opens.
LEADS = {
    "/plan/": "/plan/",
    "/settings/reminders/?x=1": "/settings/reminders/?x=1",
    "": "/today/",
    "//evil.example.org/a": "/today/",
    "https://evil.example.org/": "/today/",
    "javascript:alert(1)": "/today/",
    "http://[": "/today/",
}


@pytest.fixture(scope="module")
def browser(browser_type: BrowserType, browser_type_launch_args) -> Chromium:
    launched = browser_type.launch(**{**browser_type_launch_args, "executable_path": CHROMIUM})
    yield launched
    launched.close()


HERE = Browser("this-one")


def address(browser: Browser, **but) -> dict:
    return {**asdict(browser.address), **but}


def subscribes(page: Page, **but) -> None:
    """Give the page's browser a push service."""
    page.add_init_script(SUBSCRIBES % json.dumps(address(HERE, **but)))


def says(page: Page) -> str:
    """What the page says about this device, once it knows."""
    expect(page.locator("[data-push-says=script]")).to_be_hidden()
    found = page.locator("[data-push-says]:visible")
    expect(found).to_have_count(1)
    return found.get_attribute("data-push-says")


@pytest.fixture
def allowed(at_today, live_server) -> Page:
    """A browser with its worker that may show notifications."""
    at_today.context.grant_permissions(["notifications"], origin=live_server.url)
    return at_today


@pytest.fixture
def at_reminders(allowed, live_server) -> Page:
    subscribes(allowed)
    allowed.goto(f"{live_server.url}{PAGE}")
    return allowed


@pytest.fixture
def switched_on(at_reminders) -> Page:
    at_reminders.get_by_role("button", name=ASK).click()
    expect(at_reminders.get_by_text("This device shows reminders now.")).to_be_visible()
    return at_reminders


# --- the worker -----------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_push_is_shown(allowed):
    assert deliver(allowed, message()) == [
        {
            "title": "backhealth",
            "body": "Today is a planned day.",
            "tag": "training",
            "lang": "en",
            "data": "/plan/",
            "icon": "/static/img/icon-192",
            "badge": "/static/img/badge-96",
        }
    ]


def test_newer_push_takes_the_place_of_the_older_with_its_tag(allowed):
    for body, tag in [("One.", "training"), ("Two.", "training"), ("Three.", "tests")]:
        deliver(allowed, message(body=body, tag=tag), body)

    assert sorted(each["body"] for each in shown(allowed)) == ["Three.", "Two."]


def test_push_that_can_not_be_read_shows_that_there_is_something(allowed):
    for text in ("", "nonsense", "[]", "null", "7", '{"title": 5, "tag": []}'):
        (found,) = deliver(allowed, text, "There is a reminder for you.")

        said = (found["title"], found["tag"], found["data"])
        assert said == ("backhealth", "backhealth", ""), text
        put_away(allowed)


def test_message_that_comes_once_more_does_not_ring_again(allowed):
    rings = []
    for key, body in (("a", "First."), ("a", "Once more."), ("b", "Another.")):
        deliver(allowed, message(key=key, body=body), body)
        rings.append(
            worker(allowed).evaluate(
                "async () => (await self.registration.getNotifications())[0].renotify"
            )
        )

    assert rings[1:] == [False, True]


def test_tap_opens_the_page_that_the_push_leads_to_and_none_of_another_site(allowed, live_server):
    allowed.goto(f"{live_server.url}/exercises/")

    for path, opened in LEADS.items():
        deliver(allowed, message(path=path))

        assert tapped(allowed) == [["opened", f"{live_server.url}{opened}"]], path
        wait_until(allowed, f"return (await ({SHOWN})()).length === 0")


def test_tap_shows_the_page_where_it_is_open_already(allowed, live_server):
    deliver(allowed, message(path="/today/"))

    assert tapped(allowed) == [["focused", f"{live_server.url}/today/"]]


def tapped(page: Page) -> list[list[str]]:
    """Tap the notification; only a finger may bring a window to the front, so the two ways to do
    that are noted."""
    return worker(page).evaluate(
        """
          async () => {
            const did = [];
            self.clients.openWindow = async (address) => did.push(["opened", address]);
            WindowClient.prototype.focus = async function () { did.push(["focused", this.url]); };
            const [notification] = await self.registration.getNotifications();
            let done;
            const event = new NotificationEvent("notificationclick", { notification });
            event.waitUntil = (promise) => { done = promise; };
            self.dispatchEvent(event);
            await done;
            return did;
          }
        """
    )


def test_log_out_takes_away_what_is_still_shown(allowed, live_server):
    deliver(allowed, message())
    allowed.goto(f"{live_server.url}/accounts/logout/")

    allowed.get_by_role("button", name="Log out").click()

    expect(allowed.get_by_role("button", name=re.compile("^Start now"))).to_be_visible()
    wait_until(allowed, f"return (await ({SHOWN})()).length === 0")


def test_browser_that_gets_another_address_sends_it(switched_on, trainee):
    before = PushSubscription.objects.get()

    change_address(switched_on, "another")

    after = PushSubscription.objects.get()
    assert after.endpoint == address(Browser("another"))["endpoint"]
    assert (after.user, after.browser) == (trainee, before.browser)
    switched_on.reload()
    expect(switched_on.get_by_role("heading", name="Devices that get reminders")).to_be_visible()
    expect(switched_on.get_by_text("This device shows reminders now.")).to_be_hidden()


def test_browser_in_which_reminders_are_off_sends_no_address(at_reminders):
    change_address(at_reminders, "another")

    assert PushSubscription.objects.count() == 0


def change_address(page: Page, name: str) -> None:
    worker(page).evaluate(
        """
          async (given) => {
            const { endpoint, ...keys } = given;
            const event = new Event("pushsubscriptionchange");
            let done;
            event.newSubscription = { toJSON: () => ({ endpoint, keys }) };
            event.waitUntil = (promise) => { done = promise; };
            self.dispatchEvent(event);
            await done;
          }
        """,
        address(Browser(name)),
    )


# --- the page -------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_device_is_switched_on_with_one_tap(at_reminders, trainee):
    page = at_reminders
    assert says(page) == "off"

    page.get_by_role("button", name=ASK).click()

    expect(page.get_by_text("This device shows reminders now.")).to_be_visible()
    assert says(page) == "on"
    expect(page.get_by_role("button", name=ASK)).to_be_hidden()
    row = PushSubscription.objects.get()
    assert (row.user, row.device) == (trainee, "Chrome on Linux")
    assert json.loads(page.evaluate("localStorage.subscribed"))["key"] == public_key()


def test_permission_is_not_asked_for_before_the_tap(at_today, live_server):
    subscribes(at_today)
    at_today.add_init_script(
        "Notification.requestPermission = async () => { window.asked = true; return 'default'; }"
    )
    at_today.goto(f"{live_server.url}{PAGE}")
    expect(at_today.get_by_role("button", name=ASK)).to_be_visible()
    before = at_today.evaluate("window.asked")

    at_today.get_by_role("button", name=ASK).click()

    expect(at_today.locator("[data-push-says=asked]")).to_be_visible()
    assert (before, at_today.evaluate("window.asked")) == (None, True)
    assert PushSubscription.objects.count() == 0


def test_device_is_stopped_in_the_browser_and_at_the_server(switched_on):
    switched_on.get_by_role("button", name="Stop here").click()

    expect(switched_on.get_by_text("That device gets no more reminders.")).to_be_visible()
    assert says(switched_on) == "off"
    assert switched_on.evaluate("localStorage.subscribed") is None
    assert PushSubscription.objects.count() == 0


def test_page_says_when_the_browser_has_ended_it(switched_on):
    switched_on.evaluate("delete localStorage.subscribed")

    switched_on.reload()

    assert says(switched_on) == "lost"
    switched_on.get_by_role("button", name=ASK).click()
    expect(switched_on.locator("[data-push-says=on]")).to_be_visible()
    assert PushSubscription.objects.count() == 1


def test_subscription_to_another_key_is_replaced(at_reminders):
    page = at_reminders
    other = "B" + public_key()[1:][::-1]
    kept = json.dumps({**address(Browser("before")), "key": other})
    page.evaluate("(kept) => { localStorage.subscribed = kept; }", kept)

    page.get_by_role("button", name=ASK).click()

    expect(page.get_by_text("This device shows reminders now.")).to_be_visible()
    assert page.evaluate("localStorage.ended") == "1"
    assert PushSubscription.objects.get().endpoint == address(HERE)["endpoint"]


def test_page_says_when_the_push_service_can_not_be_reached(allowed, live_server):
    subscribes(allowed, fails=True)
    allowed.goto(f"{live_server.url}{PAGE}")

    allowed.get_by_role("button", name=ASK).click()

    expect(allowed.locator("[data-push-says=failed]")).to_be_visible()
    expect(allowed.get_by_role("button", name=ASK)).to_be_visible()


SAY = """
  (what) => {
    for (const each of document.querySelectorAll("[data-push-says]"))
      each.hidden = each.dataset.pushSays !== what;
    document.querySelector("[data-push-form]").hidden = what === "on" || what === "blocked";
  }
"""
IPHONE = "Object.defineProperty(navigator, 'userAgent', { value: 'iPhone' });"
DENIED = "Object.defineProperty(Notification, 'permission', { value: 'denied' });"
OBSTACLES = [
    ("insecure", "Object.defineProperty(self, 'isSecureContext', { value: false });"),
    ("unsupported", "delete self.PushManager;"),
    ("unsupported", "delete self.Notification;"),
    ("home", f"delete self.PushManager; {IPHONE}"),
    ("blocked", DENIED),
]


def test_page_says_what_is_in_the_way(at_today, live_server):
    for what, script in OBSTACLES:
        page = at_today.context.new_page()
        page.add_init_script(script)
        page.goto(f"{live_server.url}{PAGE}")

        assert says(page) == what
        expect(page.get_by_role("button", name=ASK)).to_be_hidden()
        page.close()


@pytest.mark.both_databases
def test_test_goes_the_whole_way_and_the_page_tells_by_itself(switched_on):
    page, service = switched_on, PushService()
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("A test is on its way.")).to_be_visible()

    with closing(service), closing(Services(service.connect)) as services:
        send_tests(PushChannel(services), renew=lambda: None)

    (taken,) = service.taken
    said = HERE.read(taken.body)
    (found,) = deliver(page, json.dumps(said), said["body"])
    assert found["body"] == "This is the test that you asked for. Reminders reach this device."
    expect(page.get_by_text("The test was handed over.")).to_be_visible()
    assert page.locator("[hx-get]").count() == 0
    assert tapped(page) == [["focused", page.url]]


def test_page_is_accessible_and_fits(switched_on):
    """Each of the sentences, in place of the one that is right."""
    page = switched_on
    for what in ("on", "off", "lost", "blocked", "failed"):
        page.evaluate(SAY, what)

        assert accessibility_faults(page) == [], what
        assert overflow(page) == 0, what
