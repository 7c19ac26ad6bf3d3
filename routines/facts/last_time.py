"""The sets of each exercise's last session."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
)

from accounts.models import User
from backhealth.prepared import Given, Prepared
from exercises.decimals import decimal_text
from exercises.models import Exercise
from routines.models import Session, SessionItem, SetLog
from routines.models.owned import PERSON

_COLUMNS = (
    *("item__exercise", "item__session", "number", "side", "amount", "load", "load_unit", "rir"),
    "note",
)
# By the person's sessions alone: with the person named as well, SQLite reads all their sets.
_SETS = Prepared(
    lambda: (
        SetLog.objects.standing()
        .filter(item__session__in=Given("sessions", UUIDField()))
        .values_list(*_COLUMNS)
    )
)


def _last_sessions() -> QuerySet[Exercise, Any]:
    """Select the last session of each exercise, by slug; None if it has none.

    Leaving those out would search once more for each. Search back from the newest session, by the
    sessions' index: ten years of items have no index by date.
    """
    logged = SessionItem.objects.filter(
        session=OuterRef("pk"), exercise=OuterRef(OuterRef("pk"))
    ).filter(Exists(SetLog.objects.standing().filter(item=OuterRef("pk"))))
    day, until = Given("day", DateField()), Given("until", DateTimeField())
    earlier = Session.objects.of(PERSON).done().before(day, until)
    newest = earlier.filter(Exists(logged)).values("pk")[:1]
    # What was never done isn't searched for in ten years of sessions.
    ever = SessionItem.objects.of(PERSON).filter(exercise=OuterRef("pk"))
    return (
        Exercise.objects.visible_to(PERSON)
        .filter(Exists(ever), pk__in=Given("slugs", CharField()))
        .annotate(last_session=Subquery(newest))
        .values_list("slug", "last_session")
    )


_LAST_SESSIONS = Prepared(_last_sessions)


def last_sets(
    user: User, slugs: list[str], *, day: date, until: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Return each exercise's sets in its last session before `until` on `day`, by slug. Two
    queries."""
    rows = _LAST_SESSIONS(user=user, slugs=slugs, day=day, until=until) if slugs else []
    sessions = {slug: session for slug, session in rows if session is not None}
    logs = _SETS(sessions=list(sessions.values())) if sessions else []
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in logs:
        log = dict(zip(_COLUMNS, row, strict=True))
        slug = log["item__exercise"]
        if sessions.get(slug) != log["item__session"]:
            continue
        found[slug].append(
            {
                "number": log["number"],
                "side": log["side"],
                "amount": log["amount"],
                "load": None if log["load"] is None else decimal_text(log["load"]),
                "unit": log["load_unit"],
                "rir": log["rir"],
                "note": log["note"],
            }
        )
    return found
