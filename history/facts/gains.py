"""What went up since the month before, read from the sums of sessions."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import DateField, Max, Q, QuerySet

from accounts.models import User
from backhealth.prepared import Given, Prepared
from history.planning.gains import Best, Better, better
from routines.facts.units import unit_of
from routines.models import ItemSums
from routines.models.owned import FIRST, LAST, PERSON
from routines.planning.loads import Unit

MONTH = timedelta(days=28)
MOST = 5


class GainOfMonth(NamedTuple):
    """An exercise in which something went up; `unit` is the person's for its weight."""

    slug: str
    name: str
    measure: str
    better: Better
    before: Best
    now: Best
    unit: Unit


def _bests() -> QuerySet[ItemSums, Any]:
    """Select the best of each exercise before the day SINCE, and from it on."""
    before, now = Q(local_date__lt=SINCE), Q(local_date__gte=SINCE)
    sums = ItemSums.objects.of(PERSON).between(FIRST, LAST).order_by()
    return (
        sums.values("exercise", "exercise__name", "measure")
        .annotate(
            load_before=Max("load_kg", filter=before),
            amount_before=Max("amount", filter=before),
            load_now=Max("load_kg", filter=now),
            amount_now=Max("amount", filter=now),
        )
        .values_list(
            *("exercise", "exercise__name", "measure"),
            *("load_before", "amount_before", "load_now", "amount_now"),
        )
    )


SINCE = Given("since", DateField())
_BESTS = Prepared(_bests)


def month_start(today: date) -> date:
    """Return the first of the four weeks that end today."""
    return today - MONTH + timedelta(days=1)


def gains_of(user: User, today: date) -> list[GainOfMonth] | None:
    """Return what went up in the last four weeks, beside the four before; heavier ones first.

    None if no exercise was done in both. One query.
    """
    since = month_start(today)
    found, compared = [], False
    for slug, name, measure, *figures in _BESTS(
        user=user, first=since - MONTH, since=since, last=today
    ):
        if None in figures:
            continue
        compared = True
        before, now = (
            Best(load=figures[0], amount=figures[1]),
            Best(load=figures[2], amount=figures[3]),
        )
        what = better(before, now)
        if what is not None:
            unit = Unit(user.own_units.get(slug) or unit_of(user))
            found.append(GainOfMonth(slug, name, measure, what, before, now, unit))
    found.sort(key=lambda each: (each.better != Better.LOAD, each.name))
    return found[:MOST] if compared else None
