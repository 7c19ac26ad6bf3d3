"""The settings that the environment decides over."""

import os
import runpy
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from backhealth.environment import ROOT, Environment
from backhealth.patience import PatientConnection

POOL = {
    "min_size": 1,
    "max_size": 8,
    "timeout": 5,
    "reconnect_timeout": 1,
    "connection_class": PatientConnection,
}
OF_POSTGRESQL = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "pool": POOL,
}

SAFETY = [
    "ALLOWED_HOSTS",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
]
OURS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


@pytest.fixture
def read(monkeypatch, tmp_path):
    """The settings file as it reads with these variables and no others of ours."""

    def run(**variables):
        for name in Environment.model_fields:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("BACKHEALTH_DATA", str(tmp_path))
        for name, text in variables.items():
            monkeypatch.setenv(name, text)
        return runpy.run_path(str(ROOT / "backhealth" / "settings.py"))

    return run


def test_settings_are_safe_by_default(read):
    settings = read()

    assert settings["DEBUG"] is False
    assert settings["X_FRAME_OPTIONS"] == "DENY"
    assert settings["SECURE_REFERRER_POLICY"] == "same-origin"
    assert settings["PASSWORD_HASHERS"][0].endswith(".Argon2PasswordHasher")
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    assert "SECURE_PROXY_SSL_HEADER" not in settings


def test_settings_at_home_need_no_https(read):
    settings = read()

    assert {name: settings[name] for name in SAFETY} == {
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "CSRF_COOKIE_SECURE": False,
        "CSRF_TRUSTED_ORIGINS": ["http://localhost:8000"],
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False,
    }


def test_settings_behind_https_send_cookies_over_nothing_else(read):
    settings = read(BACKHEALTH_URL="https://back.example.org/")

    assert {name: settings[name] for name in SAFETY} == {
        "ALLOWED_HOSTS": ["back.example.org", "localhost", "127.0.0.1", "[::1]"],
        "CSRF_COOKIE_SECURE": True,
        "CSRF_TRUSTED_ORIGINS": ["https://back.example.org"],
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
    }


def test_settings_move_to_https_at_the_public_address(read):
    settings = read(BACKHEALTH_URL="https://back.example.org:8443")

    assert settings["SECURE_SSL_HOST"] == "back.example.org:8443"


def test_settings_below_a_path_keep_apart_from_other_apps_on_the_host(read):
    settings = read(BACKHEALTH_URL="https://example.org:8443/apps/back/")

    assert settings["FORCE_SCRIPT_NAME"] == "/apps/back"
    assert (settings["SECURE_HSTS_SECONDS"], settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"]) == (
        31_536_000,
        False,
    )
    assert settings["STATIC_URL"] == "/apps/back/static/"
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://example.org:8443"]
    assert settings["SECURE_SSL_HOST"] == "example.org:8443"
    assert settings["SECURE_REDIRECT_EXEMPT"] == ["^apps/back/(healthz|readyz|metrics)$"]
    assert {name: value for name, value in settings.items() if "_COOKIE_NAME" in name} == {
        "SESSION_COOKIE_NAME": "at.apps.back.sessionid",
        "CSRF_COOKIE_NAME": "at.apps.back.csrftoken",
        "LANGUAGE_COOKIE_NAME": "at.apps.back.django_language",
    }
    paths = {value for name, value in settings.items() if name.endswith("_COOKIE_PATH")}
    assert paths == {"/apps/back/"}


def test_settings_at_the_top_of_a_host_name_everything_as_ever(read):
    settings = read()

    assert (settings["FORCE_SCRIPT_NAME"], settings["STATIC_URL"]) == ("", "/static/")
    assert settings["SECURE_REDIRECT_EXEMPT"] == ["^(healthz|readyz|metrics)$"]
    assert {name: value for name, value in settings.items() if "_COOKIE_NAME" in name} == {
        "SESSION_COOKIE_NAME": "sessionid",
        "CSRF_COOKIE_NAME": "csrftoken",
        "LANGUAGE_COOKIE_NAME": "django_language",
    }
    paths = {value for name, value in settings.items() if name.endswith("_COOKIE_PATH")}
    assert paths == {"/"}


def test_settings_take_forms_from_other_addresses_too(read):
    settings = read(
        BACKHEALTH_URL="http://nas:8000", BACKHEALTH_OTHER_URLS="http://192.168.1.20:8000"
    )

    assert settings["ALLOWED_HOSTS"] == ["nas", "192.168.1.20", "localhost", "127.0.0.1", "[::1]"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["http://nas:8000", "http://192.168.1.20:8000"]


@pytest.mark.parametrize("url", ["postgres://back@db/back", "postgres://back:old@db/back"])
def test_settings_take_a_password_apart_from_the_address(read, url):
    password = "p/a#s?s@w%41 &ö'"

    database = read(DATABASE_URL=url, DATABASE_PASSWORD=password)["DATABASES"]["default"]

    assert (database["USER"], database["HOST"], database["NAME"]) == ("back", "db", "back")
    assert database["PASSWORD"] == password


def test_settings_of_sqlite_need_no_password(read):
    assert read(DATABASE_PASSWORD="x")["DATABASES"]["default"]["PASSWORD"] == ""


def test_settings_trust_a_proxy_only_where_told(read):
    settings = read(BACKHEALTH_BEHIND_PROXY="1")

    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(("port", "tls", "ssl"), [("587", True, False), ("465", False, True)])
def test_settings_send_mail_encrypted_on_either_port(read, port, tls, ssl):
    settings = read(BACKHEALTH_SMTP_HOST="mail.example.org", BACKHEALTH_SMTP_PORT=port)

    assert settings["EMAIL_BACKEND"] == "backhealth.mail_server.EmailBackend"
    assert settings["EMAIL_HOST"] == "mail.example.org"
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (tls, ssl)


@pytest.mark.parametrize(("port", "ssl"), [("25", False), ("587", False), ("465", True)])
def test_settings_send_mail_plainly_to_this_machine_s_own_server(read, port, ssl):
    settings = read(BACKHEALTH_SMTP_HOST="localhost", BACKHEALTH_SMTP_PORT=port)

    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (False, ssl)


def test_settings_keep_everything_in_the_data_folder(read, tmp_path):
    settings = read()

    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "backhealth.sqlite3")
    assert settings["STATIC_ROOT"] == tmp_path / "static"
    assert settings["SECRET_KEY"] == (tmp_path / "secret-key").read_text()


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("", OURS),
        ("sqlite:////srv/back.sqlite3", OURS),
        ("sqlite:////srv/back.sqlite3?timeout=9", {**OURS, "timeout": 9}),
        ("postgres://ana:pw@db/back", OF_POSTGRESQL),
        ("postgres://ana:pw@db/back?sslmode=require", {**OF_POSTGRESQL, "sslmode": "require"}),
        ("postgres://ana:pw@db/back?connect_timeout=9", {**OF_POSTGRESQL, "connect_timeout": 9}),
        ("postgresql://ana:pw@db/back?pool=false", {**OF_POSTGRESQL, "pool": False}),
    ],
)
def test_database_address_keeps_its_options(read, url, options):
    assert read(DATABASE_URL=url)["DATABASES"]["default"]["OPTIONS"] == options


@pytest.mark.parametrize(("query", "is_off"), [("", False), ("?server_side_cursors=false", True)])
def test_rows_are_read_one_by_one_unless_a_pooler_forbids_it(read, query, is_off):
    database = read(DATABASE_URL=f"postgres://ana:pw@db/back{query}")["DATABASES"]["default"]

    assert (database["DISABLE_SERVER_SIDE_CURSORS"], database["OPTIONS"]) == (is_off, OF_POSTGRESQL)


@pytest.fixture
def connection_of_production(db, read):
    """A connection as the app opens it; the tests' own SQLite databases wait for no disk."""
    if connection.vendor == "postgresql":
        yield connection
    else:
        with closing(ConnectionHandler(read()["DATABASES"])["default"]) as opened:
            yield opened


def test_commit_waits_for_the_disk(connection_of_production):
    """docs/decisions/0014. FULL is 2."""
    asked = {
        "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2},
        # The server's fsync is off in tests (tests/postgres.py); no connection can set it.
        "postgresql": {"SHOW synchronous_commit": "on"},
    }[connection.vendor]

    found = {}
    with connection_of_production.cursor() as cursor:
        for question in asked:
            cursor.execute(question)
            [found[question]] = cursor.fetchone()

    assert found == asked


@pytest.mark.parametrize(
    ("url", "silenced"), [("https://back.example.org", 1), ("https://example.org/back", 2)]
)
def test_settings_of_production_pass_the_deploy_check(tmp_path, url, silenced):
    ours = {
        "BACKHEALTH_URL": url,
        "BACKHEALTH_DATA": str(tmp_path),
        "DATABASE_URL": "",
        "BACKHEALTH_DEBUG": "",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **ours},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"System check identified no issues ({silenced} silenced).\n"
