"""House rules about pages: their names, their methods, who may open them (docs/architecture.md)."""

import ast
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.actions import ask_for_address, wait_for_answer
from accounts.keys import new_key
from accounts.new_address import key_for
from backhealth.environment import ROOT
from builder.actions import share_routine
from builder.models import Received, Share
from exchange.models import ApiToken, LogImport
from history.actions import record_result
from history.models import (
    Activity,
    NormGroup,
    ReportLink,
    SelfTestResult,
    SkippedTest,
    ThreeActivities,
)
from history.planning.self_tests import Measured
from reminders.facts.stop_links import stop_key
from reminders.models import PushSubscription
from routines import actions
from routines.facts.plan_changes import marks_for
from routines.models import (
    Agreement,
    CalendarFeed,
    DayMark,
    FlareMark,
    MorningCheck,
    Plan,
    PlanChange,
    PlannedSession,
    ProfessionalCheck,
    Screening,
    Session,
    SessionItem,
    SetLog,
    TargetOverride,
)
from tests import builders
from tests.page_tables import (
    ALLAUTH,
    APPS,
    ASKED_WITH,
    FILES,
    FOR_STRANGERS,
    METHODS,
    NOT_OBJECTS,
    OBJECTS,
    PROBES,
    PUBLIC,
)


@dataclass(frozen=True)
class Page:
    name: str
    pattern: URLPattern

    @property
    def app(self):
        return self.name.partition(":")[0]

    @property
    def view(self):
        return self.pattern.callback

    @property
    def captured(self):
        return set(self.pattern.pattern.converters) | set(self.pattern.pattern.regex.groupindex)

    def url(self, values):
        unknown = self.captured - set(values)
        assert unknown == set(), f"{self.name}: name {unknown} in the fixture values()"
        return reverse(self.name, kwargs={name: values[name] for name in self.captured})


def walk(patterns, namespace=""):
    for each in patterns:
        if isinstance(each, URLPattern):
            yield Page(f"{namespace}{each.name}", each)
        else:
            space = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from walk(each.url_patterns, space)


# The operations of the API have tables of their own, made from its OpenAPI (tests/exchange/api).
EVERY = [
    page for page in walk(get_resolver().url_patterns) if not page.name.startswith("exchange:api:")
]
PAGES = {page.name: page for page in EVERY}
OURS = {name: page for name, page in PAGES.items() if page.app in APPS}


@pytest.fixture
def values(ana, library, noon):
    """Return values for every address: ana's running session with an exercise and a set of it; a
    change and a day of her plan; her calendar's token; her routine; links."""
    plan = builders.plan(ana, noon)
    logged = builders.done_on(ana, noon - timedelta(days=2))
    session = builders.session(ana, noon)
    result = record_result(
        user=ana,
        key=new_key(),
        test="one-leg",
        day=date(2026, 3, 3),
        measured=Measured(unit="seconds", left=Decimal(9), tries={"left": [9]}),
        now=noon,
    )
    away = marks_for("away", day=date(2026, 3, 11), to=None)
    change = actions.change_plan(user=ana, marks=away, today=noon.date(), now=noon)
    link = share_routine(routine=plan.routine, with_notes=False, now=noon)
    sheet_token = builders.sheet_link(ana, noon)
    feed = actions.make_feed(user=ana, with_rest_days=True, starts_at=None, now=noon)
    item = next(each for each in builders.strength(session) if not each.side_by_side)
    guest = builders.guest()
    builders.plan(guest, noon)
    wait_for_answer(guest=guest, user=ana, now=noon)
    asked = ask_for_address(user=ana, email="ana@example.com", now=noon)
    return {
        "address_key": key_for(asked),
        "session_id": session.pk,
        "logged_id": logged.pk,
        "passkey_id": builders.passkey(ana).pk,
        "item_id": item.pk,
        "key": builders.one_set(item, noon).pk,
        "slug": item.exercise_id,
        "test": "one-leg",
        "result_id": result.pk,
        "import_id": LogImport.objects.create(user=ana, made_at=noon, app="hevy").pk,
        "activity_id": Activity.objects.create(user=ana, day=date(2026, 3, 3), kind="walk").pk,
        "prescription_id": session.plan.prescriptions.get(
            programme_day="A", exercise=item.exercise_id
        ).pk,
        "letter": "a",
        "own": builders.own_exercise(ana).pk,
        "uidb36": ana.pk.hex,
        "change_id": change.pk,
        "year": 2026,
        "month": 3,
        "number": 9,
        "token": feed.token,
        "routine_id": plan.routine_id,
        "share_token": link.token,
        "link_id": ReportLink.objects.get().pk,
        "device_id": builders.push_device(ana, noon).pk,
        "token_id": builders.api_token(ana, noon)[0].pk,
        "stop_token": stop_key(ana.pk, None),
        "sheet_token": sheet_token,
        "kind": "still",
        "digest": item.exercise.figure_digest,
        "level": "l2",
        "file_id": builders.brought_file(ana, noon).pk,
    }


@pytest.fixture
def rows(ana):
    """Return a function that reads all of ana's rows as plain values, for before and after."""

    def read():
        models = (
            Plan, PlanChange, DayMark, PlannedSession, Session, SessionItem, SetLog, CalendarFeed,
            MorningCheck, FlareMark, ProfessionalCheck, Agreement, Screening, TargetOverride,
            Share, Received, SelfTestResult, SkippedTest, ThreeActivities, Activity, NormGroup,
            ReportLink, ApiToken, LogImport, PushSubscription,
        )  # fmt: skip
        found = [model_to_dict(row) for model in models for row in model.objects.filter(user=ana)]
        return sorted(map(str, found))

    return read


def test_lists_of_this_file_name_pages_that_exist():
    assert set(METHODS) | ALLAUTH == set(PAGES)
    assert set(METHODS) & ALLAUTH == set()
    assert (PUBLIC | OBJECTS | NOT_OBJECTS) - set(PAGES) == set()


# --- names --------------------------------------------------------------------------------------


def test_url_name_is_the_name_of_its_view():
    named = {name: f"{page.app}:{page.view.__name__}" for name, page in OURS.items()}

    assert named == {name: name for name in OURS}
    apps = {page.view.__module__.partition(".views")[0] for page in OURS.values()}
    assert apps | {"exchange"} == set(APPS)  # its first pages are yet to come


def test_page_renders_the_template_of_its_name(values, as_ana, client):
    shown = {name for name in OURS if "GET" in METHODS.get(name, "")} - FILES

    pages = {
        name: (client if name in FOR_STRANGERS else as_ana).get(
            PAGES[name].url(values), ASKED_WITH.get(name)
        )
        for name in shown
    }

    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(shown, 200)
    assert {name: page.templates[0].name for name, page in pages.items()} == {
        name: f"{name.replace(':', '/')}.html" for name in shown
    }


def test_every_template_of_an_app_is_a_page_or_a_part():
    shown = {name for name in OURS if "GET" in METHODS.get(name, "")} - FILES
    pages = {name.replace(":", "/") for name in shown}

    files = {
        f"{app}/{path.stem}"
        for app in APPS
        for path in (ROOT / "templates" / app).rglob("*.html")
        if not path.name.startswith("_")
    }
    assert files == pages


def test_path_is_plural_nouns_without_capitals_and_ends_with_a_slash(values):
    paths = [page.url(values) for name, page in PAGES.items() if name not in {*PROBES, *FILES}]

    assert [path for path in paths if not path.endswith("/") or path != path.lower()] == []


# --- verbs --------------------------------------------------------------------------------------


def views():
    """The files that call verbs: pages, what they are made of, and commands."""
    found = [path.relative_to(ROOT) for app in APPS for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if {"views", "views.py", "commands"} & set(path.parts)]


def test_views_call_verbs_by_their_module():
    """`actions.log_set(…)`, so that a search for it finds every caller."""
    modules = {f"{app}.actions" for app in APPS}
    taken = [
        f"{path}: from {node.module} import {each.name} as {each.asname}"
        for path in views()
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if ".".join(str(node.module).split(".")[:2]) in modules
        or (each.asname and f"{node.module}.{each.name}" in modules)
    ]

    assert taken == []
    assert len(views()) > 20


# Steps that verbs share.
STEPS = {
    *("routine_rows.py", "carried_targets.py", "item_sums.py"),
    *("merge_plans.py", "merge_verdicts.py"),
}


def test_every_verb_of_routines_is_called_by_the_package():
    folder = ROOT / "routines" / "actions"
    verbs = {
        node.name
        for path in folder.glob("*.py")
        if path.name not in STEPS
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }

    assert verbs - set(actions.__all__) == set()
    assert [name for name in actions.__all__ if not hasattr(actions, name)] == []


def test_views_compare_with_members_of_a_list_and_not_with_its_words():
    """`DayState.PLANNED`, not "planned": a misspelt word would silently equal nothing."""
    folders = ("views", "forms", "actions", "facts", "models")
    paths = [path for name in folders for path in (ROOT / "routines" / name).glob("*.py")]
    compared = {
        f"{path.parent.name}/{path.name}: {word.value}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq)
        for word in (node.left, *node.comparators)
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }

    # Methods of HTTP.
    assert {each for each in compared if not each.endswith(": POST")} == set()


# --- methods ------------------------------------------------------------------------------------


def test_page_refuses_a_method_that_it_does_not_take(values, as_ana, rows):
    before = rows()

    answers = {name: as_ana.generic("NONSENSE", PAGES[name].url(values)) for name in METHODS}

    assert {each.status_code for each in answers.values()} == {405}
    assert {name: each["Allow"] for name, each in answers.items()} == METHODS
    assert rows() == before


def test_page_of_allauth_refuses_a_method_that_it_does_not_take(values, as_ana, client):
    # The log-in page redirects a person who is signed in before it checks the method.
    answers = {
        name: (client if name == "account_login" else as_ana).delete(PAGES[name].url(values))
        for name in ALLAUTH - {"account_reset_password_from_key"}
    }

    assert {each.status_code for each in answers.values()} == {405}


# --- who may open it ----------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_asks_a_stranger_to_log_in_unless_it_is_public(values, rows, method):
    before = rows()
    urls = {name: page.url(values) for name, page in PAGES.items()}

    answers = {name: Client().generic(method, url) for name, url in urls.items()}

    led = {name: each["Location"] for name, each in answers.items() if "Location" in each}
    asked = {name: to for name, to in led.items() if to.startswith("/accounts/login/")}
    assert asked == {
        name: f"/accounts/login/?next={url if method == 'GET' else '/today/'}"
        for name, url in urls.items()
        if name not in PUBLIC
    }
    assert rows() == before


def test_every_page_about_one_thing_is_known_here():
    about_one = {name for name, page in PAGES.items() if page.captured}

    assert about_one == OBJECTS | NOT_OBJECTS


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_belongs_to_ana_is_not_there_for_bo(values, as_bo, rows, htmx):
    before = rows()
    good = "number=1&side=both&amount=5&done=on&note=&rir="
    form = "application/x-www-form-urlencoded"

    answers = {
        (name, method): as_bo.generic(
            method, PAGES[name].url(values), good, content_type=form, headers=htmx
        ).status_code
        for name in OBJECTS
        for method in METHODS[name].split(", ")
    }

    assert answers == dict.fromkeys(answers, 404)
    assert rows() == before


def test_what_was_never_there_is_not_there(values, as_ana):
    nowhere = dict.fromkeys(values, uuid.UUID(int=7)) | {"prescription_id": 7, "passkey_id": 7}

    answers = {
        (name, method): as_ana.generic(method, PAGES[name].url(nowhere)).status_code
        for name in OBJECTS
        for method in METHODS[name].split(", ")
    }

    assert answers == dict.fromkeys(answers, 404)


def test_bo_can_not_write_into_ana_s_set_through_an_exercise_of_his_own(
    values, as_bo, bo, noon, rows
):
    builders.plan(bo, noon)
    item = builders.strength(builders.session(bo, noon))[0]
    url, before = PAGES["routines:log_set"].url({**values, "item_id": item.pk}), rows()

    response = as_bo.post(url, {"number": "1", "side": "both", "amount": "99"})

    assert response.status_code == 404
    assert rows() == before
    assert SetLog.objects.filter(user=bo).count() == 0


def test_history_of_an_exercise_shows_bo_nothing_of_ana_s(values, as_ana, as_bo):
    url = PAGES["history:exercise"].url(values)
    Session.objects.update(status="completed", finished_at="2026-03-04T13:00Z")

    pages = [client.get(url).context["logged"] for client in (as_ana, as_bo)]

    assert [len(page) for page in pages] == [1, 0]
