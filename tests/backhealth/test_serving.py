"""The worker, over real sockets: one process with one thread, so that a single client that is
waited for in a thread would keep everybody else from being served.
"""

import os
import signal
import socket
import sys
import time
from contextlib import contextmanager

import pytest

from backhealth.wire import Limits
from bench.load import HOST
from bench.servers import serving
from tests.backhealth.impatient import BIG

PATIENCE_S = 20


def command(*more):
    worker = ["--worker-class", "tests.backhealth.impatient.Worker", "--workers", "1"]
    app = "tests.backhealth.impatient"
    return [sys.executable, "-m", "gunicorn", app, *worker, "--threads", "1", *more]


@contextmanager
def server(folder, *more, **limits):
    env = {**os.environ, **limits}
    with serving(command(*more), env, folder / "server.log", "/up") as port:
        yield port


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with server(tmp_path_factory.mktemp("server")) as port:
        yield port


@pytest.fixture(scope="module")
def patient(tmp_path_factory):
    """The port of a server that waits long for a body, and while an answer is taken."""
    with server(tmp_path_factory.mktemp("patient"), TRANSFER_S="60") as port:
        yield port


@pytest.fixture
def connect(port):
    """A connection on which something was sent; all are closed in the end."""
    made = []

    def to_server(sent=b"", *, at=port, buffer=None):
        connection = socket.socket()
        if buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connection.settimeout(PATIENCE_S)
        connection.connect((HOST, at))
        made.append(connection)
        connection.sendall(sent)
        return connection

    yield to_server
    for each in made:
        each.close()


def head(line, *headers):
    return "\r\n".join([f"{line} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


def read_answer(connection):
    """(status, headers in small letters, body) of one answer, however it arrives."""
    stream = connection.makefile("rb")
    status = int(stream.readline().split()[1])
    lines = [line.decode().strip().lower() for line in iter(stream.readline, b"\r\n")]
    headers = dict(line.split(": ", 1) for line in lines)
    return status, headers, stream.read(int(headers.get("content-length", 0)))


def read_to_the_end(connection):
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def asked(connect, at=None):
    """The paths that have reached the app."""
    connection = connect(head("GET /asked"), **({"at": at} if at else {}))
    return read_answer(connection)[2].decode().split()


HOLDS = {
    "silent": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: local",
    "half a body": head("POST /half", "Content-Length: 1000") + b"a=",
    "an answer not read": head("GET /big"),
    "the rest of a second request": head("GET /first") + b"GET /sec",
    "never hanging up": head("GET /bye", "Connection: close"),
}


@pytest.mark.parametrize("sent", HOLDS.values(), ids=HOLDS.keys())
def test_clients_that_are_waited_for_take_no_thread(connect, sent):
    for _ in range(5):
        connect(sent, buffer=1)

    status, _headers, body = read_answer(connect(head("GET /others")))

    assert (status, body) == (200, b"GET /others 127.0.0.1 \n")


def test_body_that_trickles_in_reaches_the_app_whole(connect, patient):
    connection = connect(head("POST /trickled", "Content-Length: 16"), at=patient)
    for number in range(16):
        time.sleep(0.1)  # longer in all than a head may take
        connection.sendall(b"%x" % number)

    assert read_answer(connection)[2] == b"POST /trickled 127.0.0.1 \n0123456789abcdef"


def test_head_that_trickles_in_is_read_whole(connect, tmp_path):
    with server(tmp_path, HEAD_S="60") as port:
        connection = connect(at=port)
        for byte in head("GET /slow-head"):
            connection.sendall(bytes([byte]))
            time.sleep(0.005)

        assert read_answer(connection)[2] == b"GET /slow-head 127.0.0.1 \n"


def test_body_of_many_pieces_is_read_whole(connect):
    text = bytes(range(256)) * 700
    connection = connect(head("POST /long", f"Content-Length: {len(text)}"))

    connection.sendall(text)

    assert read_answer(connection)[2] == b"POST /long 127.0.0.1 \n" + text


def test_answer_waits_for_who_reads_it_late(connect, patient):
    connection = connect(head("GET /big"), at=patient, buffer=1)
    read_answer(connect(head("GET /meanwhile"), at=patient))

    _status, _headers, body = read_answer(connection)

    assert body == b"x" * BIG


LATE = {
    "a head": b"GET /late-head HTTP/1.1\r\nHost: local",
    "a body": head("POST /late-body", "Content-Length: 1000") + b"a=",
}


@pytest.mark.parametrize("sent", LATE.values(), ids=LATE.keys())
def test_what_comes_too_late_is_answered_and_never_reaches_the_app(connect, sent):
    connection = connect(sent)

    status, headers, _body = read_answer(connection)

    assert (status, headers["connection"]) == (408, "close")
    assert read_to_the_end(connection) == b""
    assert {"/late-head", "/late-body"} & set(asked(connect)) == set()


def test_silence_is_ended_without_a_word(connect):
    assert read_to_the_end(connect()) == b""


def test_half_a_request_after_an_answer_ends_with_its_time(connect):
    connection = connect(head("GET /one") + b"GET /tw")

    assert read_answer(connection)[2] == b"GET /one 127.0.0.1 \n"
    assert read_answer(connection)[0] == 408


REFUSED = {
    "too long": (head("POST /x", "Content-Length: 200001"), 413),
    "in chunks": (head("POST /x", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 411),
    "a head without end": (b"GET /x HTTP/1.1\r\n" + 2500 * b"X-Long: y\r\n", 431),
    "nonsense": (b"nonsense\r\n\r\n", 400),
    "two lengths": (head("POST /x", "Content-Length: 1", "Content-Length: 2"), 400),
}


def test_whole_log_is_let_through_where_a_page_takes_one(connect):
    head_of_log = head(
        "POST /settings/bring-back/", "Content-Length: 200001", "Expect: 100-continue"
    )
    too_long = head("POST /settings/bring-back/", f"Content-Length: {62 * 1024 * 1024}")

    asked = connect(head_of_log).recv(100)
    refused, _headers, _body = read_answer(connect(too_long))

    assert (asked, refused) == (b"HTTP/1.1 100 Continue\r\n\r\n", 413)


@pytest.mark.parametrize(("sent", "status"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_thread_should_get_is_refused(connect, sent, status):
    found, headers, _body = read_answer(connect(sent))

    assert (found, headers["connection"]) == (status, "close")


def test_requests_sent_at_once_are_answered_in_their_order(connect):
    two = head("POST /one", "Content-Length: 3") + b"abc" + head("POST /two", "Content-Length: 2")

    connection = connect(two + b"de" + head("GET /three", "Connection: close"))

    answers = read_to_the_end(connection).split(b"HTTP/1.1 200 OK")
    assert [each.rsplit(b"\r\n\r\n", 1)[-1] for each in answers] == [
        b"",
        b"POST /one 127.0.0.1 \nabc",
        b"POST /two 127.0.0.1 \nde",
        b"GET /three 127.0.0.1 \n",
    ]


def test_body_is_asked_for_where_the_client_waits_to_be_asked(connect):
    connection = connect(head("POST /asking", "Content-Length: 2", "Expect: 100-continue"))

    assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(b"ok")
    assert read_answer(connection)[2] == b"POST /asking 127.0.0.1 \nok"


def test_connection_is_used_again(connect):
    connection = connect(head("GET /one"))

    first = read_answer(connection)
    connection.sendall(head("HEAD /two"))
    stream = connection.makefile("rb")
    lines = list(iter(stream.readline, b"\r\n"))

    assert first[1]["connection"] == "keep-alive"
    assert lines[0] == b"HTTP/1.1 200 OK\r\n"
    assert b"Content-Length: 21\r\n" in lines


def test_app_sees_the_clients_own_address_and_what_a_proxy_says(connect):
    connection = connect(head("GET /who", "X-Forwarded-For: 192.0.2.7"))

    assert read_answer(connection)[2] == b"GET /who 127.0.0.1 192.0.2.7\n"


def test_thread_forgets_the_id_of_its_request_before(connect):
    """gunicorn logs what it refuses before the app gives a request its own."""
    bound = [read_answer(connect(head("GET /bound")))[2] for _ in range(2)]

    assert bound == [b"", b""]


def test_newest_is_served_where_all_places_are_taken(tmp_path, connect):
    with server(tmp_path, "--worker-connections", "5", HEAD_S="60", STOP_S="0") as port:
        held = [connect(b"GET /", at=port) for _ in range(12)]

        status, _headers, body = read_answer(connect(head("GET /newest"), at=port))

        assert (status, body) == (200, b"GET /newest 127.0.0.1 \n")
        assert read_to_the_end(held[0]) == b""


def test_stopping_waits_for_half_a_request(tmp_path, connect):
    long = {"HEAD_S": "60", "TRANSFER_S": "60", "STOP_S": "60"}
    with server(tmp_path, "--pid", str(tmp_path / "pid"), **long) as port:
        connection = connect(head("POST /last", "Content-Length: 4") + b"la", at=port)
        silent = connect(at=port)
        asked(connect, at=port)

        os.kill(int((tmp_path / "pid").read_text()), signal.SIGTERM)
        # A worker that stops ends this soon; before, it would wait for a minute.
        assert read_to_the_end(silent) == b""
        connection.sendall(b"st")

        status, headers, body = read_answer(connection)
        assert (status, headers["connection"]) == (200, "close")
        assert body == b"POST /last 127.0.0.1 \nlast"


def test_search_for_garbage_leaves_the_app_out(connect):
    _status, _headers, kept = read_answer(connect(head("GET /kept")))

    assert int(kept) > 10_000


def test_limits_leave_room_for_a_phone_with_a_bad_signal():
    limits = Limits()

    assert limits.head_s == 30
    assert limits.transfer(2_000) == 60.5
    assert limits.transfer(100_000) == 85
