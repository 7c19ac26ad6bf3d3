"""A host with an app at its top and another one below a path, as a reverse proxy makes it."""

import threading
from contextlib import AbstractContextManager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/back"
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Router(AbstractContextManager):
    """Hands /back/… to the port `below` and all else to `top`; `keeps`: with that path, or without.

    Between two tests it stays at its port, because both apps know it as their address.
    """

    def __init__(self):
        self.top = self.below = 0
        self.keeps = True
        self.asked = []
        self._server = _Listener(("127.0.0.1", 0), _Handler)
        self._server.router = self
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self):
        return f"http://localhost:{self._server.server_port}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def way(self, path):
        """Return the port that a request goes to, and its path there."""
        if not path.startswith(f"{PATH}/"):
            return self.top, path
        return self.below, path if self.keeps else path.removeprefix(PATH)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """Ignore that the browser hung up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, *_):
        """Log nothing."""

    def do_GET(self):
        self._pass_on()

    def do_HEAD(self):
        self._pass_on()

    def do_POST(self):
        self._pass_on()

    def _pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        port, path = self.server.router.way(self.path)
        self.server.router.asked.append((self.command, self.path))
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(self.command, path, body or None, dict(self.headers))
            answer = connection.getresponse()
            headers, content = answer.getheaders(), answer.read()
        except (OSError, HTTPException):
            self.close_connection = True
            return
        finally:
            connection.close()
        self.send_response_only(answer.status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        if answer.status not in {204, 304}:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
