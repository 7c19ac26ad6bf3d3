"""Look up how the app is set up, and say what is wrong with it (`upkeep.findings`)."""

import errno
import resource
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from smtplib import SMTPException, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.models import Max
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from backhealth.environment import Environment
from backhealth.outages import Outage, outage_of
from backhealth.prepare import told
from upkeep import findings, schema, secret_key
from upkeep.backups.make import kept_in
from upkeep.findings import Finding, wrong
from upkeep.models import JobRun, Lease
from upkeep.turn import LEASE

MAIL_S = SERVER_S = 10
OTHER = "it answers {}, so it is another program, or was started with other settings"
EVERYWHERE = {"0.0.0.0", "[::]"}  # noqa: S104 — compared, not opened


def examine(now: datetime) -> Iterator[Finding]:
    """Yield what was found; what is fine, too."""
    environment = settings.ENVIRONMENT
    yield from findings.of_address(environment)
    yield from findings.of_path(environment.prefix, first_words(get_resolver().url_patterns))
    yield from findings.of_secrets(environment, settings.SECRET_KEY)
    yield from findings.of_mail(environment, _mail_fault())
    yield from findings.of_files(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    yield from findings.of_permissions(_modes(settings.DATA))
    yield from findings.of_log_and_figures(environment)
    place = f"http://{environment.HOST}:{environment.PORT}"
    yield from findings.of_server(place, _readiness(environment))
    yield from _disks()
    yield from findings.of_backups(environment, now, _newest_backup())
    try:
        yield from _of_database(now)
    except DatabaseError as fault:
        yield wrong("database", told(fault))


def first_words(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> set[str]:
    """Return what the app's addresses begin with, up to a slash."""
    found = set()
    for each in patterns:
        path = before + str(each.pattern).removeprefix("^")
        if isinstance(each, URLResolver):
            found |= first_words(each.url_patterns, path)
        else:
            found.add(path.partition("/")[0])
    return found


def _of_database(now: datetime) -> Iterator[Finding]:
    waiting = schema.waiting()
    yield from findings.of_promises(_durable(), waiting, read_only=_is_read_only())
    if not waiting and not secret_key.goes_with_database():
        yield wrong("secret key", secret_key.ANOTHER.format(where=secret_key.place()))
    last = Lease.objects.filter(name=LEASE).values_list("ends_at", flat=True).first()
    failures = dict(JobRun.objects.filter(failures__gt=0).values_list("name", "failures"))
    tried = JobRun.objects.aggregate(last=Max("tried_at"))["last"]
    yield from findings.of_clock(now, _database_clock(now), tried)
    # A lease that is held ends in the future.
    yield from findings.of_tick(now, last and min(last, now), failures)


def _mail_fault() -> str | None:
    """Return what goes wrong with a log-in to the mail server; None without one."""
    if not settings.ENVIRONMENT.BACKHEALTH_SMTP_HOST:
        return None
    mail = get_connection(timeout=MAIL_S)
    try:
        mail.open()
        mail.close()
    except (OSError, SMTPException) as fault:
        return _in_words(fault)
    return None


def _in_words(fault: Exception) -> str:
    if isinstance(fault, SMTPResponseException):
        said = fault.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        return f"it answers {fault.smtp_code} {' '.join(words.split())}".rstrip(".")
    return (getattr(fault, "strerror", None) or str(fault)).rstrip(".")


def _modes(folder: Path) -> dict[Path, int]:
    paths = [folder, folder / "secret-key"]
    return {path: stat.S_IMODE(path.stat().st_mode) for path in paths if path.exists()}


def _disks() -> Iterator[Finding]:
    # A backup takes the database's size for a moment.
    database = Path(connection.settings_dict["NAME"])
    size = database.stat().st_size if connection.vendor == "sqlite" and database.exists() else 0
    yield from _disk("disk", settings.DATA, 2 * size)
    folder = settings.ENVIRONMENT.BACKHEALTH_BACKUP_DIR
    if folder and folder.exists():
        yield from _disk("disk of the backups", folder, size)


def _disk(about: str, folder: Path, needed: int) -> Iterator[Finding]:
    fault = 0
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as met:
        fault = met.errno or errno.EIO
    free = 0 if fault else shutil.disk_usage(folder).free
    yield from findings.of_disk(about, folder, free, needed, fault=fault)


def _readiness(environment: Environment) -> str | None:
    """Return what /readyz of the server on this machine says; None if none answers."""
    host = "localhost" if environment.HOST in EVERYWHERE else environment.HOST
    asked = HTTPConnection(host, environment.PORT, timeout=SERVER_S)
    try:
        asked.request("GET", reverse("readyz"), headers={"Host": "localhost"})
        answer = asked.getresponse()
        words = answer.read().decode(errors="replace")
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()
    return words if answer.status in {200, 503} else OTHER.format(answer.status)


def _newest_backup() -> datetime | None:
    folder = settings.ENVIRONMENT.BACKHEALTH_BACKUP_DIR
    kept = kept_in(folder) if folder and folder.exists() else []
    return datetime.fromtimestamp(kept[-1].stat().st_mtime, UTC) if kept else None


def _database_clock(now: datetime) -> datetime:
    if connection.vendor == "sqlite":
        return now  # it is this machine's
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [moment] = cursor.fetchone()
        return moment


def _is_read_only() -> bool:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            return bool(cursor.fetchone()[0] == "on")
    path = Path(connection.settings_dict["NAME"]).resolve()
    database = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0)
    try:
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        return outage_of(fault) is Outage.READ_ONLY
    finally:
        database.close()
    return False


def _durable() -> dict[str, str]:
    """Return the settings that decide whether a power cut loses what was acknowledged."""
    names = {"sqlite": ["synchronous"], "postgresql": ["fsync", "synchronous_commit"]}
    ask = {"sqlite": "PRAGMA {}", "postgresql": "SHOW {}"}[connection.vendor]
    found = {}
    with connection.cursor() as cursor:
        for name in names[connection.vendor]:
            cursor.execute(ask.format(name))
            found[name] = str(cursor.fetchone()[0])
    return found
