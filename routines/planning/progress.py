"""The targets after everything that was done: a fold over the history, session by session.

All exercises of a plan are taken together, because some limits count exercises: three that progress
in a session, two a week that get another set (brief.md D4, D5).

The fold can stop after any day and go on later: `begin`, `advance` as often as there is more, then
`targets`. Its `State` is small however long the history is, because no rule looks back at more than
a few sessions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from exercises.vocabulary import LoadNeed
from routines.planning.cautions import LoadKept
from routines.planning.cut_offs import CUT_OFFS, Zone, zone
from routines.planning.deload import Standstill
from routines.planning.easing import Reason, layoff
from routines.planning.flare import LOAD_AFTER, FlareState
from routines.planning.limits import limit_of
from routines.planning.loads import Unit, is_under, landed
from routines.planning.next_target import Change, at_hand, next_change, respected, with_weight_found
from routines.planning.progression import (
    Decision,
    Limit,
    Performance,
    Result,
    Target,
    decide,
    held_back,
)
from routines.planning.steps_up import Code, Scope

SETS_FROM_WEEK = 3
SETS_UP_A_WEEK = 2
LOAD_AFTER_RESTART = Decimal("0.5")
RAMPS = frozenset({FlareState.RAMP1, FlareState.RAMP2})
# The last sessions that a rule may look at together, the one to be judged apart.
LOOK_BACK = max(2, CUT_OFFS.ambers_in_a_row) - 1


@dataclass(frozen=True, kw_only=True)
class Person:
    """The person's facts that targets depend on.

    `usual` is the usual pain, for performances without a baseline, None if not known. `started_on`
    is the plan's first day, from which its weeks are counted. `is_65`: 65 or older. `load_kept`:
    the days on which no weight goes up; None for none.
    """

    usual: Decimal | None
    started_on: date
    is_65: bool = False
    load_kept: LoadKept | None = None

    def keeps_load(self, day: date) -> bool:
        return self.load_kept is not None and self.load_kept.holds_on(day)


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
    is the unit of its weight. `weighed`: it was trained with a weight before.
    `converted` is the earlier weight, if the next session uses another unit than the last one.
    """

    target: Target
    change: Change | None = None
    last_progress: date | None = None
    own_sets: int | None = None
    unit: Unit | None = None
    weighed: bool = False
    converted: OtherUnit | None = None


@dataclass(frozen=True, kw_only=True)
class ExerciseState:
    """One exercise after some sessions.

    `remembered` are those performances that a rule may still look back at, oldest first.
    `standstill` counts the sessions since it last went better.
    """

    progress: Progress
    remembered: tuple[Performance, ...] = ()
    standstill: Standstill = field(default_factory=Standstill)


@dataclass(frozen=True, kw_only=True)
class State:
    """All exercises after some sessions, by slug, in the order in which they are judged.

    `started_on` is the plan's first day, or that of an earlier session. `week` is the week of the
    last day, counted from there, and `sets_added` the sets added in it.
    """

    exercises: Mapping[str, ExerciseState]
    started_on: date
    week: int = 0
    sets_added: int = 0


def begin(exercises: Mapping[str, ExerciseHistory], *, person: Person) -> State:
    """Return the state before the first session."""
    return State(
        exercises={
            slug: ExerciseState(progress=Progress(target=each.prescribed, unit=each.prescribed_in))
            for slug, each in exercises.items()
        },
        started_on=person.started_on,
    )


def advance(state: State, exercises: Mapping[str, ExerciseHistory], *, person: Person) -> State:
    """Return the state after more days; the histories hold only what was done on them.

    The days must be whole, and later than all before: a limit counts what progresses on a day.
    Raises ValueError for a history that isn't oldest first.
    """
    days = sorted({done.day for each in exercises.values() for done in each.history})
    found = dict(state.exercises)
    places = {slug: _by_day(each.history) for slug, each in exercises.items()}
    started_on = min([state.started_on, *days[:1]])
    counts = _Counts(week=state.week, sets_added=state.sets_added)
    for day in days:
        counts.turn_to(week_of(day, started_on))
        for slug, exercise in exercises.items():
            for done in places[slug].get(day, []):
                found[slug] = _after(found[slug], exercise, done, person, counts)
    return State(
        exercises=found, started_on=started_on, week=counts.week, sets_added=counts.sets_added
    )


def targets(
    state: State,
    exercises: Mapping[str, ExerciseHistory],
    *,
    now: FlareState | None = None,
) -> dict[str, Progress]:
    """Return the progress of every exercise by slug, with its target for a session `now`."""
    return {
        slug: _for_now(state.exercises[slug], exercise, now) for slug, exercise in exercises.items()
    }


def progress_of_all(
    exercises: Mapping[str, ExerciseHistory], *, person: Person, state: FlareState | None = None
) -> dict[str, Progress]:
    """Return the progress of every exercise by slug, from its whole history.

    Within a session they are judged in the order given. Raises ValueError for a history that isn't
    oldest first.
    """
    after = advance(begin(exercises, person=person), exercises, person=person)
    return targets(after, exercises, now=state)


def week_of(day: date, first: date) -> int:
    """Return the week of a day, counted from 1 in the week that begins on the `first` day."""
    return (day - first).days // 7 + 1


def remembered(history: Sequence[Performance]) -> tuple[Performance, ...]:
    """Return the performances of a history that the rules for a later session may look at.

    These are the last sessions, however many may decide together, the last one with a set in it,
    and the last one that hurt much, both by the session's pain and by the exercise's own.
    """
    kept = {len(history) - number for number in range(1, LOOK_BACK + 1) if number <= len(history)}
    since = history[-1].day - timedelta(days=CUT_OFFS.red_again_days) if history else date.min
    last_ones: tuple[Callable[[Performance], bool], ...] = (
        lambda done: bool(done.sets),
        lambda done: done.day >= since and zone(done.pain, done.baseline) == Zone.RED,
        lambda done: done.day >= since and zone(done.pain_named, done.baseline) == Zone.RED,
    )
    for matches in last_ones:
        kept |= set(
            next(([at] for at in reversed(range(len(history))) if matches(history[at])), [])
        )
    return tuple(history[at] for at in sorted(kept))


@dataclass(kw_only=True)
class _Counts:
    """The counts for limits over several exercises: steps up today, and sets added in the week."""

    week: int
    sets_added: int
    today: int = 0

    def turn_to(self, week: int) -> None:
        """Begin to count a new day, of this week of the plan."""
        self.sets_added = self.sets_added if week == self.week else 0
        self.week, self.today = week, 0


def _by_day(history: Sequence[Performance]) -> dict[date, list[Performance]]:
    """Return the performances of each day; a day may hold two sessions."""
    found: dict[date, list[Performance]] = {}
    for done in history:
        if found and done.day < next(reversed(found)):
            raise ValueError("history must stand oldest first")
        found.setdefault(done.day, []).append(done)
    return found


def _after(
    state: ExerciseState,
    exercise: ExerciseHistory,
    done: Performance,
    person: Person,
    counts: _Counts,
) -> ExerciseState:
    history = (*state.remembered, done)
    progress = _judged(state.progress, exercise, history, person, counts)
    is_new = progress.last_progress == done.day
    return ExerciseState(
        progress=progress,
        remembered=remembered(history),
        standstill=Standstill() if is_new else state.standstill.after(done),
    )


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
    if person.keeps_load(last.day):
        scope = replace(scope, keeps_load=True)
    own_sets = last.chosen.sets if last.chosen else progress.own_sets
    if own_sets is not None:
        # A person's own choice of fewer sets doesn't count as sets left out, so none is given back.
        scope = replace(scope, sets=min(scope.sets, own_sets))
    baseline = person.usual if last.baseline is None else last.baseline
    target = target_asked_for(progress, exercise, history, is_65=person.is_65)
    limit = limit_of(history, last_progress=progress.last_progress, progressed=counts.today)
    decision = held_back(decide(target, history, baseline=baseline), limit)
    found = _change(target, decision, history, scope, baseline)
    if found.code == Code.SETS_UP:
        decision = held_back(decision, _limit_of_sets(counts))
        found = _change(target, decision, history, scope, baseline)
    found = with_weight_found(found, last, scope)
    if scope.keeps_load and is_under(target.load, found.after.load):
        found = replace(found, code=Code.SAME, after=target)
    progress = replace(
        progress,
        target=found.after,
        change=found,
        own_sets=own_sets,
        weighed=progress.weighed or (not last.eased and any(each.load for each in last.sets)),
        converted=None,
    )
    if decision.result != Result.PROGRESS:
        return progress
    counts.today += 1
    if found.code == Code.SETS_UP:
        counts.sets_added += 1
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


def _limit_of_sets(counts: _Counts) -> Limit | None:
    if counts.week < SETS_FROM_WEEK:
        return Limit.THIRD_WEEK
    return Limit.TWO_SETS_A_WEEK if counts.sets_added >= SETS_UP_A_WEEK else None


def _change(
    target: Target,
    decision: Decision,
    history: Sequence[Performance],
    scope: Scope,
    baseline: Decimal | None,
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


def _for_now(state: ExerciseState, exercise: ExerciseHistory, now: FlareState | None) -> Progress:
    progress = _in_unit(state.progress, exercise.scope, exercise.unit)
    if now is None or not state.remembered:
        return progress
    last = state.remembered[-1].state
    target = _after_flare(progress.target, last, now, exercise.scope)
    found = progress.change
    if found is None or not is_under(target.load, progress.target.load):
        return progress
    code = Code.AFTER_FLARE if found.code == Code.SAME else found.code
    found = replace(found, code=code, after=target, after_flare=True)
    return replace(progress, target=target, change=found)
