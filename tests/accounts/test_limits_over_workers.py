"""Limits hold over several server processes, which share nothing but the database."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from accounts.factors import actions
from accounts.factors.codes import new_secret
from accounts.models import User
from tests import builders

BEGIN = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "backhealth.settings"
django.setup()
from django.conf import settings
from django.test import Client
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
client = lambda: Client(SERVER_NAME="localhost", REMOTE_ADDR="192.0.2.7")
"""
# Starts as a guest from one address, again and again, and prints each answer.
GUESTS = """
for _ in range(45):
    print(client().post("/start/").status_code)
"""
# Types ana's password, and then wrong codes, and prints each answer to a code.
CODES = f"""
browser = client()
typed = {{"login": "ana@example.org", "password": "{builders.PASSWORD}"}}
assert browser.post("/accounts/login/", typed).status_code == 302
for number in range(12):
    print(browser.post("/accounts/second-step/", {{"code": f"00000{{number}}"}}).status_code)
"""


def answers_of_two(script):
    """Run the script in two processes at once, and count what they print."""
    name = str(settings.DATABASES["default"]["NAME"])
    url = f"sqlite:///{name}"
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # The server's address, with the name of this test's database.
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with_it = {**os.environ, "DATABASE_URL": url, "BACKHEALTH_DEBUG": "true"}
    workers = [
        subprocess.Popen(  # noqa: S603 — our own Python
            [sys.executable, "-c", BEGIN + script], env=with_it, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    lines = [line for each in workers for line in each.communicate()[0].splitlines()]
    # Mails are printed, too.
    return Counter(line for line in lines if re.fullmatch(r"\d{3}", line))


@pytest.mark.django_db(transaction=True)
def test_guests_from_one_address_are_limited_over_two_workers(library):
    begin = time.monotonic()
    answers = answers_of_two(GUESTS)
    took = time.monotonic() - begin

    # One more comes back in ten seconds.
    assert 60 <= answers["302"] <= 60 + took / 10
    assert answers["302"] + answers["429"] == 90
    assert User.objects.filter(is_guest=True).count() == answers["302"]


@pytest.mark.django_db(transaction=True)
def test_wrong_codes_are_limited_over_two_workers(ana):
    actions.switch_on_app(user=ana, secret=new_secret(), counter=0, here=None)

    answers = answers_of_two(CODES)

    assert answers == {"422": 5, "429": 19}
