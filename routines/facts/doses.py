"""The prescriptions of a plan and the first doses of the library: rows → doses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from django.db.models import CharField, QuerySet, UUIDField

from accounts.models import User
from backhealth.prepared import Given, Prepared
from exercises.models import TEXTS, Exercise
from exercises.vocabulary import KG_PER_LB, Equipment, LoadNeed, Phase
from routines.facts.units import length_unit_of, unit_of
from routines.models import Plan, Prescription
from routines.planning.dose import Dose
from routines.planning.loads import Unit, figure_of, landed
from routines.planning.screening import CAREFUL_RIR
from routines.planning.why import Why

DUMBBELL_STEP_LB = Decimal("2.5")


@dataclass(frozen=True, kw_only=True)
class ExerciseDose:
    """An exercise at its position in a day, with its dose; `why` explains its target.

    `own_sets`: the person chose the number of sets. `out_of_time`: the sets of the target that are
    left out to keep the session's time. `superset`: the number that neighbours share which are done
    in turn; 0 alone. `harder` is the name of the nearest harder exercise that the person can do, ""
    if there is none; only a fold of a plan knows it. `start` is the dose from which targets are
    worked out, None for `dose`.

    Each step on the way from the plan to a session returns a new one.
    """

    exercise: Exercise
    position: int
    dose: Dose
    programme_day: str = ""
    why: Why = field(default_factory=Why)
    own_sets: bool = False
    out_of_time: int = 0
    superset: int = 0
    harder: str = ""
    start: Dose | None = None

    @property
    def left_out(self) -> bool:
        """Whether it is skipped unless the person brings it back."""
        return self.why.leaves_out

    @property
    def slug(self) -> str:
        return self.exercise.slug


def prescribed_on(plan: Plan, programme_day: str) -> list[ExerciseDose]:
    """Return everything that a plan prescribes for one of its days, in order. One query."""
    return doses_of(_OF_A_DAY(routine=plan.routine_id, day=programme_day))


def prescribed(routine: Given) -> QuerySet[Prescription]:
    """Select the prescriptions of a routine with their exercises, which they read without the texts
    that only an exercise's own page shows."""
    texts = [f"exercise__{name}" for name in TEXTS]
    rows = Prescription.objects.filter(routine=routine).select_related("exercise").defer(*texts)
    # Day A and day B have the same positions: without the day, each query could order them anew.
    return rows.order_by("position", "programme_day")


def strength_of(plan: Plan) -> list[ExerciseDose]:
    """Return the strength exercises of day A and of day B as they are prescribed. One query."""
    return doses_of(_STRENGTH(routine=plan.routine_id))


_ROUTINE = Given("routine", UUIDField())
_OF_A_DAY = Prepared(
    lambda: prescribed(_ROUTINE).filter(programme_day=Given("day", CharField())),
    shared=[Exercise],
)
_STRENGTH = Prepared(lambda: prescribed(_ROUTINE).filter(phase=Phase.STRENGTH), shared=[Exercise])


def doses_of(rows: Iterable[Prescription]) -> list[ExerciseDose]:
    """Convert rows of a plan to values."""
    return [
        ExerciseDose(
            exercise=row.exercise,
            position=row.position,
            dose=row.dose,
            programme_day=row.programme_day,
            superset=row.superset,
            start=row.start,
        )
        for row in rows
    ]


def first_dose(exercise: Exercise, user: User, *, careful: bool, unit: Unit | None = None) -> Dose:
    """Return the lower end of the library's dose: a first session should feel easy (brief.md D6).

    `careful` leaves more repetitions in reserve. The load is in `unit`, or else in the person's
    unit.
    """
    dose = exercise.dose
    least, most = CAREFUL_RIR if careful else (0, 0)
    unit = unit or Unit(user.own_units.get(exercise.slug, unit_of(user)))
    return Dose(
        phase=exercise.phase,
        measure=dose.measure,
        sets=dose.sets.lo,
        lo=dose.target.lo,
        hi=dose.target.hi,
        aim=dose.target.lo,
        per_side=dose.per_side,
        sides=exercise.sides,
        hold_s=dose.hold_s or 0,
        length_unit=length_unit_of(user),
        height_cm=Decimal(dose.step_height_cm.lo if dose.step_height_cm else 0),
        band=int(exercise.load == LoadNeed.REQUIRED and Equipment.BAND in exercise.equipment),
        rest_s=dose.rest_s,
        tempo=dose.tempo or "",
        rir_lo=max(dose.rir.lo, least) if dose.rir else None,
        rir_hi=max(dose.rir.hi, most) if dose.rir else None,
        takes_load=exercise.load != LoadNeed.NONE,
        load=_start_load(exercise, unit),
        load_unit=unit.value,
        load_helps=exercise.is_helped,
    )


def _start_load(exercise: Exercise, unit: Unit) -> Decimal | None:
    """Return the light end of a beginner's range, in `unit`; None if no weight is needed.

    Pounds are rounded down to a step that dumbbells come in (brief.md D5). Of help, return the
    most.
    """
    start = exercise.dose.start_load_kg
    if exercise.is_helped and start:
        return figure_of(landed(-start.hi, unit), unit)
    if exercise.load != LoadNeed.REQUIRED or start is None:
        return None
    if unit == Unit.KG:
        return start.lo
    steps = (start.lo / KG_PER_LB / DUMBBELL_STEP_LB).to_integral_value(ROUND_DOWN)
    return steps * DUMBBELL_STEP_LB
