"""Which rows belong into the file of everything, and what each of their columns may hold.

Read from the models, so that a new model or column is in the file without another line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from exchange.archive.columns import JSON_COLUMNS, WORD_COLUMNS
from exchange.facts.conditions import Check, checks_of
from exercises.models import Exercise
from routines.facts.personal_data import owned_models
from routines.models import Prescription
from routines.models.owned import Owned

# Not in the file at all, by name, with the reason.
LEFT_OUT = {
    "ItemSums": "worked out of the sets, which are in the file",
    "StoredCheckpoint": "where targets stood on a day, worked out of the log",
    "BroughtFile": "a file of everything on its way in, itself",
    "BroughtPiece": "a part of such a file",
    "LogImport": "how a log came from another app; what it wrote is in the file",
    "LogPiece": "a part of a file of another app on its way in",
    "ImportedRow": "a row of such a file",
    "ImportedSession": "which session came with which file",
    "ImportedActivity": "which activity came with which file",
    "NameChoice": "what a name in files of other apps means, asked again with the next file",
    "ApiToken": "the key of a program to this app alone",
    "Reminder": "what was sent, kept for two weeks so that nothing is sent twice",
}
# In the file without what opens the link, and never brought back, by name: an address that somebody
# was given leads to this app alone, and nobody should come by a working link with a file.
LINKS = {
    "CalendarFeed": frozenset({"token"}),
    "Share": frozenset({"token"}),
    "ReportLink": frozenset({"digest"}),
    "PushSubscription": frozenset({"endpoint", "p256dh", "auth", "browser"}),
}
# Rows without a key that means anything elsewhere: they come and go with the row that they are of.
PARTS_OF: dict[type[Owned], str] = {Prescription: "routine_id"}
# Columns that name the person, or are a number that means nothing elsewhere.
WHOSE = {"user_id", "owner_id"}
LARGEST = {
    models.PositiveSmallIntegerField: 32_767,
    models.PositiveIntegerField: 2_147_483_647,
    models.PositiveBigIntegerField: 2**63 - 1,
}
Column: TypeAlias = Any  # a field of a model, by its own class
# Days of a life, also by a clock that was wrong: pages count days and weeks on from them.
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MOMENT = Annotated[AwareDatetime, Field(ge=FIRST, le=LAST)]
DAY = Annotated[date, Field(ge=FIRST.date(), le=LAST.date())]
SLUG = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]+$", max_length=60)]


@dataclass(frozen=True)
class Shape:
    """What a row of one model looks like in the file.

    `columns` are its fields by the name that they have in the file, in the order of the model.
    `as_written`: those whose value is taken as it stands in the file, once it was checked.
    `defaults`: what a column has if it isn't written. `identity`: the columns by which two rows are
    the same row of a person, beside the key; () for the key alone. `links`: the columns that refer
    to another row of the person, with its model.
    """

    model: type[Owned]
    columns: Mapping[str, Column]
    defaults: Mapping[str, Any]
    row: type[BaseModel]
    as_written: tuple[tuple[int, str], ...]
    decimals: tuple[int, ...]
    values_of: Callable[[BaseModel], tuple[Any, ...]]
    checks: tuple[Check, ...]
    identity: tuple[str, ...] | None
    links: Mapping[str, type[Owned]]
    exercises: frozenset[str]

    @property
    def name(self) -> str:
        return self.model.__name__

    @property
    def has_key(self) -> bool:
        return "id" in self.columns

    def nullable(self, column: str) -> bool:
        return bool(self.columns[column].null)


@cache
def shapes() -> dict[str, Shape]:
    """Return the shape of every kind of row in the file, by name: a row's after those to which it
    refers."""
    waiting = {
        model.__name__: shape_of(model)
        for model in owned_models()
        if model.__name__ not in LEFT_OUT
    }
    found: dict[str, Shape] = {}
    while waiting:
        ready = [
            name
            for name, shape in waiting.items()
            if not {model.__name__ for model in shape.links.values()} & (waiting.keys() - {name})
        ]
        found |= {name: waiting.pop(name) for name in ready}
    return found


def brought_back() -> dict[str, Shape]:
    """Return the shapes of what is read from a file, in their order."""
    return {name: shape for name, shape in shapes().items() if name not in LINKS}


def shape_of(model: type[Owned]) -> Shape:
    secret = LINKS.get(model.__name__, frozenset())
    fields = {
        field.attname: field
        for field in model._meta.concrete_fields
        if field.attname not in WHOSE | secret and not isinstance(field, models.BigAutoField)
    }
    defaults = {name: _default(field) for name, field in fields.items() if _has_default(field)}
    related: dict[str, Any] = {
        name: field.remote_field.model
        for name, field in fields.items()
        if isinstance(field, models.ForeignKey)
    }
    typed: dict[str, Any] = {name: _typed(model, it, defaults) for name, it in fields.items()}
    row = create_model(
        model.__name__,
        __config__=ConfigDict(extra="ignore", strict=True, regex_engine="python-re"),
        __doc__=(model.__doc__ or "").partition("\n\n")[0],
        **typed,
    )
    return Shape(
        model=model,
        columns=fields,
        defaults=defaults,
        row=row,
        as_written=tuple(
            (place, name)
            for place, (name, field) in enumerate(fields.items())
            if isinstance(field, models.JSONField) or name in WORD_COLUMNS
        ),
        decimals=tuple(
            place
            for place, field in enumerate(fields.values())
            if isinstance(field, models.DecimalField)
        ),
        values_of=attrgetter(*fields),
        checks=tuple(checks_of(model)),
        identity=_identity(model),
        links={name: to for name, to in related.items() if to is not Exercise},
        exercises=frozenset(name for name, to in related.items() if to is Exercise),
    )


def _identity(model: type[Owned]) -> tuple[str, ...] | None:
    """Return the columns that are unique for a person without a condition; None without such."""
    columns = {field.name: field.attname for field in model._meta.concrete_fields}
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and rule.condition is None:
            return tuple(columns[name] for name in rule.fields if name != "user")
    for field in model._meta.concrete_fields:
        if isinstance(field, models.OneToOneField):
            return () if field.name == "user" else (field.attname,)
    return None


def _has_default(field: Column) -> bool:
    # A moment that is made up anew for each row is no default.
    is_made_up = callable(field.default) and not isinstance(field, models.JSONField)
    return (field.has_default() and not is_made_up) or field.null or _may_be_empty(field)


def _may_be_empty(field: Column) -> bool:
    return field.blank and isinstance(field, models.CharField | models.TextField)


def _default(field: Column) -> Any:
    if field.has_default():
        return field.get_default()
    return None if field.null else ""


def _typed(model: type[Owned], field: Column, defaults: Mapping[str, Any]) -> tuple[Any, FieldInfo]:
    kind = _kind(model, field)
    kind = kind | None if field.null else kind
    if field.attname not in defaults:
        return kind, Field()
    default = defaults[field.attname]
    shown = {"default": _plain(default)}
    return kind, Field(default_factory=lambda: default, json_schema_extra=shown)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | list | dict | None) else str(value)


def _kind(model: type[Owned], field: Column) -> Any:
    """Return the type of a column's values in the file."""
    if isinstance(field, models.JSONField):
        return JSON_COLUMNS[model.__name__, field.attname]
    if isinstance(field, models.ForeignKey):
        return SLUG if field.remote_field.model is Exercise else UUID
    if field.attname in WORD_COLUMNS:
        return WORD_COLUMNS[field.attname]
    if field.choices:
        words = [value for value, _name in field.flatchoices]
        return Literal[tuple([*words, ""] if _may_be_empty(field) else words)]
    return _plain_kind(field)


def _plain_kind(field: Column) -> Any:
    for of, kind in PLAIN.items():
        if isinstance(field, of):
            return kind(field)
    raise TypeError(f"{field} has no type in the file")


def _text(field: Column) -> Any:
    return Annotated[str, Field(max_length=field.max_length or 20_000)]


def _whole(field: Column) -> Any:
    most = next(most for kind, most in LARGEST.items() if isinstance(field, kind))
    least = 0
    for rule in field.validators:
        if isinstance(rule, MinValueValidator):
            least = max(least, rule.limit_value)
        elif isinstance(rule, MaxValueValidator):
            most = min(most, rule.limit_value)
    return Annotated[int, Field(ge=least, le=most)]


def _decimal(field: Column) -> Any:
    whole, after = field.max_digits - field.decimal_places, field.decimal_places
    return Annotated[str, Field(pattern=rf"^-?\d{{1,{whole}}}(\.\d{{1,{after}}})?$")]


PLAIN: dict[type[Column], Callable[[Any], Any]] = {
    models.BooleanField: lambda _field: bool,
    models.UUIDField: lambda _field: UUID,
    models.DateTimeField: lambda _field: MOMENT,
    models.DateField: lambda _field: DAY,
    models.TimeField: lambda _field: time,
    models.DecimalField: _decimal,
    models.IntegerField: _whole,
    models.CharField: _text,
    models.TextField: _text,
}
