"""Log-ins as rows: whose they are, and when they end."""

import errno
import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.contrib.sessions.models import Session as DjangoSession
from django.core import mail
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from accounts.keys import new_key
from accounts.models import BrowserSession, User
from routines.actions.calendar_feed import make_feed
from routines.actions.personal_data import delete_everything
from tests import builders

NEW = "quite another sentence"
pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def owners():
    return sorted(str(each.user) for each in BrowserSession.objects.select_related("user"))


def key(client):
    return client.cookies["sessionid"].value


# --- whose they are -----------------------------------------------------------------------------


def test_log_in_is_kept_with_its_person(client, ana):
    client.post("/accounts/login/", {"login": "ana@example.org", "password": builders.PASSWORD})

    row = BrowserSession.objects.get()
    assert (row.session_key, row.user) == (key(client), ana)


def test_guest_s_browser_is_kept_with_the_guest(client):
    client.post("/start/")

    assert BrowserSession.objects.get().user == User.objects.get()


def test_stranger_who_looks_around_leaves_no_row(client, library):
    for path in ("/", "/accounts/login/", "/accounts/claim/", "/exercises/", "/safety/", "/no/"):
        client.get(path)
    client.post("/accounts/login/", {"login": "ana@example.org", "password": "wrong"})

    assert BrowserSession.objects.count() == 0


def test_browser_that_only_sets_a_password_is_nobody_s(client, ana):
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    (link,) = re.findall(r"(/accounts/password/reset/\S+)", mail.outbox[0].body)
    client.get(link)

    assert [row.user for row in BrowserSession.objects.all()] == [None]


# --- they end -----------------------------------------------------------------------------------


def test_deleting_the_account_ends_its_log_ins_on_every_device(as_ana, as_bo, ana, noon):
    feed = make_feed(user=ana, with_rest_days=False, starts_at=None, now=noon)
    elsewhere = signed_in(ana)

    as_ana.post("/settings/delete/", {"sure": "on"})

    assert owners() == ["bo@example.org"]
    answers = [each.get("/today/") for each in (as_ana, elsewhere)]
    assert [each.headers["Location"] for each in answers] == ["/accounts/login/?next=/today/"] * 2
    assert elsewhere.get("/today/").headers["X-Offline-User"] == ""
    assert Client().get(f"/calendar/{feed.token}.ics").status_code == 404
    assert as_bo.get("/settings/").status_code == 200


def test_deleting_a_person_by_any_way_ends_their_log_ins(ana, bo):
    for each in (ana, ana, bo):
        signed_in(each)

    delete_everything(ana)
    User.objects.filter(pk=bo.pk).delete()

    assert BrowserSession.objects.count() == 0


def test_log_in_at_the_moment_of_the_deletion_leads_to_nobody(as_ana, ana):
    key_of_ana, session = str(ana.pk), as_ana.session
    delete_everything(ana)

    session["_auth_user_id"] = key_of_ana
    session.create()
    as_ana.cookies["sessionid"] = session.session_key

    answer = as_ana.get("/today/")
    assert (answer.status_code, answer.headers["X-Offline-User"]) == (302, "")


@pytest.mark.parametrize("way", ["change", "reset"])
def test_new_password_ends_every_other_log_in(as_ana, ana, as_bo, way):
    signed_in(ana)
    if way == "change":
        typed = {"oldpassword": builders.PASSWORD, "password1": NEW, "password2": NEW}
        as_ana.post("/accounts/password/change/", typed)
    else:
        stranger = Client()
        stranger.post("/accounts/password/reset/", {"email": "ana@example.org"})
        (link,) = re.findall(r"(/accounts/password/reset/\S+)", mail.outbox[0].body)
        stranger.post(stranger.get(link)["Location"], {"password1": NEW, "password2": NEW})

    kept = list(BrowserSession.objects.filter(user=ana).values_list("pk", flat=True))
    assert kept == ([key(as_ana)] if way == "change" else [])
    assert as_bo.get("/settings/").status_code == 200


def test_claiming_ends_the_guest_s_log_ins_elsewhere():
    guest = builders.guest()
    here, _ = signed_in(guest), signed_in(guest)

    here.post("/accounts/claim/", {"email": "cleo@example.org", "password": NEW})

    assert [row.pk for row in BrowserSession.objects.all()] == [key(here)]
    assert here.get("/settings/").status_code == 200


# --- they move ----------------------------------------------------------------------------------


def stored_by_django(user_id, *, days=30):
    store = DjangoStore()
    store.update({"_auth_user_id": str(user_id)} if user_id else {"other": 1})
    store.set_expiry(days * 24 * 60 * 60)
    store.create()
    return store.session_key


def test_log_ins_of_before_move_along_and_those_of_the_dead_do_not(ana):
    move = MigrationLoader(connection).get_migration("accounts", "0005_browser_sessions")
    live, nobody = stored_by_django(ana.pk), stored_by_django(None)
    stored_by_django(new_key())
    stored_by_django(ana.pk, days=-1)

    move.operations[-1].code(apps, None)

    rows = {row.pk: row.user for row in BrowserSession.objects.all()}
    assert rows == {live: ana, nobody: None}
    assert DjangoSession.objects.count() == 0


def test_log_in_of_before_still_logs_in(as_ana, ana, client):
    move = MigrationLoader(connection).get_migration("accounts", "0005_browser_sessions")
    move.operations[-1].reverse_code(apps, None)
    BrowserSession.objects.all().delete()

    move.operations[-1].code(apps, None)

    assert as_ana.get("/settings/").status_code == 200


# --- nothing can be written ----------------------------------------------------------------


@pytest.fixture
def read_only(monkeypatch):
    """Sessions can be read and not written."""

    def fail(*_, **__):
        raise OperationalError from OSError(errno.EROFS, "Read-only file system")

    def begin():
        monkeypatch.setattr(BrowserSession, "save", fail)

    return begin


def test_visit_that_only_renews_the_log_in_goes_on_where_nothing_can_be_written(
    noon, as_ana, read_only
):
    read_only()

    with time_machine.travel(noon + timedelta(days=3)):
        answer = as_ana.get("/settings/")

    assert answer.status_code == 200


def test_visit_that_changes_the_session_says_that_it_can_not_be_kept(db, read_only):
    read_only()

    answer = Client(raise_request_exception=False).post("/start/", {"time_zone": "UTC"})

    assert answer.status_code == 503


def test_session_that_was_deleted_meanwhile_is_still_told_so(noon, as_ana, monkeypatch):
    def deleted(*_):
        raise UpdateError

    monkeypatch.setattr(DjangoStore, "save", deleted)

    with time_machine.travel(noon + timedelta(days=3)):
        assert as_ana.get("/settings/").status_code == 400
