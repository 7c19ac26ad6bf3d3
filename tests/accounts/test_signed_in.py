"""Whose request it is: the same person whom Django's own middleware finds."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpResponse
from django.utils import timezone

from accounts.middleware import SignedIn
from accounts.models import BrowserSession
from accounts.sessions import SessionStore
from bench.floor_sessions import SessionStore as DjangoStore

pytestmark = pytest.mark.django_db


def as_it_is(session, person):
    pass


def without_a_person(session, person):
    del session[SESSION_KEY]


def of_another_password(session, person):
    session[HASH_SESSION_KEY] = "0" * 64


def without_a_hash(session, person):
    del session[HASH_SESSION_KEY]


def by_another_way(session, person):
    session[BACKEND_SESSION_KEY] = "accounts.no_such_backend"


def of_a_closed_account(session, person):
    person.is_active = False
    person.save()


def of_nobody(session, person):
    session[SESSION_KEY] = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def store(as_ana):
    """Return the stored session of ana's browser."""
    return SessionStore(as_ana.cookies["sessionid"].value)


def person_of(rf, store, middleware=SignedIn):
    """Return the person of a request with this log-in, and whether the session names one still."""
    request = rf.get("/")
    request.session = store
    middleware(lambda request: HttpResponse()).process_request(request)
    found = str(request.user)
    return found, SESSION_KEY in request.session


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (as_it_is, ("ana@example.org", True)),
        (without_a_person, ("AnonymousUser", False)),
        (of_another_password, ("AnonymousUser", False)),
        (without_a_hash, ("AnonymousUser", False)),
        (by_another_way, ("AnonymousUser", True)),
        (of_a_closed_account, ("AnonymousUser", True)),
        (of_nobody, ("AnonymousUser", True)),
    ],
)
def test_request_has_the_person_whom_django_finds(rf, store, ana, change, expected):
    copy = DjangoStore()
    copy.update(store.load())
    for each in (store, copy):
        change(each, ana)
        each.save()

    found = [
        person_of(rf, SessionStore(store.session_key)),
        person_of(rf, DjangoStore(copy.session_key), AuthenticationMiddleware),
    ]

    assert found == [expected, expected]


def test_valid_log_in_is_read_by_two_queries(rf, store, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert person_of(rf, store) == ("ana@example.org", True)


def test_log_in_that_is_over_leads_to_nobody_and_its_key_is_not_used_again(rf, store):
    moment = timezone.now() - timedelta(seconds=1)
    BrowserSession.objects.update(expire_date=moment)

    assert person_of(rf, store) == ("AnonymousUser", False)
    assert store.session_key is None
