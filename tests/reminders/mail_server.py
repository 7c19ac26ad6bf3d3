"""A mail server for tests: it takes mails, and fails where a test lets it."""

import socket
import ssl
import threading
import time
from collections import defaultdict
from contextlib import suppress
from email import message_from_bytes
from select import select
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

GO_ON, CLOSE, SILENT = "go on", "close", "silent"
ANSWERS = {
    "CONNECT": b"220 mail.example.org",
    "EHLO": b"250-mail.example.org\r\n250 AUTH PLAIN",
    "HELO": b"250 mail.example.org",
    "AUTH": b"235 welcome",
    "MAIL": b"250 ok",
    "RCPT": b"250 ok",
    "DATA": b"354 go ahead",
    "RSET": b"250 ok",
    "QUIT": b"221 bye",
}


class Hurried(socket.socket):
    """A client's end whose patience is over as soon as the server has fallen silent, and no sooner:
    by a clock, a busy machine would be taken for a silent server."""

    silent: threading.Event

    def recv_into(self, *given: Any) -> int:
        deadline = time.monotonic() + self.gettimeout()
        while not select([self], [], [], 0.01)[0]:
            # What it said before that has come by now.
            is_silent = self.silent.is_set() and not select([self], [], [], 0)[0]
            if is_silent or time.monotonic() > deadline:
                self.silent.clear()
                raise TimeoutError("timed out")
        return super().recv_into(*given)


class MailServer:
    """`faults`: what it does at a step instead of going on, the next time and the times after. An
    answer (bytes), or it closes the connection, or says nothing more.

    The steps are those of ANSWERS, and WORDS: it has read half of a mail; READ: all of it; TAKEN:
    it has kept it; AFTER: it has said so. `taken`: to whom the mails went that it kept. `silent`:
    it says nothing more on a connection; see `Hurried`.
    """

    def __init__(self, certificate: str | None = None) -> None:
        self.faults: dict[str, list[str | bytes]] = defaultdict(list)
        self.taken: list[str] = []
        self.lines = 0
        self.silent = threading.Event()
        self._server = ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        if certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate)
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def connect(self, _host: str, _port: int, patience: float) -> Hurried:
        """Connect to it, in place of smtplib."""
        plain = socket.create_connection(("127.0.0.1", self.port), patience)
        line = Hurried(fileno=plain.detach())
        line.settimeout(patience)
        line.silent = self.silent
        return line

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(server) -> type[StreamRequestHandler]:  # noqa: N805
        class Handler(StreamRequestHandler):
            def handle(self) -> None:
                server.lines += 1
                with suppress(OSError, EOFError):
                    self.step("CONNECT")
                    while line := self.rfile.readline():
                        command = line.split()[0].decode().upper()
                        is_refused = self.step(command)
                        if command == "DATA" and not is_refused:
                            self.take()

            def take(self) -> None:
                lines = [self.rfile.readline()]
                self.step("WORDS", b"")
                while lines[-1] != b".\r\n":
                    lines.append(self.rfile.readline())
                if self.step("READ", b""):
                    return
                server.taken.append(message_from_bytes(b"".join(lines))["To"])
                self.step("TAKEN", b"250 kept")
                self.step("AFTER", b"")

            def step(self, name: str, answer: bytes | None = None) -> bool:
                """Answer, or fail as `faults` has it; return whether it failed.

                Raises EOFError if that ends the connection.
                """
                fault = server.faults[name].pop(0) if server.faults[name] else GO_ON
                if fault == SILENT:
                    server.silent.set()
                    self.rfile.read()
                if fault in {SILENT, CLOSE}:
                    raise EOFError
                said = (answer or ANSWERS.get(name, b"")) if fault == GO_ON else fault
                if said:
                    self.wfile.write(said + b"\r\n")
                if said.startswith(b"421"):
                    raise EOFError
                return fault != GO_ON

        return Handler
