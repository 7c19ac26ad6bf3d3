"""The newest sessions of a file, as the preview shows them: a wrong unit or a wrong name is seen
before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from exchange.logs.content import PlannedSet, item_key
from exercises.decimals import decimal_text
from routines.models import Session, SessionItem

MOST = 5
# A session as JSON: `began`, `day`, `name`, and of each of its `exercises` the `sets`.
Shown = dict[str, Any]


@dataclass(frozen=True)
class ShownExercise:
    """An exercise and its sets, for `routine_words.previous_text`."""

    name: str
    measure: str
    load_helps: bool
    sets: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ShownSession:
    day: date
    name: str
    exercises: Sequence[ShownExercise]


def shown(session: Session, sets: Iterable[PlannedSet], items: Iterable[SessionItem]) -> Shown:
    """Return a session with the sets that are written of it, by its exercises."""
    of_slug: dict[str, list[dict[str, Any]]] = {}
    for each in sets:
        load = None if each.load is None else decimal_text(each.load)
        figures = {"amount": each.amount, "load": load, "unit": each.unit}
        of_slug.setdefault(each.slug, []).append(figures)
    by_key = {item.pk: item for item in items}
    exercises = [(by_key[item_key(session.pk, slug)], sets) for slug, sets in of_slug.items()]
    return {
        "began": session.started_at.isoformat(),
        "day": session.local_date.isoformat(),
        "name": session.day_name,
        "exercises": [
            {
                "name": item.exercise_name,
                "measure": item.measure,
                "load_helps": item.load_helps,
                "sets": figures,
            }
            for item, figures in exercises
        ],
    }


def newest(sessions: Iterable[Shown]) -> list[Shown]:
    """Return the newest of them, the latest first."""
    # All are moments in UTC, whose text is in their order.
    return sorted(sessions, key=itemgetter("began"), reverse=True)[:MOST]


def newest_of(found: Iterable[Shown]) -> list[ShownSession]:
    """Return the sessions that are stored as JSON."""
    return [
        ShownSession(
            day=date.fromisoformat(each["day"]),
            name=each["name"],
            exercises=[ShownExercise(**exercise) for exercise in each["exercises"]],
        )
        for each in found
    ]
