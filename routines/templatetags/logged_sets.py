"""The words of logged sets. A page of the log has two hundred, many of them the same."""

from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django import template
from django.utils.translation import get_language

from routines.models import SessionItem, Side
from routines.models.set_log import LoggedRow
from routines.templatetags.routine_words import in_reserve, row_said, row_text, side_name

register = template.Library()


class SetWords(NamedTuple):
    """What was done in a row of sets, as it is shown and as screen readers say it; the side, and
    the effort, "" if there is none."""

    shown: str
    said: str
    side: str
    effort: str


class Figures(NamedTuple):
    """What was done on one side, under the names of a log's fields."""

    amount: int
    load: Decimal | None
    load_unit: str


class Measured(NamedTuple):
    """What the amounts count, and whether the loads are help, under the names of an item's
    fields."""

    measure: str
    load_helps: bool


@register.filter
def set_words(row: LoggedRow, item: Any) -> SetWords:
    """Return the words of a row of sets, which are worked out once for the same figures."""
    log, other = row.log, _figures(row.other) if row.other else None
    side = Side.BOTH if item.is_paired else log.side
    measured = Measured(item.measure, item.load_helps)
    return _words(get_language(), measured, side, _figures(log), other, log.rir)


def _figures(log: Any) -> Figures:
    return Figures(log.amount, log.load, log.load_unit)


@lru_cache(maxsize=4096)
def _words(
    _language: str,
    measured: Measured,
    side: str,
    left: Figures,
    right: Figures | None,
    rir: int | None,
) -> SetWords:
    row, item = LoggedRow(cast(Any, left), cast(Any, right)), cast(SessionItem, measured)
    return SetWords(
        shown=row_text(row, item),
        said=row_said(row, item),
        side=side_name(side),
        effort="" if rir is None else in_reserve(rir),
    )
