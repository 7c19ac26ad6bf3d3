"""Filters that turn the library's codes and figures into what people read."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext

from exercises import labels
from exercises.vocabulary import KG_PER_LB

register = template.Library()

LABELS: dict[str, Mapping[Any, Promise]] = {
    "phase": labels.PHASES,
    "pattern": labels.PATTERNS,
    "muscle": labels.MUSCLES,
    "muscle_short": labels.MUSCLES_SHORT,
    "equipment": labels.EQUIPMENT,
    "knee": labels.KNEES,
    "caution": labels.CAUTIONS,
}

CM_PER_INCH = Decimal("2.54")


@register.filter
def label(word: str, kind: str) -> str:
    """What people read for `word`, a value of the enum that `kind` names."""
    return str(LABELS[kind][word])


@register.filter
def duration(seconds: int) -> str:
    """45 → "45 s", 90 → "1 min 30 s", 120 → "2 min"."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(gettext("%(minutes)s min") % {"minutes": minutes})
    if rest or not minutes:
        parts.append(gettext("%(seconds)s s") % {"seconds": rest})
    return " ".join(parts)


@register.filter
def pounds(kilograms: Decimal) -> Decimal:
    """Kilograms in pounds, to the nearest half."""
    return _half(kilograms / KG_PER_LB)


@register.filter
def inches(centimetres: int) -> Decimal:
    """Centimetres in inches, to the nearest half."""
    return _half(centimetres / CM_PER_INCH)


def _half(value: Decimal) -> Decimal:
    halves = (value * 2).quantize(Decimal(1), rounding=ROUND_HALF_UP) / 2
    return halves.quantize(Decimal(1)) if halves == halves.to_integral_value() else halves
