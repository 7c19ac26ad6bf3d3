"""Filters that turn the codes of routines into the sentences of `builder.labels`."""

from django import template

from builder.labels.editing import advice_said, band_said, change_said, day_name, days_named
from routines.planning.routine_advice import Advice, WithoutPattern

register = template.Library()

for sentences in (advice_said, band_said, change_said, day_name, days_named):
    register.filter(sentences)


@register.filter
def missing_pattern(each: Advice) -> str:
    """Return the first pattern that an advice misses, to look for it; "" if it misses none."""
    return str(each.patterns[0]) if isinstance(each, WithoutPattern) else ""
