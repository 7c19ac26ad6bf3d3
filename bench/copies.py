"""Copy a person with their plan and log inside the database: one statement a table, for any number
of copies.

Ten years of log are some 80,000 rows, which take seconds to make one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, models, transaction

from accounts.keys import new_key
from accounts.models import User
from routines.models import (
    Agreement,
    ItemSums,
    MorningCheck,
    Plan,
    PlannedSession,
    Prescription,
    Routine,
    Screening,
    Session,
    SessionItem,
    SetLog,
)
from routines.models.owned import Owned

# What a person said and did. What the app works out from it when it is needed is left out.
COPIED: list[type[Owned]] = [
    Agreement,
    Screening,
    Routine,
    Plan,
    Prescription,
    PlannedSession,
    MorningCheck,
    Session,
    SessionItem,
    SetLog,
    ItemSums,
]
DOMAIN = "bench.example"  # of the copies' addresses
# Hexadecimal digits of a key: those that hold the number of the copy, up to a million, and those
# behind them, which stay. Keys made in one go may differ in their last digits alone.
DIGITS = 5
LAST = 3


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy of a person. `number` is different for each copy in the database."""

    person: User
    number: int

    def key(self, original: UUID) -> UUID:
        """Return the key that the copy of a row has.

        Its last digits stay, so that the two halves of an alternating set stay together.
        """
        place = 4 * LAST
        digits = ((1 << 4 * DIGITS) - 1) << place
        return UUID(int=original.int & ~digits | self.number << place)


def numbers_taken(original: User) -> set[int]:
    """Return the numbers that no copy may have, as a row of the original has their digits."""
    return {
        key.int >> 4 * LAST & (1 << 4 * DIGITS) - 1
        for model in COPIED
        if isinstance(model._meta.pk, models.UUIDField)
        for key in model._default_manager.filter(user=original).values_list("pk", flat=True)
    }


@transaction.atomic
def copies_of(original: User, numbers: Sequence[int]) -> list[Copy]:
    """Make a registered person with the plan and the log of `original` for each number."""
    found = [Copy(person=_registered(original, number), number=number) for number in numbers]
    User.objects.bulk_create([each.person for each in found])
    _insert(found, dict.fromkeys(COPIED, "original.user_id = %s"), original.pk)
    return found


@transaction.atomic
def copy_session(session: Session, copies: Sequence[Copy]) -> None:
    """Give each copy a session of another copy of the same person, as it is now."""
    items = f"SELECT id FROM {SessionItem._meta.db_table} WHERE session_id = %s"  # noqa: S608
    where: dict[type[Owned], str] = {
        Session: "original.id = %s",
        SessionItem: "original.session_id = %s",
        SetLog: f"original.item_id IN ({items})",
    }
    _insert(copies, where, session.pk)


def _insert(copies: Sequence[Copy], where: Mapping[type[Owned], str], key: UUID) -> None:
    """Insert the rows of each table for which the condition holds, its parameter is `key`, for
    each copy."""
    as_stored = User._meta.pk.get_db_prep_value
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_copy (person char(36), digits varchar(8))")
        cursor.executemany(
            "INSERT INTO bench_copy VALUES (%s, %s)",
            [
                (str(as_stored(each.person.pk, connection)), f"{each.number:0{DIGITS}x}")
                for each in copies
            ],
        )
        for model, condition in where.items():
            cursor.execute(_statement(model, condition), [as_stored(key, connection)])
        cursor.execute("DROP TABLE bench_copy")


def _registered(original: User, number: int) -> User:
    """Return an unsaved person like the original, with an address; nobody knows the password."""
    return User(
        id=new_key(),
        email=f"{number}@{DOMAIN}",
        is_guest=False,
        password=original.password,
        time_zone=original.time_zone,
    )


def _statement(model: type[Owned], condition: str) -> str:
    """Return the statement that copies the rows for which the condition holds, for each copy."""
    columns = {
        field.column: _copied(field)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    }
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    return (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(columns.values())}"  # noqa: S608
        f" FROM bench_copy AS copy CROSS JOIN {table} AS original WHERE {condition}"
    )


def _copied(field: models.Field) -> str:
    """Return the expression for a column of a copied row."""
    column = f"original.{connection.ops.quote_name(field.column)}"
    target = field.related_model or field.model
    if target is User:
        return _as_key("copy.person")
    is_key = field.primary_key or (field.is_relation and issubclass(target, Owned))
    if not is_key or not isinstance(target._meta.pk, models.UUIDField):
        return column
    text = f"{column}::text" if connection.vendor == "postgresql" else column
    last = f"length({text})"
    return _as_key(
        f"substr({text}, 1, {last} - {DIGITS + LAST}) || copy.digits"
        f" || substr({text}, {last} - {LAST - 1})"
    )


def _as_key(text: str) -> str:
    return f"({text})::uuid" if connection.vendor == "postgresql" else f"({text})"
