"""How much of what was planned was done (brief.md F)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from history.planning.report import Interval
from history.planning.weeks import Kind, Week, in_range


@dataclass(frozen=True, kw_only=True)
class Adherence:
    """The sessions of a period, and how its whole weeks went.

    `sessions`: all that were done. `planned` of the weeks that asked for sessions, and `kept` of
    them, each week at most as many as were planned. `met` of `weeks` had two or more. `away` and
    `in_flare`: weeks that asked for none.
    """

    sessions: int
    kept: int
    planned: int
    met: int
    weeks: int
    away: int
    in_flare: int

    @property
    def per_cent(self) -> int | None:
        """`kept` of `planned` in per cent; None if nothing was planned."""
        return round(100 * self.kept / self.planned) if self.planned else None


def adherence(
    sessions: int,
    weeks: Iterable[Week],
    period: Interval,
    *,
    wanted: Mapping[date, int],
    this_week: date,
) -> Adherence:
    """Compare the sessions of a period with those that were planned.

    `weeks` cover the period. `wanted`: the number of sessions a week, by the first day of each week
    that had a plan. Weeks that the period cuts, and weeks that began without a plan, ask for
    nothing. This week asks only for what was done.
    """
    found = [
        week
        for week in weeks
        if week.first in wanted
        and period.holds(week.first)
        and (week.first == this_week or period.holds(week.first + timedelta(days=6)))
    ]
    asking = [week for week in found if week.kind in {Kind.IN_RANGE, Kind.ONE, Kind.NONE}]
    kept = {week.first: min(week.done, wanted[week.first]) for week in asking}
    planned = [kept[start] if start == this_week else wanted[start] for start in kept]
    met, of_weeks = in_range(found)
    return Adherence(
        sessions=sessions,
        kept=sum(kept.values()),
        planned=sum(planned),
        met=met,
        weeks=of_weeks,
        away=sum(week.kind == Kind.AWAY for week in found),
        in_flare=sum(week.kind == Kind.FLARE for week in found),
    )
