"""Two processes that look for reminders at the same time, without the lease that keeps them apart,
send each once."""

import os
import subprocess
import sys
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from reminders import actions
from reminders.models import Progress, Reminder
from reminders.planning.kinds import Kind
from tests import builders

PEOPLE = 12
EIGHT = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)  # on Friday in Berlin
# Waits until both are ready; writes its first mail when both have one, so that they meet.
MACHINE = f"""
import os, sys, time, django
os.environ["DJANGO_SETTINGS_MODULE"] = "backhealth.settings"
django.setup()
from datetime import datetime
from pathlib import Path
from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend
from reminders.sending import remind
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = sys.argv[1]
both = [Path(each) for each in sys.argv[2:]]
write = EmailBackend.write_message
def together(self, mail):
    Path(sys.argv[1], "has one").touch()
    deadline = time.monotonic() + 60
    while not all((each / "has one").exists() for each in both) and time.monotonic() < deadline:
        time.sleep(0.01)
    write(self, mail)
EmailBackend.write_message = together
now = datetime.fromisoformat("{EIGHT.isoformat()}")
remind(clock=lambda: now.replace(hour=1), renew=lambda: None)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(3):
    remind(clock=lambda: now, renew=lambda: None)
"""


def address():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    # As tests/postgres.py names the server.
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_each_reminder_once(library, noon, tmp_path):
    for number in range(PEOPLE):
        user = builders.person(f"p{number}")
        builders.plan(user, noon)
        actions.choose_reminder(
            user=user, kind=Kind.TRAINING, at=time(8), by_mail=True, by_push=False, now=noon
        )
    with_it = {
        **os.environ,
        "DATABASE_URL": address(),
        "BACKHEALTH_SECRET_KEY": settings.SECRET_KEY,
        "BACKHEALTH_DEBUG": "true",
        "BACKHEALTH_SMTP_HOST": "mail.example.org",
    }
    folders = [str(tmp_path / name) for name in ("one", "two")]
    machines = [
        subprocess.Popen(  # noqa: S603 — our own Python
            [sys.executable, "-c", MACHINE, each, *folders],
            env=with_it,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in folders
    ]
    ready = [each.stdout.readline() for each in machines]
    for each in machines:
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in machines:
        each.communicate()

    mails = sorted(
        line.removeprefix("To: ")
        for log in tmp_path.rglob("*.log")
        for line in log.read_text().splitlines()
        if line.startswith("To: ")
    )
    assert ready == ["ready\n"] * 2
    assert [each.returncode for each in machines] == [0, 0]
    assert mails == sorted(f"p{number}@example.org" for number in range(PEOPLE))
    assert set(Reminder.objects.values_list("progress", "tries")) == {(Progress.HANDED_OVER, 1)}
    assert {log.parent.name for log in tmp_path.rglob("*.log")} == {"one", "two"}
