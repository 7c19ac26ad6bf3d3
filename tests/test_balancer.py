"""Caddy with the file of the profile `scale`, before two small servers in place of the apps."""

import socket
import ssl
import threading
import time
import urllib.request
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError

import pytest

from backhealth.each_request import WELL_FORMED
from bench.servers import free_port
from tests.caddy import CADDY, balancing

pytestmark = pytest.mark.skipif(not CADDY, reason="there is no Caddy here; CADDY names one")
START_S = 60
UNREADY_S = 8  # until Caddy has asked both and heard them out
FILE = "/static/css/app.0123456.css"
NAMES = ("one", "two")


class App(ThreadingHTTPServer):
    """A server in place of an app: answers its name, may not be ready, and can die while asked."""

    daemon_threads = True

    def __init__(self, name, port):
        super().__init__(("127.0.0.1", port), Handler)
        self.name, self.ready, self.dies, self.asked, self.files = name, True, False, [], set()
        self.words, self.open = "", []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def process_request(self, request, client_address):
        self.open.append(request)
        super().process_request(request, client_address)

    def handle_error(self, *_):
        """Say nothing of connections that were cut."""

    def end(self):
        self.shutdown()
        self.server_close()
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def pages(self):
        return [each for each in self.asked if each[1] != PROBE]


PROBE = "/readyz"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        app = self.server
        app.asked.append((self.command, self.path, dict(self.headers)))
        if self.path == PROBE:
            self.say(200 if app.ready and self.headers["Host"] == "localhost" else 503)
        elif app.words and not self.path.startswith("/static/"):
            self.say(503, app.words)
        elif app.dies:
            self.close_connection = True
        elif self.path.startswith("/static/") and self.path not in app.files:
            self.say(404)
        else:
            self.say(200)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def say(self, status, words=""):
        self.send_response(status)
        body = (words or self.server.name).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Balancer:
    """A Caddy with the profile's file on free ports."""

    def __init__(self, folder, stack, scheme="http"):
        self.ports = dict(zip(NAMES, (free_port(), free_port()), strict=True))
        self.apps = {name: App(name, port) for name, port in self.ports.items()}
        self.address = f"{scheme}://localhost:{free_port()}"
        stack.enter_context(balancing(folder, self.address, list(self.ports.values())))
        stack.callback(self.stop)
        self.wait_until_up()

    def stop(self):
        for app in self.apps.values():
            app.end()

    def wait_until_up(self):
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            try:
                self.ask("/")
            except (OSError, ConnectionError):
                time.sleep(0.1)
                continue
            for app in self.apps.values():
                app.asked.clear()
            return
        pytest.fail("Caddy did not come up")

    def ask(self, path, *, body=None, cookie="", **headers):
        """(status, name of the app, cookie that Caddy set)."""
        headers = {"Cookie": cookie, **{k.replace("_", "-"): v for k, v in headers.items()}}
        request = urllib.request.Request(self.address + path, data=body, headers=headers)  # noqa: S310
        context = ssl._create_unverified_context()  # noqa: S323 — Caddy's own authority, just made
        try:
            with urllib.request.urlopen(request, timeout=20, context=context) as answer:  # noqa: S310
                given = (answer.headers["Set-Cookie"] or "").partition(";")[0]
                return answer.status, answer.read().decode(), given
        except HTTPError as answer:
            return answer.code, answer.read().decode(), ""


@pytest.fixture
def stack():
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def balancer(tmp_path, stack):
    return Balancer(tmp_path, stack)


def test_browser_stays_with_one_app_and_both_have_visitors(balancer):
    visitors = {balancer.ask("/")[1:] for _ in range(20)}

    assert {name for name, _cookie in visitors} == set(NAMES)
    for name, cookie in visitors:
        assert {balancer.ask("/", cookie=cookie)[1] for _ in range(5)} == {name}


def test_visitors_of_an_app_that_died_are_answered_by_the_other(balancer):
    _status, name, cookie = balancer.ask("/")
    balancer.apps[name].end()

    answers = [balancer.ask("/", cookie=cookie)[:2] for _ in range(10)]
    sent = [balancer.ask("/sets/", cookie=cookie, body=b"a=1")[:2] for _ in range(10)]

    [other] = set(NAMES) - {name}
    assert [*answers, *sent] == [(200, other)] * 20


def test_app_that_is_not_ready_gets_no_visitors(balancer):
    balancer.apps["one"].ready = False
    deadline = time.monotonic() + START_S

    while (names := {balancer.ask("/")[1] for _ in range(20)}) != {"two"}:
        assert time.monotonic() < deadline, names
        time.sleep(0.5)

    balancer.apps["one"].ready = True
    while "one" not in {balancer.ask("/")[1] for _ in range(20)}:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_what_an_app_got_and_did_not_answer_goes_to_the_other_only_if_it_was_a_get(balancer):
    for app in balancer.apps.values():
        app.dies = app.name == "one"
    cookie = next(
        given for _, name, given in (balancer.ask("/") for _ in range(40)) if name == "two"
    )
    balancer.apps["one"].dies, balancer.apps["two"].dies = False, True

    sent = balancer.ask("/sets/", cookie=cookie, body=b"a=1")[0]

    posts = [each for app in balancer.apps.values() for each in app.pages() if each[0] == "POST"]
    assert sent == 502
    assert len(posts) == 1
    assert balancer.ask("/", cookie=cookie)[:2] == (200, "one")


def test_visitors_wait_while_no_app_is_there(balancer):
    port = balancer.ports["two"]
    for app in balancer.apps.values():
        app.end()
    found = []
    visitor = threading.Thread(target=lambda: found.append(balancer.ask("/")[:2]))
    visitor.start()
    time.sleep(1.5)

    balancer.apps["two"] = App("two", port)
    visitor.join(20)

    assert found == [(200, "two")]


@pytest.mark.parametrize("left", [NAMES, ("two",)])
def test_visitors_read_an_app_s_own_words_while_none_is_ready(balancer, left):
    """The database is away, which both share."""
    for name, app in balancer.apps.items():
        app.ready, app.words, app.files = False, "no database", {FILE}
        if name not in left:
            app.end()
    time.sleep(UNREADY_S)
    for app in balancer.apps.values():
        app.asked.clear()

    begin = time.monotonic()
    file = balancer.ask(FILE)[:2]
    waited = time.monotonic() - begin
    page = balancer.ask("/")[:2]
    sent = balancer.ask("/sets/", body=b"a=1")[:2]

    pages = [each for app in balancer.apps.values() for each in app.pages()]
    assert (page, sent, file) == (*[(503, "no database")] * 2, (200, left[0]))
    assert waited < 6  # a page waits for eight
    assert [each[:2] for each in pages].count(("POST", "/sets/")) == 1


def test_file_of_a_release_is_found_where_it_is(balancer):
    """A page of the new release asks for it, or an old one that is still open."""
    old, new = FILE, "/static/css/app.89abcde.css"
    balancer.apps["one"].files = {new}
    balancer.apps["two"].files = {old}

    answers = [balancer.ask(path)[:2] for path in (old, new, "/static/none.css")]

    assert answers == [(200, "two"), (200, "one"), (404, "two")]


def test_caddy_says_who_asked_and_how_and_drops_what_a_client_claims(tmp_path, stack):
    balancer = Balancer(tmp_path, stack, scheme="https")

    claimed = {
        "X_Forwarded_For": "192.0.2.7",
        "X_Forwarded_Proto": "http",
        "X_Request_ID": "of-the-client",
    }
    status = balancer.ask("/", **claimed)[0]

    [(_method, _path, headers)] = [e for app in balancer.apps.values() for e in app.pages()]
    assert status == 200
    assert headers["X-Forwarded-For"] in {"127.0.0.1", "::1"}
    assert headers["X-Forwarded-Proto"] == "https"
    assert WELL_FORMED.fullmatch(headers["X-Request-Id"])
    assert headers["X-Request-Id"] != "of-the-client"
