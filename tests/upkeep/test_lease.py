"""The lease of the periodic work: one holder at a time, and none for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from tests.conftest import NOON
from upkeep import lease
from upkeep.models import Lease


def at(minutes):
    return NOON + timedelta(minutes=minutes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "minutes", "given"),
    [
        ("two", 0, False),
        ("two", 9.99, False),
        ("two", 10, True),
        ("two", 60 * 24 * 365, True),
        ("one", 9.99, True),
        # Behind the first machine's clock by what clocks may differ, and by more.
        ("two", -4, False),
        ("two", -5.01, True),
        ("two", -60 * 24 * 365, True),
    ],
)
def test_second_machine_has_to_wait_for_the_end_of_the_lease(who, minutes, given):
    assert lease.take("tick", holder="one", now=NOON)

    assert lease.take("tick", holder=who, now=at(minutes)) is given


@pytest.mark.django_db
def test_renewed_lease_lasts_from_then_on():
    lease.take("tick", holder="one", now=NOON)
    lease.take("tick", holder="one", now=at(9))

    assert not lease.take("tick", holder="two", now=at(18))
    assert lease.take("tick", holder="two", now=at(19))
    assert not lease.take("tick", holder="one", now=at(20))


@pytest.mark.django_db
def test_lease_that_was_given_back_is_free_and_only_its_holder_can_do_that():
    lease.take("tick", holder="one", now=NOON)

    lease.give_back("tick", holder="two", now=at(1))
    taken = [lease.take("tick", holder="two", now=at(1))]
    lease.give_back("tick", holder="one", now=at(1))
    taken.append(lease.take("tick", holder="two", now=at(1)))

    assert taken == [False, True]


@pytest.mark.django_db
def test_leases_of_other_names_are_apart():
    lease.take("tick", holder="one", now=NOON)

    assert lease.take("another", holder="two", now=NOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", [True, False], ids=["never taken before", "ended"])
def test_of_eight_machines_at_once_one_gets_the_lease(first):
    if not first:
        Lease.objects.create(name="tick", holder="gone", ends_at=at(-1))
    start = Barrier(8)

    def take(name):
        start.wait()
        try:
            return lease.take("tick", holder=name, now=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as machines:
        given = list(machines.map(take, [f"machine {number}" for number in range(8)]))

    assert sorted(given) == [False] * 7 + [True]
    assert Lease.objects.get().holder == f"machine {given.index(True)}"
