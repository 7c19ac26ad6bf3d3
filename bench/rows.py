"""The rows of the table: the people they need, and the page that each measures."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from bench import floor_settings, people
from bench.groups import OLDEST, YOUNGEST, Group
from bench.load import Request
from bench.pages import Page, cookie_of
from bench.verbs import log_sets, verbs_of, writing
from routines.models import Session

EXERCISE = "romanian-deadlift"  # on both days of the plan
# Enough people that one measurement doesn't run out of rows to tick.
LOGGING_PEOPLE = 10


def make_rows(now: datetime, groups: list[Group]) -> list[Page]:
    """Return the two floors, the pages of strangers and newcomers, and each page and verb that
    may grow with the log, its ages beside each other."""
    newcomer = people.newcomer(now)
    people.log_half(newcomer, now)
    ages = [[*_read_by(group), *verbs_of(group, now)] for group in groups]
    return [
        *_floors(newcomer.user),
        *pages_of_everybody(),
        *_of_newcomers(newcomer, now),
        *map(_with_growth, chain.from_iterable(zip(*ages, strict=True))),
    ]


def plan_with(cookie: str) -> Request:
    return Request(path=reverse("routines:week"), headers={"Cookie": cookie})


def _floors(person: User) -> list[Page]:
    cookie = cookie_of(person, backend=floor_settings.AUTHENTICATION_BACKENDS[0])
    read = Request(path="/floor/", headers={"Cookie": cookie})
    insert = replace(read, path="/floor/insert/", method="POST")
    return [
        Page(name="floor", requests=lambda: [read], on_floor=True),
        Page(name="floor, insert", requests=lambda: [insert], on_floor=True),
    ]


def pages_of_everybody() -> list[Page]:
    library = reverse("exercises:library")
    return [
        _page("landing", reverse("routines:landing")),
        _page("learn", reverse("learn:overview")),
        _page("library", library),
        _page("library, filtered", f"{library}?{urlencode({'pattern': 'hinge'})}"),
        _search("squat"),
        _page("exercise", reverse("exercises:exercise", args=[EXERCISE])),
    ]


def _of_newcomers(session: Session, now: datetime) -> list[Page]:
    """Return what a person on the first day opens and does."""
    person = [session.user]
    others = [people.newcomer(now).user for _ in range(LOGGING_PEOPLE)]
    return [
        _page("settings", reverse("accounts:settings"), person),
        _page("set-up", reverse("routines:setup"), person),
        _page("session", reverse("routines:session", args=[session.pk]), person),
        writing("log one set", log_sets, others, now),
    ]


def _read_by(group: Group) -> list[Page]:
    """Return the pages of people of one age."""
    session = [
        Request(
            path=reverse("routines:session", args=[each.pk]),
            headers={"Cookie": cookie_of(each.user)},
        )
        for each in group.sessions
    ]
    paths = {
        "today": reverse("routines:today"),
        "plan": reverse("routines:week"),
        "target": reverse("routines:target", args=[EXERCISE]),
        "history": reverse("history:history"),
        "charts": reverse("history:charts"),
        "exercise history": reverse("history:exercise", args=[EXERCISE]),
        "report": reverse("history:report_sheet"),
    }
    found = {
        name: _page(f"{name}, {group.age}", path, group.at_rest) for name, path in paths.items()
    }
    return [*found.values(), Page(name=f"session, {group.age}", requests=lambda: session)]


def _with_growth(page: Page) -> Page:
    """Return a page of the oldest logs with its page of the youngest."""
    name, _comma, age = page.name.rpartition(", ")
    return replace(page, younger=f"{name}, {YOUNGEST}") if age == OLDEST else page


def _page(name: str, path: str, who: Iterable[User] = ()) -> Page:
    """Return a page that people open in turn, or strangers."""
    cookies = [{"Cookie": cookie_of(person)} for person in who]
    requests = [Request(path=path, headers=headers) for headers in cookies or [{}]]
    return Page(name=name, requests=lambda: requests)


def _search(query: str) -> Page:
    """Return the request that the library's page sends by htmx while someone types."""
    request = Request(
        path=f"{reverse('exercises:library')}?{urlencode({'q': query})}",
        headers={"HX-Request": "true"},
    )
    return Page(name="search", requests=lambda: [request])
