"""What the tests of the outbox do: log sets, cut the signal, spoil requests."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from routines.models import SetLog
from tests.browser.conftest import until

OPEN_TICK = ".set:not(.set--extra) .tick:not(.tick--done)"
SETS = re.compile(r"/items/[0-9a-f-]+/sets/[0-9a-f-]+/$")
LINE = "#outbox-line"


def log(page: Page, times: int = 1) -> None:
    for _ in range(times):
        done = page.locator("#session .set .tick--done").count()
        page.locator(OPEN_TICK).first.tap()
        expect(page.locator("#session .set .tick--done")).to_have_count(done + 1)


def offline(page: Page) -> None:
    page.context.set_offline(True)


def online(page: Page) -> None:
    page.context.set_offline(False)


def stop_the_clock(page: Page) -> None:
    """Lets time pass in the page only where a test says so."""
    page.clock.install()
    page.clock.pause_at(timezone.now() + timedelta(minutes=1))


def as_tapped() -> list[SetLog]:
    """The sets in the turn in which they were tapped, which their keys hold; `logged_at` also holds
    how long a request was on its way."""
    logs = SetLog.objects.standing().select_related("item")
    # The keys of the two sides of an alternating set differ in their last bit.
    return sorted(logs, key=lambda log: (log.pk.int | 1, log.side))


def amounts() -> list[tuple[str, int, int]]:
    return [(log.item.exercise_id, log.number, log.amount) for log in as_tapped()]


FIRST_THREE = [("glute-bridge", 1, 10), ("glute-bridge", 2, 10), ("sit-to-stand", 1, 8)]


def faulty(page: Page, *faults: Callable[[Route], None]) -> list[str]:
    """The first requests that log a set meet these faults, one each; all are counted."""
    posts: list[str] = []
    left = list(faults)

    def answer(route: Route) -> None:
        posts.append(route.request.url)
        if left:
            left.pop(0)(route)
        else:
            route.continue_()

    page.route(SETS, answer)
    return posts


def held_request(page: Page, held: list[Route]) -> Route:
    """Waits until the first request is held back in the list."""
    until(page, lambda: held)
    return held[0]


def lose_the_answer(route: Route) -> None:
    route.fetch()
    route.abort()


def answer_nothing(route: Route) -> None:
    """The set is written, and the connection hangs until the device gives up."""
    route.fetch()


def fail(route: Route) -> None:
    route.fulfill(status=500, body="")


def captive_portal(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to our café</h1>")
