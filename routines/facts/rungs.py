"""The next harder and the next easier exercise in place of one of a plan, with what each asks."""

from dataclasses import dataclass, replace

from exercises.models import Exercise
from exercises.rungs import Way
from routines.facts.back_state import BackState
from routines.facts.clearance import Care
from routines.facts.doses import ExerciseDose, first_dose
from routines.facts.next_targets import NextTarget
from routines.facts.units import unit_for
from routines.facts.unlocks import unlock_state_of
from routines.models import Plan, SessionItem
from routines.planning.cut_offs import Zone, zone
from routines.planning.dose import Dose
from routines.planning.flare import FlareState
from routines.planning.ladder import Held
from routines.planning.unlocks import UnlockState


@dataclass(frozen=True, kw_only=True)
class OfferedRung:
    """An exercise of the ladder with its first dose; `lock`: what is missing to open it."""

    exercise: Exercise
    dose: Dose
    lock: UnlockState | None = None


@dataclass(frozen=True, kw_only=True)
class Rungs:
    """The neighbours of an exercise, None if there are none; `held` is why the harder one has to
    wait."""

    easier: OfferedRung | None
    harder: OfferedRung | None
    held: Held | None

    @property
    def slugs(self) -> list[str]:
        """The exercises that may replace the present one now."""
        offered = [self.easier, None if self.held else self.harder]
        return [each.exercise.slug for each in offered if each and not each.lock]


def rungs_of(
    plan: Plan,
    each: ExerciseDose,
    target: NextTarget,
    *,
    back: BackState,
    care: Care,
    item: SessionItem | None,
) -> Rungs:
    """Return the rungs beside an exercise of a plan.

    One query, and six for each that may be locked.

    `item`: the exercise in the running session, if it is in it.
    """
    found = {
        way: each.exercise.next_rung(way, at_hand=plan.equipment, cautions=care.cautions)
        for way in Way
    }
    library = Exercise.objects.library().in_bulk([rung.slug for rung in found.values() if rung])

    def offered(way: Way) -> OfferedRung | None:
        rung = found[way]
        exercise = library.get(rung.slug) if rung else None
        if exercise is None:
            return None
        lock = unlock_state_of(plan.user, exercise, back.today)
        dose = first_dose(exercise, plan.user, careful=care.careful, unit=unit_for(exercise, plan))
        return OfferedRung(
            exercise=exercise,
            dose=replace(dose, sets=each.dose.sets),
            lock=None if lock is None or lock.is_open else lock,
        )

    return Rungs(
        easier=offered(Way.EASIER),
        harder=offered(Way.HARDER),
        held=_held(target, back, item),
    )


def _held(target: NextTarget, back: BackState, item: SessionItem | None) -> Held | None:
    if back.course.state != FlareState.NORMAL:
        return Held.FLARE
    hurts = (
        item is not None
        and item.pain_high is not None
        and zone(item.pain_high, item.session.usual_pain) != Zone.GREEN
    )
    return Held.PAIN if hurts or target.allowed is not None else None
