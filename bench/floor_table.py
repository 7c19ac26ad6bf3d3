"""The floor's own table: no references, no indexes besides its key."""

from uuid import UUID, uuid4

from django.db import connection


def make() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_floor"
            " (id char(36) PRIMARY KEY, person char(36) NOT NULL, amount integer NOT NULL)"
        )


def insert(person: UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_floor (id, person, amount) VALUES (%s, %s, %s)",
            [str(uuid4()), str(person), 10],
        )
