"""Writing the rows of a file of everything that are new or newer."""

from collections.abc import Collection
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actions import lock_person
from accounts.models import User
from exchange.actions.rows import insert_rows
from exchange.archive.columns import Settings
from exchange.archive.shape import Refusal, RefusedArchive
from exchange.facts.archive_shape import PARTS_OF
from exchange.facts.beside import Beside, Part, beside
from exchange.facts.brought import ReadFile
from exchange.facts.settled import Choice, plans_meet, settle
from exercises import actions as exercises
from routines import actions as training
from routines.facts.consent import has_agreed
from routines.models import Plan, PlannedSession, Session, SessionItem, SetLog

AT_ONCE = 500  # keys in a query, which SQLite allows


@transaction.atomic
def bring_back(*, user: User, file: ReadFile, choice: Choice, now: datetime) -> Beside:
    """Write a file that was read, all of it or nothing; return what was written.

    Without the person's consent what it says about health is left out. Sums, targets and days ahead
    are worked out anew. Raises RefusedArchive if rows are another person's here.
    """
    lock_person(user)
    agreed = has_agreed(user)
    found = beside(user, file, now=now)
    today = user.local_date(now)
    if plans_meet(found) and choice.takes_plan:
        Plan.objects.of(user).current().update(ended_on=today)
        PlannedSession.objects.of(user).filter(day__gte=today).delete()
    settle(
        found,
        takes_plan=choice.takes_plan,
        takes_consent=choice.agrees and not agreed,
        today=today,
    )
    try:
        _write_exercises(found)
        for part in found.parts.values():
            _write(user, part)
    except IntegrityError:
        # Another person's since the preview.
        raise RefusedArchive(Refusal.SOMEBODY_ELSES) from None
    if choice.takes_settings:
        _take_settings(user, file.settings, found.known)
    if choice.agrees and not agreed:
        training.agree(user=user, now=now)
    elif not agreed:
        training.forget_health(user=user)
    training.work_out_anew(user=user, sessions=_sessions(found), today=today)
    return found


def _write_exercises(found: Beside) -> None:
    """Make the person's own exercises, and substitutes for those that this library lacks."""
    for slug in found.new_own:
        own = found.file.own[slug]
        exercises.keep_own_exercise(
            user=found.user, slug=slug, entry=own.entry, retired_at=own.retired_at
        )
    used = _used(found)
    for slug, kept in found.kept.items():
        if kept in used and kept not in found.known:
            entry = found.file.described[slug]
            exercises.keep_own_exercise(
                user=found.user, slug=kept, entry=entry, retired_at=found.now
            )


def _used(found: Beside) -> set[str]:
    """Return the exercises to which a row refers that is going to be written."""
    used: set[str] = set()
    for part in found.parts.values():
        for name in part.shape.exercises:
            place = part.column(name)
            used |= {values[place] for values in part.written}
    return used


def _write(user: User, part: Part) -> None:
    shape = part.shape
    manager = shape.model._default_manager
    if shape.model in PARTS_OF:
        of = PARTS_OF[shape.model]
        place = part.column(of)
        whole = {values[place] for values in part.new}
        manager.filter(user=user, **{f"{of}__in": whole}).delete()
    insert_rows(shape.model, ["user_id", *shape.columns], ((user.pk, *row) for row in part.new))
    for key, values in part.newer:
        columns = dict(zip(shape.columns, values, strict=True))
        columns.pop("id", None)
        manager.filter(user=user, pk=key).update(**columns)


def _take_settings(user: User, settings: Settings, known: Collection[str]) -> None:
    """Take the settings of the file; an address, and who has one, never come from there."""
    taken: dict[str, Any] = dict(settings)
    if "own_units" in taken:
        units = taken["own_units"].items()
        taken["own_units"] = {slug: unit for slug, unit in units if slug in known}
    for name, value in taken.items():
        setattr(user, name, value)
    user.save(update_fields=list(taken))


def _sessions(found: Beside) -> set[UUID]:
    """Return the sessions of which something was written."""
    items = found.parts[SessionItem.__name__]
    item, session = items.column("id"), items.column("session_id")
    of = {values[item]: values[session] for values in items.written}
    sets = found.parts[SetLog.__name__]
    logged = {values[sets.column("item_id")] for values in sets.written} - of.keys()
    sessions = found.parts[Session.__name__]
    touched = {values[sessions.column("id")] for values in sessions.written} | set(of.values())
    waiting = iter(logged)
    while some := list(islice(waiting, AT_ONCE)):
        touched |= set(SessionItem.objects.filter(pk__in=some).values_list("session_id", flat=True))
    return touched
