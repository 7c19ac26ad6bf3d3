"""Logging a set, correcting it, taking it back."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.keys import new_key
from routines.actions.log import Done, log_set, remove_set
from routines.actions.session import KeyTaken
from routines.models import Session, SetLog
from tests import builders


@pytest.fixture
def items(db, library, ana, noon):
    builders.plan(ana, noon)
    return builders.strength(builders.session(ana, noon))


def test_log_set_twice_under_one_key_writes_once(items, noon):
    key = new_key()

    log_set(item=items[0], key=key, done=Done(number=1, amount=10), now=noon)
    log_set(item=items[0], key=key, done=Done(number=1, amount=12), now=noon)

    assert list(SetLog.objects.values_list("pk", "amount")) == [(key, 12)]


def test_log_set_keeps_the_moment_it_was_first_logged(items, noon):
    key = new_key()

    log_set(item=items[0], key=key, done=Done(number=1, amount=10), now=noon)
    log = log_set(
        item=items[0], key=key, done=Done(number=1, amount=9), now=noon + timedelta(days=1)
    )

    assert log.logged_at == noon


@pytest.mark.parametrize(
    ("load", "unit", "kilograms"),
    [
        (Decimal("8.5"), "kg", Decimal("8.5000")),
        (Decimal(20), "lb", Decimal("9.0718")),
        (None, "kg", None),
    ],
)
def test_log_set_keeps_what_was_typed_and_works_out_kilograms(items, noon, load, unit, kilograms):
    done = Done(number=1, amount=10, load=load, unit=unit)

    log = log_set(item=items[0], key=new_key(), done=done, now=noon)

    log.refresh_from_db()
    assert (log.load, log.load_unit, log.load_kg) == (load, unit, kilograms)


def test_log_set_under_the_key_of_another_exercise_is_refused(items, noon):
    key = new_key()
    log_set(item=items[0], key=key, done=Done(number=1, amount=10), now=noon)

    with pytest.raises(KeyTaken):
        log_set(item=items[1], key=key, done=Done(number=1, amount=5), now=noon)

    assert SetLog.objects.get(pk=key).amount == 10


def test_log_set_after_the_end_is_kept_and_counted(items, ana, noon):
    session = items[0].session
    builders.one_set(items[0], noon)
    builders.finished(ana, noon)
    before = Session.objects.get(pk=session.pk).status

    for item in builders.strength(session):
        builders.one_set(item, noon, number=2)

    after = Session.objects.get(pk=session.pk).status
    assert (before, after) == ("partial", "completed")


def test_remove_set_keeps_the_row_and_the_same_key_brings_it_back(items, noon):
    log = builders.one_set(items[0], noon)

    remove_set(log=log, now=noon)
    assert (SetLog.objects.count(), SetLog.objects.standing().count()) == (1, 0)

    log_set(item=items[0], key=log.pk, done=Done(number=1, amount=10), now=noon)
    assert SetLog.objects.standing().count() == 1


@pytest.mark.parametrize(
    "wrong", [{"amount": 4000}, {"number": 0}, {"rir": 6}, {"load": Decimal(-1)}, {"side": "up"}]
)
def test_the_database_refuses_what_cannot_be(items, noon, wrong):
    log = builders.one_set(items[0], noon)

    with pytest.raises(IntegrityError), transaction.atomic():
        SetLog.objects.filter(pk=log.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_log_set_from_many_phones_at_once_writes_once(library, ana, noon):
    builders.plan(ana, noon)
    item = builders.strength(builders.session(ana, noon))[0]
    key, faults = new_key(), []
    start = threading.Barrier(8)

    def send(amount: int) -> None:
        start.wait()
        try:
            log_set(item=item, key=key, done=Done(number=1, amount=amount), now=noon)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[10 + number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert SetLog.objects.filter(pk=key).count() == 1
