"""Who may use the API: tokens, scopes, strangers, limits. Over all operations of its OpenAPI, so
that none is forgotten."""

from datetime import timedelta

import pytest
import time_machine

from accounts.keys import new_key
from accounts.limits import RateLimit
from accounts.models import Allowance
from exchange.models import ApiToken
from routines.models import MorningCheck, Session, SessionItem, SetLog
from tests import builders
from tests.exchange.api.conftest import BODIES, operations, program

OPERATIONS = operations()
NAMES = [each.id for each in OPERATIONS]
TICKED = {"tick"}  # takes an exercise of the warm-up
# A day is everybody's, and an own key begins a session.
OBJECTS = [each for each in OPERATIONS if each.captured and each.captured != ["day"]]
FOUND = [each for each in OBJECTS if each.id != "start"]
LISTS = [each for each in OPERATIONS if "cursor" in each.parameters and each.id != "exercises"]


@pytest.fixture
def values(log):
    return log


def body_of(operation):
    return BODIES.get(operation.id) if "requestBody" in operation.described else None


def rows(user):
    """All rows of a log as plain values, for before and after."""
    models = (Session, SessionItem, SetLog, MorningCheck)
    return [list(model.objects.filter(user=user).order_by("pk").values()) for model in models]


def test_every_body_has_an_example():
    taking = {each.id for each in OPERATIONS if "requestBody" in each.described}

    assert taking == set(BODIES)
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
def test_without_a_token_nothing_is_read_or_written(operation, values, ana, as_ana):
    before = rows(ana)
    path = operation.at(values)

    for ask in (program(None), program(""), program("bh_" + "0" * 64), program("nonsense é")):
        answer = ask(operation.method, path, body_of(operation))

        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["code"] == "unauthorized"
    # Being logged in is nothing to the API.
    assert getattr(as_ana, operation.method)("/api/v1/" + path).status_code == 401
    assert rows(ana) == before


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
@pytest.mark.parametrize(
    "scopes", [("read",), ("log",), ("read", "log"), ("read", "health"), ("log", "health")]
)
def test_token_does_what_its_scopes_allow(operation, scopes, values, ana, with_scopes):
    before = rows(ana)
    if operation.id in TICKED:
        values["item_id"] = Session.objects.get().items.filter(phase="warm-up").first().pk

    answer = with_scopes(*scopes)(operation.method, operation.at(values), body_of(operation))

    if set(operation.scopes) <= set(scopes):
        assert answer.status_code in {200, 409}
    else:
        assert answer.status_code == 403
        assert answer.json()["code"] == "scope-missing"
        assert answer["WWW-Authenticate"] == (
            f'Bearer error="insufficient_scope", scope="{" ".join(operation.scopes)}"'
        )
        assert rows(ana) == before


@pytest.mark.parametrize("operation", OBJECTS, ids=lambda each: each.id)
def test_what_is_ana_s_is_not_there_for_a_stranger(operation, values, ana, bo, noon, stranger):
    before = rows(ana)
    if operation.id in TICKED:
        values["item_id"] = Session.objects.get().items.filter(phase="warm-up").first().pk

    answer = stranger(operation.method, operation.at(values), body_of(operation))

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"
    assert rows(ana) == before
    assert rows(bo) == [[], [], [], []]


@pytest.mark.parametrize("operation", FOUND, ids=lambda each: each.id)
def test_what_was_never_there_is_not_there(operation, values, ask):
    nowhere = dict.fromkeys(values, new_key()) | {"slug": "own-nothing"}

    answer = ask(operation.method, operation.at(nowhere), body_of(operation))

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


@pytest.mark.parametrize("operation", LISTS, ids=lambda each: each.id)
def test_lists_of_a_stranger_have_nothing_of_ana_s(operation, values, ask, stranger):
    assert len(ask("get", operation.path).json()["results"]) == 1
    assert stranger("get", operation.path).json() == {"results": [], "next": None}


def test_stranger_sees_neither_ana_nor_her_exercises(values, ask, stranger):
    assert stranger("get", "me").json()["email"] == "bo@example.org"
    assert stranger("get", "plan").json()["code"] == "no-plan"
    slugs = [
        {each["slug"] for each in who("get", "exercises?limit=200").json()["results"]}
        for who in (ask, stranger)
    ]
    assert slugs[0] - slugs[1] == {values["slug"]}


def test_morning_of_the_same_day_is_one_s_own(values, ana, bo, stranger):
    before = rows(ana)

    answer = stranger("put", "mornings/2026-03-03", {"pain": 9})

    assert answer.json()["pain"] == 9
    assert rows(ana) == before
    assert MorningCheck.objects.get(user=bo).pain == 9


def test_key_of_a_stranger_s_set_is_no_key(values, bo, noon, stranger, ana):
    builders.plan(bo, noon)
    item = builders.strength(builders.session(bo, noon))[0]
    before = rows(ana)

    answer = stranger("put", f"items/{item.pk}/sets/{values['key']}", {"number": 1})

    assert answer.status_code == 404
    assert rows(ana) == before


@pytest.mark.parametrize(
    "end",
    [
        pytest.param({"ends_at": timedelta(0)}, id="ended"),
        pytest.param(None, id="switched off"),
        pytest.param({}, id="account closed"),
    ],
)
def test_token_ends(ana, noon, end):
    token, secret = builders.api_token(ana, noon)
    ask = program(secret)
    assert ask("get", "me").status_code == 200

    if end is None:
        token.delete()
    elif end:
        ApiToken.objects.update(ends_at=noon)
    else:
        ana.is_active = False
        ana.save()

    assert ask("get", "me").status_code == 401


def test_last_use_is_noted(ana, noon):
    token, secret = builders.api_token(ana, noon)

    with time_machine.travel(noon + timedelta(hours=2), tick=False):
        program(secret)("get", "me")

    token.refresh_from_db()
    assert token.used_at == noon + timedelta(hours=2)


def test_requests_of_a_token_are_limited(ana, noon, monkeypatch):
    three = RateLimit("API", 3, timedelta(minutes=10))
    monkeypatch.setattr("exchange.api.access.REQUESTS", three)
    asked = [program(builders.api_token(ana, noon)[1]) for _number in range(2)]

    with time_machine.travel(noon, tick=False):
        answers = [asked[0]("get", "me") for _number in range(4)]
        other = asked[1]("get", "me")

    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "200"
    assert answers[-1].json() == {
        "type": "/api/v1/#too-often",
        "code": "too-often",
        "title": "Too many requests",
        "status": 429,
        "detail": "The header Retry-After says in how many seconds to go on.",
    }
    assert other.status_code == 200


def test_wrong_tokens_are_limited_by_address_and_right_ones_go_on(ana, noon):
    right = program(builders.api_token(ana, noon)[1])
    wrong = program("bh_" + "0" * 64)

    with time_machine.travel(noon, tick=False):
        answers = [wrong("get", "me").status_code for _number in range(61)]

        assert answers == [401] * 60 + [429]
        assert right("get", "me").status_code == 200
    assert Allowance.objects.count() == 3


def test_no_cookie_is_set_and_no_session_read(ana, ask):
    answer = ask("get", "me")

    assert answer.cookies == {}
    assert "X-Offline-User" not in answer.headers
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer["Vary"]
    assert "Cookie" not in answer["Vary"]


def test_guest_s_program_works_too(db, noon):
    secret = builders.api_token(builders.guest(), noon)[1]

    assert program(secret)("get", "me").json()["email"] is None
