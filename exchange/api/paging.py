"""Long lists in parts: a cursor names the row after which the next part begins."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from backhealth.http import absolute
from exchange.api.problems import wrong_field

Row = TypeVar("Row", bound=Model)
Shape = TypeVar("Shape")
Value = date | UUID | str


class Asked(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=200, description="How many, at most.")
    cursor: str = Field(
        "", max_length=200, description="“next” of the part before; “” for the first one."
    )


class Listed(Schema, Generic[Shape]):
    """A part of a list."""

    results: list[Shape]
    next: str | None = Field(description="The cursor of the next part; null after the last one.")


@dataclass(frozen=True)
class Order:
    """How a list is ordered: by columns that together are unique. `read` turns the text of each
    value back into the value, or raises ValueError."""

    columns: Sequence[tuple[str, Callable[[str], Value]]]
    newest_first: bool = False

    def after(self, cursor: str) -> Q:
        """Return the condition for the rows behind a cursor. Raises Refused."""
        texts = _decoded(cursor)
        if len(texts) != len(self.columns):
            raise _unknown_cursor()
        try:
            values = [read(text) for (_name, read), text in zip(self.columns, texts, strict=True)]
        except ValueError:
            raise _unknown_cursor() from None
        found, before = Q(), Q()
        comparison = "lt" if self.newest_first else "gt"
        for (name, _read), value in zip(self.columns, values, strict=True):
            found |= before & Q(**{f"{name}__{comparison}": value})
            before &= Q(**{name: value})
        return found

    @property
    def names(self) -> list[str]:
        return [("-" if self.newest_first else "") + name for name, _read in self.columns]

    def cursor_of(self, row: Model) -> str:
        """Return the cursor behind which a row stands last."""
        texts = [str(getattr(row, name)) for name, _read in self.columns]
        return urlsafe_b64encode(" ".join(texts).encode()).decode().rstrip("=")


def _slug(text: str) -> str:
    if not re.fullmatch(r"[-\w]+", text, re.ASCII):
        raise ValueError
    return text


BY_SLUG = Order([("slug", _slug)])
BY_KEY = Order([("id", UUID)])
NEWEST_DAY_FIRST = Order([("day", date.fromisoformat), ("id", UUID)], newest_first=True)
NEWEST_LOCAL_DATE_FIRST = Order(
    [("local_date", date.fromisoformat), ("id", UUID)], newest_first=True
)


def part_of(rows: QuerySet[Row], order: Order, asked: Asked) -> tuple[list[Row], str | None]:
    """Return the rows of a part and the cursor of the next one. One query. Raises Refused."""
    behind = rows.filter(order.after(asked.cursor)) if asked.cursor else rows
    found = list(behind.order_by(*order.names)[: asked.limit + 1])
    shown = found[: asked.limit]
    return shown, order.cursor_of(shown[-1]) if len(found) > asked.limit else None


def listed(
    request: HttpRequest, response: HttpResponse, results: Sequence[Any], following: str | None
) -> dict[str, Any]:
    """Return a part of a list, and name the address of the next one in the header Link."""
    if following:
        query = request.GET.copy()
        query["cursor"] = following
        address = absolute(f"{request.path}?{query.urlencode()}")
        response.headers["Link"] = f'<{address}>; rel="next"'
    return {"results": results, "next": following}


def _decoded(cursor: str) -> list[str]:
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        return urlsafe_b64decode(padded.encode("ascii")).decode("ascii").split(" ")
    except ValueError:
        raise _unknown_cursor() from None


def _unknown_cursor() -> Exception:
    return wrong_field("query.cursor", "This is no cursor of this list.")
