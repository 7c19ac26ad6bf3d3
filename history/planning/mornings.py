"""How the back was on the last mornings, beside those before and the first ones (brief.md F)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from history.planning.norms import is_change_of_pain
from routines.planning.baseline import MORNINGS as USUAL_OF
from routines.planning.cut_offs import CUT_OFFS

DAY = timedelta(days=1)
MORNINGS = 7
FEWEST = 3  # mornings, of which a mean says something
TENTH = Decimal("0.1")

Morning = tuple[date, int]


class Change(StrEnum):
    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, kw_only=True)
class Mean:
    """The mean pain of some mornings, to a tenth, and what has become of it since: the change up to
    the last mornings."""

    pain: Decimal
    since: date
    until: date
    change: Change


@dataclass(frozen=True, kw_only=True)
class Back:
    """The last seven mornings, the seven before them, and the first seven.

    `before` and `first` are None with fewer than three mornings of their own.
    """

    now: Mean
    before: Mean | None
    first: Mean | None


def back_of(mornings: Sequence[Morning], first: Sequence[Morning]) -> Back | None:
    """Return how the back was; None with fewer than three mornings.

    `mornings` are the latest ones and `first` the first ones, each in the order of the days.
    """
    now, before = mornings[-MORNINGS:], mornings[-2 * MORNINGS : -MORNINGS]
    if len(now) < FEWEST:
        return None
    mean = _mean(now)
    known = {day for day, _pain in [*now, *before]}
    alone = [each for each in first[:MORNINGS] if each[0] not in known]
    return Back(now=_as_mean(now, mean), before=_earlier(before, mean), first=_earlier(alone, mean))


def may_have_flared(mornings: Sequence[Morning], *, usual: int | None) -> bool:
    """Return whether any of these mornings may have begun a flare-up (brief.md D7).

    A quick look, which spares the slow one: it may say yes where there was none, and never no where
    there was one. `usual`: the usual pain given at the start. The lowest that the usual pain may
    have been counts: that of the lowest morning, and none while there are few of them.
    """
    said = [Decimal(pain) for _day, pain in mornings]
    known = [*said, *([] if usual is None else [Decimal(usual)])]
    lowest = min(known) if len(said) > USUAL_OF else Decimal(0)
    if any(pain >= lowest + CUT_OFFS.flare_above for pain in said):
        return True
    return any(
        day - before == DAY and min(pain, pain_before) >= lowest + CUT_OFFS.flare_twice_above
        for (before, pain_before), (day, pain) in pairwise(mornings)
    )


def _earlier(mornings: Sequence[Morning], now: Decimal) -> Mean | None:
    return _as_mean(mornings, now) if len(mornings) >= FEWEST else None


def _as_mean(mornings: Sequence[Morning], now: Decimal) -> Mean:
    mean = _mean(mornings)
    change = Change.SAME
    if is_change_of_pain(mean, now):
        change = Change.LESS if now < mean else Change.MORE
    return Mean(
        pain=mean.quantize(TENTH, ROUND_HALF_UP),
        since=mornings[0][0],
        until=mornings[-1][0],
        change=change,
    )


def _mean(mornings: Sequence[Morning]) -> Decimal:
    return Decimal(sum(pain for _day, pain in mornings)) / len(mornings)
