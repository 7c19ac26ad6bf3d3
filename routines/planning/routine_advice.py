"""What a good coach would say about a routine: it informs, and locks nothing (brief.md B, C5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from exercises.vocabulary import Caution, Equipment, Muscle, Pattern

# One of each group, in each week. [choice]
NEEDED: tuple[tuple[Pattern, ...], ...] = (
    (Pattern.SQUAT,),
    (Pattern.HINGE,),
    (Pattern.LUNGE, Pattern.STEP),
    (Pattern.BRIDGE, Pattern.HAMSTRING),
    (Pattern.CALF,),
    (Pattern.CORE,),
)
# Two of these in a row tire the same muscles of the back.
TIRES_THE_BACK = frozenset({Pattern.HINGE})
PART = Decimal("0.5")  # of a set, for a muscle that only helps
LITTLE, HIGH = 4, 20
HIGH_FOR_GLUTES = 30


class Band(StrEnum):
    """How many hard sets a week a muscle gets. Information only."""

    LITTLE = "little"
    IN_RANGE = "in_range"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A strength exercise on a day of a routine.

    `is_drill`: it teaches a movement and counts as no hard set. `missing`: the things it needs that
    aren't at hand; one of them is enough if `is_choice`. `cautions`: those of the person's that
    concern it.
    """

    slug: str
    day: str
    pattern: Pattern
    sets: int
    primary: Sequence[Muscle] = ()
    secondary: Sequence[Muscle] = ()
    is_drill: bool = False
    missing: frozenset[Equipment] = frozenset()
    is_choice: bool = False
    cautions: frozenset[Caution] = frozenset()


@dataclass(frozen=True, kw_only=True)
class WithoutPattern:
    """No exercise of any of these patterns is in the routine."""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, kw_only=True)
class InARow:
    """Two exercises that tire the back follow each other on a day."""

    day: str
    first: str
    second: str


@dataclass(frozen=True, kw_only=True)
class NotAtHand:
    """An exercise needs things that aren't at hand; one of them, if `is_choice`."""

    slug: str
    missing: frozenset[Equipment]
    is_choice: bool = False


@dataclass(frozen=True, kw_only=True)
class ToChange:
    """An exercise that the person does differently because of these cautions."""

    slug: str
    cautions: frozenset[Caution]


Advice: TypeAlias = WithoutPattern | InARow | NotAtHand | ToChange


def advice(planned: Sequence[Planned]) -> tuple[Advice, ...]:
    """Return what is worth a thought about a routine whose exercises are in order, each once."""
    patterns = {each.pattern for each in planned}
    found: list[Advice] = [
        WithoutPattern(patterns=group) for group in NEEDED if not patterns.intersection(group)
    ]
    found += [
        InARow(day=one.day, first=one.slug, second=two.slug)
        for one, two in pairwise(planned)
        if one.day == two.day and {one.pattern, two.pattern} <= TIRES_THE_BACK
    ]
    once = {each.slug: each for each in planned}.values()
    found += [
        NotAtHand(slug=each.slug, missing=each.missing, is_choice=each.is_choice)
        for each in once
        if each.missing
    ]
    found += [ToChange(slug=each.slug, cautions=each.cautions) for each in once if each.cautions]
    return tuple(found)


def hard_sets_a_week(
    planned: Iterable[Planned], *, times_a_week: Mapping[str, Decimal]
) -> dict[Muscle, Decimal]:
    """Return the hard sets a week of each muscle that has any: a whole one where it is a main
    muscle, half a one where it helps.

    `times_a_week`: how often each day is trained in a week, on average.
    """
    sets: dict[Muscle, Decimal] = {}
    for each in planned:
        if each.is_drill:
            continue
        count = each.sets * times_a_week.get(each.day, Decimal(0))
        for muscle in each.primary:
            sets[muscle] = sets.get(muscle, Decimal(0)) + count
        for muscle in each.secondary:
            sets[muscle] = sets.get(muscle, Decimal(0)) + count * PART
    return {muscle: sets[muscle] for muscle in Muscle if sets.get(muscle)}


def band_of(muscle: Muscle, sets: Decimal) -> Band:
    """Return whether a muscle's hard sets a week are few, in range or many (brief.md C5)."""
    if sets < LITTLE:
        return Band.LITTLE
    most = HIGH_FOR_GLUTES if muscle == Muscle.GLUTES else HIGH
    return Band.HIGH if sets > most else Band.IN_RANGE
