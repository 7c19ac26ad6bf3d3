"""Weights: which are at hand, the next one up, the nearest below (brief.md D5).

Loads are compared in kg and shown in the unit they were typed in: 1 lb = 0.45359237 kg exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from enum import StrEnum

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

PLAIN_STEPS: Mapping[Unit, Decimal] = {Unit.KG: Decimal("0.5"), Unit.LB: Decimal(1)}


def is_same(one: Decimal, other: Decimal) -> bool:
    """Return whether two loads in kg are the same apart from rounding."""
    return abs(one - other) < SAME_KG


def is_under(one: Decimal, other: Decimal) -> bool:
    """Return whether a load in kg is less than another, by more than rounding."""
    return other - one >= SAME_KG


def shown(kg: Decimal, unit: Unit) -> Decimal:
    """Convert kg to the figure a person reads, to a hundredth of the unit: 11.3398 kg are 25 lb."""
    exact = kg / KG_PER_LB if unit == Unit.LB else kg
    return without_zeros(exact.quantize(Decimal("0.01")))


def in_kg(figure: Decimal, unit: Unit) -> Decimal:
    return figure * KG_PER_LB if unit == Unit.LB else figure


def landed(load: Decimal, unit: Unit, weights: "Weights | None" = None) -> Decimal:
    """Return the heaviest load in kg that is no more than `load` and exists in `unit`.

    This converts a load to the other unit, never upwards. Below the lightest of `weights` it falls
    to whole pounds or half kilograms, and below these to 0.
    """
    figure = (load + STORED_KG) / (KG_PER_LB if unit == Unit.LB else 1)
    fitting = [each for each in weights.at_hand if each <= figure] if weights else []
    if fitting:
        return in_kg(max(fitting), unit)
    steps = [PLAIN_STEPS[unit]]
    if weights and not weights.at_hand and weights.load_type in STEPS:
        steps.insert(0, weights.step)
    whole = (figure // step * step for step in steps)
    return in_kg(next((each for each in whole if each > 0), Decimal(0)), unit)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The weights available for one exercise; its methods take and return loads in kg.

    `at_hand` are figures in `unit`, in any order; empty means every multiple of the type's step.
    """

    load_type: LoadType
    unit: Unit = Unit.KG
    at_hand: tuple[Decimal, ...] = ()

    def in_unit(self, unit: Unit) -> "Weights":
        """Return the same weights in `unit`; if the unit changes, every multiple of the step is
        available."""
        return self if unit == self.unit else Weights(load_type=self.load_type, unit=unit)

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


def is_small_step(load: Decimal, heavier: Decimal) -> bool:
    """Return whether a step up is no more than a tenth; from no weight, no step is small."""
    return load > 0 and heavier - load <= load * STEP_AT_MOST + SAME_KG
