"""The next targets of exercises, with their reasons.

They are worked out from the log each time, so that correcting an entry corrects all later targets;
a session's items keep the targets that it had.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from routines.facts.doses import ExerciseDose
from routines.facts.fold import Fold, folded, wish
from routines.facts.units import length_unit_of, load_words, unit_for, weights_of
from routines.models import Plan, TargetOverride
from routines.planning.dose import Dose
from routines.planning.find_weight import Finds
from routines.planning.loads import Unit, shown
from routines.planning.next_target import is_to_find, lesser, most_allowed, respected
from routines.planning.progress import Progress, targets
from routines.planning.progression import GoesOn, Performance, Target
from routines.planning.steps_up import Code, Scope
from routines.planning.why import Figures, Why


@dataclass(frozen=True, kw_only=True)
class NextTarget:
    """The next target of an exercise.

    `target` holds its figures, the load in kg, and `aim` the amount that one tap logs. `allowed` is
    the most that pain lets a person choose, None if pain limits nothing; `goes_on`: how it goes on
    from there; `own_sets`: the person
    chose the number of sets; `why` is the reason, as in
    the item. Pages show the load in `unit`, and lengths in `length_unit`.
    """

    target: Target
    unit: Unit
    length_unit: str
    aim: int
    why: Why
    allowed: Target | None
    override: TargetOverride | None
    goes_on: GoesOn = GoesOn.RULES
    own_sets: bool = False

    def on(self, dose: Dose) -> Dose:
        """Return the dose with the figures of this target."""
        return dose.at(self.target, aim=self.aim, unit=self.unit, length_unit=self.length_unit)

    def at_most_on(self, dose: Dose) -> Dose:
        """Return the dose with the smaller of its own figures and of this target's."""
        least = lesser(dose.target, self.target)
        return replace(self, target=least, aim=least.lo).on(dose)


def next_targets(fold: Fold, *, until: datetime | None = None) -> dict[str, NextTarget]:
    """Return the next target of each exercise of a fold, by slug. At most three queries.

    For a session that has begun, only earlier events count: on its own day, sessions that began
    before `until`.
    """
    found: dict[str, NextTarget] = {}
    for each in folded(fold, fold.back.today, until=until).values():
        state = each.checkpoint.state
        progress = targets(state, each.group.exercises, now=each.now, today=fold.back.today)
        found |= {
            slug: _next_target(
                fold.doses[slug],
                fold.plan,
                progress[slug],
                state.exercises[slug].remembered,
                each.pending.get(slug),
                each.group.exercises[slug].scope,
                keeps_load=fold.person.keeps_load(fold.back.today),
            )
            for slug in progress
        }
    return found


def sessions_since_progress(fold: Fold) -> list[int]:
    """Return, for each exercise of a fold, the sessions since it last went better.

    At most three queries.
    """
    return [
        exercise.standstill.sessions
        for each in folded(fold, fold.back.today).values()
        for exercise in each.checkpoint.state.exercises.values()
    ]


def _next_target(  # noqa: PLR0913 — all that a target depends on
    each: ExerciseDose,
    plan: Plan,
    progress: Progress,
    history: Sequence[Performance],
    override: TargetOverride | None,
    scope: Scope,
    *,
    keeps_load: bool,
) -> NextTarget:
    target, change, unit = progress.target, progress.change, unit_for(each.exercise, plan)
    allowed = most_allowed(change)
    goes_on = progress.goes_on
    if override is not None and override.goes_on:
        goes_on = GoesOn(override.goes_on)
    why = replace(Why.of(change, unit) if change else Why(), helps=scope.helps)
    if why.code == Code.HARDER and each.harder:
        why = replace(why, harder=each.harder)
    if was := progress.converted:
        why = replace(why, converted=load_words(shown(abs(was.load), was.unit), was.unit))
    if override is not None:
        weights = weights_of(each.exercise, plan, unit)
        target = respected(wish(override, unit, weights).on(target), change)
        why = replace(
            why,
            chosen=True,
            carried=override.is_carried,
            unit=unit.value,
            after=Figures.of(target, unit),
            converted=_converted(override, unit),
        )
    elif goes_on == GoesOn.RULES and not progress.weighed and is_to_find(target, scope):
        may_rise = not keeps_load and allowed is None
        why = replace(why, finds=Finds.BOTH_WAYS if may_rise else Finds.DOWN)
    return NextTarget(
        target=target,
        unit=unit,
        length_unit=length_unit_of(plan.user),
        aim=_to_log(progress, target, history) if override is None else target.lo,
        why=why,
        allowed=allowed,
        override=override,
        goes_on=goes_on,
        own_sets=override is not None or progress.own_sets is not None,
    )


def _converted(override: TargetOverride, unit: Unit) -> str:
    if not override.load or override.load_unit == unit:
        return ""
    return load_words(override.load, override.load_unit)


def _to_log(progress: Progress, target: Target, history: Sequence[Performance]) -> int:
    """Return the amount that one tap logs: the aim of the change, if it has one.

    Otherwise as much as in the weakest set of the last time, if the target differs only in its
    sets.
    """
    change = progress.change
    if change is None:
        return target.lo
    if change.aim is not None:
        return change.aim
    before = change.before
    same = (before.lo, before.hi, before.load) == (target.lo, target.hi, target.load)
    amounts = [each.amount for each in history[-1].sets]
    if not same or not amounts:
        return target.lo
    return max(target.lo, min(*amounts, target.hi))
