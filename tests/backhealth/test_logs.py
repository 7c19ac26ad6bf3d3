"""The log says nothing that a person wrote, is or knows."""

import io
import json
import logging
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.mail import EmailMessage
from django.db import IntegrityError, OperationalError
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler

from accounts import mails
from backhealth import each_request, logs, worker
from backhealth.logs import formatter, route_of
from routines import actions
from tests.backhealth.nonsense import GOOD, HEADERS
from tests.page_tables import METHODS

NOTE = "Sciatica burns down to the toe"
ADDRESS = "somebody.private@example.org"
HEALTH = re.compile(
    r"\b(pain|hurts?|aches?|flares?|ill(ness)?|sick|pregnan\w*|sciatica|numb(ness)?|red.flags?|doctor)\b",
    re.IGNORECASE,
)
OF_NETWORKS = re.compile(r"\b\d+\.\d+\.\d+\.\d+\b")


@pytest.fixture(params=["json", "plain"])
def kind(request):
    return request.param


@pytest.fixture
def log(kind, monkeypatch):
    """Everything that is logged, at any level, as the app would write it."""
    text = io.StringIO()
    for name in ("", "django"):
        handler = logging.StreamHandler(text)
        handler.setFormatter(formatter(kind))
        monkeypatch.setattr(logging.getLogger(name), "handlers", [handler])
        monkeypatch.setattr(logging.getLogger(name), "level", logging.INFO)
    monkeypatch.setattr(each_request.log, "level", logging.INFO)
    monkeypatch.setattr(each_request.log, "_cache", {})
    return text


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def written_by_people(name):
    """The fields that a page takes, with somebody's words where it takes words."""
    good = GOOD.get(name, {})
    fields = good if isinstance(good, dict) else {}
    words = {
        each: NOTE for each, value in fields.items() if isinstance(value, str) and " " in value
    }
    return {**fields, **words, "note": NOTE, "email": ADDRESS, "login": ADDRESS, "password": NOTE}


def test_pages_and_verbs_leave_no_word_of_a_person_in_the_log(urls, small_library, quick, ask, log):
    for name, url in urls.items():
        for headers in HEADERS.values():
            sent = {**headers, "Referer": f"http://testserver{url}?q={NOTE}", "X-Real-IP": ADDRESS}
            ask(name, "get", url, {"q": NOTE, "next": ADDRESS}, headers=sent)
            ask(name, "post", url, written_by_people(name), headers=sent)
            ask(name, "post", url, {"pain": NOTE, "x": "\x00"}, headers=sent)
        ask(name, "get", f"{url}{NOTE}/{ADDRESS}")

    text = log.getvalue()
    secrets = [*re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", " ".join(urls.values()))]
    by_link = ("routines:calendar_feed", "builder:use_shared", "history:given_sheet")
    secrets += [urls[name].strip("/").split("/")[1].removesuffix(".ics") for name in by_link]
    assert len(text.splitlines()) > 5 * len(METHODS)
    assert len(secrets) > 50
    assert [each for each in secrets if each in text] == []
    assert [word for word in (NOTE, ADDRESS, "@", "sessionid", "csrf") if word in text] == []
    assert HEALTH.search(text) is None
    assert OF_NETWORKS.search(text) is None


@pytest.mark.parametrize("kind", ["json"], indirect=True)
def test_each_request_is_a_line_with_its_route(urls, ask, log):
    ask("routines:session", "get", urls["routines:session"])

    [line] = lines(log)
    assert (line["method"], line["route"], line["status"]) == (
        "GET",
        "/sessions/<uuid:session_id>/",
        200,
    )
    assert set(line) == {
        "event",
        "level",
        "logger",
        "method",
        "ms",
        "request_id",
        "route",
        "status",
        "time",
    }


FAULTS = {
    "IntegrityError": IntegrityError(f'DETAIL: Failing row contains ({ADDRESS}, "{NOTE}")'),
    "ValueError": ValueError(NOTE),
    "BadRequest": BadRequest("the body ends early"),
    "SuspiciousOperation": SuspiciousOperation("nonsense"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault_is_told_by_its_kind_and_places_without_what_it_quotes(
    urls, as_ana, monkeypatch, log, fault
):
    def broken(**_):
        try:
            raise KeyError(NOTE)
        except KeyError:
            raise fault from None

    monkeypatch.setattr(actions, "log_set", broken)
    as_ana.raise_request_exception = False

    status = as_ana.post(
        urls["routines:log_set"], {**GOOD["routines:log_set"], "note": NOTE}
    ).status_code

    text = log.getvalue().replace("\\n", "\n")
    is_ours = status == 500
    assert is_ours == (type(fault) in {IntegrityError, ValueError})
    assert ("sets.py" in text, f"{type(fault).__name__}\n" in text) == (
        is_ours,
        is_ours,
    )
    assert [word for word in (NOTE, ADDRESS) if word in text] == []
    assert HEALTH.search(text) is None


def test_fault_of_a_server_keeps_its_message_and_its_cause(log):
    words = "could not connect", "LINE 1: SELECT"
    try:
        try:
            raise OSError("no route to the host")
        except OSError as cause:
            raise OperationalError("\n".join(words)) from cause
    except OperationalError:
        logging.getLogger("upkeep").exception("it broke")

    text = log.getvalue()
    assert text.index("OSError: no route to the host") < text.index("Error: could not connect")
    assert "Error: could not connect\nLINE" not in text.replace("\\n", "\n")


def test_fault_of_a_mail_server_is_told_without_the_address_in_it(log):
    """It is an OSError, too."""
    try:
        raise SMTPRecipientsRefused({ADDRESS: (550, b"no such person")})
    except OSError:
        logging.getLogger("upkeep").exception("it broke")

    assert "smtplib.SMTPRecipientsRefused" in log.getvalue()
    assert ADDRESS not in log.getvalue()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Invalid request from ip=192.0.2.7: GET /a?b", "Invalid request"),
        ("Error handling request POST /a?note=b", "Error handling request"),
        ("Booting worker with pid: 7", "Booting worker with pid: 7"),
    ],
)
def test_servers_own_lines_say_nothing_of_who_asked_for_what(kind, words, told):
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, words, (), None)

    line = formatter(kind).format(record)

    plain = f"WARNING gunicorn.error: {told}"
    assert (line.partition(" [")[0] if kind == "plain" else json.loads(line)["event"]) == (
        plain if kind == "plain" else told
    )


def test_address_of_another_page_is_cut_to_its_origin(kind):
    words = "Referer checking failed - https://x.example/a?q=secret does not match"
    record = logging.LogRecord("django.security.csrf", logging.WARNING, "", 0, words, (), None)

    line = formatter(kind).format(record)

    assert "https://x.example does not match" in line


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "/"),
        ("/static/css/x.css", "static"),
        ("/nowhere/", "unknown"),
        ("/keeper-7f3a/auth/", "unknown"),
        ("/calendar/secret.ics", "/calendar/<slug:token>.ics"),
    ],
)
def test_route_of_an_address(path, route):
    assert route_of(RequestFactory().get(path)) == route


@pytest.mark.parametrize(
    ("word", "route", "shown"),
    [
        ("keeper", "keeper/auth/", "/admin/auth/"),
        ("keeper", "keeper", "/admin"),
        ("ex", "exercises/", "/exercises/"),
        (None, "exercises/", "/exercises/"),
    ],
)
def test_word_that_hides_the_admin_is_not_shown(settings, word, route, shown):
    update = {"BACKHEALTH_ADMIN_PATH": word}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)

    assert logs._shown.__wrapped__(route) == shown


def test_no_fault_is_mailed_to_anybody():
    """Django's own report has the settings and what was sent."""
    everyone = [logging.getLogger(name) for name in logging.root.manager.loggerDict]

    assert settings.ADMINS == []
    assert [
        each.name
        for each in everyone
        if any(isinstance(handler, AdminEmailHandler) for handler in each.handlers)
    ] == []


# --- the id of a request ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["json"], indirect=True)
def test_id_is_in_the_answer_and_on_every_line_of_a_request(db, monkeypatch, log):
    def broken(*_):
        logging.getLogger("backhealth").warning("on the way")
        raise ValueError

    monkeypatch.setattr(worker, "render", broken)

    answer = Client(raise_request_exception=False).get("/offline/")
    other = Client().get("/nowhere/")

    ids = [line["request_id"] for line in lines(log)]
    assert ids == [answer["X-Request-ID"]] * 3 + [other["X-Request-ID"]] * 2
    assert {line["time"][-1] for line in lines(log)} == {"Z"}
    assert re.fullmatch(r"[0-9a-f]{16}", ids[0])
    assert "fault" in lines(log)[1]


@pytest.mark.parametrize(
    ("behind_proxy", "given", "is_kept"),
    [
        (True, "7f3a9c52-aaaa-bbbb-cccc-000000000001", True),
        (False, "7f3a9c52-aaaa-bbbb-cccc-000000000001", False),
        (True, "short", False),
        (True, "x" * 65, False),
        (True, f"to {ADDRESS}", False),
        (True, "", False),
    ],
)
def test_id_of_a_proxy_is_kept_if_there_is_one_and_it_is_well_formed(
    settings, behind_proxy, given, is_kept
):
    update = {"BACKHEALTH_BEHIND_PROXY": behind_proxy}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)

    answer = Client().get("/healthz", headers={"X-Request-ID": given})

    assert (answer["X-Request-ID"] == given) is is_kept


def test_slow_request_is_told_in_a_terminal_too(db, monkeypatch, log):
    monkeypatch.setattr(each_request.log, "level", logging.WARNING)
    monkeypatch.setattr(each_request, "SLOW_S", 0)

    Client().get("/offline/")

    assert "GET /offline/ 200" in log.getvalue()


def test_probes_leave_no_line(db, log):
    for path in ("/healthz", "/readyz"):
        Client().get(path)

    assert log.getvalue() == ""


def test_mail_that_fails_is_told_without_its_address(monkeypatch, log):
    def refuse(_mail):
        raise OSError(ADDRESS)

    monkeypatch.setattr(EmailMessage, "send", refuse)

    assert mails.tell("password_changed", to=ADDRESS) is False
    assert ADDRESS not in log.getvalue()
