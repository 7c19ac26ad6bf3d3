"""Find out before the server starts whether it can listen at its address, and say it in one line if
not; gunicorn says it eleven times."""

import errno
import os
import socket
import sys
import time

from gunicorn.util import is_ipv6

# A server that stops just now has its address for a moment longer.
TRIES = 5
# A server that takes over from another one gets what it listens at from it.
HANDED_OVER = ("GUNICORN_FD", "LISTEN_FDS")
NO_PLACE = "backhealth: Can't listen at {host}:{port}: {why}. {advice}"
ADVICE = {
    errno.EADDRINUSE: "Stop what listens there, or set PORT to another number.",
    errno.EACCES: "Only root may listen below 1024: set PORT to a higher number.",
}
OTHER_HOST = "Set HOST to an address of this machine, or to 0.0.0.0 for all of them."


def refuse_taken(host: str, port: int) -> None:
    """End this process with a sentence and status 1 if nothing can listen at the address."""
    if any(name in os.environ for name in HANDED_OVER):
        return
    for left in reversed(range(TRIES)):
        fault = _fault_of(host, port)
        if fault is None:
            return
        if fault.errno != errno.EADDRINUSE or not left:
            advice = ADVICE.get(fault.errno or 0, OTHER_HOST)
            sys.exit(NO_PLACE.format(host=host, port=port, why=fault.strerror, advice=advice))
        time.sleep(1)


def _fault_of(host: str, port: int) -> OSError | None:
    """Return what a try to listen meets, as gunicorn tries it."""
    family = socket.AF_INET6 if is_ipv6(host) else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return fault
    return None
