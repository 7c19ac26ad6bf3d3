"""Tap ✓ and kill the browser with SIGKILL: started again on the same profile, it must still have
the set.

The server is down meanwhile, so that only the device has the set. "Right after the tap" is the
earliest moment at which the tap is done: its click event has reached the page and its listeners,
which is when Playwright's `tap` returns. The processes are looked up before the tap, so that no
time is lost after it. The click is recorded from outside the app.
"""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Playwright

from bench.trials import logins
from bench.trials.browser import arguments
from bench.trials.person import PHONE, Trainee
from bench.trials.proxy import Proxy
from bench.trials.server import Server
from bench.trials.session import settle
from routines.models import SetLog

GONE_S = 10.0
TELL = "addEventListener('click', () => clicked(), { capture: true })"


@dataclass(frozen=True, kw_only=True)
class BrowserKill:
    """The result of one kill.

    `clicked`: the tap had reached the page when the browser was killed. `kept`: the set was on the
    device when the browser was back. `logged`: how often the set is in the log at the end.
    """

    clicked: bool
    kept: bool
    logged: int

    @property
    def good(self) -> bool:
        return self.clicked and self.kept and self.logged == 1


def run(
    playwright: Playwright, folder: Path, profile: Path, *, seed: int, shown: bool = True
) -> BrowserKill:
    """Kill a browser once; `profile` is a folder of its own for it.

    It dies when the row is shown as done, or, without `shown`, right after the tap, some
    milliseconds earlier.
    """
    session = logins.with_password(timezone.now(), f"kill-{seed}-{time.time_ns()}")
    with Server(folder) as server, Proxy(server.port) as proxy:
        context = _start(playwright, profile)
        # For a year, as the app's own: a browser forgets session cookies when it ends.
        login = logins.cookie(session.user, proxy.address)
        context.add_cookies([login | {"expires": time.time() + 86_400}])
        person = Trainee(context, session, proxy.address, Random(seed))
        clicks: list[object] = []
        hear = lambda source: clicks.append(source)  # noqa: E731, PLW0108 — it takes no builtin
        person.page.expose_binding("clicked", hear)
        person.page.add_init_script(TELL)
        person.open_session()
        server.kill()
        processes = _processes(profile)
        person.log(shown=shown)
        _kill(processes, profile)
        clicked = len(clicks) == 1
        _close(context)
        server.start()
        # The outbox sends as soon as a page is open, so the way stays closed until it was counted.
        proxy.deaf = True
        context = _start(playwright, profile)
        try:
            again = Trainee(context, session, proxy.address, Random(seed))
            again.open_session()
            kept = len(again.waiting())
            proxy.deaf = False
            settle(again, proxy)
        finally:
            context.close()
    [known] = person.done
    logged = SetLog.objects.standing().filter(item__session=session, amount=known.name).count()
    return BrowserKill(clicked=clicked, kept=kept == 1, logged=logged)


def _start(playwright: Playwright, profile: Path) -> BrowserContext:
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=os.environ["CHROMIUM"], args=arguments(), **PHONE
    )


def _kill(processes: list[int], profile: Path) -> None:
    """Kill these processes at once, and then all that the browser has started since."""
    for pid in processes:
        with suppress(ProcessLookupError):  # it ended with the previous process
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + GONE_S
    while (left := _processes(profile)) and time.monotonic() < deadline:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def _processes(profile: Path) -> list[int]:
    """Return the processes of the browser with this profile, found by their command lines."""
    named = f"--user-data-dir={profile}".encode()
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended since
            if named in each.read_bytes():
                found.append(int(each.parent.name))
    return found


def _close(context: BrowserContext) -> None:
    with suppress(Error):  # it is dead already
        context.close()
