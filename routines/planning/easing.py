"""Sessions that ask for less: after a break, after an illness, in a lighter week, on the way back
from a flare-up (brief.md C4, C6, D7).

Each is told to the person with its figures; none ever asks for more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from routines.planning.loads import Unit, Weights, in_kg, shown

LOAD_STEP = Decimal("0.5")


class Reason(StrEnum):
    """Why a session is eased. EASE_BACK, REBUILD and RESTART: 15, 29 and 57 days off or more;
    at 65 or older REBUILD from 15 and RESTART from 29. RAMP1 and RAMP2: the first and second step
    back from a flare-up. REDUCED: pain before the session."""

    DELOAD = "deload"
    ILLNESS = "illness"
    EASE_BACK = "ease_back"
    REBUILD = "rebuild"
    RESTART = "restart"
    RAMP1 = "ramp1"
    RAMP2 = "ramp2"
    REDUCED = "reduced"


# Those that tell of a person's health.
HEALTH_REASONS = frozenset({Reason.ILLNESS, Reason.RAMP1, Reason.RAMP2, Reason.REDUCED})


@dataclass(frozen=True, kw_only=True)
class Ease:
    """`load` and `sets` are factors of the prescription; at least `rir` good repetitions are left
    in each set, or `more_rir` beyond what is prescribed."""

    reason: Reason
    load: Decimal
    sets: Fraction
    rir: int = 0
    more_rir: int = 0


DELOAD = Ease(reason=Reason.DELOAD, load=Decimal("0.9"), sets=Fraction(1, 2), more_rir=2)
AFTER_ILLNESS = Ease(reason=Reason.ILLNESS, load=Decimal(1), sets=Fraction(1, 2), rir=4)
REDUCED = Ease(reason=Reason.REDUCED, load=Decimal(1), sets=Fraction(1, 2))
# From so many days off on, the longest first; up to 14 days nothing is lost.
BREAKS = (
    (57, Ease(reason=Reason.RESTART, load=Decimal("0.5"), sets=Fraction(1, 2))),
    (29, Ease(reason=Reason.REBUILD, load=Decimal("0.7"), sets=Fraction(1, 2))),
    (15, Ease(reason=Reason.EASE_BACK, load=Decimal("0.85"), sets=Fraction(2, 3))),
)


def easing(
    *,
    days: Sequence[date],
    day: date,
    was_ill: bool,
    deload: bool,
    is_65: bool = False,
) -> Ease | None:
    """What eases a session on `day`, the strongest where several do; None for a session as
    prescribed. `days`: those of the sessions before, in order. `is_65`: 65 or older."""
    lost = after_breaks(days, day, is_65=is_65)
    found = [lost] if lost else []
    found += [AFTER_ILLNESS] if was_ill else []
    found += [DELOAD] if deload else []
    return min(found, key=lambda ease: (ease.sets, ease.load), default=None)


def combined(*eases: Ease | None) -> Ease | None:
    """Several at once: the least that any of them asks for, under the reason of the strongest; a
    reduced session always says so, because its exercises differ too."""
    found = [ease for ease in eases if ease]
    if not found:
        return None
    first = min(found, key=lambda ease: (ease.reason != Reason.REDUCED, ease.sets, ease.load))
    return replace(
        first,
        load=min(ease.load for ease in found),
        sets=min(ease.sets for ease in found),
        rir=max(ease.rir for ease in found),
        more_rir=max(ease.more_rir for ease in found),
    )


def layoff(days_off: int | None, *, is_65: bool = False) -> Ease | None:
    """What a break asks for; from 65 on strength goes faster, so one row lower of the table.

    None up to 14 days off; after more than 7 the last targets are repeated all the same, which
    `progression.Limit.AFTER_A_BREAK` sees to.
    """
    rows = [row for row, (days, _ease) in enumerate(BREAKS) if (days_off or 0) >= days]
    return BREAKS[max(0, rows[0] - is_65)][1] if rows else None


def after_breaks(days: Sequence[date], day: date, *, is_65: bool = False) -> Ease | None:
    """What the breaks between the sessions on `days`, in order, ask of one on `day`: the first
    after a break, and those within its `eased_days`; a new start is made once."""
    found = []
    for before, after in pairwise([*days, day]):
        gap = (after - before).days
        ease = layoff(gap, is_65=is_65)
        lasts = eased_days(ease, gap) if ease else None
        if ease and (day == after or (lasts is not None and (day - after).days < lasts)):
            found.append(ease)
    return min(found, key=lambda ease: (ease.sets, ease.load), default=None)


def eased_days(ease: Ease, days_off: int) -> int | None:
    """How many days a break eases: a week, half of the time missed, or None for until a new start
    is made (screened again, with a new baseline)."""
    if ease.reason == Reason.RESTART:
        return None
    return days_off // 2 if ease.reason == Reason.REBUILD else 7


def eased_sets(sets: int, ease: Ease) -> int:
    """Rounded half up, at least one: 3 → 2 at two thirds and at a half, 2 → 1 at a half."""
    exact = Decimal(sets * ease.sets.numerator) / ease.sets.denominator
    return max(1, int(exact.quantize(Decimal(1), ROUND_HALF_UP)))


def eased_load(
    load: Decimal | None, ease: Ease, *, unit: Unit = Unit.KG, weights: Weights | None = None
) -> Decimal | None:
    """In `unit`, rounded down to a weight that there is, or to half a unit where none is known;
    never more than it was, and no weight stays no weight."""
    if load is None or ease.load == 1:
        return load
    exact = load * ease.load
    if weights is None:
        return (exact / LOAD_STEP).to_integral_value(ROUND_DOWN) * LOAD_STEP
    return min(load, shown(weights.at_or_below(in_kg(exact, unit)), unit))


def eased_rir(rir: int, ease: Ease) -> int:
    """Repetitions in reserve, never fewer than prescribed."""
    return max(rir + ease.more_rir, ease.rir)
