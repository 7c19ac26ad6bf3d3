"""Numbers are in plain digits, 10 and never 1E+1, in new rows and in older ones."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.keys import new_key
from exercises.decimals import decimal_text, without_zeros
from routines.actions.log import SetEntry, log_set
from routines.actions.session import finish_session
from routines.models import SessionItem
from routines.planning.loads import Unit, shown
from tests import builders

SLUG = "romanian-deadlift"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("10", "10"), ("10.00", "10"), ("1E+1", "10"), ("100", "100"), ("1E+3", "1000"),
        ("8.50", "8.5"), ("0.00", "0"), ("0E+2", "0"), ("12.25", "12.25"), ("-0.00", "0"),
    ],
)  # fmt: skip
def test_decimal_text_has_digits_alone(number, text):
    assert decimal_text(Decimal(number)) == text
    assert str(without_zeros(Decimal(number))) == text


@pytest.mark.parametrize("figure", range(10, 210, 10))
@pytest.mark.parametrize("unit", Unit)
def test_shown_load_prints_in_digits_at_every_multiple_of_ten(figure, unit):
    kg = Decimal(figure) * (Decimal("0.45359237") if unit == Unit.LB else 1)

    assert str(shown(kg, unit)) == str(figure)


@pytest.mark.django_db
@pytest.mark.parametrize("load", ["10", "20", "100", "10.5"])
def test_last_time_reads_the_load_as_it_was_typed(library, ana, as_ana, noon, load):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    first = builders.session(ana, noon)
    item = first.items.select_related("session").get(exercise=SLUG)
    entry = SetEntry(number=1, amount=10, load=Decimal(load), unit="kg")
    log_set(item=item, key=new_key(), entry=entry, now=noon)
    finish_session(session=first, rir=None, note="", now=noon)
    between = builders.session(ana, noon + timedelta(days=2))
    finish_session(session=between, rir=None, note="", now=noon + timedelta(days=2))
    second = builders.session(ana, noon + timedelta(days=5))
    again = second.items.get(exercise=SLUG)

    url = f"/sessions/{second.pk}/"
    page = as_ana.get(url).content.decode()
    row = {"number": "1", "side": "both"}
    copied = as_ana.post(f"/items/{again.pk}/sets/{new_key()}/copy/", row).content.decode()

    assert [each["load"] for each in again.previous] == [load]
    assert re.findall(r"copy the last time, ([^\"]*)\"[^>]*>([^<]*)<", page)[:1] == [
        (f"{load} kg × 10", f"{load} kg × 10")
    ]
    assert re.findall(r'name="load"[^>]*value="([^"]+)"', copied) == [load]
    assert "E+" not in page + copied


OLD_PREVIOUS = [
    {"number": 1, "side": "both", "amount": 10, "load": "1E+1", "unit": "kg"},
    {"number": 2, "side": "both", "amount": 9, "load": "1.2E+2", "unit": "lb"},
    {"number": 3, "side": "both", "amount": 8, "load": "12.5", "unit": "kg"},
    {"number": 4, "side": "both", "amount": 8, "load": None, "unit": "kg"},
]
OLD_WHY = {
    "code": "load_up", "rule": "R8", "usual": "1E+1", "pain": 0, "held": False,
    "before": {"load": "1E+1", "height_cm": "1E+1", "lo": 8}, "after": {"load": "12.5"},
}  # fmt: skip


@pytest.mark.django_db
def test_old_rows_are_mended_and_stay_mended(library, ana, noon):
    plan = builders.plan(ana, noon, weights={"unit": "kg", "dumbbell": ["4", "1E+1"]})
    whole = list(builders.session(ana, noon).items.order_by("pk"))
    old, fine = whole[0], whole[1]
    SessionItem.objects.filter(pk=old.pk).update(previous=OLD_PREVIOUS, why=OLD_WHY)
    SessionItem.objects.filter(pk=fine.pk).update(exercise_name="1E+1", why={"code": "same"})
    loader = MigrationLoader(connection)
    [mend] = loader.get_migration("routines", "0014_plain_decimals").operations

    for _time in range(2):
        mend.code(apps, connection.schema_editor())

        old.refresh_from_db()
        fine.refresh_from_db()
        plan.refresh_from_db()
        assert [each["load"] for each in old.previous] == ["10", "120", "12.5", None]
        assert [each["number"] for each in old.previous] == [1, 2, 3, 4]
        assert old.why == {
            **OLD_WHY,
            "usual": "10",
            "before": {"load": "10", "height_cm": "10", "lo": 8},
        }
        assert plan.weights == {"unit": "kg", "dumbbell": ["4", "10"]}
        assert (fine.exercise_name, fine.why) == ("1E+1", {"code": "same"})
