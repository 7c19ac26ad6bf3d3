"""Weights and help: which are at hand, the next one up, the nearest below (brief.md D5).

Loads are compared in kg and shown in the unit they were typed in: 1 lb = 0.45359237 kg exactly.
Help takes a part of the body's weight away, so it is a load below 0: 20 kg of help are -20 kg. More
load is harder in every exercise, and none is 0 (docs/decisions/0040).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from enum import StrEnum
from typing import ClassVar

from exercises.decimals import without_zeros
from exercises.vocabulary import KG_PER_LB, LoadType

STEP_AT_MOST = Decimal("0.10")  # of the load, for a small step (brief.md C1, D5: +2–10 %)
TIMES_AT_MOST = 2  # of the load, for a large one
HEAVY_BARBELL_KG = Decimal(40)
# Loads are stored to a ten thousandth of a kg, so two equal loads differ by less than this.
SAME_KG = Decimal("0.001")
STORED_KG = Decimal("0.0001")


class Unit(StrEnum):
    KG = "kg"
    LB = "lb"


# One step up, in (kg, lb): the total, or one dumbbell of a pair. The brief gives a range for
# kettlebells and machines; this is the larger figure, which both kinds of equipment have.
STEPS: Mapping[LoadType, tuple[Decimal, Decimal]] = {
    LoadType.DUMBBELL: (Decimal(1), Decimal("2.5")),
    LoadType.KETTLEBELL: (Decimal(4), Decimal(10)),
    LoadType.BARBELL: (Decimal("2.5"), Decimal(5)),
    LoadType.BACKPACK: (Decimal(1), Decimal(2)),
    LoadType.BOTTLES: (Decimal("0.5"), Decimal(1)),
    LoadType.MACHINE: (Decimal(5), Decimal(10)),
    LoadType.ANKLE: (Decimal("0.5"), Decimal(1)),
}
# A heavier weight is near if it adds no more than this, in (kg, lb), however light the weight: one
# kettlebell, one pin, 2 kg in each hand (brief.md D5).
NEAR: Mapping[LoadType, tuple[Decimal, Decimal]] = {
    LoadType.DUMBBELL: (Decimal(2), Decimal(5)),
    LoadType.KETTLEBELL: (Decimal(4), Decimal(10)),
    LoadType.BARBELL: (Decimal(5), Decimal(10)),
    LoadType.BACKPACK: (Decimal(2), Decimal(5)),
    LoadType.BOTTLES: (Decimal(1), Decimal(2)),
    LoadType.MACHINE: (Decimal(5), Decimal(10)),
    LoadType.ANKLE: (Decimal(1), Decimal(2)),
}

# The same for help, whose kind of weight has no step of its own: a band, or nothing named. [choice]
HELP_STEP = (Decimal(5), Decimal(10))
# Help that is taken away is a small step up to this much, and near up to twice as much or half of
# the help. How much of the body is left to lift isn't known, so it can't be a share. [choice]
SMALL_HELP_KG = Decimal(5)
NEAR_HELP_KG = Decimal(10)
# Help never grows beyond this, in (kg, lb). [choice]
MOST_HELP = (Decimal(100), Decimal(220))

PLAIN_STEPS: Mapping[Unit, Decimal] = {Unit.KG: Decimal("0.5"), Unit.LB: Decimal(1)}


def is_same(one: Decimal, other: Decimal) -> bool:
    """Return whether two loads in kg are the same apart from rounding."""
    return abs(one - other) < SAME_KG


def is_under(one: Decimal, other: Decimal) -> bool:
    """Return whether a load in kg is less than another, by more than rounding."""
    return other - one >= SAME_KG


def shown(kg: Decimal, unit: Unit) -> Decimal:
    """Convert kg to the unit that a person reads, to a hundredth of it: 11.3398 kg are 25 lb."""
    exact = kg / KG_PER_LB if unit == Unit.LB else kg
    return without_zeros(exact.quantize(Decimal("0.01")))


def in_kg(figure: Decimal, unit: Unit) -> Decimal:
    return figure * KG_PER_LB if unit == Unit.LB else figure


def load_of(figure: Decimal | None, unit: Unit, *, helps: bool) -> Decimal:
    """Return the load in kg of the figure that a person typed: of a weight, or of help."""
    kg = in_kg(figure or Decimal(0), unit)
    return 0 - kg if helps else kg


def figure_of(load: Decimal, unit: Unit) -> Decimal | None:
    """Return the figure that a person reads for a load in kg, be it weight or help; None for
    none."""
    return shown(abs(load), unit) if load else None


def part_of(load: Decimal, factor: Decimal) -> Decimal:
    """Return `factor` of a weight; help grows by as much of it as a weight would lose."""
    return load * factor if load >= 0 else load * (2 - factor)


def whole_of(load: Decimal, factor: Decimal) -> Decimal:
    """Return the load of which `part_of` made `load`."""
    return load / factor if load >= 0 else load / (2 - factor)


def landed(load: Decimal, unit: Unit, weights: "Weights | None" = None) -> Decimal:
    """Return the heaviest load in kg that is no more than `load` and exists in `unit`.

    This converts a load to the other unit, never upwards. Below the lightest of `weights` it falls
    to whole pounds or half kilograms, and below these to 0. Help grows to the next that exists.
    """
    if load < 0:
        return _landed_help(-load, unit, weights)
    figure = (load + STORED_KG) / (KG_PER_LB if unit == Unit.LB else 1)
    fitting = [each for each in weights.at_hand if each <= figure] if weights else []
    if fitting:
        return in_kg(max(fitting), unit)
    steps = [PLAIN_STEPS[unit]]
    if weights and not weights.at_hand and weights.load_type in STEPS:
        steps.insert(0, weights.step)
    whole = (figure // step * step for step in steps)
    return in_kg(next((each for each in whole if each > 0), Decimal(0)), unit)


def _landed_help(kg: Decimal, unit: Unit, weights: "Weights | None") -> Decimal:
    figure = (kg - STORED_KG) / (KG_PER_LB if unit == Unit.LB else 1)
    fitting = [each for each in weights.at_hand if each >= figure] if weights else []
    if fitting:
        return -in_kg(min(fitting), unit)
    step = PLAIN_STEPS[unit] if weights is None or weights.at_hand else weights.step
    return -in_kg((figure / step).to_integral_value(ROUND_CEILING) * step, unit)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The weights available for one exercise; its methods take and return loads in kg.

    `at_hand` are figures in `unit`, in any order; empty means every multiple of the type's step.
    """

    helps: ClassVar[bool] = False

    load_type: LoadType
    unit: Unit = Unit.KG
    at_hand: tuple[Decimal, ...] = ()

    def in_unit(self, unit: Unit) -> "Weights":
        """Return the same weights in `unit`; if the unit changes, every multiple of the step is
        available."""
        return self if unit == self.unit else replace(self, unit=unit, at_hand=())

    def above(self, load: Decimal) -> Decimal | None:
        """Return the next load up; None if there is none.

        A barbell above 40 kg takes the double step if that is no more than a tenth.
        """
        figure = shown(load, self.unit)
        if self.at_hand:
            heavier = [each for each in self.at_hand if each > figure]
            return in_kg(min(heavier), self.unit) if heavier else None
        if self.load_type not in STEPS:
            return None
        step = self.step
        double = in_kg((figure // step + 2) * step, self.unit)
        heavy = self.load_type == LoadType.BARBELL and load > HEAVY_BARBELL_KG
        if heavy and is_small_step(load, double):
            return double
        return in_kg((figure // step + 1) * step, self.unit)

    def at_or_below(self, load: Decimal) -> Decimal:
        """Return the heaviest load at hand that is no more than `load`; the lightest if all are
        more."""
        figure = shown(load, self.unit)
        if self.at_hand:
            fitting = [each for each in self.at_hand if each <= figure]
            return in_kg(max(fitting, default=min(self.at_hand)), self.unit)
        if self.load_type not in STEPS:
            return load
        steps = (figure / self.step).to_integral_value(ROUND_DOWN)
        return in_kg(max(steps, Decimal(1)) * self.step, self.unit)

    def lowered(self, load: Decimal, factor: Decimal) -> Decimal:
        """Return `factor` of a load, rounded down to one at hand."""
        return self.at_or_below(part_of(load, factor))

    def below(self, load: Decimal) -> Decimal | None:
        """Return the next load down; None if there is none."""
        figure = shown(load, self.unit)
        if self.at_hand:
            lighter = [each for each in self.at_hand if each < figure]
            return in_kg(max(lighter), self.unit) if lighter else None
        if self.load_type not in STEPS:
            return None
        steps = (figure / self.step).to_integral_value(ROUND_CEILING) - 1
        return in_kg(steps * self.step, self.unit) if steps > 0 else None

    def is_near(self, load: Decimal, heavier: Decimal) -> bool:
        """Return whether a weight may follow on `load`: it is no more than twice as much, or no
        further than one step of its kind."""
        kg, lb = NEAR.get(self.load_type, (Decimal(0), Decimal(0)))
        one = in_kg(lb, self.unit) if self.unit == Unit.LB else kg
        return heavier - load <= max(load * (TIMES_AT_MOST - 1), one) + SAME_KG

    @property
    def step(self) -> Decimal:
        kg, lb = STEPS[self.load_type]
        return lb if self.unit == Unit.LB else kg


@dataclass(frozen=True, kw_only=True)
class Help(Weights):
    """The help available for one exercise, in loads of 0 and less: the next one up is less help.

    `at_hand` are figures of help.
    """

    helps: ClassVar[bool] = True

    def above(self, load: Decimal) -> Decimal | None:
        """Return the next load up, which is the next less help; None without help."""
        figure = shown(-load, self.unit)
        if figure <= 0:
            return None
        if self.at_hand:
            less = max((each for each in self.at_hand if each < figure), default=Decimal(0))
        else:
            less = ((figure / self.step).to_integral_value(ROUND_CEILING) - 1) * self.step
        return self._load(less)

    def at_or_below(self, load: Decimal) -> Decimal:
        """Return the least help at hand that is as much as a load; the most if all is less."""
        figure = shown(-load, self.unit)
        if figure <= 0:
            return Decimal(0)
        if self.at_hand:
            enough = [each for each in self.at_hand if each >= figure]
            return self._load(min(enough, default=max(self.at_hand)))
        steps = (figure / self.step).to_integral_value(ROUND_CEILING)
        return self._load(min(steps * self.step, self.most))

    def lowered(self, load: Decimal, factor: Decimal) -> Decimal:
        """Return a load with at least one step more help, if there is as much at hand."""
        below = self.below(load)
        return load if below is None else min(self.at_or_below(part_of(load, factor)), below)

    def below(self, load: Decimal) -> Decimal | None:
        """Return the next load down, which is the next more help; None if there is none."""
        figure = shown(-load, self.unit)
        if self.at_hand:
            more = min((each for each in self.at_hand if each > figure), default=None)
        else:
            more = (figure // self.step + 1) * self.step
        return None if more is None or more > self.most else self._load(more)

    def is_near(self, load: Decimal, heavier: Decimal) -> bool:
        """Return whether the difference may be taken away at once: half of the help, or 10 kg."""
        return heavier - load <= max(-load / TIMES_AT_MOST, NEAR_HELP_KG) + SAME_KG

    @property
    def step(self) -> Decimal:
        kg, lb = STEPS.get(self.load_type, HELP_STEP)
        return lb if self.unit == Unit.LB else kg

    @property
    def most(self) -> Decimal:
        """The most help that is asked for, as a figure."""
        kg, lb = MOST_HELP
        return max(self.at_hand) if self.at_hand else lb if self.unit == Unit.LB else kg

    def _load(self, figure: Decimal) -> Decimal:
        return load_of(figure, self.unit, helps=True)


def is_small_step(load: Decimal, heavier: Decimal) -> bool:
    """Return whether a step up is no more than a tenth; from no weight, no step is small.

    Of help, five kilograms less are a small step.
    """
    if load < 0:
        return heavier - load <= SMALL_HELP_KG + SAME_KG
    return load > 0 and heavier - load <= load * STEP_AT_MOST + SAME_KG
