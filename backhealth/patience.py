"""Wait for PostgreSQL as long as a statement takes, and only while the server answers others.

A server that stopped, or whose network drops everything, says nothing at all. A thread that waits
for it would wait for minutes or for ever, and with it every page behind it (docs/decisions/0063).
"""

from collections.abc import Callable
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any, Self, TypeVar

import psycopg
from psycopg.abc import PQGen

# A device gives up after eight seconds and sends again, into another thread.
QUIET_S = 2.0  # of a statement, until somebody looks
LOOK_S = 4  # for a new connection
# For so long what one thread found holds for the others.
HOLDS_S = 1.0
# The server's side of the same: the transaction of an app that vanished ends after ten to twenty
# seconds, and with it the locks that the next request would wait for. Milliseconds for what was
# sent, seconds for the rest.
END_WITH_US = (
    "SELECT set_config('tcp_user_timeout', '10000', false), "
    "set_config('tcp_keepalives_idle', '10', false), "
    "set_config('tcp_keepalives_interval', '5', false), "
    "set_config('tcp_keepalives_count', '2', false)"
)
SILENT = "the server doesn't answer"

Result = TypeVar("Result")


class Look:
    """Whether the server answered when somebody of this process looked; one thread looks for
    all."""

    lock = Lock()
    ended_at = -HOLDS_S
    answered = True


class PatientConnection(psycopg.Connection[Any]):
    """A connection that gives up, as lost, a statement on which a silent server is at work."""

    _connect_again: Callable[[], psycopg.Connection[Any]]

    @classmethod
    def connect(cls, conninfo: str = "", **options: Any) -> Self:
        made = super().connect(conninfo, **options)
        shorter = {**options, "connect_timeout": LOOK_S}
        made._connect_again = partial(psycopg.connect, conninfo, **shorter)
        made.execute(END_WITH_US)
        return made

    def wait(self, gen: PQGen[Result], *waits: Any, **named: Any) -> Result:
        return super().wait(self._while_it_answers(gen), *waits, **named)

    def rollback(self) -> None:
        """End the transaction, unless the connection is lost, and the transaction with it. Django
        would open another one for that, and wait for it, too."""
        if not self.closed:
            super().rollback()

    def _while_it_answers(self, gen: PQGen[Result]) -> PQGen[Result]:
        """Pass on what a statement waits for. Raises OperationalError if the server is silent."""
        try:
            wanted, heard_at = next(gen), monotonic()
            while True:
                # What came, or nothing for a tenth of a second.
                ready = yield wanted
                if ready:
                    heard_at = monotonic()
                elif monotonic() - heard_at > QUIET_S:
                    self._look()
                    heard_at = monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            result: Result = end.value
            return result

    def _look(self) -> None:
        with Look.lock:
            if monotonic() - Look.ended_at > HOLDS_S:
                Look.answered = _answers(self._connect_again)
                Look.ended_at = monotonic()
            answered = Look.answered
        if not answered:
            self.close()
            raise psycopg.OperationalError(SILENT)


def _answers(connect: Callable[[], psycopg.Connection[Any]]) -> bool:
    try:
        connect().close()
    except psycopg.Error as fault:
        return "FATAL" in str(fault)  # a server that takes no more connections says so
    return True
