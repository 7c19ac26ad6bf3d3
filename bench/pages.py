"""What is measured is a page, with the requests that a browser would send for it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench import people
from bench.load import AnswerError, Request
from bench.page_forms import PageForm, read_forms
from routines.models import Session

CSRF = "bench" * 6 + "ab"  # 32 letters, as Django's own; cookie and header have to match


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to measure.

    `requests` makes its requests anew for each measurement; `once`: send each a single time.
    `floor` names the page that the ratio is calculated against, and `on_floor` marks those pages.
    `younger` names the same page of people with the shortest log, for the column of growth.
    `restore` takes back what the requests wrote.
    """

    name: str
    requests: Callable[[], list[Request]]
    floor: str = "floor"
    on_floor: bool = False
    younger: str | None = None
    once: bool = False
    restore: Callable[[], object] = lambda: None


def set_requests(client: Client, session: Session) -> list[Request]:
    """Return what ✓ sends on each row of a session's page that is still to do, from the top."""
    headers = {"Cookie": cookie_header(client), "X-CSRFToken": CSRF, "HX-Request": "true"}
    return [
        Request(method="POST", path=form.action, headers=headers, body=urlencode(form.fields))
        for form in set_forms(client, session)
    ]


def set_forms(client: Client, session: Session) -> list[PageForm]:
    """Return the forms of the prescribed sets that are still to do on a session's page; extra
    sets are left out."""
    prescribed = {
        (str(item.pk), str(done.number), str(done.side))
        for item, done in people.sets_to_do(session)
    }
    return [
        form
        for form in all_set_forms(client, session)
        if (item_of(form), form.fields["number"], form.fields["side"]) in prescribed
    ]


def item_of(form: PageForm) -> str:
    """Return the key of the item that a set's form logs for: /items/<key>/sets/<key>/."""
    return form.action.split("/")[2]


def all_set_forms(client: Client, session: Session) -> list[PageForm]:
    """Return the forms of all sets that can be logged on a session's page, extra ones included."""
    # Without scripts only the current rows have their forms, unless all are asked for.
    response = client.get(reverse("routines:session", args=[session.pk]), {"rows": "all"})
    if response.status_code != 200:
        raise AnswerError(f"session: {response.status_code}, not 200")
    forms = read_forms(response.content.decode())
    return [form for form in forms if "set__log" in form.classes]


def form_on(client: Client, page: str, action: str) -> PageForm:
    """Return the form on a page that is posted to `action`."""
    response = client.get(page)
    if response.status_code != 200:
        raise AnswerError(f"{page}: {response.status_code}, not 200")
    wanted = ("post", action)
    for form in read_forms(response.content.decode()):
        if (form.attributes.get("method"), form.attributes.get("action")) == wanted:
            return form
    raise AnswerError(f"{page}: no form that is posted to {action}")


def cookie_of(person: User, *, backend: str | None = None) -> str:
    """Return a signed-in browser's Cookie header; `backend` is another way to log in."""
    return cookie_header(signed_in(person, backend=backend))


def signed_in(person: User, *, backend: str | None = None) -> Client:
    """Return a client with a person's log-in and the bench's CSRF cookie."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend=backend)
    client.cookies["csrftoken"] = CSRF
    return client


def cookie_header(client: Client) -> str:
    return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
