"""Sets, rows and equipment in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst, get_text_list
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exercises.decimals import decimal_text
from exercises.labels import CAUTIONS, EQUIPMENT
from exercises.models import Exercise
from exercises.templatetags.exercise_words import any_of
from exercises.vocabulary import Caution, Equipment, Measure
from routines.models import SessionItem, SetLog, Side
from routines.models.prescribed import Prescribed, length_in

register = template.Library()
MOST_RIR = 5  # means "5 or more"
SIDES = {Side.LEFT: gettext_lazy("left"), Side.RIGHT: gettext_lazy("right"), Side.BOTH: ""}
MEASURES = {
    Measure.REPS: gettext_lazy("repetitions"),
    Measure.SECONDS: gettext_lazy("seconds"),
    Measure.MINUTES: gettext_lazy("minutes"),
}
SIGNS = {
    Measure.REPS: gettext_lazy("reps"),
    Measure.SECONDS: gettext_lazy("s"),
    Measure.MINUTES: gettext_lazy("min"),
}


@register.filter
def side_name(side: str) -> str:
    return str(SIDES[Side(side)])


@register.filter
def measure_name(measure: str) -> str:
    """Return what the figure in a row counts, as a word."""
    return str(MEASURES[Measure(measure)])


@register.filter
def unit_sign(measure: str) -> str:
    """Return the short sign beside the figure: reps, s, min."""
    return str(SIGNS[Measure(measure)])


@register.filter
def load_text(load: Decimal | None) -> str:
    """Format a load: 8.00 → 8, 8.50 → 8.5, None → ""."""
    return "" if load is None else decimal_text(load)


@register.filter
def sessions_in_words(count: int) -> str:
    """Return a number of sessions: "3 sessions"."""
    return ngettext("%(count)d session", "%(count)d sessions", count) % {"count": count}


@register.filter
def weight_text(each: Prescribed) -> str:
    """Return the weight or the help that is asked for: "8.5 kg", "20 kg help"; "" for neither."""
    return _weight_text(load_text(each.load), each.load_unit, helps=each.load_helps)


def _weight_text(load: str, unit: str, *, helps: bool) -> str:
    if not load:
        return ""
    return _("%(load)s %(unit)s help") % {"load": load, "unit": unit} if helps else f"{load} {unit}"


@register.filter
def dose_text(each: Prescribed) -> str:
    """Return sets and range as they are written: "3 × 8–12", "2 × 20 s a side", "5 min"."""
    if each.measure == Measure.MINUTES:
        return _("%(range)s min") % {"range": each.range_text}
    parts = [
        f"{each.sets} ×" if each.sets > 1 or each.is_strength else "",
        each.range_text,
        _("s") if each.measure == Measure.SECONDS else "",
        _("a side") if each.per_side else "",
    ]
    return " ".join(part for part in parts if part)


@register.filter
def asked_beside(each: Prescribed) -> str:
    """Return the targets other than sets and weight: "step 15 cm · lightest band · hold 5 s"."""
    parts = [
        _("step %(height)s") % {"height": _height(each)} if each.height_cm else "",
        _band(each.band),
        _("hold %(time)d s") % {"time": each.hold_s} if each.hold_s else "",
        _("pause %(time)d s") % {"time": each.pause_s} if each.pause_s else "",
    ]
    words = [(part,) for part in parts if part]
    return format_html_join(" · ", '<span class="nowrap">{}</span>', words)


@register.filter
def whole_dose(each: Prescribed) -> str:
    """Return sets and range with the other targets beside them: "2 × 8 · hold 5 s"."""
    beside = asked_beside(each)
    return format_html("{} · {}", dose_text(each), beside) if beside else dose_text(each)


def _height(each: Prescribed) -> str:
    height = length_in(each.height_cm, each.length_unit)
    return f"{decimal_text(height)} {each.length_unit}"


def _band(place: int) -> str:
    if place < 2:
        return _("lightest band") if place else ""
    return _("band %(number)d, counted from the lightest") % {"number": place}


@register.filter
def device_ms(moment: datetime | None) -> str:
    """Convert a time to milliseconds since 1970, as a device counts; None → ""."""
    return "" if moment is None else str(int(moment.timestamp() * 1000))


@register.filter
def row_name(row: Any, item: SessionItem) -> str:
    """Return the name of a row for screen readers: "Set 2 of 3, left, Clamshell"."""
    return _row_name(get_language(), row.number, item.sets, row.side, item.exercise_name)


@lru_cache(maxsize=4096)
def _row_name(_language: str | None, number: int, total: int, side: str, exercise: str) -> str:
    """Return the name in the active language, by which it is stored: pages ask for it again."""
    if number > total:
        parts = [_("Extra set %(number)s") % {"number": number}]
    else:
        parts = [_("Set %(number)d of %(total)d") % {"number": number, "total": total}]
    return ", ".join([*parts, *filter(None, [side_name(side)]), exercise])


@dataclass(frozen=True)
class _Half:
    """What one side did.

    `load` includes its unit, and says if it is help; it is "" without. `nothing` is 0 with the
    unit.
    """

    amount: int
    load: str
    nothing: str = field(compare=False)


def _half_of(log: SetLog, *, helps: bool) -> _Half:
    return _half(log.amount, load_text(log.load), log.load_unit, helps=helps)


def _half(amount: int, load: str | None, unit: str, *, helps: bool) -> _Half:
    weight = "" if not load or load == "0" else _weight_text(load, unit, helps=helps)
    return _Half(amount, weight, nothing=_weight_text("0", unit, helps=helps))


def _halves_of(row: Any, item: SessionItem) -> tuple[_Half, _Half]:
    left, right = row.log, row.other or row.log
    return _half_of(left, helps=item.load_helps), _half_of(right, helps=item.load_helps)


def _halves_before(previous: dict[str, Any], item: SessionItem) -> tuple[_Half, _Half]:
    def half(of: str) -> _Half:
        names = ("amount", "load", "unit")
        figures = (previous.get(f"{name}{of}", previous[name]) for name in names)
        return _half(*figures, helps=item.load_helps)

    return half(""), half("_right")


@register.filter
def row_text(row: Any, item: SessionItem) -> str:
    """Return what was done in a row: "12 reps", "20 s", "8.5 kg × 10".

    If the sides differ: "10 + 8 reps", "5 kg × 8 + 6", "7.5 kg × 8 + 5 kg × 6".
    """
    return _set_text(item.measure, *_halves_of(row, item))


@register.filter
def in_reserve(rir: int) -> str:
    """Return the good repetitions left: "2 in reserve"; 5 means five or more."""
    return _("%(count)s in reserve") % {"count": f"{rir}+" if rir == MOST_RIR else rir}


@register.filter
def row_said(row: Any, item: SessionItem) -> str:
    """Return what was done in a row for screen readers.

    "12 repetitions", "left 10, right 8 repetitions, with 8.5 kg".
    """
    return _set_said(item.measure, *_halves_of(row, item))


@register.filter
def previous_text(previous: dict[str, Any], item: SessionItem) -> str:
    """Return the same set of the last time, worded as `row_text`."""
    return _set_text(item.measure, *_halves_before(previous, item))


@register.filter
def previous_said(previous: dict[str, Any], item: SessionItem) -> str:
    """Return the same set of the last time, worded for screen readers."""
    return _set_said(item.measure, *_halves_before(previous, item))


@register.filter
def previous_name(previous: dict[str, Any], item: SessionItem) -> str:
    """Return the name of the button that copies the last time: its text, and the sides if they
    differ."""
    text, (left, right) = previous_text(previous, item), _halves_before(previous, item)
    return text if left == right else f"{text}, {previous_said(previous, item)}"


def _set_text(measure: str, left: _Half, right: _Half) -> str:
    """Return one text for both sides, each weight before its amount."""
    if left == right:
        return _half_text(measure, left)
    if left.load != right.load:
        each_own = [replace(half, load=half.load or half.nothing) for half in (left, right)]
        return " + ".join(_half_text(measure, half) for half in each_own)
    amounts = f"{left.amount} + {_amount_text(measure, right)}"
    return f"{left.load} × {amounts}" if left.load else amounts


def _half_text(measure: str, half: _Half) -> str:
    amount = _amount_text(measure, half)
    return f"{half.load} × {amount}" if half.load else amount


def _amount_text(measure: str, half: _Half) -> str:
    figures = {"amount": half.amount}
    if measure == Measure.SECONDS:
        return _("%(amount)d s") % figures
    if measure == Measure.MINUTES:
        return _("%(amount)d min") % figures
    if half.load:
        return str(half.amount)
    return ngettext("%(amount)d rep", "%(amount)d reps", half.amount) % figures


def _set_said(measure: str, left: _Half, right: _Half) -> str:
    if left == right:
        return _with_load(_amount_said(measure, left.amount), left.load)
    if left.load == right.load:
        sides = {"left": left.amount, "right": _amount_said(measure, right.amount)}
        return _with_load(_("left %(left)d, right %(right)s") % sides, left.load)
    sides = {
        "left": _with_load(_amount_said(measure, left.amount), left.load),
        "right": _with_load(_amount_said(measure, right.amount), right.load),
    }
    return _("left %(left)s; right %(right)s") % sides


def _with_load(amount: str, load: str) -> str:
    return _("%(amount)s, with %(load)s") % {"amount": amount, "load": load} if load else amount


def _amount_said(measure: str, amount: int) -> str:
    text = {
        Measure.REPS: ngettext("%(amount)d repetition", "%(amount)d repetitions", amount),
        Measure.SECONDS: ngettext("%(amount)d second", "%(amount)d seconds", amount),
        Measure.MINUTES: ngettext("%(amount)d minute", "%(amount)d minutes", amount),
    }[Measure(measure)]
    return text % {"amount": amount}


@register.filter
def weekday_names(days: Iterable[int], sessions: int) -> str:
    """Return the plan's weekdays, 0 = Monday: "Monday and Thursday".

    If there are more of them than sessions a week: "Monday, Wednesday or Friday".
    """
    names = [str(WEEKDAYS[day]) for day in days]
    return get_text_list(names, _("or") if len(names) > sessions else _("and"))


@register.filter
def left_for_time(sets: int) -> str:
    """Say how many sets of a target are left out to keep the session's time."""
    return ngettext(
        "One set less than the target, so that the session keeps its time.",
        "%(sets)s sets less than the target, so that the session keeps its time.",
        sets,
    ) % {"sets": sets}


@register.filter
def kit_names(words: Iterable[str]) -> str:
    """Return equipment as a list of words: ["chair", "mat"] → "chair and mat"."""
    return get_text_list(
        [str(EQUIPMENT[Equipment(word)]).lower() for word in sorted(words)], _("and")
    )


@register.filter
def lacking(exercise: Exercise, at_hand: Iterable[str]) -> str:
    """Return the equipment that an exercise needs and is not at hand, in words; "" if all is."""
    if missing := set(exercise.equipment) - set(at_hand):
        return kit_names(missing)
    return "" if exercise.fits(at_hand) else one_of(exercise)


def one_of(exercise: Exercise) -> str:
    """Return the things of which an exercise needs one: "a dumbbell or a kettlebell"."""
    return alternatives(exercise.any_of)


@register.filter
def alternatives(words: Iterable[str]) -> str:
    """Return equipment as a choice: {"kettlebell", "dumbbell"} → "a dumbbell or a kettlebell"."""
    wanted = set(words)
    return any_of([each for each in Equipment if each in wanted])


@register.filter
def kit_needed(exercise: Exercise, nothing: str) -> str:
    """Return what an exercise needs, beginning with a capital; `nothing` if it needs nothing."""
    names = [str(EQUIPMENT[Equipment(word)]) for word in exercise.equipment]
    return capfirst(", ".join([*names, *filter(None, [one_of(exercise)])])) or nothing


@register.filter
def speaking_of(exercise: Exercise, cautions: Iterable[Caution]) -> str:
    """Return which of a person's cautions concern an exercise, in words; "" for none."""
    return caution_names(Caution(word) for word in exercise.caution if word in set(cautions))


@register.filter
def changes_for(exercise: Exercise, cautions: Iterable[Caution]) -> list[tuple[str, str]]:
    """Return how a person with these cautions does an exercise, as (caution, change) pairs."""
    mine = set(cautions)
    return [
        (str(CAUTIONS[Caution(word)]), exercise.changes[word])
        for word in exercise.caution
        if word in mine and word in exercise.changes
    ]


@register.filter
def caution_names(cautions: Iterable[Caution]) -> str:
    """Join the labels with semicolons, as they hold commas: "knee pain or knee arthritis; neck
    pain"."""
    return "; ".join(cautions_in_words(cautions))


def cautions_in_words(cautions: Iterable[Caution]) -> list[str]:
    """Return the label of each caution, in alphabetical order of their codes."""
    return [str(CAUTIONS[word]) for word in sorted(cautions)]
