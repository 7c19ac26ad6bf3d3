"""The way back: what was taken from a target returns step by step (brief.md D4).

After two green and settled sessions one step returns after each session, before anything new is
added. What was taken because it hurt returns as it is; what was taken because it was too hard
returns once the person has done as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import ceil

from routines.planning.loads import is_under, whole_of
from routines.planning.performance import Performance, Target
from routines.planning.progression import good_sessions_needed, is_calm
from routines.planning.step_down import A_FIFTH_LESS, at_hand
from routines.planning.steps_up import HEIGHT_STEP_CM, Code, Scope, Step


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What steps down took from a target and hasn't come back yet.

    `goal` is the target to come back to, `since` the day of the last step down. `by_effort`: it was
    too hard, so repetitions and weight return only once they can be done.
    """

    goal: Target
    since: date
    by_effort: bool = False


def taken_by(
    before: Target, after: Target, day: date, *, taken: Taken | None, by_effort: bool
) -> Taken | None:
    """Return what is to come back after a session on `day` changed the target; None for nothing."""
    if taken is None and not _is_below(after, before):
        return None
    return Taken(
        goal=taken.goal if taken else replace(before, sets=before.sets + before.trimmed, trimmed=0),
        since=day,
        by_effort=by_effort or (taken is not None and taken.by_effort),
    )


def still_taken(taken: Taken | None, target: Target) -> Taken | None:
    """Return what is still to come back now that the target is `target`."""
    return taken if taken is not None and _is_below(target, taken.goal) else None


def calm_sessions(
    taken: Taken, history: Sequence[Performance], baseline: Decimal | None
) -> Sequence[Performance]:
    """Return the last two sessions since the step down, if both were green and settled; otherwise
    none.

    Three, if the back is only assumed to have settled after one of them.
    """
    count = good_sessions_needed(history)
    row = [each for each in history if each.day > taken.since][-count:]
    return row if len(row) == count and all(is_calm(each, baseline) for each in row) else ()


def step_back(
    target: Target, taken: Taken, sessions: Sequence[Performance], scope: Scope
) -> Step | None:
    """Return the next step back after these calm sessions; None if there is none."""
    ways = (
        (Code.SET_BACK, _set_back(target, taken.goal)),
        (Code.RANGE_BACK, _range_back(target, taken, sessions)),
        (Code.LOAD_BACK, _load_back(target, taken, sessions, scope)),
        (Code.HEIGHT_UP, _height_back(target, taken.goal)),
        (Code.BAND_UP, _band_back(target, taken.goal, scope)),
        (Code.FULL_RANGE, replace(target, part_range=target.part_range and taken.goal.part_range)),
    )
    return next((Step(code=code, target=way) for code, way in ways if way != target), None)


def _is_below(one: Target, other: Target) -> bool:
    """Return whether any figure of `one` is lower."""
    return (
        one.sets < other.sets
        or one.lo < other.lo
        or one.hi < other.hi
        or is_under(one.load, other.load)
        or one.height_cm < other.height_cm
        or one.band < other.band
        or (one.part_range and not other.part_range)
    )


def _set_back(target: Target, goal: Target) -> Target:
    return replace(target, sets=target.sets + 1) if target.sets < goal.sets else target


def _range_back(target: Target, taken: Taken, sessions: Sequence[Performance]) -> Target:
    goal = taken.goal
    lo, hi = _a_quarter_more(target.lo, goal.lo), _a_quarter_more(target.hi, goal.hi)
    return (
        target if taken.by_effort and _least_done(sessions) < lo else replace(target, lo=lo, hi=hi)
    )


def _a_quarter_more(amount: int, goal: int) -> int:
    """Undo a step of a fifth less, but not beyond `goal`."""
    return max(amount, min(ceil(amount / A_FIFTH_LESS), goal))


def _load_back(
    target: Target, taken: Taken, sessions: Sequence[Performance], scope: Scope
) -> Target:
    goal = taken.goal.load
    if not scope.adds_load or (taken.by_effort and _least_done(sessions) < target.hi):
        return target
    load = at_hand(min(whole_of(target.load, A_FIFTH_LESS), goal), scope)
    if not is_under(target.load, load):
        above = scope.next_load(target.load)
        load = goal if above is None else min(above, goal)
    return replace(target, load=load) if is_under(target.load, load) else target


def _least_done(sessions: Sequence[Performance]) -> int:
    return min((each.amount for session in sessions for each in session.sets), default=0)


def _height_back(target: Target, goal: Target) -> Target:
    height = min(target.height_cm + HEIGHT_STEP_CM, goal.height_cm)
    return replace(target, height_cm=max(height, target.height_cm))


def _band_back(target: Target, goal: Target, scope: Scope) -> Target:
    if not scope.adds_load or target.band >= goal.band:
        return target
    return replace(target, band=target.band + 1)
