"""Sessions that ask for less: after a break, after an illness, in a lighter week, on the way back
from a flare-up (brief.md C4, C6, D7).

The person sees the reason of each with its figures; none ever asks for more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from routines.planning.loads import Unit, Weights, figure_of, in_kg, load_of, shown

LOAD_STEP = Decimal("0.5")


class Reason(StrEnum):
    """Why a session is eased.

    EASE_BACK, REBUILD and RESTART: 15, 29 and 57 days off or more; at 65 or older, REBUILD from 15
    and RESTART from 29. RAMP1 and RAMP2: the first and second step back from a flare-up. REDUCED:
    pain before the session.
    """

    DELOAD = "deload"
    ILLNESS = "illness"
    EASE_BACK = "ease_back"
    REBUILD = "rebuild"
    RESTART = "restart"
    RAMP1 = "ramp1"
    RAMP2 = "ramp2"
    REDUCED = "reduced"


# The reasons that reveal something about a person's health.
HEALTH_REASONS = frozenset({Reason.ILLNESS, Reason.RAMP1, Reason.RAMP2, Reason.REDUCED})


@dataclass(frozen=True, kw_only=True)
class Ease:
    """How much less a session asks for.

    `load` and `sets` are factors of the prescription. At least `rir` good repetitions are left in
    each set, or `more_rir` beyond what is prescribed.
    """

    reason: Reason
    load: Decimal
    sets: Fraction
    rir: int = 0
    more_rir: int = 0


DELOAD = Ease(reason=Reason.DELOAD, load=Decimal("0.9"), sets=Fraction(1, 2), more_rir=2)
AFTER_ILLNESS = Ease(reason=Reason.ILLNESS, load=Decimal(1), sets=Fraction(1, 2), rir=4)
REDUCED = Ease(reason=Reason.REDUCED, load=Decimal(1), sets=Fraction(1, 2))
# The break in days, and what it eases; the longest first. Up to 14 days nothing is lost.
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
    """Return what eases a session on `day`, the strongest if several apply; None if nothing does.

    `days`: the days of the earlier sessions, ascending. `is_65`: 65 or older.
    """
    lost = after_breaks(days, day, is_65=is_65)
    found = [lost] if lost else []
    found += [AFTER_ILLNESS] if was_ill else []
    found += [DELOAD] if deload else []
    return min(found, key=lambda ease: (ease.sets, ease.load), default=None)


def combined(*eases: Ease | None) -> Ease | None:
    """Combine several reductions: the least of each figure, with the reason of the strongest.

    A reduced session always keeps REDUCED as its reason, because its exercises differ too.
    """
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
    """Return how a session is eased after a break; None up to 14 days off.

    From the age of 65 on strength is lost faster, so the next longer break of `BREAKS` applies.
    After more than 7 days the last targets are repeated; `progression.Limit.AFTER_A_BREAK` does
    that.
    """
    rows = [row for row, (days, _ease) in enumerate(BREAKS) if (days_off or 0) >= days]
    return BREAKS[max(0, rows[0] - is_65)][1] if rows else None


def after_breaks(days: Sequence[date], day: date, *, is_65: bool = False) -> Ease | None:
    """Return how the breaks between the sessions on `days`, ascending, ease a session on `day`.

    A break eases the first session after it, and the sessions within its `eased_days`. A restart
    eases the first session alone.
    """
    found = []
    for before, after in pairwise([*days, day]):
        gap = (after - before).days
        ease = layoff(gap, is_65=is_65)
        lasts = eased_days(ease, gap) if ease else None
        if ease and (day == after or (lasts is not None and (day - after).days < lasts)):
            found.append(ease)
    return min(found, key=lambda ease: (ease.sets, ease.load), default=None)


def eased_days(ease: Ease, days_off: int) -> int | None:
    """Return for how many days a break eases sessions: a week, or half of the time missed.

    None for a restart, which lasts until screening and baseline are made anew.
    """
    if ease.reason == Reason.RESTART:
        return None
    return days_off // 2 if ease.reason == Reason.REBUILD else 7


def eased_sets(sets: int, ease: Ease) -> int:
    """Return the eased number of sets, rounded half up, at least one.

    3 → 2 at two thirds and at a half, 2 → 1 at a half.
    """
    exact = Decimal(sets * ease.sets.numerator) / ease.sets.denominator
    return max(1, int(exact.quantize(Decimal(1), ROUND_HALF_UP)))


def eased_load(
    load: Decimal | None, ease: Ease, *, unit: Unit = Unit.KG, weights: Weights | None = None
) -> Decimal | None:
    """Return the eased load in `unit`, rounded down to a weight at hand; None stays None.

    Without known weights it is rounded down to half a unit. It is never more than before. Help
    grows instead, at least by one step, also from 0.
    """
    if weights is not None and weights.helps and ease.load < 1:
        return figure_of(weights.lowered(load_of(load, unit, helps=True), ease.load), unit)
    if load is None or ease.load == 1:
        return load
    exact = load * ease.load
    if weights is None:
        return (exact / LOAD_STEP).to_integral_value(ROUND_DOWN) * LOAD_STEP
    return min(load, shown(weights.at_or_below(in_kg(exact, unit)), unit))


def eased_rir(rir: int, ease: Ease) -> int:
    """Return the eased repetitions in reserve, never fewer than prescribed."""
    return max(rir + ease.more_rir, ease.rir)
