"""Where a push may be sent, and by which key."""

import os
import subprocess
import sys

import pytest

from backhealth.environment import ROOT
from reminders.push.keys import private_key, public_key
from reminders.push.places import LONGEST, is_public, is_push_service

OWN = ("back.example.org", "localhost")
# Those of the browsers in use.
KNOWN = [
    "https://fcm.googleapis.com/fcm/send/dX0:APA91bH-x_y",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk",
    "https://web.push.apple.com/QGxU1Q",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB%2fx",
]
REFUSED = [
    *("", "nonsense", "https://", "https:///path", "//push.example.org/a", "https://[::1", "\x00"),
    *("http://push.example.com/a", "ftp://push.example.com/a", "file:///etc/passwd"),
    *("https://127.0.0.1/a", "https://127.1/a", "https://2130706433/a", "https://0x7f.0.0.1/a"),
    *("https://8.8.8.8/a", "https://[::1]/a", "https://[2606:4700::1111]/a"),
    *("https://localhost/a", "https://db/a", "https://router.lan/a", "https://nas.local/a"),
    *("https://a.internal/", "https://a.localhost/", "https://1.0.0.127.in-addr.arpa/"),
    *("https://push.example.com:8443/a", "https://push.example.com:443/a"),
    *("https://me@push.example.com/a", "https://push.example.com@10.0.0.1/a"),
    *("https://push.example.com./a", "https://push..example.com/a", "https://-a.example.com/a"),
    *("https://push.example.com/a b", "https://push.example.com/a\r\nX: y", "https://püsh.eu/a"),
    *("https://back.example.org/a", "https://BACK.example.org/a"),
    f"https://push.example.com/{'a' * LONGEST}",
    f"https://{'a' * 64}.example.com/a",
    f"https://{'a.' * 130}com/a",
]


@pytest.mark.parametrize("endpoint", KNOWN)
def test_push_services_in_use_are_known_as_such(endpoint):
    assert is_push_service(endpoint, own_hosts=OWN)


@pytest.mark.parametrize("endpoint", REFUSED)
def test_anything_but_a_public_name_by_https_is_refused(endpoint):
    assert not is_push_service(endpoint, own_hosts=OWN)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),  # 8.8.8.8, where a network has no IPv4
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("fc00::1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_address_is_public_or_not(address, public):
    assert is_public(address) == public


def test_key_is_the_same_wherever_the_secret_key_is():
    code = (
        "import django; django.setup(); from reminders.push.keys import public_key as k; print(k())"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "backhealth.settings",
        "BACKHEALTH_SECRET_KEY": "the same on every machine, and at least 50 signs long",
        "PATH": os.environ["PATH"],
    }
    found = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for _machine in range(2)
    ]

    assert found[0] == found[1]
    assert found[0] != public_key()


def test_key_is_a_point_of_the_curve_in_the_notation_of_browsers():
    assert len(public_key()) == 87
    assert public_key().startswith("B")


@pytest.mark.parametrize("secret", ["a" * 50, "b" * 50])
def test_key_is_another_with_another_secret_key_and_never_that_itself(settings, secret):
    before = public_key()
    settings.SECRET_KEY = secret

    number = private_key().private_numbers().private_value
    assert public_key() != before
    assert secret.encode().hex() not in f"{number:x}"
