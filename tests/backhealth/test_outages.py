"""When the database or the disk can't be used: 503 in words, and no fault of ours hidden."""

import errno
import sqlite3
from time import monotonic
from types import SimpleNamespace

import psycopg
import psycopg_pool
import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.sessions import SessionStore
from backhealth import outages, worker
from backhealth.outages import Outage, Silence, outage_of, quick_refusal
from routines import actions
from tests.backhealth.nonsense import GOOD
from tests.backhealth.test_middleware import GUARDED, guarded

UNREACHABLE, READ_ONLY, FULL = Outage.UNREACHABLE, Outage.READ_ONLY, Outage.FULL


@pytest.fixture(autouse=True)
def _nothing_is_silent():
    Silence.until = 0.0
    yield
    Silence.until = 0.0


def raised(act):
    with pytest.raises(sqlite3.Error) as fault:
        act()
    return fault.value


def of_sqlite(folder):
    """Faults that SQLite raises, by what brings them about."""
    path = folder / "one.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (x UNIQUE)")
    database.execute("PRAGMA max_page_count = 3")
    reader = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    other = sqlite3.connect(path, timeout=0)
    yield READ_ONLY, raised(lambda: reader.execute("INSERT INTO t VALUES (1)"))
    full = raised(lambda: database.execute("INSERT INTO t VALUES (zeroblob(99999))"))
    yield FULL, full
    database.execute("BEGIN IMMEDIATE")
    yield UNREACHABLE, raised(lambda: other.execute("BEGIN IMMEDIATE"))
    database.rollback()
    yield UNREACHABLE, raised(lambda: sqlite3.connect(folder / "no" / "x").execute("SELECT 1"))
    yield None, raised(lambda: database.execute("SELECT nonsense"))
    yield None, raised(lambda: database.executemany("INSERT INTO t VALUES (?)", [[1], [1]]))
    for each in (database, reader, other):
        each.close()


def test_what_sqlite_can_not_do_is_known_by_its_code(tmp_path):
    for expected, fault in of_sqlite(tmp_path):
        assert (fault, outage_of(fault)) == (fault, expected)


@pytest.mark.parametrize(
    ("fault", "outage"),
    [
        (psycopg.errors.AdminShutdown(), UNREACHABLE),
        (psycopg.errors.CannotConnectNow(), UNREACHABLE),
        (psycopg.errors.TooManyConnections(), UNREACHABLE),
        (psycopg.errors.ConnectionFailure(), UNREACHABLE),
        (psycopg.OperationalError("server closed the connection unexpectedly"), UNREACHABLE),
        (psycopg.InterfaceError("the connection is closed"), UNREACHABLE),
        (psycopg_pool.PoolTimeout("couldn't get a connection"), UNREACHABLE),
        (psycopg.errors.ReadOnlySqlTransaction(), READ_ONLY),
        (psycopg.errors.DiskFull(), FULL),
        (psycopg.errors.IoError(), FULL),
        (psycopg.errors.UniqueViolation(), None),
        (psycopg.errors.DeadlockDetected(), None),
        (psycopg.errors.UndefinedTable(), None),
        (psycopg.ProgrammingError("the query has 1 placeholder"), None),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (OSError(errno.ENOENT, "No such file"), None),
        (OSError("no number"), None),
        (ValueError(), None),
        (OperationalError("of unknown origin"), None),
        (None, None),
    ],
)
def test_what_else_can_not_be_used_is_known(fault, outage):
    assert outage_of(fault) is outage


@pytest.mark.parametrize("wrap", [OperationalError, ProgrammingError, RuntimeError])
def test_outage_is_found_behind_what_it_led_to(wrap):
    fault = wrap()
    fault.__cause__ = psycopg.errors.DiskFull()

    assert outage_of(fault) is FULL


# --- the answer ---------------------------------------------------------------------------------

CAUSES = {
    UNREACHABLE: psycopg.errors.AdminShutdown("secret"),
    READ_ONLY: psycopg.errors.ReadOnlySqlTransaction("secret"),
    FULL: OSError(errno.ENOSPC, "secret"),
}
WORDS = {
    UNREACHABLE: ["The log can’t be reached just now.", "Its database doesn’t answer."],
    READ_ONLY: ["Nothing new can be kept just now.", "read-only"],
    FULL: ["Nothing new can be kept just now.", "it is full, or broken"],
}

WAITS = "Sets that wait on this device are sent as soon as this works again."
NOT_KEPT = "What you just sent was not kept. Go back, and send it again in a minute."


def fails_by(cause):
    def fail(*_, **__):
        raise OperationalError from cause

    return fail


@pytest.mark.parametrize("outage", Outage)
def test_outage_is_answered_in_words_with_a_time_to_try_again(db, monkeypatch, outage):
    monkeypatch.setattr(worker, "render", fails_by(CAUSES[outage]))

    answer = Client(raise_request_exception=False).get("/offline/")

    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert guarded(answer) == GUARDED
    assert [words for words in WORDS[outage] if words not in html] == []
    assert WAITS in html
    assert NOT_KEPT not in html
    assert "secret" not in html
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("is_silent", [False, True])
def test_what_was_sent_without_a_script_is_not_said_to_be_kept(
    urls, as_ana, monkeypatch, is_silent
):
    monkeypatch.setattr(actions, "log_set", fails_by(CAUSES[UNREACHABLE]))
    as_ana.raise_request_exception = False
    Silence.until = monotonic() + 100 if is_silent else 0.0

    answer = as_ana.post(urls["routines:log_set"], GOOD["routines:log_set"])

    assert answer.status_code == 503
    assert NOT_KEPT in answer.content.decode()
    assert WAITS not in answer.content.decode()


def test_fault_of_ours_stays_a_500(db, monkeypatch):
    monkeypatch.setattr(worker, "render", fails_by(ValueError("secret")))

    assert Client(raise_request_exception=False).get("/offline/").status_code == 500


@pytest.mark.parametrize("outage", Outage)
def test_set_that_can_not_be_written_is_not_acknowledged(urls, as_ana, monkeypatch, outage):
    monkeypatch.setattr(actions, "log_set", fails_by(CAUSES[outage]))
    as_ana.raise_request_exception = False
    owner = as_ana.session["_auth_user_id"]
    sent = {"X-Outbox": "1", "X-Outbox-Owner": owner, "HX-Request": "true"}

    answer = as_ana.post(urls["routines:log_set"], GOOD["routines:log_set"], headers=sent)

    assert answer.status_code == 503
    assert "X-Outbox-Ack" not in answer


def test_outage_after_the_view_is_one_too(db, monkeypatch):
    """A session is saved when the answer is there."""
    monkeypatch.setattr(SessionStore, "save", fails_by(CAUSES[FULL]))

    answer = Client(raise_request_exception=False).post("/start/", {"time_zone": "UTC"})

    assert answer.status_code == 503


def test_api_answers_a_problem(db, monkeypatch):
    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", fails_by(CAUSES[FULL]))

    answer = Client(raise_request_exception=False).get(
        "/api/v1/me", headers={"Authorization": "Bearer bh_nonsense"}
    )

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer.json()["code"] == "unavailable"


def test_outage_is_one_line_of_the_log(db, monkeypatch, caplog):
    monkeypatch.setattr(worker, "render", fails_by(CAUSES[READ_ONLY]))

    Client(raise_request_exception=False).get("/offline/")

    [record] = [each for each in caplog.records if each.levelname == "ERROR"]
    assert record.getMessage() == "read-only: a request was answered with 503"
    assert record.exc_info is None


# --- while PostgreSQL is silent -----------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch):
    """(paths that reached the app, send): the app's answers are `send.status`, for which it asks
    the database unless `send.asks_nothing`."""
    reached = []
    opened = SimpleNamespace(connection=None)
    monkeypatch.setattr(outages, "connection", opened)

    def app(request):
        reached.append(request.path)
        opened.connection = None if send.asks_nothing else "open"
        if send.is_silent:
            Silence.until = outages.monotonic() + outages.LOOK_AGAIN_S + 0.01
        return HttpResponse(status=send.status)

    middleware = quick_refusal(app)

    def send(path="/today/"):
        return middleware(RequestFactory().get(path)).status_code

    send.status, send.is_silent, send.asks_nothing = 200, False, False
    return reached, send


def test_every_request_passes_where_nothing_is_silent(asked):
    reached, send = asked

    assert [send() for _ in range(3)] == [200] * 3
    assert len(reached) == 3


def test_one_request_a_second_finds_out_and_the_others_do_not_wait(asked, monkeypatch):
    reached, send = asked
    now = SimpleNamespace(time=100.0)
    monkeypatch.setattr(outages, "monotonic", lambda: now.time)
    Silence.until = 101.0
    send.status, send.is_silent = 500, True

    found = [send(), send()]
    now.time = 101.5
    found += [send(), send()]
    now.time = 103
    send.is_silent = False
    found += [send(), send()]

    assert found == [503, 503, 500, 503, 500, 500]
    assert len(reached) == 3


def test_probes_pass_while_the_database_is_silent(asked):
    _reached, send = asked
    Silence.until = monotonic() + 100

    assert [send(path) for path in ("/healthz", "/readyz", "/metrics", "/today/")] == [200] * 3 + [
        503
    ]


def test_pages_that_need_no_database_are_served_and_are_no_sign_that_it_answers(asked):
    _reached, send = asked
    Silence.until = 1.0  # it is time to look again

    found = [send(path) for path in ("/safety/", "/offline/")]

    assert (found, Silence.until) == ([200] * 2, 1.0)
    Silence.until = monotonic() + 100
    refused = ("/", "/exercises/", "/nowhere/")
    assert [send("/safety/"), *map(send, refused)] == [200, 503, 503, 503]


def test_answer_for_which_the_database_was_not_asked_is_no_sign_that_it_answers(asked):
    _reached, send = asked
    send.asks_nothing = True
    Silence.until = 1.0

    assert [send("/nowhere/"), send("/nowhere/")] == [200, 503]


@pytest.mark.parametrize("outage", Outage)
def test_only_a_silent_postgresql_is_left_alone_for_a_while(db, monkeypatch, outage):
    monkeypatch.setattr(worker, "render", fails_by(CAUSES[outage]))

    Client(raise_request_exception=False).get("/offline/")

    is_silent = connection.vendor == "postgresql" and outage is UNREACHABLE
    assert bool(Silence.until) is is_silent


def test_integrity_is_no_outage():
    fault = IntegrityError()
    fault.__cause__ = psycopg.errors.UniqueViolation()

    assert outage_of(fault) is None
