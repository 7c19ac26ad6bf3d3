"""The next target of an exercise, and the change that a page explains (brief.md D4, D5).

It is worked out from the whole history each time, so correcting an entry corrects the target too.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

from exercises.vocabulary import LoadNeed, LoadType, Measure
from routines.planning.find_weight import Finds, Lifted, weight_after
from routines.planning.loads import is_same, is_under
from routines.planning.progression import Decision, Performance, Result, Target
from routines.planning.steps_up import HEIGHT_STEP_CM, Code, Scope, Step, step_up

Number = TypeVar("Number", int, Decimal)

REDUCED_LOAD = Decimal("0.9")
REGRESSED = Decimal("0.8")
PLAIN_STEP_KG = Decimal("0.5")
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


@dataclass(frozen=True, kw_only=True)
class Change:
    """How a target changed, by which decision, and the figures that decided.

    `pain` and `morning_pain` belong to the session judged (None: not reported), `baseline` is the
    usual pain then (None: not known). `of_session`: that pain was reported for the whole session.
    `aim` is the amount to try for in the weakest set, None for the range as a whole. `easier` and
    `harder`: that variant is offered beside the figures. `after_flare`: the weight is also a little
    lower, because a flare-up is over. `beside`: the rule that set the figures, if a stop symptom
    decided.
    """

    code: Code
    decision: Decision
    before: Target
    after: Target
    pain: int
    morning_pain: int | None
    baseline: Decimal | None
    of_session: bool = False
    aim: int | None = None
    easier: bool = False
    harder: bool = False
    after_flare: bool = False
    beside: str = ""


def next_change(
    target: Target,
    decision: Decision,
    last: Performance,
    *,
    scope: Scope,
    baseline: Decimal | None,
) -> Change:
    """Return how `decision` about the session `last` changes `target`, which was that session's
    target."""
    step = _step(target, decision, last, scope)
    aim = None
    if step.code == Code.ONE_MORE:
        aim = min(min(each.amount for each in last.sets) + 1, target.hi)
    elif step.code in FROM_LO:
        aim = step.target.lo
    return Change(
        code=step.code,
        decision=decision,
        before=target,
        after=step.target,
        pain=last.pain,
        morning_pain=last.morning_pain,
        baseline=baseline,
        of_session=last.pain > last.pain_named,
        aim=aim,
        easier=decision.result == Result.REGRESS and scope.has_easier,
        harder=step.code == Code.HARDER,
    )


def _step(target: Target, decision: Decision, last: Performance, scope: Scope) -> Step:
    if decision.result == Result.PROGRESS:
        return step_up(_as_lifted(target, last, scope), scope, spare=_spare(last))
    if decision.result in {Result.ADD_REPS, Result.REPEAT}:
        return _again(target, decision, last)
    if decision.result == Result.REDUCE:
        return _reduced(target, last, scope, trim=decision.trim)
    if decision.result == Result.REGRESS:
        return _regressed(target, last, scope, trim=decision.trim)
    if decision.result == Result.HOLD_TRIM or decision.trim:
        return _step_down(Code.SET_LESS, target, _trimmed(target))
    return Step(code=Code.SAME, target=target)


def _step_down(code: Code, before: Target, after: Target) -> Step:
    """Return the step; its code is SAME if the target was already at its least."""
    return Step(code=Code.SAME if after == before else code, target=after)


def _as_lifted(target: Target, last: Performance, scope: Scope) -> Target:
    """Return the target with the load that was lifted, if that was more than the target's."""
    if scope.load == LoadNeed.NONE or scope.keeps_load or not scope.may_add_load:
        return target
    lifted = min((each.load or target.load for each in last.sets), default=target.load)
    return replace(target, load=max(target.load, lifted))


def _spare(last: Performance) -> int | None:
    """Return the good repetitions left in the hardest set; None if they weren't said for each."""
    left = [each.rir for each in last.sets if each.rir is not None]
    return min(left, default=None) if len(left) == len(last.sets) else None


def _again(target: Target, decision: Decision, last: Performance) -> Step:
    """Repeat the target; give back a set that was left out, once the back has settled."""
    if target.trimmed and last.morning_pain is not None:
        given_back = replace(target, sets=target.sets + 1, trimmed=target.trimmed - 1)
        return Step(code=Code.SET_BACK, target=given_back)
    more = decision.result == Result.ADD_REPS
    return Step(code=Code.ONE_MORE if more else Code.SAME, target=target)


def _trimmed(target: Target) -> Target:
    if target.sets == 1:
        return target
    return replace(target, sets=target.sets - 1, trimmed=target.trimmed + 1)


def _reduced(target: Target, last: Performance, scope: Scope, *, trim: bool) -> Step:
    lighter = _lighter(target, last, scope, REDUCED_LOAD)
    if lighter is None:
        return _step_down(Code.SET_LESS, target, replace(target, sets=max(1, target.sets - 1)))
    return Step(code=Code.LOAD_DOWN, target=_trimmed(lighter) if trim else lighter)


def _regressed(target: Target, last: Performance, scope: Scope, *, trim: bool) -> Step:
    """Return a lighter weight; without one, a fifth less of everything.

    The second is for people who keep the exercise instead of its easier variant, and so must be no
    more than a REDUCE leaves.
    """
    lighter = _lighter(target, last, scope, REGRESSED)
    if lighter is not None:
        return Step(code=Code.LOAD_DOWN, target=_trimmed(lighter) if trim else lighter)
    less = replace(
        target,
        lo=_fewer(target.lo),
        hi=_fewer(target.hi),
        sets=max(1, target.sets - 1),
        height_cm=_lower(target.height_cm, HEIGHT_STEP_CM, scope.min_height_cm),
        band=_lower(target.band, 1, int(scope.load == LoadNeed.REQUIRED)),
    )
    return _step_down(Code.EASIER, target, less)


def _lower(figure: Number, step: Number, least: Number) -> Number:
    """Return one step down, but not below `least`; a figure at or below `least` stays."""
    return max(figure - step, min(figure, least))


def _fewer(amount: int) -> int:
    return max(1, int(amount * REGRESSED))


def _lighter(target: Target, last: Performance, scope: Scope, factor: Decimal) -> Target | None:
    """Return the target with `factor` of its load, rounded down to a weight at hand; None if none
    is lighter. If less was lifted than the target, start from the load that was lifted."""
    lifted = max((each.load for each in last.sets), default=Decimal(0)) or target.load
    load = at_hand(min(target.load, lifted) * factor, scope)
    return replace(target, load=load) if is_under(load, target.load) and load > 0 else None


def at_hand(load: Decimal, scope: Scope) -> Decimal:
    """Round a load in kg down to a weight at hand; to the lightest if all are heavier."""
    if load <= 0:
        return Decimal(0)
    if scope.weights is not None:
        return scope.weights.at_or_below(load)
    steps = (load / PLAIN_STEP_KG).to_integral_value(ROUND_DOWN)
    return max(steps, Decimal(1)) * PLAIN_STEP_KG


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
