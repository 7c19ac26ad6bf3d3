"""Charts drawn on the server as SVG: they print, need no script, and have a table of figures."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import template

from exercises.decimals import decimal_text
from exercises.figures.body_map import body_map
from history.charts.bars import BarChart
from history.charts.line import LineChart
from history.planning.muscle_sets import MuscleSets
from routines.planning.loads import Unit, shown

register = template.Library()
UNDER = 26  # below the frame: the names of months or weeks
YEAR = timedelta(days=366)


@register.filter
def figure_text(figure: Decimal | int) -> str:
    """Format a figure of a chart without zeros at its end: 4.50 → 4.5."""
    return decimal_text(Decimal(figure))


@register.inclusion_tag("history/_line_chart.html")
def line_chart(chart: LineChart, key: str, title: str, words: str) -> dict[str, Any]:
    """Draw lines over days. `key`: the start of its ids. `words`: what it shows, in a sentence, for
    those who don't see it."""
    return _context(chart, key, title, words)


@register.inclusion_tag("history/_bar_chart.html")
def bar_chart(chart: BarChart, key: str, title: str, words: str) -> dict[str, Any]:
    """Draw bars, one a week, or one a month: over more than a year, each is named by its month and
    year."""
    days = [bar.counted.day for bar in chart.bars]
    named_by = "M Y" if days and days[-1] - days[0] > YEAR else "j M"
    return _context(chart, key, title, words) | {"named_by": named_by}


def _context(chart: LineChart | BarChart, key: str, title: str, words: str) -> dict[str, Any]:
    height = chart.frame.bottom + UNDER
    return {"chart": chart, "key": key, "title": title, "words": words, "height": height}


@register.inclusion_tag("history/_muscle_sets_map.html")
def muscle_sets_map(muscles: Sequence[MuscleSets]) -> dict[str, Any]:
    """Draw the body from the front and the back, each muscle by how many hard sets it has."""
    return {"views": body_map(), "bands": {each.muscle: each.band for each in muscles}}


@register.filter
def of_key(found: Mapping[Any, Any], key: object) -> object:
    """Return what a table holds under a key; "" if it doesn't."""
    return found.get(key, "")


@register.filter
def kg_in(kg: Decimal, unit: str) -> str:
    """Format a weight in kg as a person reads it in their unit: 11.3398 → 25 lb."""
    return f"{decimal_text(shown(abs(kg), Unit(unit)))} {unit}"
