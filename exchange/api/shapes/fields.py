"""Kinds of fields that several shapes have."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from exercises.decimals import decimal_text
from routines.models.last_word import Word

LONGEST_WAIT = timedelta(days=366)


def _text(value: str) -> str:
    """Refuse what no database stores: NUL, and halves of a sign."""
    if "\x00" in value:
        raise ValueError("has a NUL")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("has half of a sign") from None
    return value


def _iso_day(value: object) -> object:
    """Refuse what pydantic would take for a day, like 0."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise ValueError("write a day like 2026-03-04")
    return value


def _iso_moment(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("write a moment like 2026-03-04T12:00:00Z")
    return value


Text = Annotated[str, AfterValidator(_text), StringConstraints(strip_whitespace=True)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_iso_moment)]
ZeroToTen = Annotated[int, Field(ge=0, le=10, strict=True)]
Reserve = Annotated[int, Field(ge=0, le=5, strict=True)]
Load = Annotated[
    Decimal,
    Field(ge=0, le=Decimal("9999.99"), decimal_places=2),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 9999.99}),
]


class Sent(Schema):
    """What a program sends. A word that isn't known is an error, so that none is lost."""

    model_config = ConfigDict(extra="forbid")


class SentLater(Sent):
    """A change that a program may have stored until it could send it."""

    at: Moment | None = Field(
        None,
        description="When the person made the change, by the device’s clock, if it is sent later. "
        "A newer change that is stored already stays.",
    )

    def when(self, now: datetime) -> tuple[datetime, Word | None]:
        """Return when the change was made, and the word that orders it among others; None if it
        wasn't sent later.

        A time that isn't past counts as now, and one more than a year ago as a year ago.
        """
        if self.at is None or self.at >= now:
            return now, None
        at = max(self.at, now - LONGEST_WAIT)
        return at, Word(at=at, heard=now)


def columns(row: object, *names: str) -> dict[str, Any]:
    """Return these columns of a row, by name."""
    return {name: getattr(row, name) for name in names}


def load_text(load: Decimal | None) -> str | None:
    """Return a load as it was typed: "8.5"; null without one."""
    return None if load is None else decimal_text(load)
