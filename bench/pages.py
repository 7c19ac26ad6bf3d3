"""The pages that are measured, each with the requests that a browser would send for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, zip_longest
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from accounts.keys import new_key
from accounts.models import User
from bench import floor_settings, people
from bench.load import Request
from routines.actions.log import Done
from routines.models import Session, SessionItem, SetLog

CSRF = "bench" * 6 + "ab"  # 32 letters, as Django's own; cookie and header have to match
EXERCISE = "romanian-deadlift"  # on both days of the plan
# Enough rows to tick that one measurement does not run out of them.
LOGGING_PEOPLE = 10


@dataclass(frozen=True, kw_only=True)
class Page:
    """`requests` makes them anew for each measurement; `once`: each is sent a single time.

    `floor` names the page that the ratio is worked out against, and `on_floor` is one of those.
    `restore` takes back what the requests wrote.
    """

    name: str
    requests: Callable[[], list[Request]]
    floor: str = "floor"
    on_floor: bool = False
    once: bool = False
    restore: Callable[[], object] = lambda: None


def make_people_and_pages(now: datetime) -> list[Page]:
    """Fills the database; the two floors come first."""
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
    """What the library's page asks for by htmx while somebody types."""
    request = Request(
        path=f"{reverse('exercises:library')}?{urlencode({'q': query})}",
        headers={"HX-Request": "true"},
    )
    return Page(name="search", requests=lambda: [request])


def _log_one_set(sessions: list[Session]) -> Page:
    """✓ on one row after the other, by htmx, the people in turn, each row under a new key."""
    cookies = [cookie_of(session.user) for session in sessions]
    rows = [
        [(cookie, *row) for row in people.sets_to_do(session)]
        for cookie, session in zip(cookies, sessions, strict=True)
    ]
    in_turn = [row for row in chain.from_iterable(zip_longest(*rows)) if row]
    logged = SetLog.objects.filter(item__session__in=[session.pk for session in sessions])
    return Page(
        name="log one set",
        requests=lambda: [log_request(*row) for row in in_turn],
        floor="floor, insert",
        once=True,
        restore=logged.delete,
    )


def log_request(cookie: str, item: SessionItem, done: Done) -> Request:
    sent = {
        "number": done.number,
        "side": done.side,
        "amount": done.amount,
        "load": done.load or "",
        "unit": done.unit,
    }
    return Request(
        method="POST",
        path=reverse("routines:log_set", args=[item.pk, new_key()]),
        headers={"Cookie": cookie, "X-CSRFToken": CSRF, "HX-Request": "true"},
        body=urlencode(sent),
    )


def cookie_of(person: User, *, backend: str | None = None) -> str:
    """A signed-in browser's Cookie header; the app's own way to log in unless said otherwise."""
    client = Client()
    client.force_login(person, backend=backend)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"
