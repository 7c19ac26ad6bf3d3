"""The next target of an exercise, and the change that a page explains (brief.md D4, D5).

It is worked out from the whole history each time, so correcting an entry corrects the target too.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from exercises.vocabulary import LoadNeed, LoadType, Measure
from routines.planning.find_weight import Finds, Lifted, weight_after
from routines.planning.loads import is_same, is_under
from routines.planning.performance import Performance, Target
from routines.planning.progression import WAY_BACK, Decision, Result
from routines.planning.step_down import is_at_floor, step_down
from routines.planning.steps_up import Code, Scope, Step, step_up

# Steps after which the range starts again at its lower end.
FROM_LO = frozenset(
    {
        Code.LOAD_UP,
        Code.FIRST_LOAD,
        Code.PAUSE,
        Code.FULL_RANGE,
        Code.HEIGHT_UP,
        Code.HOLD_UP,
        Code.BAND_UP,
    }
)
# More than any field accepts: figures that pain doesn't limit are free.
NO_LIMIT = Target(
    lo=10**6,
    hi=10**6,
    sets=10**6,
    load=Decimal(10**6),
    hold_s=10**6,
    pause_s=10**6,
    height_cm=Decimal(10**6),
    band=10**6,
)
PAIN_RULES = frozenset({"R0", "R1", "R2", "R3", "R4", "R5"})
GIVEN_BACK = frozenset({Code.SET_BACK, Code.RANGE_BACK})
OFFERS_EASIER = frozenset({Result.REGRESS, Result.EASE})


@dataclass(frozen=True, kw_only=True)
class Change:
    """How a target changed, by which decision, and the figures that decided.

    `pain`, `morning_pain` and `next_before` belong to the session judged (None: not reported),
    `baseline` is the usual pain then (None: not known). `of_session`: that pain was reported for
    the whole session. `aim` is the amount to try for in the weakest set, None for the range as a
    whole. `easier` and `harder`: that variant is offered beside the figures. `stand_in`: nothing is
    left to lower, so another exercise takes its place for now. `after_flare`: the weight is also a
    little lower, because a flare-up is over. `beside`: the rule that set the figures, if a stop
    symptom decided.
    """

    code: Code
    decision: Decision
    before: Target
    after: Target
    pain: int
    morning_pain: int | None
    baseline: Decimal | None
    next_before: int | None = None
    of_session: bool = False
    aim: int | None = None
    easier: bool = False
    harder: bool = False
    stand_in: bool = False
    after_flare: bool = False
    beside: str = ""

    @property
    def rule(self) -> str:
        """The rule that set the figures."""
        return self.beside or self.decision.rule

    @property
    def leaves_out(self) -> bool:
        """Whether the exercise is left out for now, and another takes its place."""
        return self.decision.remove or self.stand_in


def next_change(
    target: Target,
    decision: Decision,
    last: Performance,
    *,
    scope: Scope,
    baseline: Decimal | None,
    may_rise: bool = True,
) -> Change:
    """Return how `decision` about the session `last` changes `target`, which was that session's
    target. Without `may_rise`, a set that was left out stays out."""
    step = _step(target, decision, last, scope, may_rise=may_rise)
    aim = None
    if step.code == Code.ONE_MORE:
        aim = min(min(each.amount for each in last.sets) + 1, target.hi)
    elif step.code in FROM_LO:
        aim = step.target.lo
    return _change(
        step,
        target,
        decision,
        last,
        baseline,
        aim=aim,
        easier=decision.result in OFFERS_EASIER and scope.has_easier,
        harder=step.code == Code.HARDER,
        stand_in=is_at_floor(target, decision, last, scope),
    )


def change_back(
    target: Target, step: Step, last: Performance, *, baseline: Decimal | None
) -> Change:
    """Return the change after the session `last` by which a part of what was taken comes back."""
    decision = Decision(rule=WAY_BACK, result=Result.REPEAT)
    return _change(step, target, decision, last, baseline, aim=step.target.lo)


def _change(
    step: Step,
    before: Target,
    decision: Decision,
    last: Performance,
    baseline: Decimal | None,
    **more: Any,
) -> Change:
    return Change(
        code=step.code,
        decision=decision,
        before=before,
        after=step.target,
        pain=last.pain,
        morning_pain=last.morning_pain,
        next_before=last.next_before,
        baseline=baseline,
        of_session=last.pain > last.pain_named,
        **more,
    )


def _step(
    target: Target, decision: Decision, last: Performance, scope: Scope, *, may_rise: bool
) -> Step:
    if decision.result == Result.PROGRESS:
        return _stepped_up(target, last, scope)
    if decision.result in {Result.ADD_REPS, Result.REPEAT}:
        return _again(target, decision, may_rise=may_rise)
    return step_down(target, decision, last, scope)


def _stepped_up(target: Target, last: Performance, scope: Scope) -> Step:
    """Return the step up from what was lifted, if that was more than the target's load.

    Then the load itself is what goes up, if not to a heavier weight still.
    """
    spare, lifted = _spare(last), _as_lifted(target, last, scope)
    step = step_up(target, scope, spare=spare)
    if step.code in GIVEN_BACK or not is_under(target.load, lifted.load):
        return step
    heavier = step_up(lifted, scope, spare=spare)
    is_heavier = is_under(lifted.load, heavier.target.load)
    return heavier if is_heavier else Step(code=Code.LOAD_UP, target=lifted)


def _as_lifted(target: Target, last: Performance, scope: Scope) -> Target:
    """Return the target with the load that was lifted, if that was more than the target's."""
    if scope.load == LoadNeed.NONE or not scope.adds_load:
        return target
    lifted = min((each.lifted(target.load) for each in last.sets), default=target.load)
    return replace(target, load=max(target.load, lifted))


def _spare(last: Performance) -> int | None:
    """Return the good repetitions left in the hardest set; None if they weren't said for each."""
    left = [each.rir for each in last.sets if each.rir is not None]
    return min(left, default=None) if len(left) == len(last.sets) else None


def _again(target: Target, decision: Decision, *, may_rise: bool) -> Step:
    """Repeat the target; give back a set that was left out for a large step."""
    if target.trimmed and may_rise:
        given_back = replace(target, sets=target.sets + 1, trimmed=target.trimmed - 1)
        return Step(code=Code.SET_BACK, target=given_back)
    more = decision.result == Result.ADD_REPS
    return Step(code=Code.ONE_MORE if more else Code.SAME, target=target)


def is_to_find(target: Target, scope: Scope) -> bool:
    """Return whether a first session with this target and its weight looks for the weight."""
    has_weights = scope.weights is not None and scope.weights.load_type != LoadType.BAND
    needs_one = target.load > 0 or scope.load == LoadNeed.REQUIRED
    return has_weights and needs_one and scope.measure == Measure.REPS


def with_weight_found(change: Change, last: Performance, scope: Scope) -> Change:
    """Return the change with the weight found by the end of a session that looked for it.

    Where pain decided, that weight only lowers the target.
    """
    if last.finds is None or not last.sets or scope.weights is None:
        return change
    done, asked = last.sets[-1], change.before
    lifted = Lifted(load=done.load or asked.load, amount=done.amount, rir=done.rir)
    may_rise = last.finds == Finds.BOTH_WAYS
    load = weight_after(lifted, lo=asked.lo, weights=scope.weights, may_rise=may_rise).load
    if is_by_pain(change.decision):
        lighter = is_under(load, change.after.load)
        code = Code.LOAD_DOWN if change.code == Code.SAME else change.code
        return (
            replace(change, code=code, after=replace(change.after, load=load))
            if lighter
            else change
        )
    if is_same(load, change.after.load):
        return change
    return replace(
        change, code=Code.WEIGHT_FOUND, after=replace(change.after, load=load), aim=change.after.lo
    )


def is_by_pain(decision: Decision) -> bool:
    """Return whether pain held or lowered the target."""
    return decision.rule in PAIN_RULES or decision.trim


def most_allowed(offered: Change | None) -> Target | None:
    """Return the most that may be chosen in place of a change, None where pain holds nothing."""
    allowed = respected(NO_LIMIT, offered)
    return None if allowed.sets == NO_LIMIT.sets else allowed


def respected(chosen: Target, offered: Change | None) -> Target:
    """Return the person's own target in place of the app's.

    If pain held or lowered the app's target, no figure may be above it.
    """
    if offered is None:
        return chosen
    return lesser(chosen, offered.after) if is_by_pain(offered.decision) else chosen


def lesser(one: Target, other: Target) -> Target:
    """Return the target with the smaller of each figure."""
    return Target(
        lo=min(one.lo, other.lo),
        hi=min(one.hi, other.hi),
        sets=min(one.sets, other.sets),
        load=min(one.load, other.load),
        hold_s=min(one.hold_s, other.hold_s),
        pause_s=min(one.pause_s, other.pause_s),
        height_cm=min(one.height_cm, other.height_cm),
        band=min(one.band, other.band),
        part_range=one.part_range or other.part_range,
        trimmed=min(one.trimmed, other.trimmed),
    )
