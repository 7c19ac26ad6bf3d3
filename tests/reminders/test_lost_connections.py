"""Mails over connections that break: what the server can't have read is sent again, once."""

import ssl
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from smtplib import SMTP

import pytest

from backhealth.mail_server import EmailBackend
from tests import builders
from tests.reminders.certificates import certificate
from tests.reminders.mail_server import CLOSE, GO_ON, SILENT, MailServer

MINUTE = timedelta(minutes=1)
EIGHT = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)  # on Friday in Berlin, with a session planned
ANA, BO = "ana@example.org", "bo@example.org"
CLOSING = b"421 4.4.2 timeout, closing the connection"


@pytest.fixture
def mail_sent_to(settings):
    """Let mails go to a server on a port."""

    def mail_to(port, *, encrypted=False):
        settings.EMAIL_BACKEND = "backhealth.mail_server.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "a password"
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, encrypted
        settings.EMAIL_TIMEOUT = 20

    return mail_to


@pytest.fixture
def server(mail_sent_to, monkeypatch):
    with closing(MailServer()) as found:
        mail_sent_to(found.port)
        monkeypatch.setattr(SMTP, "_get_socket", found.connect)
        yield found


@pytest.fixture
def ana_is_reminded(planned, wants, ana):
    wants(ana)


@pytest.fixture
def both_are_reminded(planned, wants, ana, bo, noon):
    """Let ana have her mail first, and bo his over the same connection."""
    builders.plan(bo, noon)
    wants(ana, at=time(7, 59))
    wants(bo)


@pytest.mark.parametrize("fault", [CLOSE, SILENT, CLOSING, b"450 not now", b"550 never"])
@pytest.mark.parametrize("step", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
def test_mail_whose_connection_breaks_before_its_words_is_sent_a_minute_later(
    ana_is_reminded, server, tick, step, fault
):
    server.faults[step] = [fault]

    assert _minutes(tick) == [{"waiting": 1}, {"handed_over": 1}, {}, {}]
    assert (server.taken, server.lines) == ([ANA], 2)


@pytest.mark.parametrize("fault", [CLOSE, SILENT, CLOSING])
@pytest.mark.parametrize("step", ["AFTER", "MAIL", "RCPT", "DATA"])
def test_mail_over_a_kept_connection_that_has_ended_goes_over_a_new_one_at_once(
    both_are_reminded, server, tick, step, fault
):
    """AFTER: in the time between two mails."""
    server.faults[step] = [fault] if step == "AFTER" else [GO_ON, fault]

    assert _minutes(tick) == [{"handed_over": 2}, {}, {}, {}]
    assert (server.taken, server.lines) == ([ANA, BO], 2)


def test_new_connection_that_breaks_like_the_kept_one_leaves_the_mail_for_later(
    both_are_reminded, server, tick
):
    server.faults["MAIL"] = [GO_ON, CLOSE, CLOSE]

    assert _minutes(tick)[:2] == [{"handed_over": 1, "waiting": 1}, {"handed_over": 1}]
    assert (server.taken, server.lines) == ([ANA, BO], 3)


@pytest.mark.parametrize(
    ("step", "fault", "taken"),
    [
        ("WORDS", CLOSE, []),
        ("WORDS", SILENT, []),
        ("READ", CLOSE, []),
        ("READ", SILENT, []),
        ("TAKEN", CLOSE, [BO]),
        ("TAKEN", SILENT, [BO]),
        # Neither a yes nor a no: not understood, not expected, too long.
        ("TAKEN", b"what?", [BO]),
        ("TAKEN", b"251 elsewhere", [BO]),
        ("TAKEN", b"500 " + b"x" * 9000, [BO]),
    ],
)
def test_mail_that_the_server_may_have_read_is_not_sent_again(
    both_are_reminded, server, tick, step, fault, taken
):
    server.faults[step] = [GO_ON, fault]

    assert _minutes(tick) == [{"handed_over": 1, "unknown": 1}, {}, {}, {}]
    assert server.taken == [ANA, *taken]


@pytest.mark.parametrize("answer", [CLOSING, b"451 not now", b"552 too large"])
def test_mail_that_the_server_refuses_once_it_has_read_it_is_sent_again(
    both_are_reminded, server, tick, answer
):
    server.faults["READ"] = [GO_ON, answer]

    assert _minutes(tick)[:2] == [{"handed_over": 1, "waiting": 1}, {"handed_over": 1}]
    assert server.taken == [ANA, BO]


def test_connection_of_the_mail_server_s_other_port_is_looked_at_alike(
    both_are_reminded, mail_sent_to, tick, tmp_path, monkeypatch
):
    file = certificate("localhost", tmp_path)
    trusting = property(lambda _backend: ssl.create_default_context(cafile=file))
    monkeypatch.setattr(EmailBackend, "ssl_context", trusting)
    with closing(MailServer(file)) as server:
        mail_sent_to(server.port, encrypted=True)
        server.faults["MAIL"] = [GO_ON, CLOSE]
        server.faults["WORDS"] = [GO_ON, CLOSE]

        assert tick(EIGHT) == {"handed_over": 1, "unknown": 1}

    assert (server.taken, server.lines) == ([ANA], 2)


def _minutes(tick):
    return [tick(EIGHT + minutes * MINUTE) for minutes in range(4)]
