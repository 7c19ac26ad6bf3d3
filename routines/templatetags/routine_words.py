"""Sets, rows and equipment in words."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.decimals import decimal_text
from exercises.labels import CAUTIONS, EQUIPMENT
from exercises.models import Exercise
from exercises.vocabulary import Caution, Equipment, Measure
from routines.models import SessionItem, SetLog, Side

register = template.Library()


@register.filter
def side_name(side: str) -> str:
    return {Side.LEFT: _("left"), Side.RIGHT: _("right"), Side.BOTH: ""}[Side(side)]


@register.filter
def measure_name(measure: str) -> str:
    """What the figure in the row counts."""
    return {
        Measure.REPS: _("repetitions"),
        Measure.SECONDS: _("seconds"),
        Measure.MINUTES: _("minutes"),
    }[Measure(measure)]


@register.filter
def measure_short(measure: str) -> str:
    """The same over a column of figures."""
    return {
        Measure.REPS: _("Reps"),
        Measure.SECONDS: _("Seconds"),
        Measure.MINUTES: _("Minutes"),
    }[Measure(measure)]


@register.filter
def unit_sign(measure: str) -> str:
    """The short sign beside the figure: ×, s, min."""
    return {Measure.REPS: "×", Measure.SECONDS: _("s"), Measure.MINUTES: _("min")}[Measure(measure)]


@register.filter
def load_text(load: Decimal | None) -> str:
    """8.00 → 8, 8.50 → 8.5, None → ""."""
    return "" if load is None else decimal_text(load)


@register.filter
def device_ms(moment: datetime | None) -> str:
    """Milliseconds since 1970, as a device counts; None → ""."""
    return "" if moment is None else str(int(moment.timestamp() * 1000))


@register.filter
def row_name(row: Any, item: SessionItem) -> str:
    """A row as a screen reader says it: "Set 2 of 3, left, Clamshell"."""
    if row.number > item.sets:
        parts = [_("Extra set %(number)d") % {"number": row.number}]
    else:
        figures = {"number": row.number, "total": item.sets}
        parts = [_("Set %(number)d of %(total)d") % figures]
    return ", ".join([*parts, *filter(None, [side_name(row.side)]), item.exercise_name])


@register.filter
def done_text(log: SetLog, item: SessionItem) -> str:
    """What was done: "12 reps", "20 s", "8.5 kg × 10"."""
    return _amount_text(item.measure, log.amount, load_text(log.load), log.load_unit)


@register.filter
def row_text(row: Any, item: SessionItem) -> str:
    """What was done in a row: as done_text, and "10 + 8 reps" where its sides differ."""
    log, other = row.log, row.other
    right = other.amount if other else log.amount
    return _sides_text(item, log.amount, right, load_text(log.load), log.load_unit)


@register.filter
def previous_text(previous: dict[str, Any], item: SessionItem) -> str:
    """The same set of the last time, in the same words."""
    left, load = previous["amount"], previous["load"] or ""
    right = previous.get("amount_right", left)
    return _sides_text(item, left, right, load, previous["unit"])


@register.filter
def row_said(row: Any, item: SessionItem) -> str:
    """What was done in a row as a screen reader says it: "12 repetitions", "left 10, right 8
    repetitions, with 8.5 kg"."""
    log, right = row.log, row.other.amount if row.other else row.log.amount
    amount = _amount_said(item.measure, right)
    if log.amount != right:
        sides = {"left": log.amount, "right": amount}
        amount = _("left %(left)d, right %(right)s") % sides
    load = load_text(log.load)
    if not load or load == "0":
        return amount
    return _("%(amount)s, with %(load)s") % {"amount": amount, "load": f"{load} {log.load_unit}"}


def _amount_said(measure: str, amount: int) -> str:
    text = {
        Measure.REPS: ngettext("%(amount)d repetition", "%(amount)d repetitions", amount),
        Measure.SECONDS: ngettext("%(amount)d second", "%(amount)d seconds", amount),
        Measure.MINUTES: ngettext("%(amount)d minute", "%(amount)d minutes", amount),
    }[Measure(measure)]
    return text % {"amount": amount}


def _sides_text(item: SessionItem, left: int, right: int, load: str, unit: str) -> str:
    text = _amount_text(item.measure, right, load, unit)
    return text if left == right else f"{left} + {text}"


def _amount_text(measure: str, amount: int, load: str, unit: str) -> str:
    if measure == Measure.SECONDS:
        text = _("%(amount)d s") % {"amount": amount}
    elif measure == Measure.MINUTES:
        text = _("%(amount)d min") % {"amount": amount}
    elif load and load != "0":
        text = str(amount)
    else:
        text = ngettext("%(amount)d rep", "%(amount)d reps", amount) % {"amount": amount}
    return f"{load} {unit} × {text}" if load and load != "0" else text


@register.filter
def day_names(days: Iterable[date]) -> str:
    """Days in a row of words: "Monday 2 March and Friday 6 March"."""
    return get_text_list([date_format(day, "l j F") for day in days], _("and"))


@register.filter
def weekday_names(days: Iterable[int], sessions: int) -> str:
    """The plan's weekdays, 0 = Monday: "Monday and Thursday", or, where there are more of them
    than sessions a week, "Monday, Wednesday or Friday"."""
    names = [str(WEEKDAYS[day]) for day in days]
    return get_text_list(names, _("or") if len(names) > sessions else _("and"))


@register.filter
def kit_names(words: Iterable[str]) -> str:
    """["chair", "mat"] → "chair and mat"."""
    return get_text_list(
        [str(EQUIPMENT[Equipment(word)]).lower() for word in sorted(words)], _("and")
    )


@register.filter
def lacking(exercise: Exercise, at_hand: Iterable[str]) -> str:
    """The equipment that it needs and that is not at hand, in words; "" where all is."""
    return kit_names(set(exercise.equipment) - set(at_hand))


@register.filter
def speaking_of(exercise: Exercise, cautions: Iterable[Caution]) -> str:
    """Which of a person's cautions speak of an exercise, in words; "" for none."""
    return caution_names(Caution(word) for word in exercise.caution if word in set(cautions))


@register.filter
def caution_names(cautions: Iterable[Caution]) -> str:
    """Their labels hold commas: "knee pain or knee arthritis; neck pain"."""
    return "; ".join(str(CAUTIONS[word]) for word in sorted(cautions))
