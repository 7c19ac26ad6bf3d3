"""How one session moves one exercise on: the target that it had, the decision, the next target.

What several exercises share is counted by `progress`, which goes through the sessions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from exercises.vocabulary import LoadNeed
from routines.planning.cautions import LoadKept
from routines.planning.cut_offs import CUT_OFFS
from routines.planning.easing import Reason, layoff
from routines.planning.flare import LOAD_AFTER, RAMPS, FlareState
from routines.planning.limits import limit_of, pause_of
from routines.planning.loads import Unit, is_under
from routines.planning.next_target import (
    PAIN_RULES,
    Change,
    change_back,
    lesser,
    next_change,
    respected,
    with_weight_found,
)
from routines.planning.performance import GoesOn, Performance, Target, Wish, days_off_before
from routines.planning.progression import (
    RULES,
    Decision,
    Limit,
    Result,
    as_wanted,
    decide,
    held_back,
)
from routines.planning.step_down import lowered, lowest
from routines.planning.steps_up import Code, Scope
from routines.planning.way_back import Taken, calm_sessions, step_back, still_taken, taken_by

SETS_FROM_WEEK = 3
SETS_UP_A_WEEK = 2
LOAD_AFTER_RESTART = Decimal("0.5")
BACK_AFTER = timedelta(days=CUT_OFFS.back_after_days)
GOES_ON = frozenset({Result.REPEAT, Result.ADD_REPS, Result.PROGRESS})
STEPS_DOWN = frozenset(
    name for name, result, _holds in RULES if result in {Result.REGRESS, Result.EASE}
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """The person's facts that targets depend on.

    `usual` is the usual pain, for performances without a baseline; None if it isn't known.
    `started_on` is the plan's first day, from which its weeks are counted. `is_65`: 65 or older.
    `load_kept`: the days on which no weight goes up; None for none.
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
    last PROGRESS, `last_step_down` of the last REGRESS or EASE. `taken` is what comes back before
    anything new is added. `left_out_on` is the day after which the exercise is left out (None: it
    isn't). `goes_on` is what the person chose last, `own_sets` the number of sets then (None: they
    never chose). `unit` is the unit of its weight. `weighed`: it was trained with a weight before.
    `converted` is the earlier weight, if the next session uses another unit than the last one.
    """

    target: Target
    change: Change | None = None
    last_progress: date | None = None
    last_step_down: date | None = None
    taken: Taken | None = None
    left_out_on: date | None = None
    goes_on: GoesOn = GoesOn.RULES
    own_sets: int | None = None
    unit: Unit | None = None
    weighed: bool = False
    converted: OtherUnit | None = None


@dataclass(kw_only=True)
class Counts:
    """What counts for several exercises: steps up today, sets added in the week, and the last day
    before today on which anything hurt or a flare-up wasn't over."""

    week: int
    sets_added: int
    last_trouble: date
    today: int = 0

    def turn_to(self, week: int) -> None:
        """Begin to count a new day, of this week of the plan."""
        self.sets_added = self.sets_added if week == self.week else 0
        self.week, self.today = week, 0


def asked_for(
    progress: Progress,
    exercise: ExerciseHistory,
    history: Sequence[Performance],
    *,
    person: Person,
    last_trouble: date = date.min,
) -> Progress:
    """Return the progress with the target of the last session of `history`.

    That is the target before it, lowered after a flare or a long break, or of an exercise that was
    left out before, or the person's own choice.
    """
    last, scope = history[-1], exercise.scope
    if len(history) > 1:
        progress = _after_break(progress, exercise, history, is_65=person.is_65)
        progress = _after_flare(progress, history[-2], last.state, scope)
    if is_offered_again(progress, last_trouble, last.day):
        progress = offered_again(progress, exercise)
    if last.chosen is not None:
        progress = _as_chosen(progress, last.chosen)
    lifted = max((each.load for each in last.sets), default=Decimal(0))
    target = progress.target
    follows = progress.goes_on == GoesOn.RULES
    if follows and target.load == 0 and lifted > 0 and scope.load == LoadNeed.REQUIRED:
        # No weight was prescribed or chosen: go on from the one that was lifted, unless pain
        # allowed less.
        held = respected(replace(target, load=lifted), progress.change)
        progress = replace(progress, target=replace(target, load=held.load or lifted))
    return progress


def _after_break(
    progress: Progress,
    exercise: ExerciseHistory,
    history: Sequence[Performance],
    *,
    is_65: bool,
) -> Progress:
    """Begin anew after a long break: half the weight or half as much help again, and nothing to
    come back to.

    Figures of the person's own come back like what pain took, because nothing else raises them.
    """
    target = progress.target
    ease = layoff(days_off_before(history), is_65=is_65)
    if ease is None or ease.reason != Reason.RESTART:
        return progress
    load = lowered(target.load, LOAD_AFTER_RESTART, exercise.scope)
    sets = min(target.sets, exercise.prescribed.sets)
    less = replace(target, load=min(load, target.load), sets=sets, trimmed=0)
    taken = None
    if progress.goes_on != GoesOn.RULES:
        before = history[-2].day
        taken = taken_by(target, less, before, taken=progress.taken, by_effort=False)
    return replace(progress, target=less, taken=taken)


def _after_flare(
    progress: Progress, before: Performance, now: FlareState, scope: Scope
) -> Progress:
    """Lower the load a little once a flare is over; it comes back as what pain took."""
    target = progress.target
    lighter = after_flare(target, before.state, now, scope)
    taken = taken_by(target, lighter, before.day, taken=progress.taken, by_effort=False)
    return progress if lighter == target else replace(progress, target=lighter, taken=taken)


def after_flare(target: Target, before: FlareState, now: FlareState, scope: Scope) -> Target:
    """Return the target for a session in the state `now`, if the last one was `before`."""
    if before not in RAMPS or now != FlareState.NORMAL:
        return target
    return replace(target, load=min(target.load, lowered(target.load, LOAD_AFTER, scope)))


def is_offered_again(progress: Progress, last_trouble: date, today: date) -> bool:
    """Return whether an exercise that is left out is offered again: after 14 days in green."""
    left_out_on = progress.left_out_on
    return left_out_on is not None and today - max(left_out_on, last_trouble) >= BACK_AFTER


def offered_again(progress: Progress, exercise: ExerciseHistory) -> Progress:
    """Return the progress of an exercise that was left out, at its lowest dose."""
    change, day = progress.change, progress.left_out_on
    if change is None or day is None:
        return progress
    hurt = change.rule in PAIN_RULES
    target = lowest(progress.target, exercise.prescribed, exercise.scope, hurt=hurt)
    change = replace(
        change,
        code=Code.OFFERED_AGAIN,
        decision=replace(change.decision, remove=False, advise=False),
        after=target,
        aim=None,
        stand_in=False,
    )
    taken = taken_by(progress.target, target, day, taken=progress.taken, by_effort=False)
    return replace(progress, target=target, change=change, taken=taken, left_out_on=None)


def _as_chosen(progress: Progress, chosen: Wish) -> Progress:
    """Return the progress with the person's own target, or as much of it as pain allows; the rest
    of it is then what comes back."""
    wished = chosen.on(progress.target)
    target = respected(wished, progress.change)
    taken = progress.taken
    if taken is not None:
        taken = still_taken(replace(taken, goal=wished), target)
    return replace(progress, target=target, taken=taken, goes_on=chosen.goes_on or progress.goes_on)


def judged(
    asked: Progress,
    exercise: ExerciseHistory,
    history: Sequence[Performance],
    person: Person,
    counts: Counts,
) -> Progress:
    """Return the progress after the last session of `history`, which had the target of `asked`."""
    last, scope = history[-1], exercise.scope
    if not last.comfortable:
        scope = replace(scope, may_add_load=False)
    if person.keeps_load(last.day):
        scope = replace(scope, keeps_load=True)
    own_sets = last.chosen.sets if last.chosen else asked.own_sets
    if own_sets is not None:
        # A person's own choice of fewer sets doesn't count as sets left out, so none is given back.
        scope = replace(scope, sets=min(scope.sets, own_sets))
    baseline = person.usual if last.baseline is None else last.baseline
    # An eased session asks for no step up: what it lowers is the target from before the step.
    step = _step_up_of(asked) if last.eased else None
    before = replace(asked, target=step.before) if step else asked
    found = with_weight_found(_change(before, history, scope, baseline, counts), last, scope)
    if scope.keeps_load and is_under(before.target.load, found.after.load):
        found = replace(found, code=Code.SAME, after=before.target)
    if step and found.after == step.before:
        # Nothing was lowered: the step and its reason stand until they are asked for.
        found = step
    if found.decision.result == Result.PROGRESS and found is not asked.change:
        counts.today += 1
        counts.sets_added += found.code == Code.SETS_UP
    return replace(
        asked,
        target=found.after,
        change=found,
        last_progress=_last_progress(asked, found, last.day),
        last_step_down=last.day if found.rule in STEPS_DOWN else asked.last_step_down,
        taken=_taken(asked.taken, found, last.day),
        left_out_on=last.day if found.leaves_out else None,
        own_sets=own_sets,
        weighed=asked.weighed or (not last.eased and any(each.load for each in last.sets)),
        converted=None,
    )


def _last_progress(asked: Progress, found: Change, day: date) -> date | None:
    is_new = found.decision.result == Result.PROGRESS and found is not asked.change
    return day if is_new else asked.last_progress


def _step_up_of(asked: Progress) -> Change | None:
    """Return the change that led to the target, if it was a step up."""
    step = asked.change
    if step is None or step.after != asked.target:
        return None
    return step if lesser(step.before, step.after) != step.after else None


def _taken(taken: Taken | None, found: Change, day: date) -> Taken | None:
    """Return what is to come back after a change on `day`."""
    if found.decision.result == Result.PROGRESS:
        return None
    if found.decision.result in GOES_ON or found.rule not in {*STEPS_DOWN, "R2", "R3"}:
        return still_taken(taken, found.after)
    return taken_by(found.before, found.after, day, taken=taken, by_effort=found.decision.ease)


def _change(
    asked: Progress,
    history: Sequence[Performance],
    scope: Scope,
    baseline: Decimal | None,
    counts: Counts,
) -> Change:
    """Return the change after the last session: what was taken comes back before anything else."""
    target, last = asked.target, history[-1]
    decision = decide(target, history, baseline=baseline, last_step_down=asked.last_step_down)
    decision = as_wanted(decision, asked.goes_on)
    if decision.result == Result.SAFETY_HOLD:
        return _after_stop(asked, decision, history, scope, baseline)
    pause = pause_of(history)
    if asked.taken and decision.result in GOES_ON and pause is None:
        calm = calm_sessions(asked.taken, history, baseline)
        step = step_back(target, asked.taken, calm, scope) if calm else None
        if step is not None:
            return change_back(target, step, last, baseline=baseline)
    limit = limit_of(history, last_progress=asked.last_progress, progressed=counts.today)
    may_rise = pause is None and asked.taken is None

    def changed(limit: Limit | None) -> Change:
        return next_change(
            target,
            held_back(decision, limit),
            last,
            scope=scope,
            baseline=baseline,
            may_rise=may_rise,
        )

    found = changed(limit)
    return changed(_limit_of_sets(counts)) if found.code == Code.SETS_UP else found


def _limit_of_sets(counts: Counts) -> Limit | None:
    if counts.week < SETS_FROM_WEEK:
        return Limit.THIRD_WEEK
    return Limit.TWO_SETS_A_WEEK if counts.sets_added >= SETS_UP_A_WEEK else None


def _after_stop(
    asked: Progress,
    decision: Decision,
    history: Sequence[Performance],
    scope: Scope,
    baseline: Decimal | None,
) -> Change:
    """Return the change after a stop symptom: it holds the target, or lowers it if pain or effort
    alone would have."""
    last, target = history[-1], asked.target
    without = (*history[:-1], replace(last, stop_symptom=False))
    alone = decide(target, without, baseline=baseline, last_step_down=asked.last_step_down)
    alone = as_wanted(alone, asked.goes_on)
    by = decision if alone.result in GOES_ON else alone
    found = next_change(target, by, last, scope=scope, baseline=baseline)
    return replace(found, decision=decision, beside="" if by == decision else alone.rule)
