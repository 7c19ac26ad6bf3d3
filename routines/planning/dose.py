"""The dose of an exercise: a value of which each step on the way to a session returns a new one."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from exercises.vocabulary import Measure, Phase, Sides
from routines.planning.easing import Ease, eased_load, eased_rir, eased_sets
from routines.planning.effort import Effort
from routines.planning.loads import Unit, Weights, figure_of, landed, load_of
from routines.planning.progression import Target


class _Counted(Protocol):
    """The fields that `Counting` reads: the columns of a row, or the fields of a dose."""

    @property
    def phase(self) -> str: ...
    @property
    def measure(self) -> str: ...
    @property
    def lo(self) -> int: ...
    @property
    def hi(self) -> int: ...
    @property
    def per_side(self) -> bool: ...
    @property
    def sides(self) -> str: ...


class Counting:
    """How a prescription's figures are counted, the same for a row and for a dose."""

    @property
    def range_text(self: _Counted) -> str:
        """The range as it is written: 8–12, or 30."""
        return str(self.lo) if self.lo == self.hi else f"{self.lo}–{self.hi}"

    @property
    def is_strength(self: _Counted) -> bool:
        """Whether it is logged set by set; warm-up and cool-down are only ticked."""
        return self.phase == Phase.STRENGTH

    @property
    def is_timed(self: _Counted) -> bool:
        return self.measure != Measure.REPS

    @property
    def side_by_side(self: _Counted) -> bool:
        """Whether one side is finished before the other, so that each has a row of its own."""
        return self.per_side and self.sides == Sides.EACH

    @property
    def is_paired(self: _Counted) -> bool:
        """Whether the sides alternate within a set, so that one row holds both."""
        return self.per_side and self.sides == Sides.ALTERNATING


@dataclass(frozen=True, kw_only=True)
class Dose(Counting):
    """Sets × range × load × rest × tempo × effort of one exercise (brief.md G, Prescription).

    `lo`, `hi` and `aim` count repetitions, seconds or minutes as `measure` says, for each side if
    `per_side`; `aim` is what one tap logs. `load` is in `load_unit`, None without a weight.
    `rest_s`, `hold_s` in each repetition and `pause_s` at its lowest point are seconds. `height_cm`
    is the height of a step, 0 without one, and is shown in `length_unit`. `band` is the band's
    number from the lightest, 0 for none. `load_helps`: the load is help, as exercises with
    `LoadNeed.HELP` have it. `rir_lo` to `rir_hi` good repetitions are left in each
    set; None if effort isn't prescribed.
    """

    phase: str
    measure: str
    sets: int
    lo: int
    hi: int
    aim: int
    per_side: bool = False
    sides: str = ""
    hold_s: int = 0
    pause_s: int = 0
    height_cm: Decimal = Decimal(0)
    length_unit: str = "cm"
    band: int = 0
    rest_s: int = 0
    tempo: str = ""
    rir_lo: int | None = None
    rir_hi: int | None = None
    takes_load: bool = False
    load: Decimal | None = None
    load_unit: str = "kg"
    load_helps: bool = False

    @property
    def target(self) -> Target:
        """The figures that progression changes, the load in kg, below 0 for help."""
        return Target(
            lo=self.lo,
            hi=self.hi,
            sets=self.sets,
            load=load_of(self.load, Unit(self.load_unit), helps=self.load_helps),
            hold_s=self.hold_s,
            pause_s=self.pause_s,
            height_cm=self.height_cm,
            band=self.band,
        )

    def at(self, target: Target, *, aim: int, unit: Unit, length_unit: str) -> "Dose":
        """Return this dose with the figures of a target, the load in `unit`."""
        return replace(
            self,
            sets=target.sets,
            lo=target.lo,
            hi=target.hi,
            aim=aim,
            hold_s=target.hold_s,
            pause_s=target.pause_s,
            height_cm=target.height_cm,
            band=target.band,
            load=figure_of(target.load, unit),
            load_unit=unit.value,
            length_unit=length_unit,
        )

    def in_unit(self, unit: Unit, weights: Weights | None) -> "Dose":
        """Return this dose with its load in `unit`; from the other unit, rounded down to one of
        `weights`."""
        if self.load_unit == unit:
            return self
        load = landed(self.target.load, unit, weights)
        return replace(self, load=figure_of(load, unit), load_unit=unit.value)

    def in_reserve(self, effort: Effort) -> "Dose":
        """Return this dose with at least the good repetitions in reserve that `effort` requires."""
        if self.rir_lo is None or self.rir_hi is None:
            return self
        return replace(
            self, rir_lo=max(self.rir_lo, effort.rir_lo), rir_hi=max(self.rir_hi, effort.rir_hi)
        )

    def eased(self, ease: Ease | None, weights: Weights | None) -> "Dose":
        """Return the reduced dose of an eased session, its load one of `weights`.

        The same dose without `ease`, and for warm-up and cool-down.
        """
        if ease is None or not self.is_strength:
            return self
        load = eased_load(self.load, ease, unit=Unit(self.load_unit), weights=weights)
        less = replace(self, sets=eased_sets(self.sets, ease), load=load)
        if self.rir_lo is None or self.rir_hi is None:
            return less
        rir_lo, rir_hi = eased_rir(self.rir_lo, ease), eased_rir(self.rir_hi, ease)
        return replace(less, rir_lo=rir_lo, rir_hi=rir_hi)

    def columns(self) -> dict[str, Any]:
        """Return the figures by the names of a row's columns."""
        return dict(vars(self))
