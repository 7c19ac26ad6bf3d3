"""An app without Django, served by the worker with limits that are short enough for a test.

HEAD_S, TRANSFER_S and STOP_S make one of them longer than any machine is slow.
"""

import gc
import os

from structlog.contextvars import bind_contextvars, get_contextvars

from backhealth import serving
from backhealth.wire import Limits

BIG = 3_000_000


class Worker(serving.Worker):
    limits = Limits(
        head_s=float(os.environ.get("HEAD_S", "1")),
        transfer_s=float(os.environ.get("TRANSFER_S", "3")),
        stop_s=float(os.environ.get("STOP_S", "5")),
        bytes_a_second=1_000_000,
        body_bytes=200_000,
        head_bytes=20_000,
    )


asked = []


def application(environ, start_response):
    """Answer /big with a long text, /asked with the earlier paths, /kept with how many objects the
    search for garbage leaves out, /bound with what is bound to the thread (and bind something), any
    other path with the body."""
    path = environ["PATH_INFO"]
    if path == "/big":
        answer = b"x" * BIG
    elif path == "/asked":
        answer = " ".join(asked).encode()
    elif path == "/kept":
        answer = str(gc.get_freeze_count()).encode()
    elif path == "/bound":
        answer = " ".join(get_contextvars()).encode()
        bind_contextvars(request_id="one")
    else:
        asked.append(path)
        named = ("REQUEST_METHOD", "PATH_INFO", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR")
        head = " ".join(environ.get(name, "") for name in named)
        answer = f"{head}\n".encode() + environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]
