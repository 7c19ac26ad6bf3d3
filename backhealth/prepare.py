"""Prepare a data folder and a database for serving: `python -m backhealth.prepare`. Safe to repeat.

Starts at the same time wait for each other. A fault of the place is reported in one line, with
status 1.
"""

import fcntl
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection

from backhealth.environment import Environment

CHECK_KEY = ("secret_key", "--verbosity", "0")
STEPS = (
    ("migrate", "--verbosity", "0"),
    ("createcachetable", "--verbosity", "0"),
    CHECK_KEY,
    ("load_library",),
    ("collectstatic", "--no-input", "--verbosity", "0"),
)
KEY_TABLE = "upkeep_keydigest"
LOCK = "start.lock"
# The lock of machines that share a PostgreSQL: any number that nothing else in it locks.
LOCK_NUMBER = 20_260_304
# For a PostgreSQL that starts at the same time, and how often a start says that it waits for it.
WAIT_S, TELL_S = 60.0, 5.0
# What to do about a fault of the database, by words in it.
ADVICE = {
    "unable to open database file": "Its folder must be there, and the app's user its owner.",
    "database or disk is full": "Make room.",
    "disk I/O error": "Make room on its disk; if there is some, the system's log says more.",
    "readonly database": "The app's user must be able to write the file and its folder.",
    "file is not a database": "Move it away, and bring a backup back: ./bh restore FILE.",
    "no such table": "Start the app once, which makes the tables: ./bh run.",
    "no password supplied": "Set DATABASE_PASSWORD.",
    "password authentication failed": "Look at DATABASE_PASSWORD, and at the user in DATABASE_URL.",
    "permission denied for schema": "Its user must own it: ALTER DATABASE … OWNER TO ….",
    "does not exist": "Make it, or look at DATABASE_URL.",
    "failed to resolve host": "Look at the server's name in DATABASE_URL.",
    "Connection refused": "Start its server, or look at DATABASE_URL.",
}
# PostgreSQL says FATAL also when it will answer in a moment.
IN_A_MOMENT = ("starting up", "shutting down", "recovery", "too many", "not yet accepting")

log = logging.getLogger("backhealth.prepare")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backhealth.settings")
    environment = Environment.read()
    with environment.data_folder() as folder, one_at_a_time(folder):
        django.setup()
        wait_for_the_database()
        with one_at_a_time_in_the_database():
            # A machine with another key than the database's changes nothing in it.
            if KEY_TABLE in connection.introspection.table_names():
                call_command(*CHECK_KEY)
            for step in STEPS:
                call_command(*step)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other start prepares this folder, and say so while waiting."""
    with (folder / LOCK).open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write(f"Waiting for another start that prepares {folder} …\n")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def connect_at_once() -> None:
    """Connect to PostgreSQL without the pool, which would go on trying for half a minute."""
    if connection.vendor == "postgresql":
        connection.settings_dict["OPTIONS"]["pool"] = False


def wait_for_the_database() -> None:
    """Wait until PostgreSQL answers, and say so while waiting.

    Raises DatabaseError if it still doesn't, or at once if waiting is no help: a wrong password, a
    database that isn't there.
    """
    connect_at_once()
    begin = told_at = monotonic()
    while connection.vendor == "postgresql":
        try:
            connection.ensure_connection()
            return
        except OperationalError as fault:
            words, now = str(fault), monotonic()
            is_final = any(each in words for each in ("FATAL", "no password supplied"))
            is_no_help = is_final and not any(each in words for each in IN_A_MOMENT)
            if is_no_help or now - begin > WAIT_S:
                raise
            if now - told_at >= TELL_S or told_at == begin:
                told_at = now
                left = f"Waiting, at most {begin + WAIT_S - now:.0f} s more …"
                log.warning("%s %s", told(fault), left)
        sleep(0.5)


@contextmanager
def one_at_a_time_in_the_database() -> Iterator[None]:
    """Wait until no other machine prepares this PostgreSQL database.

    Raises DatabaseError if the database can't be reached. The lock belongs to a transaction with a
    connection of its own, because a pooler may do each statement in another session.
    """
    connect_at_once()
    if connection.vendor != "postgresql":
        yield
        return
    with closing(connection.copy()) as another:
        another.set_autocommit(False)
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_NUMBER])
        yield


def database_name() -> str:
    """Return the database's name and place, without its password."""
    settings = connection.settings_dict
    place = ":".join(str(settings[name]) for name in ("HOST", "PORT") if settings[name])
    return f"{settings['NAME']} at {place}" if place else str(settings["NAME"])


def told(error: Exception) -> str:
    """Return a fault of the place where the app runs in one line."""
    if isinstance(error, DatabaseError):
        return f"The database {database_name()} can't be used: {with_advice(first_line(error))}"
    return str(error)


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def with_advice(words: str) -> str:
    """Return the message of a database with a sentence of advice, if there is one."""
    advice = next((each for part, each in ADVICE.items() if part in words), None)
    return f"{words}. {advice}" if advice else f"{words}."


if __name__ == "__main__":
    try:
        main()
    except (ImproperlyConfigured, CommandError, DatabaseError) as fault:
        sys.exit(f"backhealth: {told(fault)}")
    except KeyboardInterrupt:
        sys.exit(130)
