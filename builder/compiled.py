"""The environment of the templates that Jinja compiles, with what the builder's ones use
(docs/decisions/0021)."""

from typing import Any

from django.template.defaultfilters import capfirst, floatformat
from jinja2 import Environment

import routines.compiled
from builder.templatetags import builder_labels
from exercises.templatetags import exercise_words


def environment(**options: Any) -> Environment:
    """Return the environment of the sessions' templates, with the builder's filters."""
    made = routines.compiled.environment(**options)
    for tags in (builder_labels, exercise_words):
        made.filters |= tags.register.filters
    made.filters |= {"capfirst": capfirst, "floatformat": floatformat}
    return made
