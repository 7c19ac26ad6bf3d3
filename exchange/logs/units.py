"""Kilograms or pounds, where a file doesn't say: a guess from the figures, with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from exchange.logs.rows import Row, Unit

METRES_PER_KM = Decimal(1000)
METRES_PER_MILE = Decimal("1609.344")
SHOWN = 5  # figures of a reason

# A bar of 45 lb with one to five pairs of its largest plates, and with those of 25 lb.
OF_POUNDS = frozenset(map(Decimal, (45, 95, 115, 135, 185, 225, 275, 315, 365, 405, 495)))
# A bar of 20 kg with pairs of plates of 20 kg; a plain 20 may be anything.
OF_KILOGRAMS = frozenset(map(Decimal, (60, 100, 140, 180, 220)))


class Why(StrEnum):
    """Why a unit is the likely one."""

    POUND_PLATES = "pound_plates"  # bars with plates of 45 and 25 lb
    KILOGRAM_PLATES = "kilogram_plates"  # bars with plates of 20 kg
    HALVES = "halves"  # small steps that the plates of pounds don't make
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True)
class Guess:
    """The likely unit of the loads, None if it isn't clear, and some figures that show it, the
    lightest first."""

    unit: Unit | None
    why: Why
    figures: tuple[Decimal, ...] = ()


def guess(rows: Iterable[Row]) -> Guess:
    """Return the unit that the loads without one are probably in."""
    loads = {row.load for row in rows if row.load is not None and row.unit is None}
    pounds = loads & OF_POUNDS
    kilograms = loads & OF_KILOGRAMS
    halves = {load for load in loads if load % 1}
    if len(pounds) > 2 * len(kilograms | halves):
        return Guess(Unit.LB, Why.POUND_PLATES, _shown(pounds))
    if len(kilograms | halves) > 2 * len(pounds):
        why = Why.HALVES if halves else Why.KILOGRAM_PLATES
        return Guess(Unit.KG, why, _shown(halves or kilograms))
    return Guess(None, Why.NOT_CLEAR)


def settled(row: Row, unit: Unit) -> Row:
    """Return a row of a file without units as it is in this one: its load, and its distance, in
    miles where weights are in pounds; it was read as kilometres."""
    metres = row.metres
    if metres is not None and unit is Unit.LB:
        metres = round(metres / METRES_PER_KM * METRES_PER_MILE, 2)
    return replace(row, unit=unit if row.load is not None else None, metres=metres)


def _shown(figures: Iterable[Decimal]) -> tuple[Decimal, ...]:
    return tuple(sorted(figures)[:SHOWN])
