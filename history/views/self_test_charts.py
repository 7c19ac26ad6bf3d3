"""The charts of tests of one's own."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from history.charts.line import LineChart, Reading, Series, Shape, line_chart
from history.charts.scale import Days, figures
from history.labels.self_tests import SIDES
from history.models import SelfTestResult
from history.planning.self_tests import Side
from history.planning.thinning import Figure

SHAPES = {Side.BOTH: Shape.DISC, Side.LEFT: Shape.DISC, Side.RIGHT: Shape.SQUARE}


def trend_chart(results: Sequence[SelfTestResult]) -> LineChart | None:
    """Draw the results of a test, newest first; None with fewer than two days.

    Lengths are in the unit of the newest one; of two results of a day, the later counts.
    """
    days = {each.day for each in results}
    if len(days) < 2:
        return None
    unit = results[0].unit
    sides: dict[Side, dict] = {}
    for each in reversed(results):
        for figure in each.figures:
            sides.setdefault(figure.side, {})[figure.day] = figure.in_unit(unit)
    series = [
        Series(
            name=capfirst(str(SIDES[side])),
            shape=SHAPES[side],
            readings=tuple(Reading(day=day, figure=amount) for day, amount in found.items()),
        )
        for side, found in sorted(sides.items())
    ]
    amounts = [each.figure for one in series for each in one.readings]
    return line_chart(
        series,
        Days(first=min(days), last=max(days)),
        scale=figures(amounts, from_zero=True),
    )


def pain_chart(weeks: Sequence[Figure]) -> LineChart | None:
    """Draw the mean pain of each week; None with fewer than two weeks."""
    if len(weeks) < 2:
        return None
    readings = tuple(Reading(day=day, figure=mean) for day, mean in weeks)
    return line_chart(
        [Series(name=_("Mean of the week"), readings=readings, gap_after=7)],
        Days(first=readings[0].day, last=readings[-1].day),
        scale=figures([0, 10], from_zero=True),
    )
