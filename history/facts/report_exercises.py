"""The exercises of the routine in use: each at first, now and at its best in a period."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from accounts.models import User
from history.planning.report import Interval
from routines.facts.current_plan import current_plan
from routines.facts.doses import ExerciseDose, strength_of
from routines.facts.units import length_unit_of, unit_for
from routines.models import ItemSums, LengthUnit, Plan
from routines.planning.loads import Unit

TENTH = Decimal("0.1")


class Reached(NamedTuple):
    """The best set of a session: `load` in kg, 0 without one and below 0 for help."""

    day: date
    load: Decimal
    amount: int
    height_cm: Decimal
    band: int


@dataclass(frozen=True, kw_only=True)
class RoutineExercise:
    """An exercise of the routine, on the days of these `letters`, as it is prescribed.

    `first`, `now`, `best`: of the sessions of the period, None without any; loads are shown in
    `unit`, heights in `length_unit`. `reserve`: the mean of the good repetitions left in its sets,
    None if it was never said.
    """

    prescribed: ExerciseDose
    letters: str
    unit: Unit
    length_unit: LengthUnit
    first: Reached | None = None
    now: Reached | None = None
    best: Reached | None = None
    reserve: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class RoutineThenAndNow:
    """The plan with the routine in use, and its strength exercises in order."""

    plan: Plan
    exercises: Sequence[RoutineExercise]


class _Sums(NamedTuple):
    exercise: str
    local_date: date
    load_kg: Decimal
    load_amount: int
    amount: int
    height_cm: Decimal
    band: int
    rir_total: int
    rir_count: int


def routine_then_and_now(user: User, period: Interval) -> RoutineThenAndNow | None:
    """Return the routine in use with what was reached in a period; None without a plan.

    Three queries.
    """
    plan = current_plan(user)
    if plan is None:
        return None
    prescribed: dict[str, list[ExerciseDose]] = defaultdict(list)
    for each in sorted(strength_of(plan), key=lambda one: (one.programme_day, one.position)):
        prescribed[each.slug].append(each)
    sums = _sums(user, prescribed, period)
    rows = (_row(doses, sums[slug], plan) for slug, doses in prescribed.items())
    return RoutineThenAndNow(plan=plan, exercises=tuple(rows))


def _sums(user: User, slugs: Iterable[str], period: Interval) -> dict[str, list[_Sums]]:
    """Return the sums of each exercise in the period, oldest first."""
    found: dict[str, list[_Sums]] = defaultdict(list)
    rows = ItemSums.objects.of(user).between(period.first, period.last)
    for row in rows.filter(exercise__in=list(slugs)).values_list(*_Sums._fields):
        found[row[0]].append(_Sums(*row))
    return found


def _row(doses: Sequence[ExerciseDose], sums: Sequence[_Sums], plan: Plan) -> RoutineExercise:
    exercise = doses[0].exercise
    by_load = any(each.load_kg for each in sums)
    reached = [_reached(each, by_load=by_load) for each in sums]
    said = sum(each.rir_count for each in sums)
    left = Decimal(sum(each.rir_total for each in sums))
    return RoutineExercise(
        prescribed=doses[0],
        letters=", ".join(dict.fromkeys(each.programme_day for each in doses)),
        unit=unit_for(exercise, plan),
        length_unit=length_unit_of(plan.user),
        first=reached[0] if reached else None,
        now=reached[-1] if reached else None,
        best=max(reached, key=_how_hard, default=None),
        reserve=(left / said).quantize(TENTH) if said else None,
    )


def _reached(sums: _Sums, *, by_load: bool) -> Reached:
    load, amount = (sums.load_kg, sums.load_amount) if by_load else (Decimal(0), sums.amount)
    return Reached(sums.local_date, load, amount, sums.height_cm, sums.band)


def _how_hard(reached: Reached) -> tuple[Decimal, Decimal, int, int]:
    """Order sets by what makes an exercise harder; of equal ones the first is the best."""
    return reached.load, reached.height_cm, reached.band, reached.amount
