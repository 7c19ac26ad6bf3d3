"""The pages that are measured, each with the requests that a browser would send for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, zip_longest
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench import floor_settings, people
from bench.load import AnswerError, Request
from bench.page_forms import PageForm, read_forms
from routines.models import Session, SetLog

CSRF = "bench" * 6 + "ab"  # 32 letters, as Django's own; cookie and header have to match
EXERCISE = "romanian-deadlift"  # on both days of the plan
# Enough people that one measurement doesn't run out of rows to tick.
LOGGING_PEOPLE = 10


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to measure.

    `requests` makes its requests anew for each measurement; `once`: send each a single time.
    `floor` names the page that the ratio is calculated against, and `on_floor` marks those pages.
    `restore` deletes what the requests wrote.
    """

    name: str
    requests: Callable[[], list[Request]]
    floor: str = "floor"
    on_floor: bool = False
    once: bool = False
    restore: Callable[[], object] = lambda: None


def make_people_and_pages(now: datetime) -> list[Page]:
    """Fill the database and return the pages, the two floors first."""
    newcomer = people.newcomer(now)
    people.log_half(newcomer, now)
    year = cookie_of(people.veteran(weeks=people.WEEKS_A_YEAR, now=now))
    decade = cookie_of(people.veteran(weeks=10 * people.WEEKS_A_YEAR, now=now))
    guest = cookie_of(newcomer.user)
    anybody = cookie_of(newcomer.user, backend=floor_settings.AUTHENTICATION_BACKENDS[0])
    return [
        _page("floor", "/floor/", anybody, on_floor=True),
        _page("floor, insert", "/floor/insert/", anybody, on_floor=True, method="POST"),
        _page("landing", reverse("routines:landing")),
        _page("library", reverse("exercises:library")),
        _search("squat"),
        _page("exercise", reverse("exercises:exercise", args=[EXERCISE])),
        _page("today, 1 year", reverse("routines:today"), year),
        _page("today, 10 years", reverse("routines:today"), decade),
        _page("plan", reverse("routines:week"), decade),
        _page("session", reverse("routines:session", args=[newcomer.pk]), guest),
        _log_one_set([people.newcomer(now) for _ in range(LOGGING_PEOPLE)]),
        _page("history, 1 year", reverse("routines:history"), year),
        _page("history, 10 years", reverse("routines:history"), decade),
        _page(
            "exercise history, 10 years",
            reverse("routines:exercise_history", args=[EXERCISE]),
            decade,
        ),
    ]


def _page(
    name: str, path: str, cookie: str = "", *, method: str = "GET", on_floor: bool = False
) -> Page:
    request = Request(path=path, method=method, headers={"Cookie": cookie} if cookie else {})
    return Page(name=name, requests=lambda: [request], on_floor=on_floor)


def _search(query: str) -> Page:
    """Return the request that the library's page sends by htmx while someone types."""
    request = Request(
        path=f"{reverse('exercises:library')}?{urlencode({'q': query})}",
        headers={"HX-Request": "true"},
    )
    return Page(name="search", requests=lambda: [request])


def _log_one_set(sessions: list[Session]) -> Page:
    """Tick one row after the other, by htmx, the people in turn."""
    clients = [signed_in(session.user) for session in sessions]
    logged = SetLog.objects.filter(item__session__in=[session.pk for session in sessions])

    def requests() -> list[Request]:
        rows = [
            set_requests(client, session) for client, session in zip(clients, sessions, strict=True)
        ]
        return [row for row in chain.from_iterable(zip_longest(*rows)) if row]

    return Page(
        name="log one set",
        requests=requests,
        floor="floor, insert",
        once=True,
        restore=logged.delete,
    )


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
    response = client.get(reverse("routines:session", args=[session.pk]))
    if response.status_code != 200:
        raise AnswerError(f"session: {response.status_code}, not 200")
    prescribed = {
        (str(item.pk), str(done.number), str(done.side))
        for item, done in people.sets_to_do(session)
    }
    return [
        form
        for form in read_forms(response.content.decode())
        if "set__log" in form.classes
        and (form.attributes["data-item"], form.fields["number"], form.fields["side"]) in prescribed
    ]


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
