"""The environment: each variable with its default, and the values that are refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from backhealth.environment import ROOT, Environment

KEY = "k" * 50
DEFAULTS = {
    "BACKHEALTH_URL": "http://localhost:8000",
    "BACKHEALTH_OTHER_URLS": (),
    "BACKHEALTH_API_ORIGINS": (),
    "BACKHEALTH_DATA": ROOT / "var",
    "BACKHEALTH_SECRET_KEY": None,
    "BACKHEALTH_ADMIN_PATH": None,
    "BACKHEALTH_DEBUG": False,
    "BACKHEALTH_BEHIND_PROXY": False,
    "BACKHEALTH_TICK": True,
    "BACKHEALTH_BACKUP_DIR": None,
    "BACKHEALTH_BACKUP_KEEP": 7,
    "BACKHEALTH_BACKUP_KEY": None,
    "BACKHEALTH_LOGS": "plain",
    "BACKHEALTH_METRICS_TOKEN": None,
    "BACKHEALTH_SMTP_HOST": None,
    "BACKHEALTH_SMTP_PORT": 587,
    "BACKHEALTH_SMTP_USER": "",
    "BACKHEALTH_SMTP_PASSWORD": "",
    "BACKHEALTH_MAIL_FROM": "backhealth@localhost",
    "DATABASE_URL": None,
    "DATABASE_PASSWORD": None,
    "HOST": "localhost",
    "PORT": 8000,
}
GIVEN = {
    "BACKHEALTH_URL": ("https://back.example.org", "https://back.example.org"),
    "BACKHEALTH_OTHER_URLS": (
        "http://NAS:8000/, https://back.example.org",
        ("http://nas:8000", "https://back.example.org"),
    ),
    "BACKHEALTH_API_ORIGINS": ("https://Charts.example.org/", ("https://charts.example.org",)),
    "BACKHEALTH_DATA": ("/srv/backhealth", Path("/srv/backhealth")),
    "BACKHEALTH_SECRET_KEY": (KEY, KEY),
    "BACKHEALTH_ADMIN_PATH": ("keeper-7", "keeper-7"),
    "BACKHEALTH_DEBUG": ("1", True),
    "BACKHEALTH_BEHIND_PROXY": ("true", True),
    "BACKHEALTH_TICK": ("off", False),
    "BACKHEALTH_BACKUP_DIR": ("/srv/backups", Path("/srv/backups")),
    "BACKHEALTH_BACKUP_KEEP": ("30", 30),
    "BACKHEALTH_BACKUP_KEY": (f"age1{'q' * 58}", f"age1{'q' * 58}"),
    "BACKHEALTH_LOGS": ("json", "json"),
    "BACKHEALTH_METRICS_TOKEN": ("a-token-of-20-signs-", "a-token-of-20-signs-"),
    "BACKHEALTH_SMTP_HOST": ("mail.example.org", "mail.example.org"),
    "BACKHEALTH_SMTP_PORT": ("465", 465),
    "BACKHEALTH_SMTP_USER": ("ana", "ana"),
    "BACKHEALTH_SMTP_PASSWORD": ("8", "8"),
    "BACKHEALTH_MAIL_FROM": ("Back <back@example.org>", "Back <back@example.org>"),
    "DATABASE_URL": ("postgres://ana:pw@db:5432/back", "postgres://ana:pw@db:5432/back"),
    "DATABASE_PASSWORD": ("a/b#c?d@e%f", "a/b#c?d@e%f"),
    "HOST": ("0.0.0.0", "0.0.0.0"),  # noqa: S104
    "PORT": ("80", 80),
}
NO_ADDRESS = "is no address that can be read"
NO_ORIGIN = "must be like https://back.example.org, without a path"
NO_URL = "must be like https://back.example.org or https://example.org/back"
NOT_ONE = "must be one address without spaces; others go into BACKHEALTH_OTHER_URLS"
NO_WORD = "must be one word of small letters, digits and hyphens"
NO_AGE_KEY = "must be a key that ./bh backup --new-key made"
NO_SWITCH = "must be on or off"
NO_NUMBER = "must be a whole number"
ASIDE = "; a password with / # ? @ or % in it goes into DATABASE_PASSWORD"
NO_SERVER = f"has an @ after the server's name{ASIDE}"
NO_DATABASE = "must begin with sqlite:// or postgres://"


def read(**variables):
    return Environment.read(variables)


def test_environment_has_no_variable_that_is_not_tested():
    assert set(Environment.model_fields) == set(DEFAULTS) == set(GIVEN)


def test_environment_needs_no_variable_at_all():
    assert read().model_dump() == DEFAULTS


@pytest.mark.parametrize("name", GIVEN)
def test_environment_reads_each_variable_and_no_other_changes(name):
    text, expected = GIVEN[name]

    assert read(**{name: text}).model_dump() == {**DEFAULTS, name: expected}


@pytest.mark.parametrize("name", DEFAULTS)
def test_empty_variable_counts_as_not_set(name):
    assert read(**{name: ""}).model_dump() == DEFAULTS


def test_environment_reads_the_process_and_passes_over_the_rest(monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("BACKHEALTH_UNHEARD_OF", "1")

    assert Environment.read().PORT == 8123


@pytest.mark.parametrize(
    ("name", "nonsense", "fault"),
    [
        ("BACKHEALTH_URL", "nonsense", NO_URL),
        ("BACKHEALTH_URL", "back.example.org", NO_URL),
        ("BACKHEALTH_URL", "ftp://back.example.org", NO_URL),
        ("BACKHEALTH_URL", "https://", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/back/.", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/back/..", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/back//two", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/back//", NO_URL),
        ("BACKHEALTH_URL", "https://example.org//", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/b%61ck", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/zurück", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/back;x", NO_URL),
        ("BACKHEALTH_URL", "https://example.org/back?x=1", NO_URL),
        ("BACKHEALTH_URL", "https://back.example.org?x=1", NO_URL),
        ("BACKHEALTH_URL", "https://back.example.org#x", NO_URL),
        ("BACKHEALTH_URL", "https://ana:hidden@back.example.org", NO_URL),
        ("BACKHEALTH_URL", "https://*.example.org", NO_URL),
        ("BACKHEALTH_URL", "https://back example.org", NOT_ONE),
        ("BACKHEALTH_URL", "https://a.example.org https://b.example.org", NOT_ONE),
        ("BACKHEALTH_URL", "https://[hidden", NO_URL),
        ("BACKHEALTH_URL", "https://back.example.org:99999", NO_ADDRESS),
        ("BACKHEALTH_API_ORIGINS", "https://charts.example.org/app", NO_ORIGIN),
        ("BACKHEALTH_SECRET_KEY", "hidden-and-short", "must have at least 50 characters"),
        ("BACKHEALTH_METRICS_TOKEN", "hidden", "must have at least 20 characters"),
        ("BACKHEALTH_LOGS", "hidden", "must be 'plain' or 'json'"),
        ("BACKHEALTH_BACKUP_KEEP", "0", "must be 1 or more"),
        ("BACKHEALTH_BACKUP_KEY", "hidden", NO_AGE_KEY),
        ("BACKHEALTH_BACKUP_KEY", f"age1{'q' * 57}", NO_AGE_KEY),
        ("BACKHEALTH_ADMIN_PATH", "/keeper/", NO_WORD),
        ("BACKHEALTH_ADMIN_PATH", "the keeper", NO_WORD),
        ("BACKHEALTH_ADMIN_PATH", "keeper.*", NO_WORD),
        ("BACKHEALTH_DEBUG", "nonsense", NO_SWITCH),
        ("BACKHEALTH_BEHIND_PROXY", "2", NO_SWITCH),
        ("BACKHEALTH_SMTP_PORT", "nonsense", NO_NUMBER),
        ("BACKHEALTH_SMTP_PORT", "0", "must be 1 or more"),
        ("PORT", "8000.5", NO_NUMBER),
        ("PORT", "-1", "must be 1 or more"),
        ("PORT", "65536", "must be 65535 or less"),
        ("DATABASE_URL", "nonsense", NO_DATABASE),
        ("DATABASE_URL", "mysql://ana:hidden@db/back", NO_DATABASE),
        ("DATABASE_URL", "postgres://ana:hidden@db:nonsense/back", NO_ADDRESS + ASIDE),
        ("DATABASE_URL", "postgres://ana:hid℀den@db/back", NO_ADDRESS + ASIDE),
        ("DATABASE_URL", "postgres://ana:hidden@[db/back", NO_ADDRESS + ASIDE),
        ("DATABASE_URL", "postgres://ana:hid/den@db/back", NO_ADDRESS + ASIDE),
        ("DATABASE_URL", "postgres://ana:1/hidden@db/back", NO_SERVER),
        ("DATABASE_URL", "postgres://ana:1?hidden@db/back", NO_SERVER),
        ("DATABASE_URL", "postgres://ana:1#hidden@db/back", NO_SERVER),
    ],
)
def test_nonsense_is_refused_by_name_and_without_its_value(name, nonsense, fault):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(**{name: nonsense})

    assert str(refusal.value) == f"Environment: {name}: {fault}"
    # Nor by the fault behind it, which pydantic tells with the value.
    assert (refusal.value.__cause__, refusal.value.__suppress_context__) == (None, True)


@pytest.mark.parametrize("others", ["nonsense", "http://nas:8000 nonsense", "http://nas:8000?x"])
def test_other_address_that_is_none_is_refused_by_name(others):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(BACKHEALTH_OTHER_URLS=others)

    assert str(refusal.value) == f"Environment: BACKHEALTH_OTHER_URLS: {NO_URL}"


def test_other_address_is_not_less_safe_than_the_first():
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(BACKHEALTH_URL="https://b.example.org", BACKHEALTH_OTHER_URLS="http://nas:8000")

    assert str(refusal.value) == (
        "Environment: BACKHEALTH_OTHER_URLS: must begin with https://, as BACKHEALTH_URL does"
    )


def test_other_addresses_are_allowed_beside_the_first():
    environment = read(
        BACKHEALTH_URL="http://nas:8000",
        BACKHEALTH_OTHER_URLS="http://192.168.1.20:8000 http://nas:8000 https://back.example.org",
    )

    assert environment.url == "http://nas:8000"
    assert environment.origins == [
        "http://nas:8000",
        "http://192.168.1.20:8000",
        "https://back.example.org",
    ]
    assert environment.hosts == [
        "nas",
        "192.168.1.20",
        "back.example.org",
        "localhost",
        "127.0.0.1",
        "[::1]",
    ]


def test_every_fault_is_told_at_once():
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(PORT="nonsense", BACKHEALTH_URL="nonsense")

    assert str(refusal.value) == f"Environment: BACKHEALTH_URL: {NO_URL}; PORT: {NO_NUMBER}"


def test_environment_can_not_be_changed_once_read():
    with pytest.raises(ValueError, match="frozen"):
        read().PORT = 1


@pytest.mark.parametrize(
    ("url", "origin", "https", "hosts"),
    [
        (
            "",
            "http://localhost:8000",
            False,
            ["localhost", "127.0.0.1", "[::1]"],
        ),
        (
            "https://back.example.org",
            "https://back.example.org",
            True,
            ["back.example.org", "localhost", "127.0.0.1", "[::1]"],
        ),
        (
            "HTTPS://Back.Example.org:8443/",
            "https://back.example.org:8443",
            True,
            ["back.example.org", "localhost", "127.0.0.1", "[::1]"],
        ),
        (
            "http://127.0.0.1:9000",
            "http://127.0.0.1:9000",
            False,
            ["127.0.0.1", "localhost", "[::1]"],
        ),
        (
            "http://[2001:db8::1]:8000",
            "http://[2001:db8::1]:8000",
            False,
            ["[2001:db8::1]", "localhost", "127.0.0.1", "[::1]"],
        ),
    ],
)
def test_address_decides_over_https_and_hosts(url, origin, https, hosts):
    environment = read(BACKHEALTH_URL=url)

    assert environment.model_dump()["BACKHEALTH_URL"] == origin
    assert environment.https is https
    assert environment.hosts == hosts


# --- the secret key -----------------------------------------------------------------------------


def test_secret_key_given_is_used_and_nothing_is_written(tmp_path):
    environment = read(BACKHEALTH_SECRET_KEY=KEY, BACKHEALTH_DATA=str(tmp_path))

    assert environment.secret_key() == KEY
    assert list(tmp_path.iterdir()) == []


def test_secret_key_is_made_once_for_the_owner_alone_and_read_again(tmp_path):
    data = tmp_path / "not" / "there" / "yet"

    keys = [read(BACKHEALTH_DATA=str(data)).secret_key() for _ in range(2)]

    assert keys == [(data / "secret-key").read_text()] * 2
    assert len(keys[0]) >= 50
    assert [path.name for path in data.iterdir()] == ["secret-key"]
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600


def test_secret_keys_of_two_places_differ(tmp_path):
    keys = {read(BACKHEALTH_DATA=str(tmp_path / place)).secret_key() for place in "ab"}

    assert len(keys) == 2


def test_secret_key_made_by_another_start_a_moment_earlier_is_the_one(tmp_path, monkeypatch):
    link = Path.hardlink_to

    def outrun(path, draft):
        path.write_text("the other's key")
        link(path, draft)

    monkeypatch.setattr(Path, "hardlink_to", outrun)

    assert read(BACKHEALTH_DATA=str(tmp_path)).secret_key() == "the other's key"
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_secret_key_is_the_same_for_two_processes_that_start_at_once(tmp_path):
    """Each makes the keys of a hundred folders, as soon as both are there."""
    script = """
import sys, time
from pathlib import Path
from backhealth.environment import Environment
place, name = Path(sys.argv[1]), sys.argv[2]
(place / name).touch()
while not all((place / each).exists() for each in "ab"):
    time.sleep(0)
for number in range(100):
    print(Environment.read({"BACKHEALTH_DATA": str(place / str(number))}).secret_key())
"""
    command = [sys.executable, "-W", "error", "-c", script, str(tmp_path)]
    processes = [
        subprocess.Popen([*command, name], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for name in "ab"
    ]

    told = [process.communicate(timeout=120)[0].split() for process in processes]

    made = [(tmp_path / str(number) / "secret-key").read_text() for number in range(100)]
    assert told == [made, made]


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({}, "http://localhost:8000"),
        ({"PORT": "8300"}, "http://localhost:8300"),
        ({"PORT": "8300", "BACKHEALTH_URL": "https://b.example.org"}, "https://b.example.org"),
    ],
)
def test_environment_names_the_port_it_listens_on_where_no_address_is_given(variables, url):
    assert read(**variables).url == url


def test_secret_key_that_is_empty_is_refused_with_its_place(tmp_path):
    (tmp_path / "secret-key").touch()

    with pytest.raises(ImproperlyConfigured, match=r"secret-key is empty: put the one back that"):
        read(BACKHEALTH_DATA=str(tmp_path)).secret_key()
