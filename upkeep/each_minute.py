"""Tick each minute until the server ends: `python -m upkeep.each_minute`.

The server starts this (`gunicorn.conf.py`) and holds the other end of its standard input. However
the server ends, that end closes, and so does this.
"""

import logging
import multiprocessing
import os
import select
import signal
import sys

import django
from django.core.management import CommandError, call_command, load_command_class

from backhealth.prepare import connect_at_once

log = logging.getLogger("upkeep.each_minute")

MINUTE_S = 60
STOP_S = 10


def main() -> None:
    # Ctrl-C reaches every process of a terminal; this one leaves when the server has left.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
    django.setup()
    connect_at_once()
    # What a tick needs is loaded once, here: half a second of a processor that is each minute's.
    load_command_class("upkeep", "tick")
    # A process for each tick: what goes wrong in one, ends with it. It is forked off this one,
    # which has loaded the app and opens no connection, so it begins at once and costs no memory.
    forked = multiprocessing.get_context("fork")
    run = forked.Process(target=_tick)
    run.start()
    while not _server_ended(within_s=MINUTE_S):
        if not run.is_alive():
            run = forked.Process(target=_tick)
            run.start()
    run.terminate()
    run.join(STOP_S)
    run.kill()  # if it hangs; its lease ends by itself


def _tick() -> None:
    # An end from outside is an exception, so that the lease is given back.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        call_command("tick", verbosity=0)
    except CommandError as fault:
        log.error("%s", fault)
        sys.exit(1)


def _server_ended(*, within_s: float) -> bool:
    readable, _, _ = select.select([sys.stdin], [], [], within_s)
    return bool(readable)


if __name__ == "__main__":
    main()
