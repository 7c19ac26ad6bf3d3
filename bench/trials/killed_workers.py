"""Kill workers while sets are posted: each acknowledged set must be there once, as sent last.

As a script: `./bh bench --worker-kills SECONDS` (with --postgres for the other database).
"""

import os
import signal
import threading
from collections.abc import Sequence
from random import Random

from bench.trials import senders
from bench.trials.senders import NOTHING, Least, Report, Sender, acknowledged
from bench.trials.server import Server


def run(
    working: Sequence[Sender], server: Server, *, seconds: float, seed: int, least: Least = NOTHING
) -> Report:
    """Kill workers from outside, unless the senders ask for deaths themselves."""

    def kill(over: threading.Event) -> None:
        _kill_until(over, server, working, Random(seed))

    senders.run(
        working,
        seconds=seconds,
        deaths=lambda: _deaths(server),
        kill=None if working[0].dying else kill,
        least=least,
    )
    return senders.compare(working, deaths=_deaths(server), what="workers killed")


def _kill_until(
    over: threading.Event, server: Server, working: Sequence[Sender], chance: Random
) -> None:
    """Kill one worker after the other, usually before the next one has taken its place.

    At least one set is acknowledged between two kills: otherwise a machine that starts workers more
    slowly than they die would never answer.
    """
    before = -1
    while not over.wait(chance.uniform(0.2, 1.2)):
        workers, done = server.workers(), acknowledged(working)
        if workers and done > before:
            before = done
            os.kill(chance.choice(workers), signal.SIGKILL)


def _deaths(server: Server) -> int:
    return server.log.read_text().count("was sent SIGKILL")
