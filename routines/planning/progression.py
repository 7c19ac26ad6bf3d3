"""How a finished session changes one exercise's target (brief.md D4).

Pain can hold or lower a target, never raise one. D4's table takes the first match. Read in its
order, a back that hasn't settled (R3) would only leave out a set if the form was lost twice (R6),
and amber pain (R5) would hold a target that green pain would have reduced. So the rules are ordered
here by their effect, the most careful first, and each keeps its name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from routines.planning.cut_offs import CUT_OFFS, Zone, is_settled, zone
from routines.planning.loads import is_same, is_under
from routines.planning.performance import Performance, SetResult, Target, Wish

__all__ = [
    "RULES",
    "Decision",
    "Lack",
    "Limit",
    "Performance",
    "Result",
    "SetResult",
    "Target",
    "Wish",
    "decide",
    "held_back",
]

RIR_AT_TOP = 2  # good repetitions left when every set reaches the top of the range
UNSAID = -1  # below any real number of repetitions left


class Result(StrEnum):
    """What happens to the target, the most careful first; `next_target` applies each."""

    SAFETY_HOLD = "safety_hold"
    REGRESS = "regress"
    REDUCE = "reduce"
    HOLD_TRIM = "hold_trim"
    HOLD = "hold"
    REPEAT = "repeat"
    ADD_REPS = "add_reps"
    PROGRESS = "progress"


class Limit(StrEnum):
    """Why a PROGRESS that the figures allow is held back; it then becomes the decision's rule.

    ASSUMED: a morning entry is missing. NEW_TARGET: the previous session had an easier target.
    THIRD_WEEK and TWO_SETS_A_WEEK are about adding a set.
    """

    ASSUMED = "assumed"
    DELOAD = "deload"
    FLARE = "flare"
    RAMP = "ramp"
    AFTER_A_BREAK = "after_a_break"
    SEVEN_DAYS = "seven_days"
    NEW_TARGET = "new_target"
    THREE_A_SESSION = "three_a_session"
    THIRD_WEEK = "third_week"
    TWO_SETS_A_WEEK = "two_sets_a_week"


class Lack(StrEnum):
    """Why a session at the top of the range doesn't count as one of the two good ones needed.

    LOAD: less weight than the target, or not the same in every set. SPARE: fewer than two good
    repetitions left.
    """

    SETS = "sets"
    EFFORT = "effort"
    LOAD = "load"
    SPARE = "spare"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What happens to a target, and by which rule.

    `rule`: R0 to R11, or the `Limit` that held it back. `trim`: also one set less next time,
    because the back hadn't settled. `advise`: it hurt much again, so ask a professional. `remove`:
    it was this exercise both times, so it also leaves the plan. `lack`: what R11 misses in the
    session, None if only a second session like it is needed.
    """

    rule: str
    result: Result
    trim: bool = False
    advise: bool = False
    remove: bool = False
    lack: Lack | None = None


@dataclass(frozen=True, kw_only=True)
class _Case:
    target: Target
    history: Sequence[Performance]
    baseline: Decimal | None

    @property
    def last(self) -> Performance:
        return self.history[-1]

    @property
    def previous(self) -> Performance | None:
        return self.history[-2] if len(self.history) > 1 else None

    @property
    def lifted_before(self) -> Performance | None:
        """The last earlier session with a set in it: pain alone shows nothing about the effort."""
        return next((each for each in reversed(self.history[:-1]) if each.sets), None)

    def usual(self, session: Performance) -> Decimal | None:
        """Return the usual pain on the day of a session; None if it wasn't known then or now."""
        return self.baseline if session.baseline is None else session.baseline

    def settled(self, session: Performance) -> bool:
        return is_settled(session.morning_pain, self.usual(session))

    def zone(self, session: Performance) -> Zone:
        return zone(session.pain, self.usual(session))

    @property
    def unsettled(self) -> bool:
        return not self.settled(self.last)

    @property
    def is_green(self) -> bool:
        return self.zone(self.last) == Zone.GREEN

    @property
    def ambers_in_a_row(self) -> bool:
        count = CUT_OFFS.ambers_in_a_row
        row = self.history[-count:]
        return len(row) == count and all(self.zone(each) != Zone.GREEN for each in row)

    def red_again(self, pain: Callable[[Performance], int]) -> bool:
        """Return whether `pain` was red in the last session and in another one shortly before."""
        since = self.last.day - timedelta(days=CUT_OFFS.red_again_days)
        reds = [
            each
            for each in self.history
            if each.day >= since and zone(pain(each), self.usual(each)) == Zone.RED
        ]
        return self.last in reds and len(reds) > 1

    def too_hard(self, session: Performance | None) -> bool:
        return session is not None and (
            not session.form_kept
            or any(each.amount < self.target.lo or each.rir == 0 for each in session.sets)
        )

    def good_pair(self, rir: int) -> bool:
        """Return whether the last two sessions were both good, with `rir` repetitions left in each
        set."""
        return self.previous is not None and all(
            self.is_good(each, rir) for each in (self.last, self.previous)
        )

    def is_good(self, session: Performance, rir: int) -> bool:
        return (
            len(session.sets) >= self.target.sets
            and self.zone(session) == Zone.GREEN
            and session.form_kept
            and not session.stop_symptom
            and self.settled(session)
            and all(_left(each, session) >= rir for each in session.sets)
            and not any(is_under(self.load(each), self.target.load) for each in session.sets)
        )

    def load(self, done: SetResult) -> Decimal:
        return done.load or self.target.load

    @property
    def both(self) -> tuple[Performance, ...]:
        return tuple(self.history[-2:])

    @property
    def is_at_top(self) -> bool:
        loads = [self.load(each) for session in self.both for each in session.sets]
        return (
            self.good_pair(rir=RIR_AT_TOP)
            and all(each.amount >= self.target.hi for one in self.both for each in one.sets)
            and all(is_same(load, loads[0]) for load in loads)
        )

    @property
    def lack(self) -> Lack | None:
        """What keeps the last session from being one of two good ones; None if nothing does."""
        left = [_left(each, self.last) for each in self.last.sets]
        loads = [self.load(each) for each in self.last.sets]
        lacks = (
            (Lack.SETS, len(self.last.sets) < self.target.sets),
            (Lack.EFFORT, UNSAID in left),
            (
                Lack.LOAD,
                any(
                    is_under(load, self.target.load) or not is_same(load, loads[0])
                    for load in loads
                ),
            ),
            (Lack.SPARE, any(each < RIR_AT_TOP for each in left)),
        )
        return next((lack for lack, holds in lacks if holds), None)

    @property
    def is_two_for_two(self) -> bool:
        return self.good_pair(rir=1) and all(
            session.sets[-1].amount >= self.target.hi + 2
            and all(each.amount >= self.target.lo for each in session.sets)
            for session in self.both
        )


def _left(done: SetResult, session: Performance) -> int:
    """Return the good repetitions left in a set, as reported, or derived from the session's effort.

    UNSAID if neither was given.
    """
    if done.rir is not None:
        return done.rir
    return UNSAID if session.effort is None else 10 - session.effort


RULES: tuple[tuple[str, Result, Callable[[_Case], bool]], ...] = (
    ("R0", Result.SAFETY_HOLD, lambda case: case.last.stop_symptom),
    ("R1", Result.REGRESS, lambda case: case.zone(case.last) == Zone.RED),
    ("R4", Result.REGRESS, lambda case: case.ambers_in_a_row),
    ("R2", Result.REDUCE, lambda case: case.unsettled and not case.is_green),
    (
        "R6",
        Result.REDUCE,
        lambda case: case.too_hard(case.last) and case.too_hard(case.lifted_before),
    ),
    ("R3", Result.HOLD_TRIM, lambda case: case.unsettled),
    ("R5", Result.HOLD, lambda case: not case.is_green),
    ("R7", Result.HOLD, lambda case: case.too_hard(case.last)),
    ("R8", Result.PROGRESS, lambda case: case.is_at_top),
    ("R9", Result.PROGRESS, lambda case: case.is_two_for_two),
    (
        "R10",
        Result.ADD_REPS,
        lambda case: any(each.amount < case.target.hi for each in case.last.sets),
    ),
    ("R11", Result.REPEAT, lambda case: True),
)


def decide(target: Target, history: Sequence[Performance], *, baseline: Decimal | None) -> Decision:
    """Decide about the last session of `history`, which is oldest first.

    `target` was the target of that session, `baseline` the usual pain on that day, None if it
    wasn't known. Raises ValueError for an empty history: there is nothing to judge.
    """
    if not history:
        raise ValueError("history must hold at least one performance")
    case = _Case(target=target, history=history, baseline=baseline)
    rule, result = next((name, result) for name, result, holds in RULES if holds(case))
    decision = Decision(
        rule=rule,
        result=result,
        trim=case.unsettled,
        advise=rule == "R1" and case.red_again(lambda each: each.pain),
        remove=rule == "R1" and case.red_again(lambda each: each.pain_named),
        lack=case.lack if rule == "R11" else None,
    )
    assumed = any(each.morning_pain is None for each in case.both)
    return held_back(decision, Limit.ASSUMED if assumed else None)


def held_back(decision: Decision, limit: Limit | None) -> Decision:
    """Replace a PROGRESS by a REPEAT if there is a limit; any other decision stays as it is."""
    if limit is None or decision.result != Result.PROGRESS:
        return decision
    return Decision(rule=limit.value, result=Result.REPEAT)
