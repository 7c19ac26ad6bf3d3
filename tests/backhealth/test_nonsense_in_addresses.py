"""Nonsense in every parameter, path and header: refused in words, read past, or not found."""

from urllib.parse import quote

import pytest
from django.test import Client

from builder.forms import PickForm, PutAwayForm
from exercises.forms import LibraryForm
from history.forms import ActivitiesForm, ExercisesForm, HistoryForm, ReportForm
from routines.forms import (
    ChangeForm,
    DayNotesForm,
    MorningsForm,
    SwapSearchForm,
    ViewForm,
    WeekForm,
)
from tests.backhealth.nonsense import (
    ALL,
    GOOD,
    HEADERS,
    NONE,
    NONE_BUT_EMPTY,
    NONSENSE,
    SHORT_TEXT,
    WITH_HEADERS,
    signs,
)
from tests.page_tables import METHODS

pytestmark = pytest.mark.usefixtures("quick")

LIBRARY = {
    "q": SHORT_TEXT,
    "pattern": NONE_BUT_EMPTY,
    "phase": NONE_BUT_EMPTY,
    "muscle": NONE_BUT_EMPTY,
    "equipment": NONE,
    "knee": NONE_BUT_EMPTY,
    "rest_day": NONE_BUT_EMPTY,
}
SHEET = dict.fromkeys(["weeks", "since", "to", "part"], NONE)
# Every parameter that a page reads from its address.
PARAMETERS = {
    "exercises:library": LIBRARY,
    "exercises:own_shelf": LIBRARY,
    "builder:routines": {"put_away": ALL},
    "builder:add_exercise": {
        "q": SHORT_TEXT,
        "pattern": NONE_BUT_EMPTY,
        "muscle": NONE_BUT_EMPTY,
        "fits": ALL,
        "lately": ALL,
        "knee": NONE_BUT_EMPTY,
    },
    "routines:change": {"action": NONE, "day": NONE, "to": NONE_BUT_EMPTY, "look": NONE_BUT_EMPTY},
    "exchange:sets_as_csv": {"separator": ALL},
    "history:charts": {"period": ALL},
    "history:exercise": {"page": ALL, "period": ALL},
    "history:self_test": {"page": ALL},
    "routines:day_notes": {"day": ALL},
    "routines:mornings": {"day": ALL},
    "routines:add_item": {"after": ALL, "q": ALL},
    "routines:ready": {"changed": ALL, "short": ALL, "empty": ALL},
    "routines:session": {"view": ALL, "rows": ALL, "at": ALL, "undo": ALL},
    "routines:swap_item": {"view": ALL, "rows": ALL, "at": ALL, "undo": ALL, "q": ALL},
    "routines:trouble": {"view": ALL, "rows": ALL, "at": ALL, "undo": ALL},
    "routines:week": {"changed": ALL},
    "routines:write_down": {"day": ALL},
    "history:activities": {"removed": ALL},
    "history:exercises": {"q": SHORT_TEXT},
    "history:report": SHEET,
    "history:report_sheet": SHEET,
    "history:history": dict.fromkeys(["until", "undo", "removed"], NONE_BUT_EMPTY),
    "accounts:confirm": {"next": ALL},
    "accounts:passkey_log_in": {"next": ALL},
    "account_login": {"next": ALL},
}
NO_PARAMETERS = [
    "exchange:tokens",
    "reminders:reminders",
    "reminders:stop_mails",
    "exchange:imports",
    "exchange:log_import",
    "exchange:api_reference",
    "exchange:openapi",
    "history:activity",
    "history:session",
    "history:name_activities",
    "history:norm_group",
    "history:self_test_offer",
    "history:self_test_result",
    "history:self_tests",
    "builder:weekdays",
    "builder:begin",
    "builder:file",
    "builder:read",
    "builder:prescription",
    "builder:routine",
    "builder:share",
    "builder:shared_routine",
    "builder:shared_sheet",
    "history:given_sheet",
    "routines:back_date",
    "accounts:address",
    "accounts:authenticator",
    "accounts:new_passkey",
    "accounts:passkey",
    "accounts:recovery_codes",
    "accounts:recovery_codes_file",
    "accounts:second_step",
    "accounts:security",
    "accounts:claim",
    "accounts:confirm_address",
    "accounts:devices",
    "accounts:emergency_number",
    "accounts:settings",
    "accounts:time_zones",
    "exercises:change_own_exercise",
    "exercises:exercise",
    "exercises:handout",
    "exercises:new_own_exercise",
    "exercises:own_exercise",
    "exercises:own_exercises",
    "exercises:own_handout",
    "exercises:picture",
    "learn:anatomy",
    "learn:cool_down",
    "learn:cool_down_handout",
    "learn:everyday",
    "learn:evidence",
    "learn:glossary",
    "learn:how_often",
    "learn:overview",
    "learn:questions",
    "learn:safety",
    "learn:warm_up",
    "learn:warm_up_handout",
    "learn:water",
    "routines:agreement",
    "routines:at_hand",
    "routines:bring_along",
    "routines:calendar",
    "routines:calendar_feed",
    "routines:screening_result",
    "routines:correct_set",
    "routines:day",
    "routines:delete",
    "routines:discard",
    "exchange:bring_back",
    "exchange:brought_file",
    "exchange:download",
    "routines:stop",
    "routines:finish",
    "routines:habits",
    "routines:handout",
    "routines:landing",
    "routines:my_exercise",
    "routines:remove_session",
    "routines:summary",
    "routines:replan",
    "routines:rungs",
    "routines:outbox",
    "routines:outbox_token",
    "routines:session_parts",
    "routines:setup",
    "routines:target",
    "routines:red_flags",
    "routines:screening",
    "routines:today",
    "routines:withdraw",
    "account_change_password",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "healthz",
    "metrics",
    "readyz",
    "manifest",
    "offline",
    "worker",
]

# What these read is refused if a part of it is missing.
ONLY_WHOLE = {
    "routines:change": GOOD["routines:change"],
    "history:report": GOOD["history:report_sheet"],
    "history:report_sheet": GOOD["history:report_sheet"],
}

# Read without a form: whether it is there at all.
FLAGS = {"routines:ready": {"short", "empty"}}


class SwapPage(ViewForm, SwapSearchForm):
    """The two forms that read one address."""


def test_tables_name_every_page_of_ours_and_every_parameter():
    got = {name for name, methods in METHODS.items() if "GET" in methods}
    leads_away = {"account_set_password", "account_signup"}
    known = {
        "builder:routines": PutAwayForm,
        "builder:add_exercise": PickForm,
        "exercises:library": LibraryForm,
        "exercises:own_shelf": LibraryForm,
        "routines:change": ChangeForm,
        "history:activities": ActivitiesForm,
        "history:exercises": ExercisesForm,
        "history:history": HistoryForm,
        "history:report": ReportForm,
        "history:report_sheet": ReportForm,
        "routines:day_notes": DayNotesForm,
        "routines:mornings": MorningsForm,
        "routines:ready": WeekForm,
        "routines:session": ViewForm,
        "routines:swap_item": SwapPage,
        "routines:trouble": ViewForm,
        "routines:week": WeekForm,
    }

    named = [*PARAMETERS, *NO_PARAMETERS]
    assert {name for name in named if not name.startswith("account_")} == got - leads_away
    assert {name: {*form.base_fields, *FLAGS.get(name, ())} for name, form in known.items()} == {
        name: set(PARAMETERS[name]) for name in known
    }


@pytest.mark.parametrize("headers", WITH_HEADERS)
def test_nonsense_in_a_parameter_is_refused_or_read_past(
    urls, small_library, empty_pages, ask, headers
):
    def answers(name, parameter):
        given = ONLY_WHOLE.get(name, {})
        for value in NONSENSE:
            yield ask(name, "get", urls[name], {**given, parameter: value}, headers=headers)

    found = {
        name: {parameter: signs(answers(name, parameter)) for parameter in parameters}
        for name, parameters in PARAMETERS.items()
    }

    assert found == PARAMETERS


@pytest.mark.parametrize("headers", WITH_HEADERS)
def test_nonsense_in_every_parameter_at_once_is_shown_again_and_no_fault(
    urls, small_library, ask, headers
):
    answers = {
        (name, value): ask(
            name, "get", urls[name], dict.fromkeys(parameters, value), headers=headers
        )
        for name, parameters in PARAMETERS.items()
        for value in NONSENSE
    }

    assert {asked for asked, status in answers.items() if status not in {200, 422}} == set()


@pytest.mark.parametrize("headers", WITH_HEADERS)
def test_parameters_that_a_page_does_not_know_are_read_past(urls, small_library, ask, headers):
    unknown = {f"x{number}": value for number, value in enumerate(NONSENSE)}

    answers = {
        name: ask(name, "get", urls[name], unknown, headers=headers) for name in NO_PARAMETERS
    }

    led_on = {name for name, status in answers.items() if status != 200}
    # To the library; there is no token; no recovery codes are shown, so there is no file of them;
    # who is logged in needs no second step.
    assert led_on == {
        *("routines:at_hand", "metrics", "accounts:recovery_codes_file"),
        "accounts:second_step",
    }


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
        "/plan/days/{}/",
        "/calendar/{}.ics",
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
    ("day", "status"),
    [
        ("2026-02-30", 404),
        ("0-0-0", 404),
        ("10000-1-1", 404),
        (f"{2**31}-1-1", 404),
        (f"{'9' * 400}-1-1", 404),
        (f"{'9' * 4400}-1-1", 404),
        ("1-1-1", 200),
        ("9999-12-31", 200),
    ],
)
def test_day_that_never_comes_is_not_found_and_a_far_one_is_no_fault(urls, ask, day, status):
    assert ask("routines:day", "get", f"/plan/days/{day}/") == status


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
def test_nonsense_in_a_header_is_read_past(small_library, headers):
    stranger = Client(raise_request_exception=False)

    answers = [
        stranger.get(path, headers=headers).status_code
        for path in ("/", "/exercises/", "/exercises/dead-bug/", "/accounts/login/", "/healthz")
    ]

    assert answers == [200] * 5
