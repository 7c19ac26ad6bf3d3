"""The next targets of a plan's exercises: rows → values for `planning.progress`, and back.

They are worked out from the whole log each time, so that correcting an entry corrects all later
targets; a session's items keep the targets that it had.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from django.db.models import Q

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import LoadNeed, Measure, Pattern
from routines.facts.back_state import BackState
from routines.facts.clearance import is_65_or_older
from routines.facts.doses import ExerciseDose
from routines.facts.performances import DatedPerformance, histories
from routines.facts.units import length_unit_of, load_words, unit_for, weights_of
from routines.models import Plan, TargetOverride
from routines.planning.deload import without_progress
from routines.planning.dose import Dose
from routines.planning.loads import Unit, Weights, in_kg, landed, shown
from routines.planning.next_target import lesser, most_allowed, respected
from routines.planning.progress import ExerciseHistory, Person, Progress, progress_of_all
from routines.planning.progression import Performance, Target, Wish
from routines.planning.steps_up import Scope
from routines.planning.why import Figures, Why

LIGHT_KG = Decimal(8)  # a first weight, if the library names none for the exercise
BANDS = 5  # as most makers sell them; people who have fewer keep their last one


@dataclass(frozen=True, kw_only=True)
class NextTarget:
    """The next target of an exercise.

    `target` holds its figures, the load in kg, and `aim` the amount that one tap logs. `allowed` is
    the most that pain lets a person choose, None if pain limits nothing; `why` is the reason, as in
    the item. Pages show the load in `unit`, and lengths in `length_unit`.
    """

    target: Target
    unit: Unit
    length_unit: str
    aim: int
    why: Why
    allowed: Target | None
    override: TargetOverride | None

    def on(self, dose: Dose) -> Dose:
        """Return the dose with the figures of this target."""
        return dose.at(self.target, aim=self.aim, unit=self.unit, length_unit=self.length_unit)

    def at_most_on(self, dose: Dose) -> Dose:
        """Return the dose with the smaller of its own figures and of this target's."""
        least = lesser(dose.target, self.target)
        return replace(self, target=least, aim=least.lo).on(dose)


def next_targets(
    plan: Plan,
    exercises: Iterable[ExerciseDose],
    back: BackState,
    *,
    until: datetime | None = None,
) -> dict[str, NextTarget]:
    """Return the next target of each strength exercise, by slug. Five queries.

    Give all exercises of the plan together, because the number that may progress in one session is
    limited. `back` must be a full back state. For a session that has begun, only earlier events
    count: on its own day, sessions that began before `until`.
    """
    firsts = _firsts(exercises)
    progress_by_slug, past, pending = _progress(plan, firsts, back, until)
    return {
        slug: _aim(each, plan, progress_by_slug[slug], past[slug], pending.get(slug))
        for slug, each in firsts.items()
    }


def sessions_since_progress(
    plan: Plan, exercises: Iterable[ExerciseDose], back: BackState
) -> list[int]:
    """Return, for each strength exercise of the plan, the sessions since it last went better.

    Five queries.
    """
    progress_by_slug, past, _pending = _progress(plan, _firsts(exercises), back)
    return [
        without_progress(history, last_progress=progress_by_slug[slug].last_progress)
        for slug, history in past.items()
    ]


def _firsts(exercises: Iterable[ExerciseDose]) -> dict[str, ExerciseDose]:
    """Return the strength exercises by slug, each at its first place in the plan."""
    firsts: dict[str, ExerciseDose] = {}
    for each in exercises:
        if each.dose.is_strength:
            firsts.setdefault(each.slug, each)
    return firsts


_Past: TypeAlias = dict[str, list[Performance]]


def _progress(
    plan: Plan,
    firsts: Mapping[str, ExerciseDose],
    back: BackState,
    until: datetime | None = None,
) -> tuple[dict[str, Progress], _Past, dict[str, TargetOverride]]:
    """Return each exercise's progress, history and choice for the coming session, by slug."""
    overrides = _overrides(plan.user, firsts, back, until)
    scopes = {slug: _scope(each, plan) for slug, each in firsts.items()}
    done = histories(plan.user, firsts, back, until=until)
    past, pending = _with_choices(done, overrides, scopes)
    exercises = {
        slug: ExerciseHistory(
            prescribed=_prescribed(each.dose, scopes[slug].weights),
            history=past[slug],
            scope=scopes[slug],
            unit=unit_for(each.exercise, plan),
            prescribed_in=Unit(each.dose.load_unit),
        )
        for slug, each in firsts.items()
    }
    days = [history[0].day for history in past.values() if history]
    person = Person(
        usual=back.usual,
        started_on=min([plan.started_on, *days]),
        is_65=is_65_or_older(plan.user),
    )
    progress_by_slug = progress_of_all(exercises, person=person, state=back.course.state)
    return progress_by_slug, past, pending


# --- rows → values ------------------------------------------------------------------------------


def _prescribed(dose: Dose, weights: Weights | None) -> Target:
    target = dose.target
    if target.load and weights and weights.at_hand:
        # If all weights are heavier, keep the library's first load: nobody begins with more than is
        # light.
        target = replace(target, load=min(target.load, weights.at_or_below(target.load)))
    return target


def _scope(each: ExerciseDose, plan: Plan) -> Scope:
    exercise = each.exercise
    span, height = exercise.dose.target, exercise.dose.step_height_cm
    return Scope(
        slug=exercise.slug,
        lo=int(span.lo),
        hi=int(span.hi),
        sets=each.dose.sets,
        max_sets=max(each.dose.sets, exercise.dose.sets.hi),
        pattern=Pattern(exercise.pattern),
        measure=Measure(each.dose.measure),
        load=LoadNeed(exercise.load),
        weights=weights_of(exercise, plan, unit_for(exercise, plan)),
        first_load_at_most=_first_load_at_most(exercise),
        bands=BANDS,
        min_height_cm=Decimal(height.lo if height else 0),
        max_height_cm=Decimal(height.hi if height else 0),
        has_easier=exercise.easier_id is not None,
        has_harder=exercise.harder_id is not None,
    )


def _first_load_at_most(exercise: Exercise) -> Decimal:
    """Return the heaviest first weight in kg that is still light."""
    start = exercise.dose.start_load_kg
    return start.hi if start else LIGHT_KG


def _overrides(
    user: User, slugs: Iterable[str], back: BackState, until: datetime | None
) -> list[TargetOverride]:
    """Return the choices made by the day of `back`, or for a session that had begun by `until`."""
    by_then = Q(day__lte=back.today) | (Q(since__lte=until) if until else Q())
    chosen = TargetOverride.objects.of(user).standing().filter(exercise__in=list(slugs))
    return list(chosen.filter(by_then))


def _with_choices(
    found: Mapping[str, list[DatedPerformance]],
    overrides: Iterable[TargetOverride],
    scopes: Mapping[str, Scope],
) -> tuple[_Past, dict[str, TargetOverride]]:
    """Put each choice into the first performance that it applied to.

    Returns the histories by slug, and by slug the choices that the coming session applies.
    """
    past = {slug: [each.performance for each in dones] for slug, dones in found.items()}
    pending: dict[str, TargetOverride] = {}
    for each in overrides:
        slug = each.exercise_id
        begun = [done.started_at >= each.since for done in found[slug]]
        if True not in begun:
            pending[slug] = each
            continue
        place = begun.index(True)
        done = past[slug][place]
        past[slug][place] = replace(done, chosen=wish(each, done.unit, scopes[slug].weights))
    return past, pending


def wish(
    override: TargetOverride, unit: Unit | None = None, weights: Weights | None = None
) -> Wish:
    """Return the figures that the person chose, the load in kg.

    If the exercise is now in the other `unit`, the load is rounded down to one of `weights`.
    """
    load = in_kg(override.load, Unit(override.load_unit)) if override.load else Decimal(0)
    if unit is not None and unit != override.load_unit:
        load = landed(load, unit, weights.in_unit(unit) if weights else None)
    return Wish(
        lo=override.lo,
        hi=override.hi,
        sets=override.sets,
        load=load,
        hold_s=override.hold_s,
        pause_s=override.pause_s,
        height_cm=override.height_cm,
        band=override.band,
    )


# --- values → what is shown ---------------------------------------------------------------------


def _aim(
    each: ExerciseDose,
    plan: Plan,
    progress: Progress,
    history: Sequence[Performance],
    override: TargetOverride | None,
) -> NextTarget:
    target, change, unit = progress.target, progress.change, unit_for(each.exercise, plan)
    allowed = most_allowed(change)
    why = Why.of(change, unit) if change else Why()
    if was := progress.converted:
        why = replace(why, converted=load_words(shown(was.load, was.unit), was.unit))
    if override is not None:
        weights = weights_of(each.exercise, plan, unit)
        target = respected(wish(override, unit, weights).on(target), change)
        why = replace(
            why,
            chosen=True,
            unit=unit.value,
            after=Figures.of(target, unit),
            converted=_converted(override, unit),
        )
    return NextTarget(
        target=target,
        unit=unit,
        length_unit=length_unit_of(plan.user),
        aim=_to_log(progress, target, history) if override is None else target.lo,
        why=why,
        allowed=allowed,
        override=override,
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
