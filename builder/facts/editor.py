"""What the editor of a routine shows: its days with what each exercise asks for, and its advice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import UUIDField

from backhealth.prepared import Given, Prepared
from exercises.models import TEXTS, Exercise
from exercises.vocabulary import Equipment, LoadNeed, Muscle, Pattern, Phase
from routines.facts.back_state import BackState, back_state
from routines.facts.cautions import cautions_against
from routines.facts.clearance import Care, care_for
from routines.facts.current_plan import current_plan
from routines.facts.doses import doses_of
from routines.facts.duration import lengths
from routines.facts.fold import plan_fold
from routines.facts.next_targets import NextTarget, next_targets
from routines.models import Plan, Prescription, Routine
from routines.models.routine import Changed
from routines.planning.dose import Dose
from routines.planning.duration import Length
from routines.planning.routine_advice import (
    Advice,
    Band,
    Planned,
    advice,
    band_of,
    hard_sets_a_week,
)
from routines.planning.turns import RoutineDay
from routines.planning.why import Why

SESSIONS_ASSUMED = 2  # a week, of a person without a plan
UNDONE_WITHIN = 5  # changes: an older removal is offered no more
# The texts that the editor doesn't show.
UNREAD = [f"exercise__{name}" for name in TEXTS if name not in {"primary", "secondary"}]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A strength exercise on a day of the editor.

    `dose`: what its next session asks for, and `why`, if a plan uses the routine; otherwise what is
    prescribed. `mark`: its place in a superset, like A1; "" alone. `joins`: the next one on the day
    isn't done in turn with it yet. `free_days`: the days that don't have it.
    """

    prescription: Prescription
    dose: Dose
    why: Why
    mark: str
    place: int
    is_last: bool
    joins: bool
    free_days: tuple[RoutineDay, ...]
    also_on: tuple[RoutineDay, ...]

    @property
    def key(self) -> str:
        return str(self.prescription.pk)

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the editor. `removed` is what was taken out of it last, and can be put back."""

    day: RoutineDay
    warm_up: Sequence[Prescription]
    rows: Sequence[Row]
    cool_down: Sequence[Prescription]
    length: Length
    removed: Changed | None

    @property
    def letter(self) -> str:
        return str(self.day.letter)


@dataclass(frozen=True, kw_only=True)
class MuscleSets:
    muscle: Muscle
    sets: Decimal
    band: Band


@dataclass(frozen=True, kw_only=True)
class Editor:
    """A routine in the editor. `removed` is the day that was removed last, and can be put back."""

    routine: Routine
    days: Sequence[Day]
    is_used: bool
    care: Care
    advice: Sequence[Advice]
    muscles: Sequence[MuscleSets]
    names: Mapping[str, str]
    removed: Changed | None

    def day(self, letter: str) -> Day | None:
        return next((each for each in self.days if each.letter == letter), None)


def editor(routine: Routine, today: date) -> Editor:
    """Return all that the editor shows of a routine on a day. At most thirteen queries."""
    user = routine.user
    plan, care = current_plan(user), care_for(user)
    back = back_state(user, today)
    rows = rows_of(routine)
    is_used = plan is not None and plan.routine_id == routine.pk
    targets = targets_of(plan, rows, back, care) if plan and is_used else {}
    at_hand = plan.equipment if plan else list(Equipment)
    planned = [_planned(row, _dose(row, targets), at_hand, care) for row in _strength(rows)]
    sessions = plan.sessions_per_week if plan else SESSIONS_ASSUMED
    times = {str(day.letter): Decimal(sessions) / len(routine.days) for day in routine.days}
    sets = hard_sets_a_week(planned, times_a_week=times)
    # Without a session of its own, a routine counts as it is prescribed.
    counted = plan if plan and is_used else Plan(user=user, routine=routine)
    removed = _removed(routine)
    return Editor(
        routine=routine,
        days=_days(routine, rows, targets, lengths(counted, back, prescriptions=rows), removed),
        is_used=is_used,
        care=care,
        advice=advice(planned),
        muscles=[
            MuscleSets(muscle=muscle, sets=count, band=band_of(muscle, count))
            for muscle, count in sets.items()
        ],
        names={row.exercise_id: row.exercise.name for row in rows},
        removed=removed if removed and removed.removed else None,
    )


def rows_of(routine: Routine) -> list[Prescription]:
    """Return the rows of a routine in order, with their exercises. One query."""
    return _ROWS(routine=routine.pk)


_ROWS = Prepared(
    lambda: (
        Prescription.objects.filter(routine=Given("routine", UUIDField()))
        .select_related("exercise")
        .defer(*UNREAD)
        .order_by("programme_day", "position")
    ),
    shared=[Exercise],
)


def targets_of(
    plan: Plan, rows: Iterable[Prescription], back: BackState, care: Care
) -> dict[str, NextTarget]:
    """Return the next target of each exercise of the routine that a plan uses, by slug. At most
    four queries."""
    # In the order of the plan's own pages: of two days, the earlier position decides.
    ordered = sorted(_strength(rows), key=lambda row: (row.position, row.programme_day))
    return next_targets(plan_fold(plan, doses_of(ordered), back, care))


def _strength(rows: Iterable[Prescription]) -> list[Prescription]:
    return [row for row in rows if row.phase == Phase.STRENGTH]


def _dose(row: Prescription, targets: Mapping[str, NextTarget]) -> Dose:
    found = targets.get(row.exercise_id)
    return found.on(row.dose) if found else row.dose


def _planned(row: Prescription, dose: Dose, at_hand: Iterable[str], care: Care) -> Planned:
    exercise = row.exercise
    is_drill = exercise.pattern == Pattern.HINGE and exercise.load == LoadNeed.NONE
    missing = {Equipment(word) for word in exercise.equipment if word not in set(at_hand)}
    is_choice = not missing and not exercise.fits(at_hand)
    if is_choice:
        missing = {Equipment(word) for word in exercise.any_of}
    return Planned(
        slug=exercise.slug,
        day=row.programme_day,
        pattern=Pattern(exercise.pattern),
        sets=dose.sets,
        primary=[Muscle(word) for word in exercise.primary],
        secondary=[Muscle(word) for word in exercise.secondary],
        is_drill=is_drill,
        missing=frozenset(missing),
        is_choice=is_choice,
        cautions=cautions_against(exercise, care.cautions),
    )


def _removed(routine: Routine) -> Changed | None:
    late = routine.changes_since(routine.version - UNDONE_WITHIN)
    return next((each for each in reversed(late) if each.can_be_undone), None)


def _days(
    routine: Routine,
    rows: Sequence[Prescription],
    targets: Mapping[str, NextTarget],
    long: Mapping[str, Length],
    removed: Changed | None,
) -> list[Day]:
    days_of: dict[str, set[str]] = {}
    for row in _strength(rows):
        days_of.setdefault(row.exercise_id, set()).add(row.programme_day)
    found = []
    for day in routine.days:
        here = [row for row in rows if row.programme_day == day.letter]
        gone = removed if removed and not removed.removed and removed.day == day.letter else None
        found.append(
            Day(
                day=day,
                warm_up=[row for row in here if row.phase == Phase.WARM_UP],
                rows=_rows(routine, _strength(here), targets, days_of),
                cool_down=[row for row in here if row.phase == Phase.COOL_DOWN],
                length=long.get(day.letter, Length(warm_up=0, strength=0, cool_down=0)),
                removed=gone,
            )
        )
    return found


def _rows(
    routine: Routine,
    rows: Sequence[Prescription],
    targets: Mapping[str, NextTarget],
    days_of: Mapping[str, set[str]],
) -> list[Row]:
    marks = _marks(rows)
    found = []
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        together = following and row.superset and following.superset == row.superset
        target, taken = targets.get(row.exercise_id), days_of[row.exercise_id]
        found.append(
            Row(
                prescription=row,
                dose=_dose(row, targets),
                why=target.why if target else Why(),
                mark=marks[row.pk],
                place=place,
                is_last=following is None,
                joins=following is not None and not together,
                free_days=tuple(day for day in routine.days if day.letter not in taken),
                also_on=tuple(
                    day
                    for day in routine.days
                    if day.letter in taken and day.letter != row.programme_day
                ),
            )
        )
    return found


def _marks(rows: Sequence[Prescription]) -> dict[int, str]:
    """Return the mark of each row by its key: A1 and A2 are done in turn, B1 and B2 too."""
    marks = {}
    for group, members in groupby(rows, key=lambda row: row.superset):
        for number, row in enumerate(members, start=1):
            marks[row.pk] = f"{chr(ord('A') + group - 1)}{number}" if group else ""
    return marks
