"""Figures in templates."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises.figures.body_map import BodyView, body_map
from exercises.models import Exercise

register = template.Library()


# Not a template: a list shows sixty pictures, and each would take as long as the rest of its card.
PICTURE = (
    '<img class="picture" src="{}" width="200" height="150" alt="" loading="lazy" decoding="async">'
)


NO_PICTURE = '<span class="picture picture--none" aria-hidden="true">{}</span>'


@register.simple_tag
def picture(exercise: Exercise) -> SafeString:
    """Show the figure as a small picture beside the exercise's name; without a figure, the first
    letter of the name.

    It is still, loaded when it comes near, and moves while it is pointed at
    (static/js/pictures.js).
    """
    if not exercise.figure_digest:
        return format_html(NO_PICTURE, exercise.name[:1].upper())
    return _picture(exercise.figure_of_id or exercise.slug, exercise.figure_digest)


@lru_cache(maxsize=256)
def _picture(slug: str, digest: str) -> SafeString:
    still = reverse("exercises:picture", args=[slug, "still", digest])
    return format_html(PICTURE, still)


@register.simple_tag
def body_views() -> tuple[BodyView, BodyView]:
    """Return the front and the back of the body map."""
    return body_map()


@register.inclusion_tag("exercises/_muscle_map.html")
def muscle_map(exercise: Exercise) -> dict[str, Any]:
    """Show the body from the front and the back with the exercise's muscles coloured."""
    return {"views": body_map(), "exercise": exercise}


@register.filter
def drawn(svg: str) -> SafeString:
    """Mark the SVG of `load_library` as safe: our own code wrote every letter of it."""
    return mark_safe(svg)  # noqa: S308
