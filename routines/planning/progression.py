"""What a finished session means for one exercise's target (brief.md D4).

Pain can hold or lower a target, never raise one. D4's table asks for the first match; read so, a
back that isn't settled (R3) would spare a set where the form was lost twice (R6), and amber pain
(R5) would hold what green pain would have reduced. So the rules stand here by what they do, the
most careful first, and each keeps its name.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from routines.planning.cut_offs import CUT_OFFS, Zone, is_settled, zone
from routines.planning.flare import FlareState
from routines.planning.loads import Unit, is_same, is_under

PROGRESS_EVERY = timedelta(days=7)
PROGRESS_A_SESSION = 3
DAYS_OFF_BEFORE_REPEATING = 7
RIR_AT_TOP = 2  # good repetitions left where every set reaches the top of the range
UNSAID = -1  # less than any figure of repetitions left


class Result(StrEnum):
    """What becomes of the target, the most careful first; what each means is in `next_target`."""

    SAFETY_HOLD = "safety_hold"
    REGRESS = "regress"
    REDUCE = "reduce"
    HOLD_TRIM = "hold_trim"
    HOLD = "hold"
    REPEAT = "repeat"
    ADD_REPS = "add_reps"
    PROGRESS = "progress"


class Limit(StrEnum):
    """What holds back a PROGRESS that the figures allow; it is the decision's rule then.

    ASSUMED: a morning entry is missing. NEW_TARGET: the session before was done under an easier
    target. THIRD_WEEK and TWO_SETS_A_WEEK are about one more set.
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
    """What a session at the top of the range lacks, so that a second one like it would not go up
    either. LOAD: less weight than asked for, or not the same in every set. SPARE: fewer than two
    good repetitions left."""

    SETS = "sets"
    EFFORT = "effort"
    LOAD = "load"
    SPARE = "spare"


@dataclass(frozen=True, kw_only=True)
class SetResult:
    """One set: `amount` counts repetitions, or seconds for holds; `rir` good repetitions were left,
    None where that wasn't said; `load` in kg, 0 for none or as prescribed. Where the sides are
    logged apart, each is a set."""

    amount: int
    rir: int | None = None
    load: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is asked for: `sets` of `lo` to `hi` repetitions or seconds with `load` kg.

    `hold_s` in each repetition and `pause_s` at its lowest point are seconds, `height_cm` is a
    step's. `band` is the band's place from the lightest, 0 for none. `trimmed` sets are left out
    for the time being: a good session gives one back.
    """

    lo: int
    hi: int
    sets: int
    load: Decimal = Decimal(0)
    hold_s: int = 0
    pause_s: int = 0
    height_cm: Decimal = Decimal(0)
    band: int = 0
    part_range: bool = False
    trimmed: int = 0


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the person wants in the place of the app's target; None: as the app has it."""

    lo: int
    hi: int
    sets: int
    load: Decimal = Decimal(0)
    hold_s: int | None = None
    pause_s: int | None = None
    height_cm: Decimal | None = None
    band: int | None = None

    def on(self, target: Target) -> Target:
        """The target with what is wanted of it."""
        return replace(target, trimmed=0, **self.named())

    def named(self) -> dict[str, Any]:
        """What is wanted, by its name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Performance:
    """One exercise in one finished session.

    `pain` is the highest during it, `morning_pain` that of the next morning, None where it wasn't
    said. `own_pain` is what was said of this exercise, where `pain` is that of the whole session;
    None: they are the same.
    `effort` (0 to 10) was given for the whole session. `baseline` is the usual pain of that
    day, None for that of the session judged. `days_off`: since the last session of its pattern,
    None for since the exercise was last done. `state` is that of that day; `eased`: the session
    asked for less on purpose.
    `unit`: in which the weight was asked for, None for that of now.
    `chosen` is what the person wanted in the place of the app's target. `comfortable`: by then the
    cues had been seen to hold, so that weight may be added.
    """

    day: date
    sets: tuple[SetResult, ...]
    pain: int = 0
    own_pain: int | None = None
    form_kept: bool = True
    morning_pain: int | None = None
    stop_symptom: bool = False
    effort: int | None = None
    baseline: Decimal | None = None
    days_off: int | None = None
    state: FlareState = FlareState.NORMAL
    eased: bool = False
    chosen: Wish | None = None
    unit: Unit | None = None
    comfortable: bool = True

    @property
    def pain_named(self) -> int:
        """The highest that was said of this exercise itself."""
        return self.pain if self.own_pain is None else self.own_pain


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`rule`: R0 to R11, or the `Limit` that held it back. `trim`: one set less next time beside
    the result, as the back hadn't settled. `advise`: it hurt much again, so ask a professional.
    `remove`: it was this exercise both times, so out of the plan besides.
    `lack`: what R11 misses in the session, None where a second one like it is all."""

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
    baseline: Decimal

    @property
    def last(self) -> Performance:
        return self.history[-1]

    @property
    def previous(self) -> Performance | None:
        return self.history[-2] if len(self.history) > 1 else None

    @property
    def lifted_before(self) -> Performance | None:
        """The last session before with a set in it: pain alone says nothing about the effort."""
        return next((each for each in reversed(self.history[:-1]) if each.sets), None)

    def settled(self, session: Performance) -> bool:
        baseline = self.baseline if session.baseline is None else session.baseline
        return is_settled(session.morning_pain, baseline)

    @property
    def unsettled(self) -> bool:
        return not self.settled(self.last)

    @property
    def is_green(self) -> bool:
        return zone(self.last.pain) == Zone.GREEN

    @property
    def ambers_in_a_row(self) -> bool:
        count = CUT_OFFS.ambers_in_a_row
        row = self.history[-count:]
        return len(row) == count and all(zone(each.pain) != Zone.GREEN for each in row)

    def red_again(self, pain: Callable[[Performance], int]) -> bool:
        """Whether `pain` was red in the last session, and in one more of the days before."""
        since = self.last.day - timedelta(days=CUT_OFFS.red_again_days)
        reds = [each for each in self.history if each.day >= since and zone(pain(each)) == Zone.RED]
        return self.last in reds and len(reds) > 1

    def too_hard(self, session: Performance | None) -> bool:
        return session is not None and (
            not session.form_kept
            or any(each.amount < self.target.lo or each.rir == 0 for each in session.sets)
        )

    def good_pair(self, rir: int) -> bool:
        """Whether this and the session before were whole, green, in form and settled, with `rir`
        in reserve and no less weight than the target's."""
        return self.previous is not None and all(
            self.is_good(each, rir) for each in (self.last, self.previous)
        )

    def is_good(self, session: Performance, rir: int) -> bool:
        return (
            len(session.sets) >= self.target.sets
            and zone(session.pain) == Zone.GREEN
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
        """What keeps the last session from being one of two good ones."""
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
    """Good repetitions left in a set: as said, or else as the session's effort tells; UNSAID where
    neither was given."""
    if done.rir is not None:
        return done.rir
    return UNSAID if session.effort is None else 10 - session.effort


RULES: tuple[tuple[str, Result, Callable[[_Case], bool]], ...] = (
    ("R0", Result.SAFETY_HOLD, lambda case: case.last.stop_symptom),
    ("R1", Result.REGRESS, lambda case: zone(case.last.pain) == Zone.RED),
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


def decide(target: Target, history: Sequence[Performance], *, baseline: Decimal) -> Decision:
    """The decision about the last session of `history`, which stands oldest first.

    `target` is what was asked for in it, `baseline` the usual pain of that day. Raises ValueError
    for an empty history: nothing was done that could be judged.
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


def limit_of(
    history: Sequence[Performance], *, last_progress: date | None, progressed: int = 0
) -> Limit | None:
    """What forbids a PROGRESS after the last session of `history`; None where nothing does.

    `last_progress`: the day of the exercise's last one. `progressed`: how many exercises of this
    session got theirs already.
    """
    last = history[-1]
    days_off = last.days_off
    if days_off is None and len(history) > 1:
        days_off = (last.day - history[-2].day).days
    since_progress = last_progress is not None and last.day - last_progress < PROGRESS_EVERY
    new_target = last_progress is not None and (
        len(history) < 2 or history[-2].day <= last_progress
    )
    limits = (
        (Limit.FLARE, last.state == FlareState.FLARE),
        (Limit.RAMP, last.state in {FlareState.RAMP1, FlareState.RAMP2}),
        (Limit.AFTER_A_BREAK, days_off is not None and days_off > DAYS_OFF_BEFORE_REPEATING),
        (Limit.DELOAD, last.eased),
        (Limit.SEVEN_DAYS, since_progress),
        (Limit.NEW_TARGET, new_target),
        (Limit.THREE_A_SESSION, progressed >= PROGRESS_A_SESSION),
    )
    return next((limit for limit, holds in limits if holds), None)


def held_back(decision: Decision, limit: Limit | None) -> Decision:
    """The same again in the place of a PROGRESS; any other decision stays as it is."""
    if limit is None or decision.result != Result.PROGRESS:
        return decision
    return Decision(rule=limit.value, result=Result.REPEAT)
