"""How much is done in a session and a week, and for which muscle (brief.md C5).

Guards judge a plan before it is made; the bands are information, never a verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from exercises.vocabulary import COUNTED_FOR_VOLUME, Muscle

HARD_TO_RIR = 4
SESSION_SETS = range(10, 19)
WEEK_SETS = 45
RISE = Fraction(1, 5)
RISE_SETS = 3
SECONDARY = Fraction(1, 2)
LITTLE_BELOW = 4
HIGH_ABOVE = 20
HIGH_ABOVE_OF = {Muscle.GLUTES: 30}


class Guard(StrEnum):
    FEW_IN_SESSION = "few_in_session"
    MANY_IN_SESSION = "many_in_session"
    MANY_IN_WEEK = "many_in_week"
    STEEP_RISE = "steep_rise"


class Band(StrEnum):
    LITTLE = "little"
    IN_RANGE = "in_range"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True)
class DoneSet:
    """One set of the strength phase.

    `one_side`: it trained one side, so two of them make one set. `is_light`: a drill or the daily
    habit, which is never a hard set.
    """

    primary: frozenset[Muscle]
    secondary: frozenset[Muscle] = frozenset()
    rir: int | None = None
    one_side: bool = False
    is_light: bool = False

    @property
    def counts(self) -> Fraction:
        """The fraction of a hard set that it counts as: one, a half or nothing."""
        if self.is_light or (self.rir is not None and self.rir > HARD_TO_RIR):
            return Fraction(0)
        return Fraction(1, 2) if self.one_side else Fraction(1)


@dataclass(frozen=True, kw_only=True)
class Exceeded:
    """One guard that a plan exceeds: `sets` are planned, `limit` are advised."""

    guard: Guard
    sets: Fraction
    limit: Fraction


def hard_sets(sets: Iterable[DoneSet]) -> Fraction:
    return sum((each.counts for each in sets), Fraction(0))


def hard_sets_by_muscle(sets: Iterable[DoneSet]) -> dict[Muscle, Fraction]:
    """Return the hard sets for each counted muscle that has any; a secondary muscle counts half."""
    found: dict[Muscle, Fraction] = {}
    for each in sets:
        for muscles, share in ((each.primary, Fraction(1)), (each.secondary, SECONDARY)):
            for muscle in muscles & COUNTED_FOR_VOLUME:
                found[muscle] = found.get(muscle, Fraction(0)) + each.counts * share
    return {muscle: found[muscle] for muscle in Muscle if found.get(muscle)}


def band(muscle: Muscle, sets: Fraction) -> Band:
    """Return the band of a week's hard sets for a muscle."""
    if sets < LITTLE_BELOW:
        return Band.LITTLE
    return Band.HIGH if sets > HIGH_ABOVE_OF.get(muscle, HIGH_ABOVE) else Band.IN_RANGE


def session_guards(sets: Fraction) -> tuple[Exceeded, ...]:
    """Return the guards that a session with this many hard sets exceeds."""
    few, many = Fraction(SESSION_SETS[0]), Fraction(SESSION_SETS[-1])
    if sets < few:
        return (Exceeded(guard=Guard.FEW_IN_SESSION, sets=sets, limit=few),)
    if sets > many:
        return (Exceeded(guard=Guard.MANY_IN_SESSION, sets=sets, limit=many),)
    return ()


def week_guards(sets: Fraction, *, week_before: Fraction | None) -> tuple[Exceeded, ...]:
    """Return the guards that a week with this many hard sets exceeds.

    `week_before` is None in the first week.
    """
    found = []
    if sets > WEEK_SETS:
        found.append(Exceeded(guard=Guard.MANY_IN_WEEK, sets=sets, limit=Fraction(WEEK_SETS)))
    if week_before is not None:
        limit = week_before + max(week_before * RISE, Fraction(RISE_SETS))
        if sets > limit:
            found.append(Exceeded(guard=Guard.STEEP_RISE, sets=sets, limit=limit))
    return tuple(found)


def bands(sets_by_muscle: Mapping[Muscle, Fraction]) -> dict[Muscle, Band]:
    """Return the band of every counted muscle, those without a set too."""
    return {
        muscle: band(muscle, sets_by_muscle.get(muscle, Fraction(0)))
        for muscle in Muscle
        if muscle in COUNTED_FOR_VOLUME
    }
