"""Everything that is stored about a person, as the text of a file that can be brought back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from accounts.models import User
from exchange.archive.shape import LIBRARY, OWN
from exchange.archive.writing import written
from exchange.facts.account import of_the_account
from exchange.facts.archive_shape import Shape, shapes
from exercises.models import Exercise
from exercises.own import OWN_ENTRY

OF_THE_PERSON = (
    *("email", "is_guest", "time_zone", "country", "units", "own_units", "week_start", "habits"),
    *("usual_pain", "joined_at", "rest_tone", "rest_vibration", "keep_awake", "deload_every"),
    "last_login",
)
AT_ONCE = 500  # rows, of which the largest have two kilobytes
PIECE = 64 * 1024  # characters


def everything(user: User, *, now: datetime) -> Iterator[str]:
    """Yield the text of the file in pieces of some 64 KB.

    `person`, then by the name of its model a list of {column: value}, oldest first; a column that
    has what the app gives it by itself isn't written. Own exercises are as the person described
    them; those of the library are named by their slug, and described for an app without them. One
    query for each model, and some for the exercises.
    """
    person = {name: getattr(user, name) for name in OF_THE_PERSON}
    person |= of_the_account(user, now=now)
    parts: list[tuple[str, Iterable[dict[str, Any]]]] = [
        (LIBRARY, _library(user)),
        (OWN, _own(user)),
    ]
    parts += [(name, rows_of(shape, user)) for name, shape in shapes().items()]
    return in_pieces(written(made_at=now, person=person, parts=parts))


def rows_of(shape: Shape, user: User) -> Iterator[dict[str, Any]]:
    """Yield the rows of one kind, without what the app gives a column by itself."""
    columns = tuple(shape.columns)
    rows = shape.model._default_manager.filter(user=user).order_by("pk").values_list(*columns)
    defaults = [shape.defaults.get(name, _NOTHING) for name in columns]
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield {
            name: value
            for name, value, default in zip(columns, row, defaults, strict=True)
            if value != default
        }


_NOTHING = object()


def _own(user: User) -> Iterator[dict[str, Any]]:
    for each in Exercise.objects.of(user).order_by("pk"):
        described = OWN_ENTRY.dump_python(each.as_entry(), mode="json", exclude_none=True)
        yield {"slug": each.slug, **described, "retired_at": each.retired_at}


def _library(user: User) -> Iterator[dict[str, Any]]:
    """Yield a description of those exercises of the library to which a row refers."""
    named: set[str] = set()
    for shape in shapes().values():
        for column in shape.exercises:
            mine = shape.model._default_manager.filter(user=user)
            named |= set(mine.order_by(column).values_list(column, flat=True).distinct())
    columns = ("slug", "name", "phase", "pattern", "primary", "secondary", "measure", "sides")
    yield from (
        Exercise.objects.from_files().filter(pk__in=named).order_by("pk").values(*columns, "load")
    )


def in_pieces(lines: Iterable[str]) -> Iterator[str]:
    """Yield the same text in pieces of some 64 KB."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)
