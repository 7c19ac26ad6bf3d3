"""Nonsense in every field and every parameter: refused beside the field, or taken; never a 500."""

from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import forms
from accounts.keys import new_key
from exercises.forms import LibraryForm
from exercises.models import Exercise
from routines.forms import (
    CorrectionForm,
    FinishForm,
    HistoryForm,
    SetForm,
    SetupForm,
    StartSessionForm,
    TickForm,
)
from tests import builders

# The tables below have a sign for each of these, in this order: + taken, - refused.
NONSENSE = ["", "nonsense", "-1", "1e9", "NaN", "\x00", "8,5", "9" * 400, "<script>"]
ALL, NONE = "+++++++++", "---------"
NONE_BUT_EMPTY = "+--------"
TEXT, SHORT_TEXT = "+++++-+++", "+++++-+-+"

SET = {
    "number": "1",
    "side": "both",
    "amount": "5",
    "load": "8",
    "unit": "kg",
    "rir": "2",
    "note": "Good.",
}
GOOD = {
    "accounts:start": {"time_zone": "Europe/Berlin"},
    "accounts:claim": {"email": "cleo@example.org", "password": builders.PASSWORD},
    "accounts:settings": {"units": "metric", "time_zone": "Europe/Berlin", "week_start": "0"},
    "routines:setup": {
        "level": "L1",
        "equipment": ["chair", "mat"],
        "sessions_per_week": "2",
        "weekdays": ["0", "3"],
        "units": "metric",
        "time_zone": "Europe/Berlin",
    },
    "routines:replan": {},
    "routines:start_session": {"key": str(new_key())},
    "routines:finish": {"rir": "2", "note": "Good."},
    "routines:discard": {},
    "routines:tick_item": {"done": "on"},
    "routines:log_set": SET,
    "routines:correct_set": SET,
    "routines:remove_set": {},
    "account_login": {"login": "ana@example.org", "password": builders.PASSWORD, "next": "/"},
    "account_logout": {"next": "/"},
    "account_reset_password": {"email": "ana@example.org"},
    "account_change_password": {
        "oldpassword": builders.PASSWORD,
        "password1": "another long sentence",
        "password2": "another long sentence",
    },
}
TAKEN = {
    "accounts:start": {"time_zone": ALL},
    "accounts:claim": {"email": NONE, "password": "-+------+"},
    "accounts:settings": dict.fromkeys(GOOD["accounts:settings"], NONE),
    "routines:setup": dict.fromkeys(GOOD["routines:setup"], NONE),
    "routines:replan": {},
    # Without a key that can be read the page leads back to Today, which makes another.
    "routines:start_session": {"key": ALL},
    "routines:finish": {"rir": NONE_BUT_EMPTY, "note": TEXT},
    "routines:discard": {},
    "routines:tick_item": {"done": ALL},
    "routines:log_set": {
        "number": NONE,
        "side": NONE,
        "amount": NONE_BUT_EMPTY,
        "load": "+-----+--",
        "unit": NONE_BUT_EMPTY,
        "rir": NONE_BUT_EMPTY,
        "note": SHORT_TEXT,
    },
    "routines:correct_set": {
        "number": NONE,
        "side": NONE,
        "amount": NONE,
        "load": "+-----+--",
        "unit": NONE_BUT_EMPTY,
        "rir": NONE_BUT_EMPTY,
        "note": SHORT_TEXT,
    },
    "routines:remove_set": {},
    "account_login": {"login": NONE, "password": NONE, "next": ALL},
    "account_logout": {"next": ALL},
    "account_reset_password": {"email": NONE},
    "account_change_password": dict.fromkeys(GOOD["account_change_password"], NONE),
}
# By a stranger, because somebody with an account is sent away from these.
STRANGERS = {"accounts:start", "accounts:claim", "account_login", "routines:landing"}
# Every parameter that a page reads from its address.
PARAMETERS = {
    "exercises:library": {
        "q": SHORT_TEXT,
        "pattern": NONE_BUT_EMPTY,
        "phase": NONE_BUT_EMPTY,
        "muscle": NONE_BUT_EMPTY,
        "equipment": NONE,
        "knee": NONE_BUT_EMPTY,
        "rest_day": NONE_BUT_EMPTY,
    },
    "routines:exercise_history": {"page": ALL},
    "routines:history": {"until": NONE_BUT_EMPTY},
    "account_login": {"next": ALL},
}
NO_PARAMETERS = [
    "accounts:claim",
    "accounts:settings",
    "exercises:exercise",
    "routines:correct_set",
    "routines:discard",
    "routines:finish",
    "routines:landing",
    "routines:session",
    "routines:setup",
    "routines:today",
    "routines:week",
    "account_change_password",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "healthz",
]
# These answer htmx with a part of the page.
PARTS = ["routines:log_set", "routines:remove_set", "routines:tick_item"]
SIGNS = {200: "+", 204: "+", 302: "+", 422: "-"}
HEADERS = {"plain": {}, "htmx": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def _quick(settings, monkeypatch):
    """Passwords and lists of zones that take no time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(forms, "zone_names", lambda: frozenset({"UTC", "Europe/Berlin"}))


@pytest.fixture
def urls(ana, library, noon):
    """Every address, about a running session of ana's, an exercise with a weight, a set of it."""
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    session = builders.session(ana, noon)
    item = next(
        each for each in builders.strength(session) if each.takes_load and not each.side_by_side
    )
    key = builders.one_set(item, noon).pk
    # A page with one exercise shows as well as one with twenty what nonsense does to it.
    session.items.filter(phase="strength").exclude(pk=item.pk).delete()
    session.items.exclude(phase="strength").exclude(position=1).delete()
    values = {
        "routines:correct_set": [key],
        "routines:remove_set": [key],
        "routines:log_set": [item.pk, new_key()],
        "routines:tick_item": [item.pk],
        "routines:session": [session.pk],
        "routines:finish": [session.pk],
        "routines:discard": [session.pk],
        "routines:exercise_history": [item.exercise_id],
        "exercises:exercise": ["dead-bug"],
    }
    return {
        name: reverse(name, args=values.get(name)) for name in [*GOOD, *PARAMETERS, *NO_PARAMETERS]
    }


@pytest.fixture
def small_library(library):
    """Three exercises instead of 59."""
    kept = ["dead-bug", "goblet-squat", "romanian-deadlift"]
    Exercise.objects.exclude(pk__in=kept).update(retired_at=timezone.now())


@pytest.fixture
def ask(ana):
    """Sends a request whose changes are taken back, and gives the answer's status."""
    person, stranger = (Client(raise_request_exception=False) for _ in range(2))
    person.force_login(ana)
    signed_in = person.cookies["sessionid"].value

    def send(name, method, url, *args, **options):
        sender = stranger if name in STRANGERS else person
        sender.cookies.clear()
        if sender is person:
            sender.cookies["sessionid"] = signed_in
        point = transaction.savepoint()
        status = getattr(sender, method)(url, *args, **options).status_code
        transaction.savepoint_rollback(point)
        return status

    return send


def signs(statuses, refused=422):
    """The statuses as the tables have them; one that is in no table stands there as it is."""
    return "".join(
        "-" if status == refused else SIGNS.get(status, f"({status})") for status in statuses
    )


def test_tables_name_every_field():
    known = {
        "accounts:start": forms.StartForm,
        "accounts:claim": forms.ClaimForm,
        "accounts:settings": forms.SettingsForm,
        "exercises:library": LibraryForm,
        "routines:correct_set": CorrectionForm,
        "routines:finish": FinishForm,
        "routines:history": HistoryForm,
        "routines:log_set": SetForm,
        "routines:setup": SetupForm,
        "routines:start_session": StartSessionForm,
        "routines:tick_item": TickForm,
    }
    tables = {**TAKEN, **PARAMETERS}

    assert {name: set(form.base_fields) for name, form in known.items()} == {
        name: set(tables[name]) for name in known
    }
    assert {name: set(fields) for name, fields in GOOD.items()} == {
        name: set(fields) for name, fields in TAKEN.items()
    }


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_every_form_takes_what_is_good(urls, ask, headers):
    answers = {
        name: ask(name, "post", urls[name], data, headers=headers) for name, data in GOOD.items()
    }

    assert answers == {name: 302 if not headers else 200 if name in PARTS else 204 for name in GOOD}


@pytest.mark.parametrize(
    ("headers", "names"), [({}, list(GOOD)), (HEADERS["htmx"], PARTS)], ids=HEADERS
)
def test_nonsense_in_a_field_is_refused_or_taken(urls, ask, headers, names):
    def answers(name, field):
        for value in NONSENSE:
            yield ask(name, "post", urls[name], {**GOOD[name], field: value}, headers=headers)

    # allauth answers a refused form with 200.
    found = {
        name: {
            field: signs(answers(name, field), 200 if name.startswith("account_") else 422)
            for field in GOOD[name]
        }
        for name in names
    }

    assert found == {name: TAKEN[name] for name in names}


def test_nonsense_in_every_field_at_once_is_no_fault_of_ours(urls, ask):
    answers = {
        name: {
            ask(name, "post", urls[name], dict.fromkeys(GOOD[name], value), headers=HEADERS["htmx"])
            for value in ("", "nonsense", "\x00", "9" * 400)
        }
        for name in GOOD
    }

    assert set().union(*answers.values()) == {200, 204, 422}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"amount=%FF&note=%ED%A0%80&email=%FF", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"a&" * 900, "application/x-www-form-urlencoded"),
        (b'{"amount": {"a": []}}', "application/json"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data"),
        (b"nonsense", "nonsense"),
    ],
)
def test_nonsense_for_a_body_is_no_fault_of_ours(db, ask, body, content_type):
    names = ["accounts:start", "accounts:claim", "accounts:settings", "routines:setup"]

    answers = {
        name: ask(name, "generic", "POST", reverse(name), body, content_type=content_type)
        for name in names
    }

    assert {name: status for name, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_nonsense_in_a_parameter_is_refused_or_read_past(urls, small_library, ask, headers):
    def answers(name, parameter):
        for value in NONSENSE:
            yield ask(name, "get", urls[name], {parameter: value}, headers=headers)

    found = {
        name: {parameter: signs(answers(name, parameter)) for parameter in parameters}
        for name, parameters in PARAMETERS.items()
    }

    assert found == PARAMETERS


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_parameters_that_a_page_does_not_know_are_read_past(urls, small_library, ask, headers):
    unknown = {f"x{number}": value for number, value in enumerate(NONSENSE)}

    answers = {
        name: ask(name, "get", urls[name], unknown, headers=headers) for name in NO_PARAMETERS
    }

    assert answers == dict.fromkeys(NO_PARAMETERS, 200)


def test_nonsense_picked_so_far_is_read_past_in_the_set_up(urls, ask):
    url, fields = urls["routines:setup"], GOOD["routines:setup"]

    answers = [
        ask("routines:setup", "get", url, dict.fromkeys(fields, value), headers=HEADERS["htmx"])
        for value in NONSENSE
    ]

    assert answers == [200] * len(NONSENSE)


def test_nonsense_in_an_address_is_not_found(db, ask):
    patterns = [
        "/sessions/{}/",
        "/sessions/{}/finish/",
        "/items/{}/tick/",
        "/sets/{}/",
        "/exercises/{}/",
        "/history/exercises/{}/",
        "/static/{}",
        "/{}/",
    ]

    answers = {
        (pattern, value): ask("", "get", pattern.format(quote(value)))
        for pattern in patterns
        for value in [*NONSENSE[1:], "../../etc/passwd", "\udcff".encode(errors="surrogateescape")]
    }

    assert answers == dict.fromkeys(answers, 404)


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-Request": "nonsense"},
        {"HX-Request": "true", "HX-Current-URL": "http://["},
        {"HX-Request": "true", "HX-Target": "\x00", "HX-Trigger": "<script>"},
        {"HX-Request": "true", "HX-Current-URL-URI-AutoEncoded": "true", "HX-Current-URL": "%FF"},
        {"If-None-Match": "nonsense"},
        {"If-None-Match": '"' * 400},
        {"Accept-Language": "nonsense, *;q=NaN, \x00"},
        {"Accept-Encoding": "nonsense"},
        {"Cookie": "sessionid=nonsense; csrftoken=<script>; messages=nonsense"},
        {"Referer": "http://["},
        {"Range": "bytes=nonsense"},
        {"If-Modified-Since": "nonsense"},
    ],
)
def test_nonsense_in_a_header_is_read_past(library, headers):
    stranger = Client(raise_request_exception=False)

    answers = [
        stranger.get(path, headers=headers).status_code
        for path in ("/", "/exercises/", "/exercises/dead-bug/", "/accounts/login/", "/healthz")
    ]

    assert answers == [200] * 5
