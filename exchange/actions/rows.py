"""Inserting many rows of which only the columns are known, without an object for each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

AT_ONCE = 2000  # rows, so that ten years are never in memory twice
# What the database takes as it is. All else a field translates.
PLAIN = (models.IntegerField, models.BooleanField, models.CharField, models.TextField)


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows given by these columns; the others get their default, or the database's number.

    Five times as fast as `bulk_create`, which builds an object and a piece of SQL for each row: for
    as long as this takes, nobody else writes to SQLite. Raises IntegrityError.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 — names of our own
    translated = _translated(fields, rows)
    with connection.cursor() as cursor:
        while some := list(islice(translated, AT_ONCE)):
            cursor.executemany(sql, some)


def _translated(fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    how: list[tuple[int, Callable[[Any, Any], Any]]] = [
        (place, field.get_db_prep_save)
        for place, field in enumerate(fields)
        if not isinstance(field, PLAIN)
    ]
    # The connection itself: by way of the proxy for threads it takes half as long again.
    database = connections[DEFAULT_DB_ALIAS]
    for row in rows:
        values = list(row)
        for place, translate in how:
            if values[place] is not None:
                values[place] = translate(values[place], database)
        yield values
