import re
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.factors import actions
from accounts.factors.codes import new_secret
from tests import builders
from tests.software_passkey import SoftwarePasskey

SECURITY, APP = "/settings/security/", "/settings/security/authenticator/"
CODES, CONFIRM = "/settings/security/recovery-codes/", "/settings/security/confirm/"
STEP = "/accounts/second-step/"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Argon2 takes its time on purpose; these tests make many passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 3, 4, 12, 0, tzinfo=UTC), tick=False) as travelled:
        yield travelled


def log_in(client=None, name="ana", **headers):
    """Send the right password; return the client."""
    client = client or Client(headers=headers)
    client.post("/accounts/login/", {"login": f"{name}@example.org", "password": builders.PASSWORD})
    return client


def html(client, path):
    return client.get(path).content.decode()


def shown_codes(client):
    """The recovery codes on their page."""
    return re.findall(r"<li><code>(\d{4} \d{4})</code></li>", html(client, CODES))


def is_in(client):
    return client.get("/settings/").status_code == 200


def code_of(secret, *, away=0):
    """The code that an authenticator shows now, or `away` half minutes from now."""
    counter = int(timezone.now().timestamp()) // 30 + away
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def secret(ana, clock):
    """An authenticator that ana has switched on two minutes ago."""
    found = new_secret()
    counter = int(timezone.now().timestamp()) // 30 - 4
    actions.switch_on_app(user=ana, secret=found, counter=counter, here=None)
    return found


def add_passkey(client, **fields):
    """Add a passkey to the account of a client that has just logged in."""
    passkey = SoftwarePasskey()
    html = client.get("/settings/security/passkeys/new/").content.decode()
    client.post("/settings/security/passkeys/new/", passkey.made(html, **fields))
    return passkey


@pytest.fixture
def passkey(ana, clock):
    """A passkey of ana's."""
    client = log_in()
    found = add_passkey(client, name="Phone")
    client.post("/accounts/logout/")
    return found


def text_of(response):
    html = re.sub(r"<(script|style|head).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def log_in_by(passkey, client=None, **fields):
    """Log in with a passkey alone; return the client."""
    client = client or Client()
    html = client.get("/accounts/passkey/").content.decode()
    client.post("/accounts/passkey/", passkey.used(html, **fields))
    return client


def shown_key(client):
    """The key of the authenticator that is being set up."""
    html = client.get("/settings/security/authenticator/").content.decode()
    (key,) = re.findall(r'<code class="address" id="secret">([A-Z2-7 ]+)</code>', html)
    return key.replace(" ", "")


def switch_on(client):
    """Set an authenticator up; return its key."""
    key = shown_key(client)
    client.post("/settings/security/authenticator/", {"code": code_of(key)})
    return key


def inside(secret):
    """A client that has just logged in with a password and a code."""
    client = log_in()
    client.post("/accounts/second-step/", {"code": code_of(secret)})
    return client


def subjects():
    return [letter.subject.removeprefix("[backhealth] ") for letter in mail.outbox]
