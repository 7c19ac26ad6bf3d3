"""The log as a table, one row a set."""

import io
from decimal import Decimal

import pytest

from exchange.logs.read import read
from exchange.logs.rows import Row
from routines.actions.log import SetEntry, log_set, remove_set
from routines.actions.session import finish_session
from routines.models import SetLog
from tests import builders

pytestmark = pytest.mark.django_db
TABLE = "/settings/download/sets/"
HEADINGS = (
    "\ufeffsession,began,workout,workout note,minutes,exercise,kind,load,unit,repetitions,seconds,"
    "metres,rpe,side,note"
)


@pytest.fixture
def logged(library, ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)
    first, second, *_others = builders.strength(session)
    entry = SetEntry(number=1, amount=9, load=Decimal("2.50"), unit="lb", rir=2, note="=1+1")
    log_set(item=first, key=SetLog().pk, entry=entry, now=noon)
    removed = builders.one_set(first, noon, number=2)
    remove_set(log=removed, now=noon)
    builders.one_set(second, noon, amount=20)
    return finish_session(session=session, rir=None, note="Fine; “so, so”", now=noon)


def lines(client, **asked):
    return client.get(TABLE, asked).getvalue().decode().splitlines()


def test_table_has_a_row_for_each_set_that_stands(as_ana, logged):
    answer = as_ana.get(TABLE)

    heading, first, second = answer.getvalue().decode().splitlines()
    name = 'attachment; filename="backhealth-sets-2026-03-04.csv"'
    assert answer.headers["Content-Disposition"] == name
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert heading == HEADINGS
    items = builders.strength(logged)
    about = f'{logged.pk},2026-03-04 13:00:00,Session A,"Fine; “so, so”",,'
    counted = "9,," if items[0].measure == "reps" else ",9,"
    assert first == f"{about}{items[0].exercise_name},normal,2.5,lb,{counted},8,,'=1+1"
    assert second.startswith(f"{about}{items[1].exercise_name},normal,,,")


def test_table_with_semicolons_has_decimal_commas(as_ana, logged):
    heading, first, _second = lines(as_ana, separator="semicolon")

    assert heading == HEADINGS.replace(",", ";")
    assert ";2,5;lb;" in first


def test_what_the_app_writes_it_reads_back(as_ana, logged):
    data = as_ana.get(TABLE).getvalue()

    rows = list(read(io.BytesIO(data), today=logged.local_date).rows)

    assert [type(row) for row in rows] == [Row, Row]
    assert [(row.exercise, row.note) for row in rows] == [
        (item.exercise_name, note)
        for item, note in zip(builders.strength(logged)[:2], ("=1+1", ""), strict=True)
    ]


def test_table_is_nobody_else_s(as_bo, logged):
    assert lines(as_bo) == [HEADINGS]


@pytest.mark.parametrize("sets", [1, 3])
def test_table_needs_three_queries(as_ana, logged, sets, noon, django_assert_num_queries):
    for number in range(sets):
        builders.one_set(builders.strength(logged)[0], noon, number=number + 5)

    with django_assert_num_queries(3):  # cookie, person, sets
        as_ana.get(TABLE).getvalue()
