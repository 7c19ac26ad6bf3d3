"""Templates that Jinja compiles: exercises and sets of a session, of the log and of the plan
(docs/decisions/0021)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import date
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from jinja2 import Environment
from jinja2.ext import Extension

from exercises.templatetags.figures import picture
from routines.templatetags import logged_sets, routine_labels, routine_words, set_rows

# The indentation of all lines, and then the end of a line with a tag alone.
INDENTED = re.compile(r"^ +", re.MULTILINE)
TAG_ALONE = re.compile(r"^(\{%(?:(?!%\}).)*%\})\n", re.MULTILINE)


class Unindented(Extension):
    """Drop the indentation when a template is compiled, and the lines of tags: a page has many
    rows."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return TAG_ALONE.sub(r"\1", INDENTED.sub("", source))


class Texts(dict[str, str]):
    """The translations of one page: a session says the same words in each of its rows."""

    def __missing__(self, text: str) -> str:
        self[text] = gettext(text)
        return self[text]


def render(name: str, values: Mapping[str, Any]) -> SafeString:
    """Render a compiled template, with `form_fields` for its forms and `_` for its words."""
    # Only where there are forms: it gives the person a token.
    fields = SimpleLazyObject(lambda: render_to_string("routines/_form_fields.html", dict(values)))
    own = {"form_fields": fields, "_": Texts().__getitem__}
    text = cast(Jinja2, engines["compiled"]).env.get_template(name).render({**values, **own})
    return mark_safe(text)  # noqa: S308


def environment(**options: Any) -> Environment:
    """Return the environment of these templates, with the filters of the other ones."""
    # Django's options have autoescape on.
    made = Environment(**options, extensions=[Unindented])  # noqa: S701
    for tags in (logged_sets, routine_labels, routine_words, set_rows):
        made.filters |= tags.register.filters
    made.filters["date"] = date
    made.filters["fill"] = fill
    made.globals |= {"picture": picture, "url": url}
    return made


def fill(text: str, /, **values: Any) -> str:
    """Put values into a translated text: "%(name)s: done"."""
    return text % values


def url(name: str, key: object) -> str:
    """Return the address of a view with one key in it."""
    return _pattern(name).replace(ANY, str(key))


# A key that is in the form of each of them.
ANY = "00000000-0000-0000-0000-000000000000"


@lru_cache(maxsize=64)
def _pattern(name: str) -> str:
    """Look an address up once: that takes as long as drawing half a row."""
    return reverse(name, args=[ANY])
