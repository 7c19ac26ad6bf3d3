"""A push service for tests: it takes what is sent to its browsers, and answers as told."""

import json
import socket
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone
from py_vapid import Vapid02

from accounts.models import User
from reminders.actions import Address, add_device
from reminders.models import PushSubscription

PLACE = "https://push.example.org"
SLOW_S = 20


def as_text(key: bytes) -> str:
    return urlsafe_b64encode(key).decode().rstrip("=")


@dataclass
class Browser:
    """A browser that a push service reaches at `name`, with the keys that only it has."""

    name: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    auth: bytes = b"sixteen bytes ok"

    @property
    def address(self) -> Address:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Address(
            endpoint=f"{PLACE}/to/{self.name}", p256dh=as_text(point), auth=as_text(self.auth)
        )

    def read(self, body: bytes) -> dict[str, Any]:
        text = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)
        return json.loads(text)

    def added(self, user: User, browser: UUID) -> PushSubscription:
        """Let this browser take the person's reminders."""
        return add_device(
            user=user, browser=browser, device="", address=self.address, now=timezone.now()
        )


@dataclass(frozen=True)
class Taken:
    """A request: who was meant, its headers by small letters, its body, who had signed it."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def claims(self) -> dict[str, Any]:
        """What the sender signed; fails if the signature isn't of the key that it names."""
        header = self.headers["authorization"]
        assert Vapid02.verify(header)
        text = header.partition("t=")[2].split(",")[0].split(".")[1]
        return json.loads(urlsafe_b64decode(text + "=="))

    @property
    def key(self) -> str:
        return self.headers["authorization"].rpartition("k=")[2]


class PushService:
    """Answers with `status` and `headers`; `is_silent`: after SLOW_S, or never if it is closed
    earlier; `drips`: a byte at a time for so long. `left_alone`: the sender hung up meanwhile."""

    def __init__(self) -> None:
        self.status, self.headers, self.is_silent, self.drips = 201, {}, False, False
        self.left_alone, self._is_over = threading.Event(), threading.Event()
        self.taken: list[Taken] = []
        self.connected: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def connect(self, host: str) -> socket.socket:
        """Connect here in place of the public host of this name."""
        self.connected.append(host)
        return socket.create_connection(self._server.server_address, 5)

    def close(self) -> None:
        self._is_over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(service) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                named = {name.lower(): value for name, value in self.headers.items()}
                service.taken.append(Taken(self.path, named, body))
                if service.is_silent and service._is_over.wait(SLOW_S):
                    self.close_connection = True
                    return
                if service.drips:
                    self.drip()
                    return
                self.send_response(service.status)
                for name, value in service.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def drip(self) -> None:
                self.close_connection = True
                try:
                    for _ in range(20 * SLOW_S):
                        self.wfile.write(b"H")
                        if service._is_over.wait(0.05):
                            return
                except OSError:
                    service.left_alone.set()

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        return Handler
