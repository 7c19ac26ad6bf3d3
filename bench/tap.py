"""Measure the time from the tap on ✓ to the ticked row in a browser, beside a floor that only
answers 204.

Runs as a process of its own, `python -m bench.tap`, in the environment of the servers that it
measures; reads a TapJob as JSON from its standard input. Also prints how much the page loads the
first time, with all files as `./bh run` serves them.
"""

import json
import os
import statistics
import sys
from dataclasses import dataclass
from gzip import compress
from urllib.parse import urlsplit

import django
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

django.setup()  # models can be imported from here on

from accounts.models import User  # noqa: E402
from bench import people, report  # noqa: E402
from bench.servers import ROOT  # noqa: E402

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ARGUMENTS = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
WARM_UP = 3
TAPS_A_SESSION = 12  # of at least fifteen
OPEN = ".set:not(.set--extra) .tick:not(.tick--done)"

# In milliseconds: from the finger on the button to the frame that shows one more `done`.
WATCH = """
  (done) => {
    const count = () => document.querySelectorAll(done).length;
    window.taken = new Promise((resolve) => {
      const before = count();
      let start;
      addEventListener("pointerdown", () => { start = performance.now(); }, { once: true });
      new MutationObserver((_, observer) => {
        if (count() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      }).observe(document.body, { attributes: true, childList: true, subtree: true });
    });
  }
"""


@dataclass(frozen=True, kw_only=True)
class TapJob:
    app_port: int
    floor_port: int
    taps: int


def main() -> None:
    job = TapJob(**json.load(sys.stdin))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread
    print(f"bench: {report.machine()}", flush=True)
    sessions = [
        people.newcomer(timezone.now()) for _ in range(1 + (job.taps + WARM_UP) // TAPS_A_SESSION)
    ]
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=ARGUMENTS + sandbox
        )
        floor = browser.new_context(**PHONE).new_page()
        floor.goto(f"http://localhost:{job.floor_port}/floor/tap/")
        rows: list[float] = []
        floors: list[float] = []
        for session in sessions:
            context = _signed_in(browser, session.user, job.app_port)
            path = reverse("routines:session", args=[session.pk])
            address = f"http://localhost:{job.app_port}{path}"
            if not rows:
                _weigh(context, address)
            page = context.new_page()
            page.goto(address)
            for _ in range(TAPS_A_SESSION):
                # In turn: when the machine slows down, both do.
                rows.append(_tap(page, OPEN, ".tick--done"))
                floors.append(_tap(floor, "button", ".done"))
            context.close()
        browser.close()
    _print("tap → row ticked", rows[WARM_UP : job.taps + WARM_UP])
    _print("floor, 204", floors[WARM_UP : job.taps + WARM_UP])


def _signed_in(browser: Browser, person: User, port: int) -> BrowserContext:
    client = Client()
    client.force_login(person)
    context = browser.new_context(**PHONE)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**cookie, "url": f"http://localhost:{port}"}])
    return context


def _weigh(context: BrowserContext, address: str) -> None:
    """Print what the first load transfers, the largest file first."""
    page, loaded = context.new_page(), []
    page.on("requestfinished", lambda request: loaded.append(request))  # noqa: PLW0108 — it takes no builtin
    page.goto(address, wait_until="networkidle")
    sizes = sorted(((each.sizes()["responseBodySize"], each.url) for each in loaded), reverse=True)
    ours = [compress(path.read_bytes(), 9) for path in (ROOT / "static/js/session").iterdir()]
    page.close()
    print(f"first load of the session: {sum(size for size, _url in sizes)} bytes")
    for size, url in sizes:
        print(f"  {size:7d}  {urlsplit(url).path}")
    print(f"scripts of our own, gzip -9: {sum(map(len, ours))} bytes", flush=True)


def _tap(page: Page, button: str, done: str) -> float:
    page.evaluate(WATCH, done)
    page.locator(button).first.tap()
    return float(page.evaluate("taken"))


def _print(name: str, times: list[float]) -> None:
    quarters = statistics.quantiles(times, n=20)
    print(
        f"{name:20s} median {statistics.median(times):6.1f} ms   "
        f"p95 {quarters[-1]:6.1f} ms   n {len(times)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
