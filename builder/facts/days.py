"""The days of a routine with what each prescribes, for pages and for paper."""

from dataclasses import dataclass, field

from exercises.vocabulary import Phase
from routines.models import Prescription, Routine
from routines.planning.turns import RoutineDay

# Movements are large, and paper shows only the finish.
NOT_SHOWN = [f"exercise__drawing__{name}" for name in ("start", "moving", "card", "moving_card")]


@dataclass
class PrescribedDay:
    """One day of a routine: its exercises by phase, in order."""

    day: RoutineDay
    warm_up: list[Prescription] = field(default_factory=list)
    strength: list[Prescription] = field(default_factory=list)
    cool_down: list[Prescription] = field(default_factory=list)


def prescribed_days(
    routine: Routine, *, with_notes: bool = True, with_drawings: bool = False
) -> list[PrescribedDay]:
    """Return the days of a routine in order. Two queries."""
    days = {day.letter.value: PrescribedDay(day) for day in routine.days}
    rows = routine.prescriptions.select_related("exercise").order_by("position", "pk")
    strength = rows.filter(phase=Phase.STRENGTH)
    if with_drawings:
        strength = strength.select_related("exercise__drawing").defer(*NOT_SHOWN)
    for row in (*rows.exclude(phase=Phase.STRENGTH), *strength):
        if not with_notes:
            row.note = ""
        _phase_of(days[row.programme_day], row).append(row)
    return list(days.values())


def _phase_of(day: PrescribedDay, row: Prescription) -> list[Prescription]:
    match row.phase:
        case Phase.WARM_UP:
            return day.warm_up
        case Phase.COOL_DOWN:
            return day.cool_down
    return day.strength
