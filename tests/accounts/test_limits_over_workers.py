"""Limits hold over several server processes, which share nothing but the database."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings

from accounts.models import User

# Starts as a guest from one address, again and again, and prints each answer.
WORKER = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "backhealth.settings"
django.setup()
from django.test import Client
for _ in range(45):
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
    print(client.post("/start/").status_code)
"""


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_guests_from_one_address_are_limited_over_two_workers(library):
    name = settings.DATABASES["default"]["NAME"]
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("the processes find the database by its file")
    with_it = {**os.environ, "DATABASE_URL": f"sqlite:///{name}", "BACKHEALTH_DEBUG": "true"}
    workers = [
        subprocess.Popen(  # noqa: S603 — our own Python
            [sys.executable, "-c", WORKER], env=with_it, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]

    answers = Counter(code for each in workers for code in each.communicate()[0].split())

    # One more comes back in ten seconds.
    assert 60 <= answers["302"] <= 63
    assert answers["302"] + answers["429"] == 90
    assert User.objects.filter(is_guest=True).count() == answers["302"]
