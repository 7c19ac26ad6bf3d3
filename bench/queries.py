"""Count the SQL statements of one request, in this process, apart from the timing."""

from urllib.parse import parse_qsl

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.load import AnswerError
from bench.pages import Page

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def count(client: Client, page: Page) -> int:
    """Return the number of statements of the second request: what a worker reads only once doesn't
    count.

    Statements that only open and close a transaction don't count either.
    """
    requests = (page.requests() * 2)[:2]
    try:
        for request in requests:
            send = client.post if request.method == "POST" else client.get
            data = dict(parse_qsl(request.body, keep_blank_values=True))
            with CaptureQueriesContext(connection) as captured:
                response = send(request.path, data, headers=request.headers)
            if response.status_code != request.status:
                raise AnswerError(f"{page.name}: {response.status_code}, not {request.status}")
    finally:
        page.restore()
    return sum(not each["sql"].startswith(NOT_COUNTED) for each in captured.captured_queries)
