"""Templates that Jinja compiles: exercises and sets of a session, of the log and of the plan
(docs/decisions/0021)."""

import datetime
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, engines
from django.template.backends.django import Template as DjangoTemplate
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from jinja2 import BaseLoader, Environment, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context as JinjaContext

from exercises.templatetags.figures import picture
from routines.templatetags import logged_sets, routine_labels, routine_words, set_rows

# The indentation of all lines, comments, and then the ends of lines with tags alone.
INDENTED = re.compile(r"^ +", re.MULTILINE)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
# The end of a line before and after an element that is a block of its own: it shows as nothing.
BLOCK = (
    r"</?(?:article|details|dialog|div|fieldset|form|h2|h3|li|ol|p|section|summary|template|ul)\b"
)
BEFORE_A_BLOCK = re.compile(rf">\n(?={BLOCK})")
AFTER_A_BLOCK = re.compile(rf"({BLOCK}[^<>]*>)\n")
INCLUDE = re.compile(r"""\{% include "(?P<name>[^"]+)" %\}""")
TAGS_ALONE = re.compile(r"^((?:\{%(?:(?!%\}).)*%\})*)\n", re.MULTILINE)


class Flattened(Extension):
    """Prepare a template before it is compiled: a page has many rows.

    Drop the indentation, comments, and the lines of tags and empty ones. Put the text of what it
    includes in place of the include, which would make a context each time. What an included
    template sets stays in it, as in Jinja's own include.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        text = TAGS_ALONE.sub(r"\1", COMMENT.sub("", INDENTED.sub("", source)))
        text = AFTER_A_BLOCK.sub(r"\1", BEFORE_A_BLOCK.sub(">", text))
        # In DEBUG a template is compiled anew if its own file has changed, but not one beside it.
        return text if self.environment.auto_reload else INCLUDE.sub(self._included, text)

    def _included(self, tag: re.Match[str]) -> str:
        loader = cast(BaseLoader, self.environment.loader)
        source, filename, _is_new = loader.get_source(self.environment, tag["name"])
        text = self.preprocess(source, tag["name"], filename).removesuffix("\n")
        return f"{{% with %}}{text}{{% endwith %}}"


class Texts(dict[str, str]):
    """The translations of the templates' texts into one language: each row of a session, and each
    page, has the same ones."""

    def __missing__(self, text: str) -> str:
        self[text] = gettext(text)
        return self[text]


@lru_cache(maxsize=64)
def _texts(_language: str | None) -> Callable[[str], str]:
    """Return the look-up of texts in the active language, by which it is stored."""
    return Texts().__getitem__


def answer(
    request: HttpRequest, name: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Answer with a compiled template alone, as Django's `render` does with one of its own."""
    token = SimpleLazyObject(lambda: get_token(request))
    text = render(name, {**values, "request": request, "csrf_token": token})
    return HttpResponse(text, status=status)


def render(name: str, values: Mapping[str, Any]) -> SafeString:
    """Render a compiled template, with `form_fields` for its forms and `_` for its words."""
    # Only where there are forms: it gives the person a token.
    fields = SimpleLazyObject(lambda: _rendered("routines/_form_fields.jinja.html", values))
    return _rendered(name, {**values, "form_fields": fields, "_": _texts(get_language())})


def _rendered(name: str, values: Mapping[str, Any]) -> SafeString:
    text = cast(Jinja2, engines["compiled"]).env.get_template(name).render(values)
    return mark_safe(text)  # noqa: S308


def environment(**options: Any) -> Environment:
    """Return the environment of these templates, with the filters of the other ones."""
    # Django's options have autoescape on.
    made = Environment(**options, extensions=[Flattened])  # noqa: S701
    for tags in (logged_sets, routine_labels, routine_words, set_rows):
        made.filters |= tags.register.filters
    made.filters["date"] = in_words
    made.filters["fill"] = fill
    made.globals |= {"address": address, "part": part, "picture": picture, "url": url}
    return made


@pass_context
def part(context: JinjaContext, name: str) -> SafeString:
    """Show a part that is one of Django's templates, with the values that this template has."""
    found = cast(DjangoTemplate, engines["django"].get_template(name)).template
    return found.render(Context(context.get_all()))


def in_words(day: datetime.date, form: str) -> str:
    """Return a date as Django's filter formats it, each once in a language: weeks repeat them."""
    return _in_words(get_language(), day, form)


@lru_cache(maxsize=4096)
def _in_words(_language: str | None, day: datetime.date, form: str) -> str:
    return str(date(day, form))


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


@lru_cache(maxsize=4096)
def address(name: str, *keys: object) -> str:
    """Return the address of a view: an editor asks for the same ones after each change."""
    return reverse(name, args=keys)
