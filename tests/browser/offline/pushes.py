"""A made-up push service for a browser: its page subscribes there, its worker gets pushes."""

import json

from playwright.sync_api import Page, Worker

from tests.browser.conftest import until
from tests.browser.offline.conftest import wait_for_worker, wait_until

SHOWN = """
  async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(
      ({ title, body, tag, lang, icon, badge, data }) => ({
        title, body, tag, lang, data: data.path,
        icon: new URL(icon).pathname.split(".")[0],
        badge: new URL(badge).pathname.split(".")[0],
      }));
  }
"""
# What a browser with a push service does. It remembers its subscription over pages.
SUBSCRIBES = """
  const given = %s;
  const subscription = () => {
    const { endpoint, p256dh, auth, key } = JSON.parse(localStorage.subscribed);
    const text = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
    return {
      endpoint,
      options: { applicationServerKey: Uint8Array.from(text, (each) => each.charCodeAt()).buffer },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => {
        delete localStorage.subscribed;
        localStorage.ended = Number(localStorage.ended ?? 0) + 1;
        return true;
      },
    };
  };
  PushManager.prototype.getSubscription = async () =>
    localStorage.subscribed ? subscription() : null;
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly || given.fails) throw new DOMException("no push service", "AbortError");
    localStorage.subscribed = JSON.stringify({ ...given, key: applicationServerKey });
    return subscription();
  };
"""


def worker(page: Page) -> Worker:
    (found,) = page.context.service_workers
    return found


def message(**but) -> str:
    said = {"title": "backhealth", "body": "Today is a planned day.", "path": "/plan/"}
    return json.dumps({**said, "tag": "training", "lang": "en", **but})


def shown(page: Page) -> list[dict]:
    return page.evaluate(SHOWN)


def deliver(page: Page, text: str, body: str = "Today is a planned day.") -> list[dict]:
    """Deliver a push to the page's worker until its body is shown, and return all that is shown.

    More than once if it must be: on a busy machine the DevTools protocol loses one now and then.
    """
    wait_for_worker(page)
    session, found = page.context.new_cdp_session(page), []

    def hear(event):
        kept = [each for each in event["registrations"] if not each["isDeleted"]]
        found.extend(each["registrationId"] for each in kept)

    session.on("ServiceWorker.workerRegistrationUpdated", hear)
    session.send("ServiceWorker.enable")
    until(page, lambda: found)
    where = {"origin": page.evaluate("location.origin"), "registrationId": found[-1]}
    for tries in range(150):
        if tries % 50 == 0:
            session.send("ServiceWorker.deliverPushMessage", {**where, "data": text})
        page.wait_for_timeout(200)
        if body in {each["body"] for each in shown(page)}:
            break
    session.detach()
    return shown(page)


def put_away(page: Page) -> None:
    worker(page).evaluate("self.putAway()")
    wait_until(page, f"return (await ({SHOWN})()).length === 0")
