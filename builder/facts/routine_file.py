"""A routine as a file, and what may be in a file that a person reads in: rows → values."""

from collections.abc import Iterable
from typing import Any

from builder.routine_files.format import (
    PHASES,
    WEEKDAYS,
    FileDay,
    FileExercise,
    OwnExercise,
    RoutineFile,
)
from builder.routine_files.reading import Known
from exercises.dose import Range
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.models import LoadUnit, Prescription, Routine
from routines.planning.turns import RoutineDay


def as_file(routine: Routine, *, name: str, with_notes: bool = True) -> RoutineFile:
    """Return a routine as the values of its file. One query.

    What the programme would have prescribed with other equipment is left out: it says what the
    person has.
    """
    rows = list(routine.prescriptions.select_related("exercise").order_by("position", "pk"))
    own = {row.exercise_id: row.exercise for row in rows if row.exercise.is_own}
    names = {slug: f"own-{number}" for number, slug in enumerate(own, start=1)}
    return RoutineFile(
        name=name,
        days=tuple(
            _day(day, (row for row in rows if row.programme_day == day.letter), names, with_notes)
            for day in routine.days
        ),
        exercises=tuple(
            OwnExercise(slug=names[slug], **vars(exercise.as_entry()))
            for slug, exercise in own.items()
        ),
    )


def _day(
    day: RoutineDay, rows: Iterable[Prescription], names: dict[str, str], with_notes: bool
) -> FileDay:
    ordered = sorted(rows, key=lambda row: [each.value for each in PHASES].index(row.phase))
    return FileDay(
        name=day.name,
        weekday=None if day.weekday is None else WEEKDAYS[day.weekday],
        exercises=tuple(
            _exercise(row, names.get(row.exercise_id, row.exercise_id), with_notes)
            for row in ordered
        ),
    )


def _exercise(row: Prescription, slug: str, with_notes: bool) -> FileExercise:
    figures: dict[str, Any] = {row.measure: Range(row.lo, row.hi)}
    if row.load is not None:
        figures[f"load_{row.load_unit}"] = row.load
    return FileExercise(
        exercise=slug,
        phase=Phase(row.phase),
        sets=row.sets,
        aim=None if row.aim == row.lo else row.aim,
        hold_s=row.hold_s,
        pause_s=row.pause_s,
        rest_s=row.rest_s,
        tempo=row.tempo or None,
        rir=None if row.rir_lo is None or row.rir_hi is None else Range(row.rir_lo, row.rir_hi),
        step_height_cm=row.height_cm or None,
        band=row.band,
        superset=row.superset,
        note=row.note if with_notes else "",
        **figures,
    )


def library_of_files() -> dict[str, Known]:
    """Return what a file must agree with, of every exercise of the library. One query.

    Retired ones are among them, so that an old file can still be read.
    """
    rows = Exercise.objects.from_files().values_list("slug", "measure", "load")
    return {slug: Known(measure=measure, load=load) for slug, measure, load in rows}


def load_of(each: FileExercise, own: str) -> dict[str, object]:
    """Return the columns of a load: with its unit, or without one in the person's `own`."""
    if each.load_lb is not None:
        return {"load": each.load_lb, "load_unit": LoadUnit.LB.value}
    return {"load": each.load_kg, "load_unit": LoadUnit.KG.value if each.load_kg else own}
