"""The rows of sets, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exercises.vocabulary import Measure
from routines.facts.units import load_words
from routines.labels.sessions import FOUND
from routines.models import LoadUnit, SessionItem, Side
from routines.templatetags.routine_words import (
    load_text,
    measure_name,
    previous_name,
    previous_said,
    previous_text,
    row_name,
    row_said,
    row_text,
    side_name,
    unit_sign,
)

register = template.Library()

# How much one tap on − or + changes.
LOAD_STEPS = {LoadUnit.KG: "1", LoadUnit.LB: "2.5"}
AMOUNT_STEPS = {Measure.REPS: "1", Measure.SECONDS: "5", Measure.MINUTES: "1"}
ITEM, KEY = UUID(int=1), UUID(int=2)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a row.

    `label` is read by screen readers, `unit` is shown in the field beside the figure, `target` is
    logged if it stays empty. `value` is the figure typed or copied. `helps`: the figure is help.
    """

    name: str
    label: str
    unit: str
    step: str
    target: str
    value: Any
    is_refused: bool
    helps: bool = False


class RowInWords:
    """A row of the session page with its words and addresses.

    What several places of a row say is worked out once; the rest, only where it is shown.
    """

    def __init__(self, row: Any, item: SessionItem, *, is_now: bool) -> None:
        self.row, self.item, self.is_now = row, item, is_now
        self.log, self.form, self.previous = row.log, row.form, row.previous
        self.key, self.number, self.side = str(row.key), str(row.number), str(row.side)
        self.name = row_name(row, item)
        self.side_name = side_name(row.side)
        self.is_open_extra = row.is_extra and not row.log

    @property
    def is_plain(self) -> bool:
        """Whether it is an open row that differs from the current one in its number, its side and
        its last time alone, so that a script can draw it."""
        row = self.row
        return not (self.is_now or row.is_extra or row.log or row.form or row.undo or row.found)

    @property
    def classes(self) -> str:
        """The CSS classes: done, an extra set, or the current row."""
        kinds = {"done": self.log, "extra": self.is_open_extra, "now": self.is_now}
        return " ".join(["set", *(f"set--{kind}" for kind, holds in kinds.items() if holds)])

    @property
    def is_hold(self) -> bool:
        return self.item.measure == Measure.SECONDS

    @property
    def rest_s(self) -> int:
        """The seconds of rest after it: none between the sides."""
        return 0 if self.side == Side.LEFT else self.item.rest_s

    @property
    def place(self) -> str:
        """The exercise and the row's place in it, which two pages of a session have in common."""
        return f"{self.item.pk}-{self.row.place}"

    @property
    def log_url(self) -> str:
        return self._address("log_set")

    @property
    def copy_url(self) -> str:
        return self._address("copy_previous")

    @property
    def correct_url(self) -> str:
        return self._address("correct_set")

    @property
    def remove_url(self) -> str:
        return self._address("remove_set")

    @property
    def restore_url(self) -> str:
        return self._address("restore_set")

    def _address(self, name: str) -> str:
        return _pattern(name).format(item=self.item.pk, key=self.key)

    @property
    def tick_label(self) -> str:
        return _("%(name)s: done") % {"name": self.name}

    @property
    def timer_label(self) -> str:
        return _("%(name)s: start the timer") % {"name": self.name}

    @property
    def copy_what(self) -> str:
        """What is copied, for screen readers."""
        return previous_name(self.previous, self.item)

    @property
    def copy_label(self) -> str:
        what = {"name": self.name, "what": self.copy_what}
        return _("%(name)s: copy the last time, %(what)s") % what

    @property
    def back_label(self) -> str:
        what = {"name": self.name, "what": self.said}
        return _("%(name)s, %(what)s, done. Take back") % what

    @property
    def text(self) -> str:
        """What was done: "8.5 kg × 10"."""
        return row_text(self.row, self.item)

    @property
    def said(self) -> str:
        """What was done, for screen readers."""
        return row_said(self.row, self.item)

    @property
    def previous_text(self) -> str:
        return previous_text(self.previous, self.item)

    @property
    def previous_said(self) -> str:
        return previous_said(self.previous, self.item)

    @property
    def remembered(self) -> list[tuple[str, str]]:
        """The effort and the note of a form that is shown again, as (name, value)."""
        if not self.form:
            return []
        found = [(name, self.form[name].value()) for name in ("rir", "note")]
        return [(name, str(value)) for name, value in found if value not in {None, ""}]

    @property
    def unit(self) -> str:
        """The unit of the weight: the unit sent with the form, or else the item's."""
        return (self.form.unit_said() if self.form else "") or self.item.load_unit

    @property
    def asked_load(self) -> str:
        """The weight that an empty field means; "" for none, or if the row has another unit."""
        load = self.row.found.load if self.row.found else self.item.load
        return load_text(load) if self.unit == self.item.load_unit else ""

    @property
    def found_text(self) -> str:
        """What the answers made of the weight; "" without an answer."""
        found = self.row.found
        if found is None or found.turn is None:
            return ""
        if not self.log:
            return str(FOUND[found.turn])
        load = {"load": load_words(found.load, self.item.load_unit)}
        return _("Next time %(load)s.") % load

    @property
    def fields(self) -> list[Field]:
        """The load if the row takes one, and the amount, for each side if it holds both."""
        item, measure = self.item, measure_name(self.item.measure)
        fields = []
        if item.takes_load:
            fields.append(self._load_field())
        if item.is_paired:
            left, right = (
                pgettext("left, in one letter", "L"),
                pgettext("right, in one letter", "R"),
            )
            sides = [("amount", _("left"), left), ("amount_right", _("right"), right)]
        else:
            sides = [("amount", "", unit_sign(item.measure))]
        step = AMOUNT_STEPS[Measure(item.measure)]
        for name, side, short in sides:
            label = ", ".join(filter(None, [self.name, side, measure]))
            fields.append(self._field(name, label, short, step, str(item.aim)))
        return fields

    def _load_field(self) -> Field:
        unit, target = self.unit, self.asked_load or "–"
        step, figures = LOAD_STEPS[LoadUnit(unit)], {"name": self.name, "unit": unit}
        if not self.item.load_helps:
            label = _("%(name)s, weight in %(unit)s") % figures
            return self._field("load", label, unit, step, target)
        label = _("%(name)s, help in %(unit)s") % figures
        shown = _("%(unit)s help") % figures
        return replace(self._field("load", label, shown, step, target), helps=True)

    def _field(self, name: str, label: str, unit: str, step: str, target: str) -> Field:
        bound = self.form[name] if self.form else None
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


@register.filter
def in_words(rows: Iterable[Any], card: Any) -> list[RowInWords]:
    """Return rows of an exercise's card with their words."""
    now = card.now_row
    place = now.place if now else None
    return [RowInWords(row, card.item, is_now=not row.log and row.place == place) for row in rows]


@register.filter
def copy_address(item: object) -> str:
    """Return the address that copies the last time into a row of an item, with {key} in it."""
    return _pattern("copy_previous").format(item=item, key="{key}")


@lru_cache(maxsize=8)
def _pattern(name: str) -> str:
    """Return the address of a view with {item} and {key} in it.

    Looking up an address takes as long as drawing half a row.
    """
    keys = [KEY] if name in {"correct_set", "remove_set", "restore_set"} else [ITEM, KEY]
    address = reverse(f"routines:{name}", args=keys)
    return address.replace(str(ITEM), "{item}").replace(str(KEY), "{key}")
