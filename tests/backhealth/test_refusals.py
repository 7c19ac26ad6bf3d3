"""What no page of ours sends: refused with 400 or less, and told in one line of the log at most."""

import io
import logging
import re
from random import Random
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.urls import resolve

from backhealth.large_bodies import LARGE_BODIES
from backhealth.logs import LONGEST, formatter
from backhealth.refusals import with_readable_headers

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
TOKEN = "trial" * 6 + "ab"
# A client that sends these passes the check of a form's origin, and has its body read.
SENT = {"Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

ENCODINGS = [
    *["utf-7", "utf-16", "UTF-32", "latin-1", "unicode_escape", "nonsense", ""],
    # Known to Python, and no encodings of text; these can't replace what they can't read.
    *["rot13", "base64", "idna", "punycode", "undefined", "\x00"],
]


def part(head=b'Content-Disposition: form-data; name="a"', text=b"1"):
    return b"--x\r\n" + head + b"\r\n\r\n" + text + b"\r\n"


WHICH = re.compile(r" \[[0-9a-f]{16}\]$")  # the id of a request
FILE = b'Content-Disposition: form-data; name="a"; filename="b"'
BODIES = {
    "too many fields": (FORM, b"a=1&" * 1500),
    "too many parts": (PARTS, part() * 1200 + b"--x--"),
    "too many files": (PARTS, part(FILE) * 200 + b"--x--"),
    "too large": (FORM, b"a=" + b"1" * 2_700_000),
    "a file that is too large": (PARTS, part(FILE, b"1" * 2_700_000) + b"--x--"),
    "no boundary": ("multipart/form-data", b"nonsense"),
    "an empty boundary": ("multipart/form-data; boundary=", b"nonsense"),
    "a long boundary": (f"multipart/form-data; boundary={'x' * 300}", b"nonsense"),
    "a boundary that is not ASCII": ("multipart/form-data; boundary=\xe9", b"nonsense"),
    "a boundary in no encoding": ("multipart/form-data; boundary*=nonsense''x", b"nonsense"),
    "an encoding in no encoding": (f"{FORM}; charset*=nonsense''x", b"nonsense"),
    "a part that is no base64": (
        PARTS,
        part(FILE + b"\r\nContent-Transfer-Encoding: base64", b"!!!1") + b"--x--",
    ),
    "a long head of a part": (PARTS, part(b"A: " + b"b" * 20_000) + b"--x--"),
}


@pytest.fixture
def log(monkeypatch):
    """What is written to the log from here on, as the app writes it."""
    text = io.StringIO()
    for name in ("", "django"):
        handler = logging.StreamHandler(text)
        handler.setFormatter(formatter("plain"))
        monkeypatch.setattr(logging.getLogger(name), "handlers", [handler])
    return text


@pytest.fixture(scope="module")
def application(_settings_for_tests):
    """As backhealth.wsgi makes it, which looks for collected static files."""
    return with_readable_headers(WSGIHandler())


@pytest.fixture
def one_connection(db, monkeypatch):
    """Requests don't close the connection that the test's transaction is open on."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def send(application, log, one_connection):
    """→ (status, lines of the log). As the server hands a request over, and not by way of Django's
    own client, which would read some of it first. Headers are what came over the wire."""

    def sent(method="POST", path="/accounts/login/", body=b"", **headers):
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)) if isinstance(body, bytes) else "",
            "wsgi.input": io.BytesIO(body) if isinstance(body, bytes) else body,
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
        }
        for name, value in headers.items():
            key = name.upper().replace("-", "_")
            environ[key if key.startswith("CONTENT") else f"HTTP_{key}"] = value
        setup_testing_defaults(environ)
        statuses = []
        log.seek(0)
        log.truncate()
        answer = application(environ, lambda status, _headers: statuses.append(int(status[:3])))
        b"".join(answer)
        answer.close()
        return statuses[0], [WHICH.sub("", line) for line in log.getvalue().splitlines()]

    return sent


# --- bodies -------------------------------------------------------------------------------------


def test_whole_logs_are_taken_by_pages_that_there_are():
    pages = {resolve(f"/{path}").view_name for path in LARGE_BODIES}

    assert pages == {"exchange:imports", "exchange:bring_back"}


def test_whole_log_is_taken_where_a_page_takes_one(send):
    body = part(FILE, b"1" * 2_700_000) + b"--x--"
    sent = {"Content-Type": PARTS, **SENT}
    path = "/settings/bring-back/"

    taken, _lines = send(path=path, body=body, **sent)
    refused, _lines = send(path="/start/", body=body, **sent)

    # A stranger is asked to log in.
    assert (taken, refused) == (302, 400)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", [FORM, PARTS, "text/plain"])
@pytest.mark.parametrize("path", ["/accounts/login/", "/nowhere/", "/start/"])
def test_other_encoding_than_utf_8_is_refused_in_one_line(send, kind, encoding, path):
    body = b"a=\xff" if kind == FORM else part(text=b"\xff") + b"--x--"

    status, lines = send(path=path, body=body, **{"Content-Type": f"{kind}; charset={encoding}"},
                         **SENT)  # fmt: skip

    route = "unknown" if path == "/nowhere/" else path
    told = f"The body is said to be in another encoding than UTF-8: {route}"
    assert (status, lines) == (400, [f"WARNING django.request: {told}"])


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf8", "U8", '"utf-8"'])
def test_utf_8_is_taken_under_each_of_its_names(send, name):
    kind = f"{FORM}; charset={name}"

    status, lines = send(path="/start/", body=b"time_zone=UTC", **{"Content-Type": kind}, **SENT)

    assert (status, lines) == (302, [])


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES)
def test_body_that_no_page_sends_is_refused_in_one_line(send, kind, body):
    status, lines = send(body=body, **{"Content-Type": kind}, **SENT)

    assert status == 400
    assert len(lines) == 1


@pytest.mark.parametrize("length", ["nonsense", "-1", "1e3", " ", "0x10", "14"])
@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_body_that_ends_early_is_refused_and_writes_nothing(send, kind, length):
    """A request that was cut off would say 1 instead of 12."""
    sent = {"Content-Type": kind, "Content-Length": length}

    status, lines = send(path="/start/", body=b"time_zone=UTC", **sent, **SENT)

    told = "The body is not as long as it is said to be: /start/"
    assert (status, lines) == (400, [f"WARNING django.request: {told}"])


class Gone(io.BytesIO):
    def read(self, *_):
        raise ConnectionResetError


def test_body_whose_sender_has_gone_is_told_in_one_line(send):
    status, lines = send(body=Gone(), **{"Content-Type": FORM, "Content-Length": "5"}, **SENT)

    assert (status, len(lines)) == (400, 1)


def test_refused_request_gets_a_page_that_says_so(db):
    response = Client(raise_request_exception=False).post(
        "/accounts/login/", b"a", content_type=f"{FORM}; charset=utf-7"
    )

    assert response.status_code == 400
    assert b"<h1>This could not be read.</h1>" in response.content


# --- hosts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example.org", "nas:8000", "", "a b", "[::", "é", "\x00"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_unknown_host_is_told_to_the_owner_in_our_own_words(send, method, host):
    status, lines = send(method, "/", Host=host, **SENT)

    told = (
        f"A request for the host {host!r} was refused. If that host is yours, set BACKHEALTH_URL "
        "to its address or add it to BACKHEALTH_OTHER_URLS. BACKHEALTH_URL is http://localhost:8000"
    )
    assert (status, lines) == (400, [f"ERROR django.security.UnknownHostError: {told}"])


def test_unknown_host_gets_a_page_that_leads_to_the_right_address(client, settings):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"BACKHEALTH_URL": "https://back.example.org"}
    )

    response = client.get("/", headers={"host": "nas:8000"})

    html = response.content.decode()
    assert response.status_code == 400
    assert re.findall(r'<a [^>]*href="([^"]*)"', html) == ["https://back.example.org/"]
    assert "<code>BACKHEALTH_OTHER_URLS</code>" in html
    assert "nas:8000" not in html


def test_long_nonsense_is_cut_short_in_the_log(send, log):
    status, [line] = send("GET", "/", Host="x" * 5000)
    missing, [other] = send("GET", f"/{'a' * 9000}")
    _status, [third] = send("GET", "/", Host="localhost", Content_Type="text/plain; charset=x")
    logging.getLogger("django").warning("y" * 900, extra={"status_code": 400})

    assert (status, missing) == (400, 404)
    assert line.endswith("BACKHEALTH_URL is http://localhost:8000")
    assert other == "WARNING django.request: Not Found: unknown"
    assert third.endswith("in another encoding than UTF-8: /")
    assert f": {'y' * LONGEST}… [" in log.getvalue()


# --- everything at once -------------------------------------------------------------------------

PATHS = [
    *["/", "/start/", "/accounts/login/", "/accounts/claim/", "/accounts/password/reset/"],
    *["/exercises/?q=%00&q=%FF", "/exercises/%00/", "/today/", "/sets/%00/", "/nowhere/"],
    *["/accounts/login/?next=http://[", "/accounts/login/?next=%00", "/healthz", "//x//", "/%FF"],
    *["/admin/login/?next=http://[", "/accounts/password/reset/a-%00/", "/static/%00", "/sw.js?%"],
    "/exercises/?" + "a=1&" * 1500,
]
METHODS = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "NON SENSE"]
KINDS = [FORM, PARTS, "", "nonsense", "application/json", "text/plain", ";;;=", "a/b; charset*=1''"]
CONTENTS = [b"", b"{", b"a", b"\x00", b"login=%00@example.org&password=%00", b"a=%ED%A0%80&b=%FF",
            b"--x--", part(), part() + b"--x--", part(b"nonsense") + b"--x--"]  # fmt: skip
HEADS = {
    "Host": ["localhost", "localhost:99999999", "127.0.0.1:8000", "[::1]", "[", "x" * 300],
    "Content-Length": ["0", "1", "99999999999", "nonsense", "-5"],
    "Cookie": ["=", "; ;", "sessionid=\x00", "sessionid=é; csrftoken=é", "a" * 9000,
               f"csrftoken={TOKEN}; messages=nonsense; django_language=\x00",
               f"csrftoken={TOKEN}; sessionid={'a' * 32}"],
    "Origin": ["null", "http://[", "\x00", "http://localhost"],
    "Referer": ["http://[", "\x00", "http://localhost/"],
    "HX-Request": ["true", "nonsense"],
    "HX-Current-URL": ["http://[", "\x00", "é"],
    "X-Outbox": ["nonsense", "\x00", "9" * 400],
    "X-Outbox-Owner": ["nonsense", "\x00"],
    "X-Outbox-At": ["nonsense", "9" * 400, "-1"],
    "X-Forwarded-For": ["nonsense", "\x00", ","],
    "X-Forwarded-Proto": ["nonsense", "https, http"],
    "Accept-Language": ["a-" * 4000, "*;q=NaN", "\x00", "de;q=9"],
    "Accept-Encoding": ["nonsense", "gzip;q=x"],
    "If-None-Match": ['"' * 400, "\x00", "W/"],
    "If-Modified-Since": ["nonsense", "Mon, 99 Feb 99999 99:99:99 GMT"],
    "Range": ["bytes=9-1", "nonsense"],
    "User-Agent": ["", "\x00", "é" * 4000],
    "X-Http-Method-Override": ["DELETE"],
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_random_nonsense_is_no_fault_of_ours_and_one_line_at_most(send, small_library, seed):
    chance = Random(seed)
    bad = []

    for _ in range(100):
        kind = chance.choice(KINDS)
        if chance.random() < 0.3:
            kind += f"; charset={chance.choice(ENCODINGS)}"
        names = chance.sample(list(HEADS), chance.randint(0, 6))
        heads = {"Content-Type": kind, **SENT} | {
            name: chance.choice(HEADS[name]) for name in names
        }
        asked = chance.choice(METHODS), chance.choice(PATHS), chance.choice(CONTENTS)
        status, lines = send(*asked, **heads)
        if status >= 500 or len(lines) > 1:
            bad.append((status, asked, heads, lines[-1]))

    assert bad == []
