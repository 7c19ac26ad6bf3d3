"""The sets of each exercise's last session."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from exercises.decimals import decimal_text
from exercises.models import Exercise
from routines.models import Session, SessionItem, SetLog


def last_sets(
    user: User, slugs: list[str], *, day: date, until: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Return each exercise's sets in its last session before `until` on `day`, by slug. Two
    queries."""
    # Search back from the newest session, by the sessions' index: ten years of items have no index
    # by date.
    logged = SessionItem.objects.filter(
        session=OuterRef("pk"), exercise=OuterRef(OuterRef("pk"))
    ).filter(Exists(SetLog.objects.standing().filter(item=OuterRef("pk"))))
    earlier = Session.objects.of(user).done().before(day, until)
    newest = earlier.filter(Exists(logged)).values("pk")[:1]
    sessions = dict(
        Exercise.objects.filter(pk__in=slugs)
        .annotate(last_session=Subquery(newest))
        .exclude(last_session=None)
        .values_list("slug", "last_session")
    )
    # By the person's sessions alone: with the person named as well, SQLite reads all their sets.
    logs = SetLog.objects.standing().filter(item__session__in=sessions.values())
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = ("number", "side", "amount", "load", "load_unit", "rir", "note")
    for log in logs.values("item__exercise", "item__session", *columns):
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
