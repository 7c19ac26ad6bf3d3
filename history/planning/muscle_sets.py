"""The hard sets a week of each muscle, from what was done (brief.md C5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exercises.vocabulary import Muscle
from routines.planning.routine_advice import PART, Band, band_of

TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class DoneSets:
    """The hard sets of one exercise in a period. `is_drill`: it teaches a movement, and counts for
    no muscle."""

    sets: int
    primary: Sequence[str]
    secondary: Sequence[str]
    is_drill: bool = False


@dataclass(frozen=True, kw_only=True)
class MuscleSets:
    """The hard sets a week of a muscle, to one tenth, and whether they are few or many."""

    muscle: Muscle
    sets: Decimal
    band: Band


def sets_a_week(done: Iterable[DoneSets], weeks: Decimal) -> tuple[MuscleSets, ...]:
    """Return the hard sets a week of each muscle that has any: a whole one where it is a main
    muscle, half a one where it helps."""
    total: dict[str, Decimal] = {}
    for each in done:
        if each.is_drill:
            continue
        for muscle in each.primary:
            total[muscle] = total.get(muscle, Decimal(0)) + each.sets
        for muscle in each.secondary:
            total[muscle] = total.get(muscle, Decimal(0)) + each.sets * PART
    found = []
    for muscle in Muscle:
        if total.get(muscle):
            sets = (total[muscle] / weeks).quantize(TENTH)
            found.append(MuscleSets(muscle=muscle, sets=sets, band=band_of(muscle, sets)))
    return tuple(found)
