"""Tags for the small links from a sentence to its sources, and a filter for times."""

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext, gettext_lazy

from exercises.dose import Range
from exercises.templatetags.exercise_words import duration
from learn.rated import Sure
from learn.sources import BY_ID

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()

SURE = {
    Sure.GOOD: gettext_lazy("Well backed"),
    Sure.FAIR: gettext_lazy("Fairly sure"),
    Sure.THIN: gettext_lazy("Thin"),
}


@register.inclusion_tag("learn/_sources.html")
def source(*ids: str) -> dict[str, Any]:
    """Link to the sources with these ids. Raises KeyError for an unknown id."""
    return {"sources": [BY_ID[each] for each in ids]}


@register.inclusion_tag("learn/_sources.html")
def source_list(ids: tuple[str, ...]) -> dict[str, Any]:
    """Link to the sources of a tuple of ids."""
    return source(*ids)


@register.filter
def sure_name(sure: Sure) -> "StrOrPromise":
    """Return how sure a claim is, in a word or two."""
    return SURE[sure]


@register.filter
def time_range(seconds: Range) -> str:
    """Format seconds: (20, 30) → "20–30 s", (60, 120) → "1–2 min", (420, 495) → "7:00–8:15 min"."""
    low, high = seconds
    if low == high:
        return duration(low)
    if high < 60:
        return gettext("%(low)s–%(high)s s") % {"low": low, "high": high}
    if low % 60 == high % 60 == 0:
        return gettext("%(low)s–%(high)s min") % {"low": low // 60, "high": high // 60}
    return gettext("%(low)s–%(high)s min") % {"low": _clock(low), "high": _clock(high)}


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
