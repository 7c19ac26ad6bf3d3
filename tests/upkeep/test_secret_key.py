"""Machines that share a database have the same secret key; one with another doesn't start."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from upkeep import secret_key
from upkeep.models import KeyDigest

pytestmark = pytest.mark.django_db
FIRST, SECOND = "one key, long enough " * 3, "another key, as long " * 3


@pytest.fixture
def _first_start(settings, monkeypatch):
    # The command connects without the pool.
    options = dict(connection.settings_dict["OPTIONS"])
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    settings.SECRET_KEY = FIRST
    secret_key.refuse_another()


@pytest.mark.usefixtures("_first_start")
def test_same_key_starts_again_and_again():
    secret_key.refuse_another()

    assert KeyDigest.objects.count() == 1


@pytest.mark.usefixtures("_first_start")
def test_another_key_is_refused_and_nothing_of_a_key_is_said(settings):
    settings.SECRET_KEY = SECOND

    with pytest.raises(ImproperlyConfigured) as refusal:
        secret_key.refuse_another()

    assert f"the one in {settings.DATA / 'secret-key'}. " in str(refusal.value)
    assert not {FIRST, SECOND} & {str(refusal.value)}
    assert FIRST not in KeyDigest.objects.get().digest


@pytest.mark.usefixtures("_first_start")
def test_refusal_names_the_variable_where_the_key_is_given(settings):
    settings.SECRET_KEY = SECOND
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"BACKHEALTH_SECRET_KEY": SECOND})

    with pytest.raises(ImproperlyConfigured, match=r"the one in BACKHEALTH_SECRET_KEY\. "):
        secret_key.refuse_another()


@pytest.mark.usefixtures("_first_start")
def test_key_that_was_changed_on_purpose_is_accepted(settings, capsys):
    settings.SECRET_KEY = SECOND
    with pytest.raises(CommandError, match="another secret key"):
        call_command("secret_key")

    call_command("secret_key", "--accept")
    call_command("secret_key")

    place = settings.DATA / "secret-key"
    assert capsys.readouterr().out == 2 * f"The database goes with the key in {place}.\n"


def test_looking_writes_nothing():
    assert secret_key.goes_with_database()
    assert not KeyDigest.objects.exists()
