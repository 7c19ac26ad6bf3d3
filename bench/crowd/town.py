"""The people of the crowd in the database: all are registered, and those who ask have a log."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, groupby, islice
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.keys import new_key
from accounts.models import BrowserSession, User
from accounts.sessions import SessionStore
from bench import people
from bench.copies import DOMAIN, Copy, copies_of, copy_session, numbers_taken
from bench.crowd.schedule import SETS, Event, Step, Visit
from bench.load import AnswerError, Request
from bench.page_forms import PageForm
from bench.pages import CSRF, all_set_forms, form_on, set_forms, signed_in
from bench.rows import EXERCISE
from routines.actions.session import start_session
from routines.models import Session, SetLog, Status, other_side

UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Weeks of log → how many of 200 people who ask have them.
OF_200 = {10 * people.WEEKS_A_YEAR: 1, people.WEEKS_A_YEAR: 13, 12: 186}
OF_A_SESSION = {
    Step.SESSION: "routines:session",
    Step.FINISHING: "routines:finish",
    Step.SUMMARY: "routines:summary",
}
PAGES = {Step.TODAY: "routines:today", Step.READY: "routines:ready", **OF_A_SESSION}
AT_ONCE = 5000  # copies in one transaction


@dataclass(frozen=True, kw_only=True)
class Template:
    """A person to copy: at rest (`original`), and with today's session and all its sets.

    `weeks` is the age of the log; `sets`, `ready` and `finishing` are the forms that it sends.
    """

    weeks: int
    original: User
    session: Session
    ready: PageForm
    sets: list[PageForm]
    finishing: PageForm


@dataclass(frozen=True, kw_only=True)
class Asker:
    """A person who asks for pages: a copy, and the Cookie header of the signed-in browser."""

    copy: Copy
    template: Template
    cookie: str


class Town:
    """All people in the database; it only grows."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.askers: list[Asker] = []
        self.registered = 0
        self._numbers = count()
        self._taken: set[int] = set()
        self._originals: set[UUID] = set()
        self._beginner = people.beginner(now)
        self._templates = {weeks: self._template(weeks) for weeks in OF_200}

    def grow(self, *, askers: int, registered: int) -> None:
        """Make people up to these numbers of askers, who have a log, and of registered people."""
        ages = [weeks for weeks, number in OF_200.items() for _ in range(number)]
        Random(1).shuffle(ages)  # so that a small crowd has a fair share of each
        wanted = sorted(ages[number % len(ages)] for number in range(len(self.askers), askers))
        for weeks, same in groupby(wanted):
            self._add_askers(self._templates[weeks], len(list(same)))
        # Or the visits of training people, which are the first, would all have logs of one age.
        Random(len(self.askers)).shuffle(self.askers)
        while self.registered < registered:
            self._copies(self._beginner, min(AT_ONCE, registered - self.registered))

    def lay_out(self, visits: Sequence[Visit]) -> list[list[Request]]:
        """Put today's sessions as they are before each visit; return each visit's requests."""
        mine = Session.objects.filter(user__email__endswith=f"@{DOMAIN}", started_at__gte=self.now)
        kept = {each.session.pk for each in self._templates.values()}
        for keys in _in_parts(
            [key for key in mine.values_list("pk", flat=True) if key not in kept]
        ):
            Session.objects.filter(pk__in=keys).delete()
        asking = list(zip(self.askers, visits, strict=False))
        begun = [(asker, visit) for asker, visit in asking if visit.sets_before is not None]
        for template in self._templates.values():
            copies = [asker.copy for asker, _visit in begun if asker.template is template]
            for first in range(0, len(copies), AT_ONCE):
                copy_session(template.session, copies[first : first + AT_ONCE])
        _remove_sets([key for asker, visit in begun for key in _to_do(asker, visit)])
        over = [_session_key(asker) for asker, visit in begun if visit.is_over]
        for keys in _in_parts(over):
            Session.objects.filter(pk__in=keys).update(
                status=Status.COMPLETED, finished_at=self.now
            )
        return [[_request(asker, each) for each in visit.events] for asker, visit in asking]

    def _add_askers(self, template: Template, number: int) -> None:
        for first in range(0, number, AT_ONCE):
            made = self._copies(template.original, min(AT_ONCE, number - first))
            cookies = _log_in([each.person for each in made])
            self.askers += [
                Asker(copy=copy, template=template, cookie=cookie)
                for copy, cookie in zip(made, cookies, strict=True)
            ]

    def _copies(self, original: User, number: int) -> list[Copy]:
        self.registered += number
        self._taken |= numbers_taken(original) if original.pk not in self._originals else set()
        self._originals.add(original.pk)
        free = (each for each in self._numbers if each not in self._taken)
        return copies_of(original, list(islice(free, number)))

    def _template(self, weeks: int) -> Template:
        original = people.veteran(weeks=weeks, now=self.now)
        [trainee] = self._copies(original, 1)
        client = signed_in(trainee.person)
        ready = form_on(client, reverse("routines:ready"), reverse("routines:start_session"))
        session = start_session(user=trainee.person, key=new_key(), now=self.now)
        forms = _log_sets(client, session)
        self._taken |= numbers_taken(trainee.person)  # its session is copied, too
        finishing = reverse("routines:finish", args=[session.pk])
        return Template(
            weeks=weeks,
            original=original,
            session=session,
            ready=ready.filled({"key": session.pk}),
            sets=forms,
            finishing=form_on(client, finishing, finishing),
        )


def _log_sets(client: Client, session: Session) -> list[PageForm]:
    """Log twenty sets, extra ones if fewer are prescribed; return their forms."""
    sent: list[PageForm] = []
    for read in (set_forms, all_set_forms):
        for form in read(client, session)[: SETS - len(sent)]:
            status = client.post(form.action, dict(form.fields)).status_code
            if status >= 400:
                raise AnswerError(f"{form.action}: {status}")
            sent.append(form)
    if len(sent) < SETS:
        raise AnswerError(f"a session's page offers {len(sent)} sets, not {SETS}")
    return sent


def _log_in(who: Sequence[User]) -> list[str]:
    """Log people in as the log-in page does, all at once; return their Cookie headers."""
    store, found = SessionStore(), []
    for person in who:
        data = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        key = store._get_new_session_key()
        found.append(
            BrowserSession(
                session_key=key,
                session_data=store.encode(data),
                expire_date=store.get_expiry_date(),
                user=person,
            )
        )
    BrowserSession.objects.bulk_create(found)
    return [f"{settings.SESSION_COOKIE_NAME}={each.pk}; csrftoken={CSRF}" for each in found]


def _to_do(asker: Asker, visit: Visit) -> list[UUID]:
    """Return the keys of the copied sets that come later than the visit."""
    done = visit.sets_before or 0
    keys = [asker.copy.key(_set_key(form)) for form in asker.template.sets[done:]]
    return [*keys, *map(other_side, keys)]


def _set_key(form: PageForm) -> UUID:
    return UUID(UUIDS.findall(form.action)[-1])


def _session_key(asker: Asker) -> UUID:
    return asker.copy.key(asker.template.session.pk)


def _remove_sets(keys: Sequence[UUID]) -> None:
    for part in _in_parts(keys):
        SetLog.objects.filter(pk__in=part).delete()


def _in_parts(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (keys[first : first + 500] for first in range(0, len(keys), 500))


def _request(asker: Asker, event: Event) -> Request:
    template = asker.template
    if event.step == Step.START:
        return _sent(asker, template.ready, status=302)
    if event.step == Step.SET:
        return _sent(asker, template.sets[event.number], by_htmx=True)
    if event.step == Step.FINISH:
        return _sent(asker, template.finishing, status=302)
    if event.step == Step.EXERCISE:
        return _page(asker, reverse("exercises:exercise", args=[EXERCISE]))
    own = [_session_key(asker)] if event.step in OF_A_SESSION else []
    return _page(asker, reverse(PAGES[event.step], args=own))


def _page(asker: Asker, path: str) -> Request:
    return Request(path=path, headers={"Cookie": asker.cookie})


def _sent(asker: Asker, form: PageForm, *, status: int = 200, by_htmx: bool = False) -> Request:
    """Return a form of the template's pages with the keys of the asker's own rows."""
    headers = {"Cookie": asker.cookie, "X-CSRFToken": CSRF}

    def own(text: str) -> str:
        return UUIDS.sub(lambda found: str(asker.copy.key(UUID(found[0]))), text)

    return Request(
        method="POST",
        path=own(form.action),
        headers={**headers, "HX-Request": "true"} if by_htmx else headers,
        body=own(urlencode(form.fields)),
        status=status,
    )
