"""The fields in the row of a set that is still to do."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exercises.vocabulary import Measure
from routines.models import LoadUnit, SessionItem
from routines.templatetags.routine_words import load_text, measure_name, row_name, unit_sign

register = template.Library()

# How much one tap on − or + changes.
LOAD_STEPS = {LoadUnit.KG: "1", LoadUnit.LB: "2.5"}
AMOUNT_STEPS = {Measure.REPS: "1", Measure.SECONDS: "5", Measure.MINUTES: "1"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a row.

    `label` is read by screen readers, `unit` is shown in the field beside the figure, `target` is
    logged if it stays empty. `value` is the figure typed or copied.
    """

    name: str
    label: str
    unit: str
    step: str
    target: str
    value: Any
    is_refused: bool


@register.filter
def row_classes(row: Any, card: Any) -> str:
    """Return the CSS classes of a row: done, an extra set, or the current row."""
    is_now = not row.log and card.now_row is not None and row.place == card.now_row.place
    kinds = {"done": row.log, "extra": row.is_extra and not row.log, "now": is_now}
    return " ".join(["set", *(f"set--{kind}" for kind, holds in kinds.items() if holds)])


@register.filter
def unit_in(row: Any, item: SessionItem) -> str:
    """Return the unit of the weight in a row: the unit sent with the form, or else the item's."""
    return (row.form.unit_said() if row.form else "") or item.load_unit


@register.filter
def asked_load(row: Any, item: SessionItem) -> str:
    """Return the weight that an empty field means; "" for none, or if the row has another unit."""
    return load_text(item.load) if unit_in(row, item) == item.load_unit else ""


@register.filter
def fields_of(row: Any, item: SessionItem) -> list[Field]:
    """Return the fields of a row: the load if it takes one, and the amount, for each side if
    paired."""
    name, measure = row_name(row, item), measure_name(item.measure)
    sign, step = unit_sign(item.measure), AMOUNT_STEPS[Measure(item.measure)]
    fields = []
    if item.takes_load:
        unit = unit_in(row, item)
        label = _("%(name)s, weight in %(unit)s") % {"name": name, "unit": unit}
        load = asked_load(row, item) or "–"
        fields.append(_field(row, "load", label, unit, LOAD_STEPS[LoadUnit(unit)], load))
    if item.is_paired:
        left, right = pgettext("left, in one letter", "L"), pgettext("right, in one letter", "R")
        sides = [("amount", _("left"), left), ("amount_right", _("right"), right)]
    else:
        sides = [("amount", "", sign)]
    for field, side, short in sides:
        label = ", ".join(filter(None, [name, side, measure]))
        fields.append(_field(row, field, label, short, step, str(item.aim)))
    return fields


def _field(row: Any, name: str, label: str, unit: str, step: str, target: str) -> Field:
    bound = row.form[name] if row.form else None
    value = bound.value() if bound else None
    return Field(
        name=name,
        label=label,
        unit=unit,
        step=step,
        target=target,
        value="" if value is None else value,
        is_refused=bool(bound and bound.errors),
    )
