"""Logging a set, correcting it, taking it back."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.keys import new_key
from routines.actions.log import SetEntry, correct_set, log_set, remove_set, restore_set
from routines.actions.session import KeyTaken
from routines.models import Session, SetLog, other_side
from tests import builders


@pytest.fixture
def items(db, library, ana, noon):
    builders.plan(ana, noon)
    return builders.strength(builders.session(ana, noon))


def test_log_set_twice_under_one_key_writes_once(items, noon):
    key = new_key()

    log_set(item=items[0], key=key, entry=SetEntry(number=1, amount=10), now=noon)
    log_set(item=items[0], key=key, entry=SetEntry(number=1, amount=12), now=noon)

    assert list(SetLog.objects.values_list("pk", "amount")) == [(key, 12)]


def test_log_set_keeps_the_moment_it_was_first_logged(items, noon):
    key = new_key()

    log_set(item=items[0], key=key, entry=SetEntry(number=1, amount=10), now=noon)
    log = log_set(
        item=items[0], key=key, entry=SetEntry(number=1, amount=9), now=noon + timedelta(days=1)
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
    entry = SetEntry(number=1, amount=10, load=load, unit=unit)

    log = log_set(item=items[0], key=new_key(), entry=entry, now=noon)

    log.refresh_from_db()
    assert (log.load, log.load_unit, log.load_kg) == (load, unit, kilograms)


def test_log_set_under_the_key_of_another_exercise_is_refused(items, noon):
    key = new_key()
    log_set(item=items[0], key=key, entry=SetEntry(number=1, amount=10), now=noon)

    with pytest.raises(KeyTaken):
        log_set(item=items[1], key=key, entry=SetEntry(number=1, amount=5), now=noon)

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

    log_set(item=items[0], key=log.pk, entry=SetEntry(number=1, amount=10), now=noon)
    assert SetLog.objects.standing().count() == 1


def test_remove_set_and_restore_set_leave_everything_as_it_was(items, noon):
    log = builders.one_set(items[0], noon, amount=9)
    before = list(SetLog.objects.values())

    restore_set(log=remove_set(log=log, now=noon), now=noon)

    assert list(SetLog.objects.values()) == before


@pytest.fixture
def bird_dog(items):
    return next(each for each in items if each.is_paired)


def numbers(item) -> list[int]:
    return list(
        SetLog.objects.standing().ticks().filter(item=item).values_list("number", flat=True)
    )


def test_log_set_of_a_row_that_another_device_has_logged_is_the_next_set(items, noon):
    keys = [new_key() for _ in range(3)]

    logs = [
        log_set(item=items[0], key=key, entry=SetEntry(number=1, amount=10), now=noon)
        for key in keys
    ]
    again = log_set(item=items[0], key=keys[2], entry=SetEntry(number=1, amount=12), now=noon)

    assert [log.number for log in logs] == [1, 2, 3]
    assert (again.pk, again.number, again.amount) == (keys[2], 3, 12)


def test_correct_set_leaves_a_set_where_it_is_counted(items, noon):
    builders.one_set(items[0], noon)
    second = builders.one_set(items[0], noon)

    correct_set(log=second, entry=SetEntry(number=1, amount=7), now=noon)

    assert numbers(items[0]) == [1, 2]


@pytest.mark.parametrize("again", ["restored", "logged"])
def test_set_brought_back_into_a_place_that_is_taken_gets_the_next(items, noon, again):
    first = remove_set(log=builders.one_set(items[0], noon, amount=5), now=noon)
    builders.one_set(items[0], noon)

    if again == "restored":
        restore_set(log=first, now=noon)
    else:
        log_set(item=items[0], key=first.pk, entry=SetEntry(number=1, amount=5), now=noon)

    found = SetLog.objects.standing().values_list("number", "amount")
    assert list(found) == [(1, 10), (2, 5)]


def test_each_side_of_a_set_is_numbered_by_itself(bird_dog, items, noon):
    plank = next(each for each in items if each.side_by_side)
    for side in ("left", "left", "right"):
        builders.one_set(plank, noon, side=side)
    for _ in range(2):
        builders.one_set(bird_dog, noon)

    found = SetLog.objects.filter(item=plank).values_list("number", "side")
    assert sorted(found) == [(1, "left"), (1, "right"), (2, "left")]
    assert numbers(bird_dog) == [1, 2]
    assert SetLog.objects.filter(item=bird_dog, side="right", number=2).count() == 1


def sides(item) -> list[tuple]:
    return list(SetLog.objects.standing().filter(item=item).values_list("side", "amount"))


@pytest.mark.parametrize(
    ("right", "logged"),
    [(None, [("left", 6), ("right", 6)]), (4, [("left", 6), ("right", 4)])],
)
def test_alternating_set_is_a_log_a_side_under_one_key(bird_dog, noon, right, logged):
    key = new_key()

    for _ in range(2):
        log_set(
            item=bird_dog, key=key, entry=SetEntry(number=1, amount=6, amount_right=right), now=noon
        )

    assert sides(bird_dog) == logged
    assert set(SetLog.objects.values_list("pk", flat=True)) == {key, other_side(key)}


@pytest.mark.parametrize("half", [0, 1])
def test_alternating_set_is_taken_back_and_brought_back_whole(bird_dog, noon, half):
    builders.one_set(bird_dog, noon)
    log = list(SetLog.objects.filter(item=bird_dog))[half]

    remove_set(log=log, now=noon)
    between = sides(bird_dog)
    restore_set(log=log, now=noon)

    restore_set(log=log, now=noon)  # again, which changes nothing

    assert (between, sides(bird_dog)) == ([], [("left", 10), ("right", 10)])
    assert numbers(bird_dog) == [1]


def test_correct_set_of_one_side_leaves_the_other(bird_dog, noon):
    builders.one_set(bird_dog, noon)
    right = SetLog.objects.get(side="right")

    correct_set(log=right, entry=SetEntry(number=1, side="right", amount=7), now=noon)

    assert sides(bird_dog) == [("left", 10), ("right", 7)]


def test_alternating_set_counts_as_one_row(bird_dog, noon):
    builders.one_set(bird_dog, noon)

    assert (SetLog.objects.standing().count(), SetLog.objects.standing().ticks().count()) == (2, 1)


@pytest.mark.parametrize("status", ["partial", "discarded"])
def test_log_set_that_reaches_a_session_that_is_over_is_kept(items, noon, status):
    Session.objects.update(status=status, finished_at=noon)

    log = log_set(item=items[0], key=new_key(), entry=SetEntry(number=1, amount=10), now=noon)
    correct_set(log=log, entry=SetEntry(number=1, amount=8), now=noon)
    remove_set(log=log, now=noon)
    restore_set(log=log, now=noon)

    assert list(SetLog.objects.standing().values_list("amount", flat=True)) == [8]
    assert Session.objects.get().status == status


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
            log_set(item=item, key=key, entry=SetEntry(number=1, amount=amount), now=noon)
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


@pytest.mark.django_db(transaction=True)
def test_log_set_of_one_row_by_many_devices_at_once_numbers_them_one_after_another(
    library, ana, noon
):
    builders.plan(ana, noon)
    item = builders.strength(builders.session(ana, noon))[0]
    faults, start = [], threading.Barrier(8)

    def tick() -> None:
        start.wait()
        try:
            log = builders.one_set(item, noon)
            restore_set(log=remove_set(log=log, now=noon), now=noon)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert numbers(item) == [1, 2, 3, 4, 5, 6, 7, 8]
