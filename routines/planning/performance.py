"""An exercise in one session: its target, and the sets that were done."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from routines.planning.find_weight import Finds
from routines.planning.flare import FlareState
from routines.planning.loads import Unit


class GoesOn(StrEnum):
    """How an exercise goes on from a target.

    RULES: by the rules of the app. OWN: the person sets the figures, and the app never raises them.
    FIXED: nor does it lower them because they were hard. Pain holds or lowers every target.
    """

    RULES = "rules"
    OWN = "own"
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class SetResult:
    """One set that was done; if the sides are logged separately, each is a set.

    `amount` counts repetitions, or seconds for holds. `rir` is the good repetitions left, None if
    not reported. `load` is in kg, below 0 for help, 0 for none or, of a weight, as prescribed.
    """

    amount: int
    rir: int | None = None
    load: Decimal = Decimal(0)

    def lifted(self, asked: Decimal) -> Decimal:
        """Return the load of the set, if `asked` was prescribed: 0 where help was asked for means
        that it was done without."""
        return self.load if asked < 0 else self.load or asked


@dataclass(frozen=True, kw_only=True)
class Target:
    """The target: `sets` of `lo` to `hi` repetitions or seconds with `load` kg, below 0 for help.

    `hold_s` in each repetition and `pause_s` at its lowest point are seconds; `height_cm` is the
    height of a step. `band` is the band's number from the lightest, 0 for none. `part_range`: only
    a part of the movement. `trimmed` sets are left out for the first session after a large step.
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
    """The person's own target in place of the app's; None for a figure left to the app.

    `goes_on`: how it goes on from there; None as before.
    """

    lo: int
    hi: int
    sets: int
    load: Decimal = Decimal(0)
    hold_s: int | None = None
    pause_s: int | None = None
    height_cm: Decimal | None = None
    band: int | None = None
    goes_on: GoesOn | None = None

    def on(self, target: Target) -> Target:
        """Return the target with the person's figures in it."""
        return replace(target, trimmed=0, **self.named())

    def named(self) -> dict[str, Any]:
        """Return the figures that the person chose, by name."""
        figures = asdict(replace(self, goes_on=None))
        return {name: value for name, value in figures.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Performance:
    """One exercise in one finished session.

    `pain` is the highest during it, `morning_pain` the pain of the next morning, and `next_before`
    the pain before the person's next session; None if not reported. `own_pain` is the pain reported
    for this exercise, if `pain` is the whole session's; None if they are the same. `effort` (0 to
    10) is for the whole session. `baseline` is the usual pain on that day, None for the baseline of
    the session judged. `days_off` counts the days since the last session with its pattern, None for
    since the exercise was last done. `state` is the flare state on that day. `eased`: the session
    asked for less on purpose. `unit` is the weight's unit then, None for the current one. `chosen`
    is the person's own target. `comfortable`: by then the form was known to hold, so weight may be
    added. `finds`: the session looked for the weight. `asked_lo` is the least that a set had to
    reach, None for that of the session judged. `asked_sets`: the sets that it asked for to keep its
    time, fewer than the target; None if it asked for them all.
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
    finds: Finds | None = None
    next_before: int | None = None
    asked_lo: int | None = None
    asked_sets: int | None = None

    @property
    def pain_after(self) -> int | None:
        """The pain of the next morning, or else before the next session; None if neither was
        reported, so that the back is assumed to have settled."""
        return self.next_before if self.morning_pain is None else self.morning_pain

    @property
    def pain_named(self) -> int:
        """The highest pain reported for this exercise itself."""
        return self.pain if self.own_pain is None else self.own_pain


def days_off_before(history: Sequence[Performance]) -> int | None:
    """Return the days off before the last session of `history`; None before the first one."""
    last = history[-1]
    if last.days_off is None and len(history) > 1:
        return (last.day - history[-2].day).days
    return last.days_off
