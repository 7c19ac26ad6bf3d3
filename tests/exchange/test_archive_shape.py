"""House rules of the file of everything: all that is a person's is in it, or named with its
reason; and nothing that opens a door."""

import pytest
from django.db import models
from django.db.models import F, Q

from exchange.archive.columns import JSON_COLUMNS
from exchange.facts.archive_shape import LEFT_OUT, LINKS, PARTS_OF, brought_back, shapes
from exchange.facts.conditions import _asked, checks_of
from routines.facts.personal_data import owned_models
from routines.models import SetLog

OPENS = {"token", "digest", "secret", "password", "key", "endpoint", "auth"}


def test_everything_of_a_person_is_in_the_file_or_left_out_with_its_reason():
    names = [model.__name__ for model in owned_models()]

    assert len(names) == len(set(names))
    assert set(names) - LEFT_OUT.keys() == set(shapes())
    assert LEFT_OUT.keys() - set(names) == set()
    assert [name for name, reason in LEFT_OUT.items() if not reason] == []
    assert set(shapes()) - set(brought_back()) == set(LINKS)


def test_what_opens_a_door_is_in_no_file():
    columns = {
        f"{name}.{column}"
        for name, shape in shapes().items()
        for column in shape.columns
        if column in OPENS
    }

    assert columns == set()


def test_every_column_of_json_says_what_may_stand_there():
    columns = {
        (name, column)
        for name, shape in shapes().items()
        for column, field in shape.columns.items()
        if isinstance(field, models.JSONField)
    }

    assert columns == set(JSON_COLUMNS)


def test_row_without_a_key_is_known_by_its_day_or_belongs_to_another():
    without = {name for name, shape in brought_back().items() if not shape.has_key}
    by_day = {name for name in without if brought_back()[name].identity}

    assert by_day == {"DayMark"}
    assert without - by_day == {model.__name__ for model in PARTS_OF}


CONDITIONS = [
    (Q(rir__isnull=True) | Q(rir__lte=5), [None, 5, 6]),
    (Q(number__range=(1, 99)), [0, 1, 99, 100]),
    (~Q(side="left") | Q(amount__gt=3), ["left", "right"]),
    (Q(load=None) | ~Q(load__lt=2), [None, 1, 2]),
    (Q(amount__gte=F("number")), [1, 2, 3]),
    (Q(amount__in=[1, 2]) & Q(number=2), [1, 2]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("condition", "values"), CONDITIONS, ids=str)
def test_condition_is_answered_as_the_database_answers_it(condition, values):
    [name] = {each[0].partition("__")[0] for each in _leaves(condition)} - {"number", "amount"} or {
        "amount"
    }
    for value in values:
        row = {"rir": None, "number": 2, "side": "left", "load": None, "amount": 3, name: value}
        typed = {
            each: models.Value(None, models.IntegerField()) if said is None else said
            for each, said in row.items()
        }

        ours = _asked(condition)(row) is not False

        assert ours == condition.check(typed)


def _leaves(condition):
    for each in condition.children:
        yield from _leaves(each) if isinstance(each, Q) else [each]


def test_every_constraint_of_one_row_is_asked():
    names = {rule.name for rule in SetLog._meta.constraints}

    assert {check.name for check in checks_of(SetLog)} == names
    assert sum(len(shape.checks) for shape in shapes().values()) > 40
