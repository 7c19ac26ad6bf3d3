"""Start Chromium for the trials, as the tests do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, sync_playwright

ARGUMENTS = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]


def arguments() -> list[str]:
    return [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@contextmanager
def driver() -> Iterator[Playwright]:
    """Start Playwright, whose loop runs in this thread, and allow Django's database access
    beside it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium whose path is in CHROMIUM."""
    with driver() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=arguments()
        )
        yield browser
        browser.close()
