"""How a finished session changes one exercise's target (brief.md D4).

Pain can hold or lower a target, never raise one. Of all rules that apply, the most careful decides;
so they are ordered by their effect here, and each keeps its name. What a decision changes is in
`step_down`, `way_back` and `steps_up`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from routines.planning.cut_offs import CUT_OFFS, Zone, is_settled, zone
from routines.planning.loads import is_same, is_under
from routines.planning.performance import GoesOn, Performance, SetResult, Target, Wish

__all__ = [
    "RULES",
    "Decision",
    "GoesOn",
    "Lack",
    "Limit",
    "Performance",
    "Result",
    "SetResult",
    "Target",
    "Wish",
    "as_wanted",
    "decide",
    "held_back",
]

RIR_AT_TOP = 2  # good repetitions left when every set reaches the top of the range
RIR_BEYOND_TOP = 1  # the same, when the last set goes beyond it
GOOD_IN_A_ROW = 2
GOOD_IN_A_ROW_IF_ASSUMED = 3


class Result(StrEnum):
    """What happens to the target, the most careful first; `next_target` applies each."""

    SAFETY_HOLD = "safety_hold"
    REGRESS = "regress"
    REDUCE = "reduce"
    EASE = "ease"
    HOLD_TRIM = "hold_trim"
    HOLD = "hold"
    REPEAT = "repeat"
    ADD_REPS = "add_reps"
    PROGRESS = "progress"


class Limit(StrEnum):
    """Why a PROGRESS that the figures allow is held back; it then becomes the decision's rule.

    ASSUMED: how the back settled wasn't reported, so a third good session is needed. NEW_TARGET:
    the previous session had an easier target. THIRD_WEEK and TWO_SETS_A_WEEK are about adding a
    set. OWN and FIXED: the person wants the target to stay.
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
    OWN = "own_figures"
    FIXED = "fixed"


class Lack(StrEnum):
    """Why a session at the top of the range doesn't count as one of the two good ones needed.

    LOAD: less weight than the target, or not the same in every set. SPARE: fewer than two good
    repetitions left. EFFORT: only in rows from before 2026-12, when effort had to be reported.
    """

    SETS = "sets"
    EFFORT = "effort"
    LOAD = "load"
    SPARE = "spare"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What happens to a target, and by which rule.

    `rule`: R0 to R11, the `Limit` that held it back, or WAY_BACK. `trim`: also one set less next
    time, because the back hadn't settled. `ease`: also a fifth fewer repetitions, because it was
    too hard twice. `advise`: it hurt much again, so ask a professional. `remove`: it was this
    exercise both times, so it also leaves the plan for now. `lack`: what R11 misses in the session,
    None if only a second session like it is needed. `unsaid`: it goes up although the effort wasn't
    reported.
    """

    rule: str
    result: Result
    trim: bool = False
    ease: bool = False
    advise: bool = False
    remove: bool = False
    lack: Lack | None = None
    unsaid: bool = False


WAY_BACK = "way_back"


@dataclass(frozen=True, kw_only=True)
class _Case:
    target: Target
    history: Sequence[Performance]
    baseline: Decimal | None
    last_step_down: date | None

    @property
    def last(self) -> Performance:
        return self.history[-1]

    @property
    def lifted_before(self) -> Performance | None:
        """The last earlier session with a set in it: pain alone shows nothing about the effort."""
        return next((each for each in reversed(self.history[:-1]) if each.sets), None)

    @property
    def unsettled(self) -> bool:
        return not has_settled(self.last, self.baseline)

    @property
    def zone(self) -> Zone:
        return zone_of(self.last, self.baseline)

    @property
    def is_green(self) -> bool:
        return self.zone == Zone.GREEN

    @property
    def is_red(self) -> bool:
        return self.zone == Zone.RED

    @property
    def stepped_down_today(self) -> bool:
        return self.last_step_down == self.last.day

    @property
    def stepped_down_lately(self) -> bool:
        within = timedelta(days=CUT_OFFS.one_step_down_days)
        return self.last_step_down is not None and self.last.day - self.last_step_down <= within

    @property
    def ambers_in_a_row(self) -> bool:
        """Whether the last sessions all hurt, counted from the last step down."""
        down, count = self.last_step_down, CUT_OFFS.ambers_in_a_row
        row = [each for each in self.history if down is None or each.day > down][-count:]
        return len(row) == count and all(zone_of(each, self.baseline) != Zone.GREEN for each in row)

    def red_again(self, pain: Callable[[Performance], int]) -> bool:
        """Return whether `pain` was red in the last session and in another one shortly before."""
        since = self.last.day - timedelta(days=CUT_OFFS.red_again_days)
        reds = [
            each
            for each in self.history
            if each.day >= since and zone(pain(each), self.baseline) == Zone.RED
        ]
        return self.last in reds and len(reds) > 1

    @property
    def nothing_left(self) -> bool:
        """Whether the last session was too hard, or a set of it went to the last repetition."""
        return self.too_hard(self.last) or any(each.rir == 0 for each in self.last.sets)

    def too_hard(self, session: Performance | None) -> bool:
        """Return whether the form was lost, or the lower end of the range left nothing in a set.

        A set that goes to the last repetition beyond the lower end is the person's own choice.
        """
        if session is None:
            return False
        lo = self.target.lo if session.asked_lo is None else session.asked_lo
        return not session.form_kept or any(
            each.amount < lo or (each.amount == lo and each.rir == 0) for each in session.sets
        )

    @property
    def too_hard_twice(self) -> bool:
        return (
            self.too_hard(self.last)
            and self.too_hard(self.lifted_before)
            and not self.stepped_down_lately
        )

    def last_good(self, count: int, rir: int) -> Sequence[Performance]:
        """Return the last `count` sessions, if all were good with `rir` repetitions left in each
        set; otherwise none."""
        row = self.history[-count:]
        return row if len(row) == count and all(self.is_good(each, rir) for each in row) else ()

    def is_good(self, session: Performance, rir: int) -> bool:
        return (
            len(session.sets) >= self.asked_sets(session)
            and is_calm(session, self.baseline)
            and session.form_kept
            and all(_left(each, session) >= rir for each in session.sets)
            and not any(is_under(self.load(each), self.target.load) for each in session.sets)
        )

    def asked_sets(self, session: Performance) -> int:
        return min(self.target.sets, session.asked_sets or self.target.sets)

    def load(self, done: SetResult) -> Decimal:
        return done.lifted(self.target.load)

    def is_at_top(self, count: int = GOOD_IN_A_ROW) -> bool:
        row = self.last_good(count, RIR_AT_TOP)
        loads = [self.load(each) for session in row for each in session.sets]
        return (
            bool(row)
            and all(each.amount >= self.target.hi for session in row for each in session.sets)
            and all(is_same(load, loads[0]) for load in loads)
        )

    def is_beyond_top(self, count: int = GOOD_IN_A_ROW) -> bool:
        """Return whether the last set was two beyond the range in each of the last sessions:
        "2-for-2"."""
        row = self.last_good(count, RIR_BEYOND_TOP)
        return bool(row) and all(
            session.sets[-1].amount >= self.target.hi + 2
            and all(each.amount >= self.target.lo for each in session.sets)
            for session in row
        )

    @property
    def lacks_a_third(self) -> bool:
        """Whether two good sessions aren't enough, as how the back settled is only assumed."""
        count = good_sessions_needed(self.history)
        return not (self.is_at_top(count) or self.is_beyond_top(count))

    @property
    def effort_is_unsaid(self) -> bool:
        return any(
            each.rir is None and session.effort is None
            for session in self.history[-GOOD_IN_A_ROW:]
            for each in session.sets
        )

    @property
    def lack(self) -> Lack | None:
        """What keeps the last session from being one of two good ones; None if nothing does."""
        loads = [self.load(each) for each in self.last.sets]
        lacks = (
            (Lack.SETS, len(self.last.sets) < self.asked_sets(self.last)),
            (
                Lack.LOAD,
                any(
                    is_under(load, self.target.load) or not is_same(load, loads[0])
                    for load in loads
                ),
            ),
            (Lack.SPARE, any(_left(each, self.last) < RIR_AT_TOP for each in self.last.sets)),
        )
        return next((lack for lack, holds in lacks if holds), None)


def zone_of(session: Performance, baseline: Decimal | None) -> Zone:
    """Return the zone of the pain during a session; `baseline` is the usual pain if the session has
    none of its own."""
    return zone(session.pain, baseline if session.baseline is None else session.baseline)


def has_settled(session: Performance, baseline: Decimal | None) -> bool:
    """Return whether the back was as usual after a session, or is assumed to have been."""
    usual = baseline if session.baseline is None else session.baseline
    return is_settled(session.pain_after, usual)


def is_calm(session: Performance, baseline: Decimal | None) -> bool:
    """Return whether a session was green and settled, without a stop symptom."""
    return (
        zone_of(session, baseline) == Zone.GREEN
        and has_settled(session, baseline)
        and not session.stop_symptom
    )


def good_sessions_needed(history: Sequence[Performance]) -> int:
    """Return how many good sessions in a row a step needs: three if the back is only assumed to
    have settled after one of the last two."""
    assumed = any(each.pain_after is None for each in history[-GOOD_IN_A_ROW:])
    return GOOD_IN_A_ROW_IF_ASSUMED if assumed else GOOD_IN_A_ROW


def _left(done: SetResult, session: Performance) -> int:
    """Return the good repetitions left in a set: as reported, or derived from the session's effort.

    Enough for any rule if neither was reported: nobody has to answer to go on.
    """
    if done.rir is not None:
        return done.rir
    return RIR_AT_TOP if session.effort is None else 10 - session.effort


RULES: tuple[tuple[str, Result, Callable[[_Case], bool]], ...] = (
    ("R0", Result.SAFETY_HOLD, lambda case: case.last.stop_symptom),
    ("R1", Result.REGRESS, lambda case: case.is_red and not case.stepped_down_today),
    (
        "R4",
        Result.REGRESS,
        lambda case: case.ambers_in_a_row and not case.stepped_down_lately,
    ),
    ("R2", Result.REDUCE, lambda case: case.unsettled and not case.is_green),
    ("R6", Result.EASE, lambda case: case.too_hard_twice),
    ("R3", Result.HOLD_TRIM, lambda case: case.unsettled),
    ("R5", Result.HOLD, lambda case: not case.is_green),
    ("R7", Result.HOLD, lambda case: case.nothing_left),
    ("R8", Result.PROGRESS, lambda case: case.is_at_top()),
    ("R9", Result.PROGRESS, lambda case: case.is_beyond_top()),
    (
        "R10",
        Result.ADD_REPS,
        lambda case: any(each.amount < case.target.hi for each in case.last.sets),
    ),
    ("R11", Result.REPEAT, lambda case: True),
)


def decide(
    target: Target,
    history: Sequence[Performance],
    *,
    baseline: Decimal | None,
    last_step_down: date | None = None,
) -> Decision:
    """Decide about the last session of `history`, which is oldest first.

    `target` was the target of that session, `baseline` the usual pain on that day, None if it isn't
    known. `last_step_down` is the day of the exercise's last REGRESS or EASE: for 14 days R4 and R6
    only hold, R1 steps down again on another day, and sessions that hurt count from after it.
    Raises ValueError for an empty history: there is nothing to judge.
    """
    if not history:
        raise ValueError("history must hold at least one performance")
    case = _Case(target=target, history=history, baseline=baseline, last_step_down=last_step_down)
    rule, result = next((name, result) for name, result, holds in RULES if holds(case))
    hurts_much = case.is_red and rule != "R0"
    decision = Decision(
        rule=rule,
        result=result,
        trim=case.unsettled,
        ease=case.too_hard_twice,
        advise=hurts_much and case.red_again(lambda each: each.pain),
        remove=hurts_much and case.red_again(lambda each: each.pain_named),
        lack=case.lack if rule == "R11" else None,
        unsaid=result == Result.PROGRESS and case.effort_is_unsaid,
    )
    is_assumed = result == Result.PROGRESS and case.lacks_a_third
    return held_back(decision, Limit.ASSUMED if is_assumed else None)


def as_wanted(decision: Decision, goes_on: GoesOn) -> Decision:
    """Return the decision about a target that the person wants to stay as it is.

    What would go up is repeated. A fixed target also stays if it was only too hard. What pain
    decides stays.
    """
    if goes_on == GoesOn.RULES:
        return decision
    limit = Limit.OWN if goes_on == GoesOn.OWN else Limit.FIXED
    if decision.result in {Result.PROGRESS, Result.ADD_REPS, Result.REPEAT}:
        return Decision(rule=limit.value, result=Result.REPEAT)
    if goes_on == GoesOn.OWN:
        return decision
    if decision.result == Result.EASE:
        return (
            replace(decision, rule="R3", result=Result.HOLD_TRIM, ease=False)
            if decision.trim
            else Decision(rule=limit.value, result=Result.REPEAT)
        )
    return replace(decision, ease=False)


def held_back(decision: Decision, limit: Limit | None) -> Decision:
    """Replace a PROGRESS by a REPEAT if there is a limit; any other decision stays as it is."""
    if limit is None or decision.result != Result.PROGRESS:
        return decision
    return Decision(rule=limit.value, result=Result.REPEAT)
