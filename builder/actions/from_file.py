"""Making a routine from a file, or from somebody's link, which goes the same way."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.actions import lock_person
from accounts.keys import new_key
from accounts.models import User
from builder.facts.beginning import never_for
from builder.facts.routine_file import as_file, load_of
from builder.models import Received, Share
from builder.routine_files.format import PHASES, WEEKDAYS, FileDay, FileExercise, RoutineFile
from exercises import actions as exercises
from exercises.models import Exercise
from exercises.own import OwnEntry
from exercises.vocabulary import LoadNeed, Phase
from routines import actions as training
from routines.facts.clearance import care_for
from routines.facts.units import length_unit_of, unit_of
from routines.models import Plan, Prescription, Routine
from routines.models.routine import stored_days
from routines.planning.exercise_order import Slot, settle
from routines.planning.programmes import ProgrammeDay
from routines.planning.turns import RoutineDay


class KeyTaken(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Another person's routine has this key."""


@transaction.atomic
def make_from_file(*, user: User, file: RoutineFile, key: UUID | None = None) -> Routine:
    """Make a routine of the person's own with what a file prescribes.

    An own exercise of the file that the person has already is used again; others are made. Raises
    exercises.actions.TooMany if they are too many.
    """
    lock_person(user)
    days = list(zip(ProgrammeDay, file.days, strict=False))
    routine = Routine.objects.create(
        pk=key or new_key(),
        user=user,
        name=file.name,
        day_data=stored_days(_day(letter, day) for letter, day in days),
    )
    library = _exercises(user, file)
    Prescription.objects.bulk_create(
        row for letter, day in days for row in _rows(routine, letter, day, library)
    )
    return routine


@transaction.atomic
def take_over(*, user: User, share: Share, name: str, key: UUID, now: datetime) -> Routine:
    """Copy a routine from its link, under a key that the page made: sent twice, it is one copy.

    The owner gets no copy, but the routine itself. Raises KeyTaken, and TooMany like
    `make_from_file`.
    """
    if share.user_id == user.pk:
        return share.routine
    lock_person(user)
    if found := Routine.objects.filter(pk=key).first():
        if found.user_id != user.pk:
            raise KeyTaken
        return found
    file = as_file(share.routine, name=name, with_notes=share.with_notes)
    routine = make_from_file(user=user, file=file, key=key)
    _leave_out(routine, never_for(routine, care_for(user).cautions))
    Received.objects.create(user=user, routine=routine, received_at=now)
    return routine


@transaction.atomic
def begin_routine(*, routine: Routine, today: date) -> Plan:
    """Train by a routine from today on, without what the person's answers rule out.

    Raises NotPossible while one of its days has no exercise.
    """
    user = routine.user
    lock_person(user)
    _leave_out(routine, never_for(routine, care_for(user).cautions))
    return training.use_routine(routine=routine, today=today)


def _leave_out(routine: Routine, slugs: Collection[str]) -> None:
    """Take exercises out of a routine; one that was done in turn with them alone is done alone."""
    if not slugs:
        return
    routine.prescriptions.filter(exercise__in=slugs).delete()
    for day in routine.days:
        rows = list(
            routine.prescriptions.filter(programme_day=day.letter, phase=Phase.STRENGTH).order_by(
                "position", "pk"
            )
        )
        for row, slot in zip(rows, settle(Slot(row.pk, row.superset) for row in rows), strict=True):
            row.superset = slot.group
        Prescription.objects.bulk_update(rows, ["superset"])


def _day(letter: ProgrammeDay, day: FileDay) -> RoutineDay:
    weekday = None if day.weekday is None else WEEKDAYS.index(day.weekday)
    return RoutineDay(letter=letter, name=day.name, weekday=weekday)


def _exercises(user: User, file: RoutineFile) -> Mapping[str, Exercise]:
    """Return each exercise that the file names, by that name."""
    named = {each.exercise for day in file.days for each in day.exercises}
    found: dict[str, Exercise] = dict(Exercise.objects.from_files().in_bulk(named))
    if not file.exercises:
        return found
    mine = {each.as_entry(): each for each in Exercise.objects.of(user).filter(retired_at=None)}
    for own in file.exercises:
        described = {name: value for name, value in vars(own).items() if name != "slug"}
        entry = OwnEntry(**described)
        found[own.slug] = mine.get(entry) or exercises.make_own_exercise(user=user, entry=entry)
    return found


def _rows(
    routine: Routine, letter: ProgrammeDay, day: FileDay, library: Mapping[str, Exercise]
) -> list[Prescription]:
    ordered = sorted(day.exercises, key=lambda each: PHASES.index(each.phase))
    groups = {
        slot.key: slot.group
        for slot in settle(
            Slot(place, each.superset)
            for place, each in enumerate(ordered)
            if each.phase is Phase.STRENGTH
        )
    }
    return [
        Prescription(
            user=routine.user,
            routine=routine,
            programme_day=letter,
            position=place + 1,
            superset=groups.get(place, 0),
            **_columns(each, library[each.exercise], routine.user),
        )
        for place, each in enumerate(ordered)
    ]


def _columns(each: FileExercise, exercise: Exercise, user: User) -> dict[str, object]:
    own_unit = user.own_units.get(exercise.slug, unit_of(user).value)
    return {
        "exercise": exercise,
        "phase": each.phase.value,
        "measure": each.measure.value,
        "sets": each.sets,
        "lo": each.range.lo,
        "hi": each.range.hi,
        "aim": each.aim or each.range.lo,
        "per_side": exercise.dose.per_side,
        "sides": exercise.sides,
        "hold_s": each.hold_s,
        "pause_s": each.pause_s,
        "height_cm": each.step_height_cm or Decimal(0),
        "length_unit": length_unit_of(user).value,
        "band": each.band,
        "rest_s": each.rest_s,
        "tempo": each.tempo or "",
        "rir_lo": each.rir.lo if each.rir else None,
        "rir_hi": each.rir.hi if each.rir else None,
        "takes_load": exercise.load != LoadNeed.NONE,
        "load_helps": exercise.is_helped,
        "note": each.note,
        **load_of(each, own_unit),
    }
