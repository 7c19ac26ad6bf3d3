"""Figures in templates."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from exercises.figures.body_map import body_map
from exercises.models import Exercise

register = template.Library()


@register.inclusion_tag("exercises/_picture.html")
def picture(exercise: Exercise, *, eager: bool = False) -> dict[str, Any]:
    """The figure as a small picture beside the exercise's name: still, loaded when it comes near,
    and moving as long as it is pointed at (static/js/figures.js)."""
    addresses = {
        kind: reverse("exercises:picture", args=[exercise.slug, kind, exercise.figure_digest])
        for kind in ("still", "moving")
    }
    return {**addresses, "eager": eager}


@register.inclusion_tag("exercises/_body_map.html")
def muscle_map(exercise: Exercise) -> dict[str, Any]:
    """The body from the front and the back with the exercise's muscles coloured."""
    return {"views": body_map(), "exercise": exercise}


@register.filter
def drawn(svg: str) -> SafeString:
    """SVG that `load_library` drew, as it is: our own code wrote every letter of it."""
    return mark_safe(svg)  # noqa: S308
