"""What people do, measured: what the requests of a measurement wrote is taken back before the next
one, so that each finds the same work to do."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, zip_longest
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench import people
from bench.groups import Group
from bench.kept_rows import KeptRows
from bench.load import Request
from bench.page_forms import PageForm
from bench.pages import CSRF, Page, cookie_header, form_on, set_requests, signed_in
from routines.models import Plan, Session, SetLog, StoredCheckpoint

# Younger than that are the last session and this one: no verb changes older rows of a log.
RECENT = timedelta(days=7)
CORRECTIONS = 5  # for each person
PAIN = "1"

Verb = Callable[[Client, User], list[Request]]


def verbs_of(group: Group, now: datetime) -> list[Page]:
    """Return what people of one age do, in the order in which they do it."""
    verbs: list[tuple[str, Verb, list[User]]] = [
        ("start a session", start, group.at_rest),
        ("log one set", log_sets, group.training),
        ("swap an exercise", swap, group.training),
        ("finish a session", finish, group.training),
        ("correct a set", correct, group.at_rest),
        ("save a morning", save_morning, group.at_rest),
        ("edit a routine", edit_routine, group.at_rest),
    ]
    return [writing(f"{name}, {group.age}", verb, who, now) for name, verb, who in verbs]


def writing(name: str, verb: Verb, who: Sequence[User], now: datetime) -> Page:
    """Return a page whose requests write, each a single time in a measurement, the people in
    turn."""
    made = _Writing(verb, who, now)
    return Page(
        name=name, requests=made.begin, floor="floor, insert", once=True, restore=made.take_back
    )


class _Writing:
    """A verb's requests, and the rows of its people from before they were sent."""

    def __init__(self, verb: Verb, who: Sequence[User], now: datetime) -> None:
        self._verb, self._who, self._since = verb, who, now.date() - RECENT

    def begin(self) -> list[Request]:
        requests = self._requests
        # Checkpoints that were stored on the way belong to a warm run. They hold nothing of today,
        # but a set that was corrected back is no longer what they were worked out from.
        untouched = () if self._verb is correct else (StoredCheckpoint,)
        self._kept = KeptRows(self._who, since=self._since, untouched=untouched)
        return requests

    def take_back(self) -> None:
        self._kept.restore()

    @cached_property
    def _requests(self) -> list[Request]:
        """The same each time, keys included: what was written under them is gone again."""
        made = [self._verb(signed_in(person), person) for person in self._who]
        return [each for each in chain.from_iterable(zip_longest(*made)) if each]


def start(client: Client, _person: User) -> list[Request]:
    form = form_on(client, reverse("routines:ready"), reverse("routines:start_session"))
    return [_sent(client, form)]


def log_sets(client: Client, person: User) -> list[Request]:
    """Log each row that is still to do, as an untouched ✓ does."""
    return set_requests(client, _running(person))


def swap(client: Client, person: User) -> list[Request]:
    """Swap the first exercise for which the log has a substitute."""
    items = _running(person).items.filter(exercise__in=people.SUBSTITUTES, swapped_at=None)
    item = items.order_by("position")[0]
    path = reverse("routines:swap_item", args=[item.pk])
    form = form_on(client, path, path).pressed("exercise", people.SUBSTITUTES[item.exercise_id])
    return [_sent(client, form)]


def finish(client: Client, person: User) -> list[Request]:
    path = reverse("routines:finish", args=[_running(person).pk])
    return [_sent(client, form_on(client, path, path))]


def correct(client: Client, person: User) -> list[Request]:
    """Add a repetition to some sets of the last session."""
    last = Session.objects.of(person).order_by("-local_date")[0]
    found = []
    for log in SetLog.objects.of(person).filter(item__session=last)[:CORRECTIONS]:
        path = reverse("routines:correct_set", args=[log.pk])
        found.append(_sent(client, form_on(client, path, path).filled({"amount": log.amount + 1})))
    return found


def save_morning(client: Client, _person: User) -> list[Request]:
    path = reverse("routines:mornings")
    return [_sent(client, form_on(client, path, path).pressed("pain", PAIN))]


def edit_routine(client: Client, person: User) -> list[Request]:
    """Move the first exercise of the routine in use down."""
    plan = Plan.objects.of(person).current().get()
    day = plan.prescriptions.filter(programme_day="A", phase="strength")
    row = day.order_by("position")[0]
    page = reverse("builder:routine", args=[plan.routine_id])
    form = form_on(client, page, reverse("builder:arrange", args=[plan.routine_id, row.pk]))
    return [_sent(client, form.pressed("action", "down"))]


def _running(person: User) -> Session:
    return Session.objects.of(person).in_progress().select_related("user").get()


def _sent(client: Client, form: PageForm) -> Request:
    """Return what a browser without JavaScript sends; each verb answers it with a redirect."""
    headers = {"Cookie": cookie_header(client), "X-CSRFToken": CSRF}
    return Request(
        method="POST",
        path=form.action,
        headers=headers,
        body=urlencode(form.fields),
        status=302,
    )
