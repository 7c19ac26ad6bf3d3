"""Fixtures for every test: the library, a Wednesday noon, and two people: ana, and bo, the
stranger."""

from collections.abc import Iterator
from datetime import UTC, datetime

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.template.autoreload import reset_loaders
from django.test import Client, override_settings

from accounts.models import User
from backhealth.page_memory import CACHE
from exercises.actions import load_library
from exercises.models import Drawing, Exercise
from tests import builders, prepared

# No test is timed: on a busy machine, a slow example isn't a fault.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
Rows = list[tuple[type[Model], list[Model]]]


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark each test that pytest-django keeps from the database: it needs no second one."""
    for item in items:
        opens = {"db", "transactional_db", "live_server"}.intersection(item.fixturenames)
        if not opens and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.without_database)


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests(tmp_path_factory, django_test_environment):
    """Serve static files under plain names, uncollected, and use a fast password hash."""
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": storage}},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def collected_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("collected")


@pytest.fixture
def collected(settings, collected_folder):
    """Collect the static files that ./bh run serves, once. Scripts aren't packed: the admin's take
    seconds."""
    settings.STATIC_ROOT = collected_folder
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["js"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "backhealth.static_files.Storage"}}
    if not (collected_folder / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    # Templates keep what they showed (`kept`), and with it the names that files have elsewhere.
    reset_loaders()
    yield collected_folder
    reset_loaders()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Make Django use the SQLite test database that was copied, instead of creating one."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> None:
    """Prepare the copy; at this point each worker has a database name of its own."""
    prepared.begin_with_a_copy(settings.DATABASES["default"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker) -> Iterator[Rows]:
    """Load the library once for all tests; each test's transaction leaves it unchanged.

    In between the database is closed to tests that don't ask for it: what they wrote would stay.
    """
    with django_db_blocker.unblock():
        load_library(now=NOON)
        rows: Rows = [(model, list(model.objects.all())) for model in (Exercise, Drawing)]
    yield rows
    with django_db_blocker.unblock():
        if django_db_keepdb:
            connection.close()
            prepared.remove_file(connection.settings_dict["NAME"])
        else:
            prepared.end_all_connections()


@pytest.fixture(autouse=True)
def _no_kept_pages():
    """Begin without pages in memory: those of another test would be answered here."""
    caches[CACHE].clear()


@pytest.fixture
def library(db, django_db_setup: Rows) -> None:
    """Provide the 83 exercises, again if a test with real transactions emptied the tables."""
    if not Exercise.objects.exists():
        for model, rows in django_db_setup:
            model.objects.bulk_create(rows)


@pytest.fixture
def noon():
    """Set the time to Wednesday, 4 March 2026, 12:00 in UTC; it runs on from there."""
    with time_machine.travel(NOON):
        yield NOON


def set_up_mail(settings) -> None:
    """Have a mail server set up; the mails of tests go elsewhere."""
    update = {"BACKHEALTH_SMTP_HOST": "mail.example.org"}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)


@pytest.fixture
def mail_server(settings) -> None:
    set_up_mail(settings)


@pytest.fixture
def ana(db) -> User:
    return builders.person("ana")


@pytest.fixture
def bo(db) -> User:
    return builders.person("bo")


@pytest.fixture
def as_ana(ana: User) -> Client:
    return _signed_in(ana)


@pytest.fixture
def as_bo(bo: User) -> Client:
    return _signed_in(bo)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
