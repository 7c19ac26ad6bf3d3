"""Making, changing and putting away exercises of one's own."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from exercises.dose import dose_data
from exercises.models import Exercise, own_slug
from exercises.own import OwnEntry
from exercises.vocabulary import LOAD_TYPE_OF, LoadType, Phase

MOST_OWN = 200  # of a person, the retired ones aside
AFTER_THE_LIBRARY = 1_000_000  # the position of own exercises, which are ordered by name
# What the log and the routines go by, so that it can't be changed any more.
STAYS = ("pattern", "measure", "load", "sides")


class TooMany(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The person has as many exercises of their own as one may have."""


@transaction.atomic
def make_own_exercise(*, user: User, entry: OwnEntry) -> Exercise:
    """Make an exercise that only this person sees. Raises TooMany."""
    lock_person(user)
    if Exercise.objects.of(user).filter(retired_at=None).count() >= MOST_OWN:
        raise TooMany
    return Exercise.objects.create(slug=own_slug(), owner=user, **_columns(entry))


def keep_own_exercise(
    *, user: User, slug: str, entry: OwnEntry, retired_at: datetime | None
) -> Exercise:
    """Make an exercise of a person's own under the key that it had before, as it was: put away, or
    one more than may be chosen. Raises IntegrityError if there is an exercise with that key."""
    columns = _columns(entry)
    return Exercise.objects.create(slug=slug, owner=user, retired_at=retired_at, **columns)


@transaction.atomic
def change_own_exercise(*, exercise: Exercise, entry: OwnEntry) -> Exercise:
    """Change an own exercise. What was logged with it stays as it was.

    Raises ValueError if it would be counted otherwise than before (STAYS).
    """
    columns = _columns(entry)
    changed = [name for name in STAYS if columns[name] != getattr(exercise, name)]
    if changed:
        raise ValueError(f"{changed} can't be changed")
    for name, value in columns.items():
        setattr(exercise, name, value)
    exercise.save(update_fields=[Exercise._meta.get_field(name).name for name in columns])
    return exercise


def retire_own_exercise(*, exercise: Exercise, now: datetime) -> Exercise:
    """Put an own exercise away: it can't be chosen any more, and stays for the log."""
    exercise.retired_at = now
    exercise.save(update_fields=["retired_at"])
    return exercise


def bring_back_own_exercise(*, exercise: Exercise) -> Exercise:
    exercise.retired_at = None
    exercise.save(update_fields=["retired_at"])
    return exercise


def _columns(entry: OwnEntry) -> dict[str, Any]:
    """Return the columns of an own exercise; the library's words that it lacks are empty.

    With a bar it is locked like the library's exercise with a bar of its pattern, and that one's
    easier neighbour takes its place (brief.md B).
    """
    shown = Exercise.objects.library().filter(slug=entry.figure).only("figure_digest").first()
    model = _with_a_bar(entry)
    columns = {
        "name": entry.name,
        "position": AFTER_THE_LIBRARY,
        "tier": 1,
        "phase": Phase.STRENGTH.value,
        "pattern": entry.pattern.value,
        "primary": list(entry.primary),
        "secondary": list(entry.secondary),
        "joints": [],
        "equipment": list(entry.needed),
        "any_of": list(entry.any_of),
        "optional_equipment": list(entry.optional),
        "unilateral": entry.sides is not None,
        "sides": entry.sides.value if entry.sides else "",
        "measure": entry.measure.value,
        "load": entry.load.value,
        "daily_ok": False,
        "easier_id": model.easier_id if model else None,
        "unlock": model.unlock if model else None,
        "dose_data": dose_data(entry.dose),
        "setup": [],
        "movement": list(entry.steps),
        "cues": list(entry.cues),
        "mistakes": [],
        "caution": [],
        "note": entry.note,
        "link": entry.link,
        "figure_of_id": shown.slug if shown else None,
        "figure_digest": shown.figure_digest if shown else "",
    }
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False)
    return {**columns, "digest": hashlib.sha256(text.encode()).hexdigest()}


def _with_a_bar(entry: OwnEntry) -> Exercise | None:
    """Return the locked exercise of the library that is done with a bar, of this pattern if there
    is one; None for an exercise without a bar."""
    if LoadType.BARBELL not in {LOAD_TYPE_OF.get(each) for each in entry.kit}:
        return None
    locked = list(
        Exercise.objects.library().exclude(unlock=None).only("pattern", "easier", "unlock")
    )
    same = (each for each in locked if each.pattern == entry.pattern)
    return next(same, locked[0] if locked else None)
