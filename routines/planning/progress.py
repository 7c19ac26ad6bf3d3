"""The targets after everything that was done: a fold over the history, session by session.

All exercises of a plan are taken together, because some limits count exercises: three that progress
in a session, two a week that get another set (brief.md D4, D5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from exercises.vocabulary import LoadNeed
from routines.planning.easing import Reason, layoff
from routines.planning.flare import LOAD_AFTER, FlareState
from routines.planning.loads import Unit, is_under, landed
from routines.planning.next_target import Change, at_hand, next_change, respected
from routines.planning.progression import (
    Decision,
    Limit,
    Performance,
    Result,
    Target,
    decide,
    held_back,
    limit_of,
)
from routines.planning.steps_up import Code, Scope

SETS_FROM_WEEK = 3
SETS_UP_A_WEEK = 2
LOAD_AFTER_RESTART = Decimal("0.5")
RAMPS = frozenset({FlareState.RAMP1, FlareState.RAMP2})


@dataclass(frozen=True, kw_only=True)
class Person:
    """The person's facts that targets depend on.

    `usual` is the usual pain, for performances without a baseline. `started_on` is the plan's first
    day, from which its weeks are counted. `is_65`: 65 or older.
    """

    usual: Decimal
    started_on: date
    is_65: bool = False

    def week(self, day: date) -> int:
        """Return the week of the plan, counted from 1."""
        return (day - self.started_on).days // 7 + 1


@dataclass(frozen=True, kw_only=True)
class ExerciseHistory:
    """The prescription of one exercise, and its performances, oldest first.

    `unit` is the weight's current unit, `prescribed_in` the unit of the prescription; None if the
    unit never changed.
    """

    prescribed: Target
    history: Sequence[Performance]
    scope: Scope
    unit: Unit | None = None
    prescribed_in: Unit | None = None


@dataclass(frozen=True, kw_only=True)
class OtherUnit:
    """A target's weight in kg before it was rounded down from `unit` to another unit."""

    load: Decimal
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an exercise has progressed: its next target, and how that was reached.

    `change` led to the target (None before the first session). `last_progress` is the day of the
    last PROGRESS. `own_sets` is the number of sets that the person chose last (None: never). `unit`
    is the unit of its weight. `converted` is the earlier weight, if the next session uses another
    unit than the last one.
    """

    target: Target
    change: Change | None = None
    last_progress: date | None = None
    own_sets: int | None = None
    unit: Unit | None = None
    converted: OtherUnit | None = None


@dataclass
class _Counts:
    """The counts for limits over several exercises: steps up today, and sets added in each week."""

    today: int = 0
    sets_by_week: dict[int, int] = field(default_factory=dict)


def progress_of_all(
    exercises: Mapping[str, ExerciseHistory], *, person: Person, state: FlareState | None = None
) -> dict[str, Progress]:
    """Return the progress of every exercise by slug; within a session they are judged in the order
    given.

    Raises ValueError for a history that isn't oldest first.
    """
    found = {
        slug: Progress(target=each.prescribed, unit=each.prescribed_in)
        for slug, each in exercises.items()
    }
    counts = _Counts()
    days = sorted({done.day for each in exercises.values() for done in each.history})
    places = {slug: _places_by_day(each) for slug, each in exercises.items()}
    for day in days:
        counts.today = 0
        for slug, exercise in exercises.items():
            for place in places[slug].get(day, []):
                done = exercise.history[: place + 1]
                found[slug] = _judged(found[slug], exercise, done, person, counts)
    return {slug: _for_today(progress, exercises[slug], state) for slug, progress in found.items()}


def _places_by_day(exercise: ExerciseHistory) -> dict[date, list[int]]:
    """Return the indexes in the history for each day; a day may hold two sessions."""
    days = [done.day for done in exercise.history]
    if days != sorted(days):
        raise ValueError("history must stand oldest first")
    places: dict[date, list[int]] = {}
    for place, day in enumerate(days):
        places.setdefault(day, []).append(place)
    return places


def _judged(
    progress: Progress,
    exercise: ExerciseHistory,
    history: Sequence[Performance],
    person: Person,
    counts: _Counts,
) -> Progress:
    last = history[-1]
    progress = _in_unit(progress, exercise.scope, last.unit)
    scope = _scope_in(exercise.scope, last.unit)
    exercise = replace(exercise, scope=scope)
    if not last.comfortable:
        scope = replace(scope, may_add_load=False)
    own_sets = last.chosen.sets if last.chosen else progress.own_sets
    if own_sets is not None:
        # A person's own choice of fewer sets doesn't count as sets left out, so none is given back.
        scope = replace(scope, sets=min(scope.sets, own_sets))
    baseline = person.usual if last.baseline is None else last.baseline
    target = target_asked_for(progress, exercise, history, is_65=person.is_65)
    limit = limit_of(history, last_progress=progress.last_progress, progressed=counts.today)
    decision = held_back(decide(target, history, baseline=baseline), limit)
    found = _change(target, decision, history, scope, baseline)
    week = person.week(last.day)
    if found.code == Code.SETS_UP:
        decision = held_back(decision, _limit_of_sets(week, counts))
        found = _change(target, decision, history, scope, baseline)
    progress = replace(
        progress, target=found.after, change=found, own_sets=own_sets, converted=None
    )
    if decision.result != Result.PROGRESS:
        return progress
    counts.today += 1
    if found.code == Code.SETS_UP:
        counts.sets_by_week[week] = counts.sets_by_week.get(week, 0) + 1
    return replace(progress, last_progress=last.day)


def _in_unit(progress: Progress, scope: Scope, unit: Unit | None) -> Progress:
    """Return the progress with its weight in `unit`, rounded down to a weight that exists."""
    if unit is None or unit == progress.unit:
        return progress
    if progress.unit is None:
        return replace(progress, unit=unit)
    weights = _scope_in(scope, unit).weights
    before = progress.target

    def to_unit(target: Target) -> Target:
        return replace(target, load=landed(target.load, unit, weights))

    change = progress.change
    if change is not None:
        change = replace(change, before=to_unit(change.before), after=to_unit(change.after))
    converted = OtherUnit(load=before.load, unit=progress.unit) if before.load else None
    return replace(progress, target=to_unit(before), change=change, unit=unit, converted=converted)


def _scope_in(scope: Scope, unit: Unit | None) -> Scope:
    if unit is None or scope.weights is None:
        return scope
    return replace(scope, weights=scope.weights.in_unit(unit))


def _limit_of_sets(week: int, counts: _Counts) -> Limit | None:
    if week < SETS_FROM_WEEK:
        return Limit.THIRD_WEEK
    added = counts.sets_by_week.get(week, 0)
    return Limit.TWO_SETS_A_WEEK if added >= SETS_UP_A_WEEK else None


def _change(
    target: Target,
    decision: Decision,
    history: Sequence[Performance],
    scope: Scope,
    baseline: Decimal,
) -> Change:
    """Return the change; a stop symptom holds the target, or lowers it if pain alone would have."""
    last = history[-1]
    found = next_change(target, decision, last, scope=scope, baseline=baseline)
    if decision.result != Result.SAFETY_HOLD:
        return found
    without = (*history[:-1], replace(last, stop_symptom=False))
    alone = decide(target, without, baseline=baseline)
    if alone.result in {Result.PROGRESS, Result.ADD_REPS, Result.REPEAT}:
        return found
    lowered = next_change(target, alone, last, scope=scope, baseline=baseline)
    return replace(lowered, decision=decision, beside=alone.rule)


def target_asked_for(
    progress: Progress,
    exercise: ExerciseHistory,
    history: Sequence[Performance],
    *,
    is_65: bool = False,
) -> Target:
    """Return the target of the last session of `history`.

    That is the target before it, lowered after a flare or a long break, or the person's own choice.
    """
    last = history[-1]
    target, scope = progress.target, exercise.scope
    if len(history) > 1:
        days_off = last.days_off
        if days_off is None:
            days_off = (last.day - history[-2].day).days
        ease = layoff(days_off, is_65=is_65)
        if ease is not None and ease.reason == Reason.RESTART:
            load = at_hand(target.load * LOAD_AFTER_RESTART, scope)
            sets = min(target.sets, exercise.prescribed.sets)
            target = replace(target, load=min(load, target.load), sets=sets, trimmed=0)
        target = _after_flare(target, history[-2].state, last.state, scope)
    if last.chosen is not None:
        target = respected(last.chosen.on(target), progress.change)
    lifted = max((each.load for each in last.sets), default=Decimal(0))
    if target.load == 0 and lifted > 0 and scope.load == LoadNeed.REQUIRED:
        # No weight was prescribed or chosen: go on from the one that was lifted, unless pain
        # allowed less.
        held = respected(replace(target, load=lifted), progress.change)
        target = replace(target, load=held.load or lifted)
    return target


def _after_flare(target: Target, before: FlareState, now: FlareState, scope: Scope) -> Target:
    if before not in RAMPS or now != FlareState.NORMAL or target.load == 0:
        return target
    return replace(target, load=min(target.load, at_hand(target.load * LOAD_AFTER, scope)))


def _for_today(progress: Progress, exercise: ExerciseHistory, state: FlareState | None) -> Progress:
    progress = _in_unit(progress, exercise.scope, exercise.unit)
    if state is None or not exercise.history:
        return progress
    last = exercise.history[-1].state
    target = _after_flare(progress.target, last, state, exercise.scope)
    found = progress.change
    if found is None or not is_under(target.load, progress.target.load):
        return progress
    code = Code.AFTER_FLARE if found.code == Code.SAME else found.code
    found = replace(found, code=code, after=target, after_flare=True)
    return replace(progress, target=target, change=found)
