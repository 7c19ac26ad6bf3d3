"""A browser with its service worker: signed in, at Today, with a session that runs."""

import re

import pytest
from playwright.sync_api import Page

from routines.models import Session
from tests.browser.conftest import PHONE, until, wait_until

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
def _a_worker_needs_hashed_names(served_with_hashed_names):
    """Without them it takes itself away."""


def held(page: Page, kind: str) -> list[tuple[str, str]]:
    return [(name, path) for name, path in page.evaluate(HELD) if name.startswith(kind)]


def held_pages(page: Page) -> list[str]:
    found = held(page, "pages-")
    return sorted(path for _, path in found if not re.search(r"\.\w+$", path))


def expect_held(page: Page, pages: list[str]) -> None:
    """Waits until these pages are held, and no others."""
    until(page, lambda: held_pages(page) == pages)
    assert held_pages(page) == pages


def pages_with(session: Session) -> list[str]:
    """The pages that are held while a session runs."""
    own = f"/sessions/{session.pk}/"
    return ["/outbox/", own, f"{own}stop/", "/today/"]


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
