"""How often something may be done: counting, waiting, and who counts as one."""

import hashlib
import re
import threading
from datetime import timedelta
from ipaddress import ip_address

import pytest
from django.db import connection

from accounts.addresses import client_address, networks
from accounts.limits import RateLimit, Use, give_back, take
from accounts.models import Allowance

SIXTY = RateLimit("sixty", 60, timedelta(minutes=10))
THREE = RateLimit("three", 3, timedelta(hours=3))
NONE = timedelta(0)


def waits(uses, now, times):
    return [take(uses, now=now) for _ in range(times)]


# --- counting -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_limit_lets_its_amount_through_and_says_how_long_the_next_one_waits(noon):
    found = waits([Use(SIXTY, "ana")], noon, 62)

    assert found == [NONE] * 60 + [timedelta(seconds=10)] * 2


@pytest.mark.django_db
def test_limit_comes_back_evenly_and_never_holds_more_than_its_amount(noon):
    uses = [Use(THREE, "ana")]
    waits(uses, noon, 3)

    after_an_hour = waits(uses, noon + timedelta(hours=1), 2)
    after_a_week = waits(uses, noon + timedelta(days=7), 4)

    assert after_an_hour == [NONE, timedelta(hours=1)]
    assert after_a_week == [NONE] * 3 + [timedelta(hours=1)]


@pytest.mark.django_db
def test_asking_while_it_is_used_up_makes_nothing_longer(noon):
    uses = [Use(THREE, "ana")]
    waits(uses, noon, 100)

    assert waits(uses, noon + timedelta(hours=1), 1) == [NONE]


@pytest.mark.django_db
def test_limit_counts_each_apart(noon):
    waits([Use(THREE, "ana")], noon, 4)

    assert take([Use(THREE, "bo")], now=noon) == NONE
    assert take([Use(SIXTY, "ana")], now=noon) == NONE


@pytest.mark.django_db
def test_of_several_limits_all_are_counted_or_none(noon):
    waits([Use(THREE, "ana")], noon, 2)
    both = [Use(SIXTY, "ana"), Use(THREE, "ana")]

    found = waits(both, noon, 3)

    assert found == [NONE, timedelta(hours=1), timedelta(hours=1)]
    assert waits([Use(SIXTY, "ana")], noon, 60) == [NONE] * 59 + [timedelta(seconds=10)]


@pytest.mark.django_db
def test_use_that_is_given_back_was_never_taken(noon):
    uses = [Use(THREE, "ana")]
    for _ in range(10):
        assert take(uses, now=noon) == NONE
        give_back(uses)

    assert waits(uses, noon, 4) == [NONE] * 3 + [timedelta(hours=1)]


@pytest.mark.django_db
def test_rows_that_say_nothing_any_more_go(noon):
    for number in range(15):
        take([Use(SIXTY, f"guest {number}")], now=noon)

    take([Use(SIXTY, "ana")], now=noon + timedelta(days=1))

    assert list(Allowance.objects.values_list("pk", flat=True)) == [Use(SIXTY, "ana").key]


@pytest.mark.django_db
def test_flood_of_others_makes_no_limit_forget(noon):
    """As Django's database cache does, which throws a third away when there are more than 300."""
    waits([Use(THREE, "ana")], noon, 3)
    others = [Use(SIXTY, f"guest {number}").key for number in range(400)]
    later = noon + timedelta(minutes=1)
    Allowance.objects.bulk_create([Allowance(key=key, whole_at=later) for key in others])
    waits([Use(SIXTY, "bo")], noon, 3)

    assert take([Use(THREE, "ana")], now=noon) == timedelta(hours=1)


@pytest.mark.django_db
def test_row_tells_neither_the_address_nor_the_person(noon):
    take([Use(THREE, "ana@example.org 192.0.2.7")], now=noon)

    row = Allowance.objects.get()
    assert re.fullmatch("[0-9a-f]{64}", row.key)
    plain = "limit three" + "ana@example.org 192.0.2.7"
    assert row.key != hashlib.sha256(plain.encode()).hexdigest()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_than_the_amount_gets_through(noon):
    found, ready = [], threading.Barrier(12)

    def ask():
        ready.wait()
        found.extend(waits([Use(THREE, "ana"), Use(SIXTY, "ana")], noon, 3))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert (len(found), found.count(NONE)) == (36, 3)


@pytest.mark.django_db
def test_taking_costs_few_queries_and_asking_in_vain_fewer(noon, django_assert_num_queries):
    uses = [Use(THREE, "ana"), Use(SIXTY, "ana")]
    waits(uses, noon, 2)

    with django_assert_num_queries(8):
        take(uses, now=noon)
    with django_assert_num_queries(4):
        take(uses, now=noon)


# --- who ----------------------------------------------------------------------------------------


def asked_by(rf, address, forwarded=None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return rf.get("/", headers=headers, REMOTE_ADDR=address)


@pytest.fixture
def behind_proxy(settings):
    known = {"BACKHEALTH_BEHIND_PROXY": True}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=known)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("", "None"),
    ],
)
def test_client_is_who_opened_the_connection(rf, address, expected):
    assert str(client_address(asked_by(rf, address))) == expected


def test_header_of_a_client_counts_for_nothing_without_a_proxy(rf):
    request = asked_by(rf, "192.0.2.7", "198.51.100.1")

    assert client_address(request) == ip_address("192.0.2.7")


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("made up,198.51.100.1:5123", "198.51.100.1"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:198.51.100.1", "198.51.100.1"),
        ("unknown", "192.0.2.7"),
        ("", "192.0.2.7"),
        (None, "192.0.2.7"),
        ("198.51.100.1, ", "192.0.2.7"),
    ],
)
def test_client_behind_a_proxy_is_the_one_that_the_proxy_names(
    rf, behind_proxy, forwarded, expected
):
    assert str(client_address(asked_by(rf, "192.0.2.7", forwarded))) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", ("192.0.2.7", None)),
        ("2001:db8:1:2:3:4:5:6", ("2001:db8:1:2::/64", "2001:db8:1::/48")),
    ],
)
def test_connection_is_an_address_or_the_64_round_it(address, expected):
    assert networks(ip_address(address)) == expected
