"""Pain over a period as a chart: mornings and sessions, with flare-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from history.charts.line import LineChart, Reading, Series, Shape, line_chart
from history.charts.scale import Days, figures
from history.facts.back import GAPS, flares_in, pain_while_training
from history.planning.norms import mean_of_week
from history.planning.report import Interval
from history.planning.thinning import Every, Figure, every_for, highest, means
from routines.facts.back_state import BackState

MOST_PAIN = 10


@dataclass(frozen=True, kw_only=True)
class PainOfPeriod:
    """The chart of a period, and the figures that are written beside it.

    `at_first`, `now`: the mean pain of the mornings of the first and of the last seven days; None
    with too few. `most`: the highest while training. `flares`: first and last day of each.
    """

    chart: LineChart
    every: Every
    at_first: Decimal | None
    now: Decimal | None
    most: int | None
    flares: Sequence[tuple[date, date]]

    @property
    def has_figures(self) -> bool:
        return any(line.points for line in self.chart.lines)


def pain_of(back: BackState, period: Interval, week_start: int) -> PainOfPeriod:
    """Return how the back was in a period, from its reports. No query."""
    every = every_for(period.days)
    mornings = {day: pain for day, pain in back.mornings.items() if period.holds(day)}
    during: dict[date, int] = {}
    for each in back.done:
        said = pain_while_training(each)
        if said is not None and period.holds(each.day):
            during[each.day] = max(said, during.get(each.day, 0))
    flares = flares_in(back, period)
    of_mornings = means(_ordered(mornings), every, week_start=week_start)
    of_sessions = highest(_ordered(during), every, week_start=week_start)
    thinned = (
        (_("In the morning"), Shape.DISC, of_mornings),
        (_("While training"), Shape.SQUARE, of_sessions),
    )
    series = [
        Series(
            name=name,
            shape=shape,
            readings=tuple(Reading(day=max(day, period.first), figure=pain) for day, pain in found),
            gap_after=GAPS[every],
        )
        for name, shape, found in thinned
    ]
    return PainOfPeriod(
        chart=line_chart(
            series,
            Days(first=period.first, last=period.last),
            scale=figures([0, MOST_PAIN], from_zero=True),
            marked=[(day, "") for day in sorted({each.day for each in back.done})],
            spans=flares,
        ),
        every=every,
        at_first=mean_of_week(mornings, period.first + timedelta(days=6)),
        now=mean_of_week(mornings, period.last),
        most=max(during.values(), default=None),
        flares=flares,
    )


def _ordered(pains: dict[date, int]) -> list[Figure]:
    return [(day, Decimal(pains[day])) for day in sorted(pains)]
