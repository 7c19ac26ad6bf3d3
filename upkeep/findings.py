"""Rules about how the app is set up; each finding is one line that says how to mend it.

Values in, findings out: `upkeep.examination` looks them up.
"""

import errno
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from backhealth.environment import Environment
from upkeep.backups.sealed import SECRET
from upkeep.lease import CLOCKS_DIFFER

MB, GB = 10**6, 10**9
LEAST_FREE = GB // 2
MAIL_FROM = Environment.model_fields["BACKHEALTH_MAIL_FROM"].default
LATE_TICK = timedelta(minutes=15)
LATE_BACKUP = timedelta(days=2)
# No machine's clock is right that says less: this was written later.
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
LEAST_FILES = 1024
LEAST_CHARACTERS = 5  # different ones, in a key


class Level(StrEnum):
    WRONG = "wrong"
    NOTE = "note"
    FINE = "fine"


@dataclass(frozen=True)
class Finding:
    level: Level
    about: str
    text: str

    def __str__(self) -> str:
        return f"{self.level:<5}  {self.about}: {self.text}"


Findings = Iterator[Finding]


def wrong(about: str, text: str) -> Finding:
    return Finding(Level.WRONG, about, text)


def note(about: str, text: str) -> Finding:
    return Finding(Level.NOTE, about, text)


def fine(about: str, text: str) -> Finding:
    return Finding(Level.FINE, about, text)


def is_public(environment: Environment) -> bool:
    """Return whether others than the people at this machine are meant to reach the app."""
    host = environment.hosts[0]
    return host not in {"localhost", "127.0.0.1", "[::1]"}


def of_address(environment: Environment) -> Findings:
    if environment.https and not environment.BACKHEALTH_BEHIND_PROXY:
        yield wrong(
            "address",
            "BACKHEALTH_URL begins with https:// and no proxy is trusted, so every page leads to "
            "itself: set BACKHEALTH_BEHIND_PROXY=true, and let the proxy set X-Forwarded-Proto and "
            "X-Forwarded-For.",
        )
    elif environment.https:
        yield fine("address", f"{environment.url}, behind a proxy")
    elif environment.BACKHEALTH_BEHIND_PROXY:
        yield wrong(
            "address",
            "a proxy is trusted and BACKHEALTH_URL has no https://: without one that overwrites "
            "X-Forwarded-For anybody passes the limits. Set BACKHEALTH_BEHIND_PROXY=false or the "
            "https:// address.",
        )
    elif is_public(environment):
        yield note(
            "address",
            f"{environment.url} is open to be read on its way: put a proxy with https in front if "
            "it is reached from beyond a network of your own. The app on the home screen needs "
            "https, too.",
        )
    else:
        yield fine("address", environment.url)


def of_path(prefix: str, words: Collection[str]) -> Findings:
    """Judge the app's path on its host by the first words of its own addresses."""
    if prefix and prefix.split("/")[1] in words:
        yield note(
            "address",
            f"{prefix} begins like pages of the app itself, so a proxy must keep it in requests: "
            "let it do that, or choose another path in BACKHEALTH_URL.",
        )


def of_secrets(environment: Environment, key: str) -> Findings:
    if environment.BACKHEALTH_DEBUG:
        level = wrong if is_public(environment) else note
        yield level("debug", "BACKHEALTH_DEBUG shows code and settings to anybody: take it away.")
    if len(set(key)) < LEAST_CHARACTERS or key.startswith("django-insecure-"):
        yield wrong(
            "secret key",
            "it can be guessed: take BACKHEALTH_SECRET_KEY away, run ./bh manage secret_key "
            "--accept, and a random one is made; it has to be the same on all machines. Everybody "
            "logs in again; guests can't, so do it early.",
        )
    else:
        yield fine("secret key", "random, of this place alone")


def of_mail(environment: Environment, fault: str | None) -> Findings:
    """Judge the mail; `fault` is what went wrong with a try to log in to its server."""
    if not environment.BACKHEALTH_SMTP_HOST:
        level = wrong if is_public(environment) else note
        yield level(
            "mail",
            "it is printed to the console, so nobody can set a new password: set "
            "BACKHEALTH_SMTP_HOST and the variables beside it.",
        )
        return
    host = f"{environment.BACKHEALTH_SMTP_HOST}:{environment.BACKHEALTH_SMTP_PORT}"
    if fault:
        yield wrong(
            "mail", f"{host} can't be used: {fault}. Look at the BACKHEALTH_SMTP_… variables."
        )
    elif environment.BACKHEALTH_MAIL_FROM == MAIL_FROM:
        yield wrong(
            "mail",
            f"it comes from {MAIL_FROM}, which most servers refuse: set BACKHEALTH_MAIL_FROM to an "
            "address of yours.",
        )
    else:
        yield fine("mail", f"{host} takes it")


def of_clock(now: datetime, database: datetime, last: datetime | None) -> Findings:
    """Judge this machine's clock by the database's, and by when a job was last tried."""
    apart = abs(now - database)
    if now < WRITTEN:
        yield wrong("clock", f"it says {now:%Y-%m-%d}: set it, best by a time service.")
    elif apart > CLOCKS_DIFFER:
        yield wrong(
            "clock",
            f"it is {in_words(apart)} apart from the database's: set both by a time service.",
        )
    elif last is not None and last > now + CLOCKS_DIFFER:
        yield wrong(
            "clock",
            f"it was {in_words(last - now)} ahead before, or is behind now: set it, best by a time "
            "service.",
        )
    else:
        yield fine("clock", f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC")


def of_server(place: str, ready: str | None) -> Findings:
    """Judge the server on this machine by what /readyz says; None if none answers."""
    if ready is None:
        yield note("server", f"none answers at {place}: is it running?")
    elif ready == "ready":
        yield fine("server", f"ready at {place}")
    else:
        yield wrong("server", f"not ready at {place}: {'; '.join(ready.splitlines())}")


def of_log_and_figures(environment: Environment) -> Findings:
    if environment.BACKHEALTH_LOGS == "plain" and is_public(environment):
        yield note(
            "log", "it says only what is wrong: BACKHEALTH_LOGS=json adds a line for each request."
        )
    else:
        yield fine("log", environment.BACKHEALTH_LOGS)
    if environment.BACKHEALTH_METRICS_TOKEN is None:
        return
    if is_public(environment) and not environment.https:
        yield wrong(
            "figures",
            "the token of /metrics can be read on its way: ask on this machine alone, or put a "
            "proxy with https in front.",
        )
    else:
        yield fine("figures", "/metrics answers to its token")


# What to do if nothing can be written, by the number of the system's fault.
UNWRITABLE = {
    errno.EROFS: "the disk is read-only, as one becomes that fails: look at the system's log, and "
    "mount it so that it can be written.",
    errno.ENOSPC: "the disk is full: make room.",
}
NOT_OURS = "give it to the user of the app."


def of_disk(about: str, folder: Path, free: int, needed: int, *, fault: int = 0) -> Findings:
    """Judge a folder; `free` is in bytes, `fault` the number of what a try to write there met."""
    if fault:
        reason = UNWRITABLE.get(fault, NOT_OURS)
        yield wrong(about, f"nothing can be written in {folder}: {reason}")
        return
    least = max(LEAST_FREE, needed)
    left = f"{in_bytes(free)} free"
    if free < least:
        yield wrong(about, f"{left} in {folder}, and {in_bytes(least)} may be needed: make room.")
    else:
        yield fine(about, f"{left} in {folder}")


def of_permissions(modes: Mapping[Path, int]) -> Findings:
    """Judge who may read the data folder and the key, by their modes."""
    open_ones = [path for path, mode in modes.items() if mode & 0o007]
    for path in open_ones:
        yield wrong("permissions", f"everybody on this machine may read {path}: chmod o-rwx {path}")
    if not open_ones:
        yield fine("permissions", "data and key are the app's alone")


def of_tick(now: datetime, last: datetime | None, failures: Mapping[str, int]) -> Findings:
    late = last is None or now - last > LATE_TICK
    if late:
        when = f"last done {in_words(now - last)} ago" if last else "never done so far"
        yield wrong(
            "periodic work",
            f"it was {when}: is the server running? With BACKHEALTH_TICK=off a cron has to "
            "call ./bh manage tick each minute.",
        )
    for name, number in failures.items():
        yield wrong("periodic work", f"{name} failed {number} times in a row: the log says why.")
    if last and not late and not failures:
        yield fine("periodic work", f"done {in_words(max(now - last, timedelta()))} ago")


def of_backups(environment: Environment, now: datetime, newest: datetime | None) -> Findings:
    """Judge the backups by the time of the newest in their folder."""
    if environment.BACKHEALTH_BACKUP_DIR is None:
        yield note("backups", "none is made by itself: set BACKHEALTH_BACKUP_DIR.")
        return
    if newest is None or now - newest > LATE_BACKUP:
        when = f"the newest is {in_words(now - newest)} old" if newest else "there is none"
        yield wrong(
            "backups",
            f"{when} in {environment.BACKHEALTH_BACKUP_DIR}: the log says why, and ./bh backup "
            "makes one now.",
        )
    else:
        yield fine("backups", f"the newest is {in_words(now - newest)} old")
    if not environment.BACKHEALTH_BACKUP_KEY:
        yield note("backups", "they aren't encrypted: ./bh backup --new-key makes a key.")
    elif environment.BACKHEALTH_BACKUP_KEY.startswith(SECRET):
        yield note(
            "backups",
            "BACKHEALTH_BACKUP_KEY is the secret half, with which anybody who gets in here reads "
            "all of them: the public one is enough.",
        )


def of_promises(durable: Mapping[str, str], waiting: int, *, read_only: bool = False) -> Findings:
    """Judge the database: what it does before it says that something is kept, how many migrations
    it waits for, and whether it can only be read."""
    if read_only:
        yield wrong("database", "it can be read and not written: nothing new is kept.")
    off = [f"{name} = {value}" for name, value in durable.items() if value in {"off", "0"}]
    if off:
        yield wrong(
            "database",
            f"{', '.join(off)}: a power cut may take sets that were acknowledged. Switch it on.",
        )
    if waiting:
        yield wrong("database", f"{waiting} migrations are waiting: start the app anew.")
    if not (off or waiting or read_only):
        yield fine("database", "it keeps what it says it has")


def of_files(limit: int) -> Findings:
    if limit < LEAST_FILES:
        yield wrong(
            "open files",
            f"a process may open {limit}, and holds up to 800 connections: allow it {LEAST_FILES}.",
        )


def in_bytes(number: int) -> str:
    """Return a size as one number: 80 MB, 1.5 GB."""
    return f"{number / GB:.1f} GB" if number >= GB else f"{number / MB:.0f} MB"


def in_words(time: timedelta) -> str:
    """Return a time as one number: 40 s, 12 min, 3 h, 9 days."""
    seconds = int(time.total_seconds())
    for unit, size, until in (("s", 1, 120), ("min", 60, 7200), ("h", 3600, 172_800)):
        if seconds < until:
            return f"{seconds // size} {unit}"
    return f"{seconds // 86_400} days"
