"""The constraints of a model, asked of a row before it is written, so that a fault has its place.

The database asks the same when the row is written, but names no row.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q

Values = Mapping[str, Any]
# True, False, or None where a value is missing: a constraint refuses only what is False.
Answer = bool | None
Asked = Callable[[Values], Answer]


@dataclass(frozen=True)
class Check:
    """One constraint of a model: `name`, as the database has it."""

    name: str
    asked: Asked

    def allows(self, row: Values) -> bool:
        return self.asked(row) is not False


def checks_of(model: type[models.Model]) -> Iterator[Check]:
    """Yield the constraints of a model that look at one row alone."""
    for rule in model._meta.constraints:
        if isinstance(rule, models.CheckConstraint):
            yield Check(str(rule.name), _asked(rule.condition))


def _asked(condition: Any) -> Asked:
    parts = [_asked(each) if isinstance(each, Q) else _lookup(*each) for each in condition.children]
    join = _any if condition.connector == Q.OR else _all
    if condition.negated:
        return lambda row: _not(join([part(row) for part in parts]))
    return lambda row: join([part(row) for part in parts])


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _all(answers: list[Answer]) -> Answer:
    if False in answers:
        return False
    return None if None in answers else True


def _any(answers: list[Answer]) -> Answer:
    if True in answers:
        return True
    return None if None in answers else False


def _lookup(path: str, wanted: Any) -> Asked:
    name, _, kind = path.partition("__")
    if kind == "isnull" or (wanted is None and not kind):
        is_null = True if wanted is None else wanted
        return lambda row: (row[name] is None) is is_null
    compare = COMPARED[kind or "exact"]
    if isinstance(wanted, F):
        other = str(wanted.name)  # type: ignore[attr-defined]
        return lambda row: _compared(compare, row[name], row[other])
    return lambda row: _compared(compare, row[name], wanted)


def _compared(compare: Callable[[Any, Any], bool], value: Any, wanted: Any) -> Answer:
    return None if value is None or wanted is None else compare(value, wanted)


COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "lt": lambda value, wanted: value < wanted,
    "lte": lambda value, wanted: value <= wanted,
    "gt": lambda value, wanted: value > wanted,
    "gte": lambda value, wanted: value >= wanted,
    "range": lambda value, wanted: wanted[0] <= value <= wanted[1],
}
