"""Filters that turn the library's codes and figures into words for people."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext

from exercises.labels import labels
from exercises.models import Exercise
from exercises.vocabulary import CM_PER_INCH, KG_PER_LB

register = template.Library()


@register.filter
def label(word: str, kind: str) -> str:
    """Return the label of `word`, a value of the enum that `kind` names."""
    return labels(kind)[word]


@register.filter
def label_all(words: list[str], kind: str) -> list[str]:
    """Return the labels of several words; one filter is faster than a loop in the template."""
    known = labels(kind)
    return [known[word] for word in words]


@register.filter
def any_of(words: list[str]) -> str:
    """Return equipment as a choice, in its order: ["dumbbell", "kettlebell"] → "a dumbbell or a
    kettlebell"."""
    return get_text_list(label_all(words, "equipment_one"), gettext("or"))


@register.filter
def muscles_said(exercise: Exercise) -> str:
    """Return the muscles as a screen reader says them: "Working muscles: Calves."."""
    primary = ", ".join(label_all(exercise.primary, "muscle"))
    words = [gettext("Working muscles:"), f"{primary}."]
    if exercise.secondary:
        secondary = ", ".join(label_all(exercise.secondary, "muscle_short"))
        words += [gettext("Also at work:"), f"{secondary}."]
    return " ".join(words)


@register.filter
def changes(exercise: Exercise) -> list[tuple[str, str]]:
    """Return each caution that changes the exercise, with what a person with it does
    differently."""
    known = labels("caution")
    return [(known[word], exercise.changes[word]) for word in exercise.caution]


@register.filter
def duration(seconds: int) -> str:
    """Format seconds: 45 → "45 s", 90 → "1 min 30 s", 120 → "2 min"."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(gettext("%(minutes)s min") % {"minutes": minutes})
    if rest or not minutes:
        parts.append(gettext("%(seconds)s s") % {"seconds": rest})
    return " ".join(parts)


@register.filter
def pounds(kilograms: Decimal) -> Decimal:
    """Convert kilograms to pounds, to the nearest half."""
    return _half(kilograms / KG_PER_LB)


@register.filter
def inches(centimetres: Decimal | int) -> Decimal:
    """Convert centimetres to inches, to the nearest half."""
    return _half(centimetres / CM_PER_INCH)


@register.filter
def up_to(count: int) -> range:
    """Count up: 3 → 1, 2, 3, for the columns and rows of a table to write in."""
    return range(1, count + 1)


def _half(value: Decimal) -> Decimal:
    halves = (value * 2).quantize(Decimal(1), rounding=ROUND_HALF_UP) / 2
    return halves.quantize(Decimal(1)) if halves == halves.to_integral_value() else halves
