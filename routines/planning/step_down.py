"""How a target is lowered, and the floor under which it never falls (brief.md D4)."""

from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from math import ceil
from typing import TypeVar

from exercises.vocabulary import LoadNeed, Measure
from routines.planning.loads import is_under
from routines.planning.performance import Performance, Target
from routines.planning.progression import Decision, Result
from routines.planning.steps_up import FEWEST_SETS, HEIGHT_STEP_CM, Code, Scope, Step

Number = TypeVar("Number", int, Decimal)

REDUCED_LOAD = Decimal("0.9")
A_FIFTH_LESS = Decimal("0.8")
FLOOR = Decimal("0.6")  # of the library's range
FEWEST_REPS, FEWEST_SECONDS = 3, 5
PLAIN_STEP_KG = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class Floor:
    """The least range that a set of an exercise is lowered to, in its measure."""

    lo: int
    hi: int


def floor_of(scope: Scope) -> Floor:
    """Return the floor: three fifths of the library's range, and never fewer than 3 repetitions or
    5 seconds, if the library asks for as many."""
    fewest = FEWEST_REPS if scope.measure == Measure.REPS else FEWEST_SECONDS
    lo = min(scope.lo, max(fewest, ceil(scope.lo * FLOOR)))
    return Floor(lo=lo, hi=max(lo, ceil(scope.hi * FLOOR)))


def lowest(target: Target, prescribed: Target, scope: Scope, *, hurt: bool) -> Target:
    """Return the lowest dose of an exercise: the floor, with the weight, step and band of its first
    session; one set if it `hurt`, and two if it was only too hard.

    No figure is above that of `target`.
    """
    floor = floor_of(scope)
    return replace(
        target,
        lo=min(target.lo, floor.lo),
        hi=min(target.hi, floor.hi),
        sets=min(target.sets, 1 if hurt else FEWEST_SETS),
        load=min(target.load, prescribed.load or target.load),
        height_cm=min(target.height_cm, prescribed.height_cm),
        band=min(target.band, prescribed.band),
        trimmed=0,
    )


def step_down(target: Target, decision: Decision, last: Performance, scope: Scope) -> Step:
    """Return the target after a decision that may lower it.

    The code says what has become less; it is SAME if nothing has, because the decision holds or
    because there is nothing left to lower.
    """
    less = _lowered(target, decision, last, scope)
    if decision.ease and decision.result != Result.EASE:
        # Also too hard: no more than EASE would have left.
        eased = _lowered(target, replace(decision, result=Result.EASE), last, scope)
        less = replace(
            less,
            lo=min(less.lo, eased.lo),
            hi=min(less.hi, eased.hi),
            load=eased.load if is_under(eased.load, less.load) else less.load,
            part_range=less.part_range or eased.part_range,
        )
    if decision.trim and less.sets == target.sets:
        less = _set_less(less)
    if less != target:
        less = replace(less, trimmed=0)  # what was left out comes back with the rest
    return Step(code=_code(target, less), target=less)


def is_at_floor(target: Target, decision: Decision, last: Performance, scope: Scope) -> bool:
    """Return whether pain finds nothing left to lower, so that only a stand-in remains.

    What is only too hard stays at its floor: no exercise is taken away for want of strength.
    """
    return (
        decision.result == Result.REGRESS
        and step_down(target, decision, last, scope).target == target
    )


def _lowered(target: Target, decision: Decision, last: Performance, scope: Scope) -> Target:
    """Return the target after the decision alone: the first of its ways that lowers anything."""
    lighter = _lighter(target, last, scope, A_FIFTH_LESS)
    fewer = _lower(_fewer(target, scope, since=target), scope)
    ways: tuple[Target, ...] = ()
    if decision.result == Result.REGRESS:
        ways = (lighter, fewer, _set_less(target), _smaller_range(target, scope))
    elif decision.result == Result.EASE:
        ways = (_fewer(target, scope, since=target), lighter, _smaller_range(target, scope))
    elif decision.result == Result.REDUCE:
        ways = (_lighter(target, last, scope, REDUCED_LOAD), _set_less(target))
    elif decision.result == Result.HOLD_TRIM:
        ways = (_set_less(target),)
    return next((way for way in ways if way != target), target)


def _code(before: Target, after: Target) -> Code:
    """Return what has become less."""
    lighter = is_under(after.load, before.load)
    fewer = after.hi < before.hi or after.lo < before.lo
    lower = after.height_cm < before.height_cm or after.band < before.band
    codes = (
        (Code.SAME, after == before),
        (Code.PART_RANGE, after.part_range != before.part_range),
        (Code.EASIER, lower or (lighter and fewer)),
        (Code.LOAD_DOWN, lighter),
        (Code.FEWER, fewer),
        (Code.SET_LESS, True),
    )
    return next(code for code, holds in codes if holds)


def _set_less(target: Target) -> Target:
    if target.sets == 1:
        return target
    return replace(target, sets=target.sets - 1)


def _fewer(target: Target, scope: Scope, *, since: Target) -> Target:
    """Return a fifth less than the range of `since` had, but not under the floor."""
    floor = floor_of(scope)
    return replace(
        target,
        lo=min(target.lo, _a_fifth_less(since.lo, floor.lo)),
        hi=min(target.hi, _a_fifth_less(since.hi, floor.hi)),
    )


def _a_fifth_less(amount: int, floor: int) -> int:
    return max(int(amount * A_FIFTH_LESS), min(amount, floor))


def _lower(target: Target, scope: Scope) -> Target:
    """Return the target with a lower step, and the next lighter band."""
    return replace(
        target,
        height_cm=_one_less(target.height_cm, HEIGHT_STEP_CM, scope.min_height_cm),
        band=_one_less(target.band, 1, _least_band(scope)),
    )


def _one_less(figure: Number, step: Number, least: Number) -> Number:
    """Return one step down, but not below `least`; a figure at or below `least` stays."""
    return max(figure - step, min(figure, least))


def _least_band(scope: Scope) -> int:
    return int(scope.load == LoadNeed.REQUIRED)


def _smaller_range(target: Target, scope: Scope) -> Target:
    """Return the target with a part of the movement alone; a timed hold has no range."""
    return replace(target, part_range=target.part_range or scope.measure == Measure.REPS)


def _lighter(target: Target, last: Performance, scope: Scope, factor: Decimal) -> Target:
    """Return the target with `factor` of its load, rounded down to a weight at hand, if any is
    lighter; or with more help. If less was lifted than the target, start from the load that was
    lifted."""
    lifted = max((each.load for each in last.sets), default=Decimal(0)) or target.load
    load = lowered(min(target.load, lifted), factor, scope)
    return replace(target, load=load) if is_under(load, target.load) else target


def lowered(load: Decimal, factor: Decimal, scope: Scope) -> Decimal:
    """Return `factor` of a load in kg, rounded down to a weight at hand; or more help, at least by
    one step, also from 0."""
    if scope.weights is not None and scope.weights.helps:
        return scope.weights.lowered(load, factor)
    return at_hand(load * factor, scope)


def at_hand(load: Decimal, scope: Scope) -> Decimal:
    """Round a load in kg down to a weight at hand; to the lightest if all are heavier."""
    if not load:
        return Decimal(0)
    if scope.weights is not None:
        return scope.weights.at_or_below(load)
    steps = (load / PLAIN_STEP_KG).to_integral_value(ROUND_DOWN)
    return max(steps, Decimal(1)) * PLAIN_STEP_KG
