"""The person's row: its keys, its constraints, its day."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actions import sign_up, start_as_guest
from accounts.keys import new_key, new_keys
from accounts.models import User, known_zone
from tests import builders


def save(**fields):
    """Past every form and clean(): the database alone has a say."""
    with transaction.atomic():
        return User.objects.bulk_create([User(password="!", **fields)])[0]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"is_guest": True, "email": "cleo@example.org"}, "user_guest_has_no_email"),
        ({"is_guest": False, "email": None}, "user_guest_has_no_email"),
        ({"is_guest": True, "week_start": 7}, "user_week_start_is_a_weekday"),
        ({"email": "ana@example.org"}, "email"),
        ({"email": "ANA@example.org"}, "user_email_unique"),
        ({"email": "ana@EXAMPLE.org"}, "user_email_unique"),
    ],
)
def test_database_refuses_a_person_who_can_not_be(ana, fields, constraint):
    with pytest.raises(IntegrityError) as refusal:
        save(**fields)

    assert constraint in str(refusal.value)
    assert list(User.objects.all()) == [ana]


def test_database_takes_many_guests_and_other_addresses(ana):
    save(is_guest=True)
    save(is_guest=True)
    save(email="ana@example.com")

    assert User.objects.count() == 4


def test_taken_address_is_told_in_words(ana):
    with pytest.raises(ValidationError) as refusal:
        User(email="ANA@example.org", password="!").full_clean()

    assert refusal.value.messages == ["There is an account with this e-mail address already."]


def test_guest_is_made_without_address_and_password(db):
    guest = start_as_guest(time_zone="Asia/Tokyo")

    guest.refresh_from_db()
    assert (guest.is_guest, guest.email, guest.time_zone) == (True, None, "Asia/Tokyo")
    assert guest.has_usable_password() is False
    assert str(guest) == f"guest {str(guest.pk)[-12:]}"


def test_person_is_made_with_the_address_in_small_letters(db):
    person = sign_up(email="Cleo.Big@Example.ORG", password=builders.PASSWORD)

    assert (person.email, str(person)) == ("cleo.big@example.org",) * 2
    assert person.check_password(builders.PASSWORD) is True


def test_sign_up_with_a_taken_address_leaves_no_half_made_person(ana):
    with pytest.raises(IntegrityError):
        sign_up(email="ANA@example.org", password=builders.PASSWORD)

    assert list(User.objects.all()) == [ana]


def test_superuser_is_staff_with_an_address(db):
    boss = User.objects.create_superuser("Boss@example.org", builders.PASSWORD)

    assert (boss.email, boss.is_staff, boss.is_superuser, boss.is_guest) == (
        "boss@example.org",
        True,
        True,
        False,
    )


@pytest.mark.parametrize("typed", ["ana@example.org", "ANA@Example.ORG"])
def test_person_is_found_by_address_whatever_the_case(ana, typed):
    assert User.objects.get_by_natural_key(typed) == ana


def test_person_is_not_found_without_an_address(ana):
    builders.guest()

    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("UTC", datetime(2026, 3, 4, 23, 59, tzinfo=UTC), date(2026, 3, 4)),
        ("Europe/Berlin", datetime(2026, 3, 4, 22, 59, tzinfo=UTC), date(2026, 3, 4)),
        ("Europe/Berlin", datetime(2026, 3, 4, 23, 0, tzinfo=UTC), date(2026, 3, 5)),
        ("Europe/Berlin", datetime(2026, 7, 4, 22, 0, tzinfo=UTC), date(2026, 7, 5)),
        ("Pacific/Kiritimati", datetime(2026, 3, 4, 10, 0, tzinfo=UTC), date(2026, 3, 5)),
        ("Pacific/Pago_Pago", datetime(2026, 3, 4, 10, 59, tzinfo=UTC), date(2026, 3, 3)),
    ],
)
def test_local_date_is_the_day_where_the_person_is(zone, moment, day):
    assert User(time_zone=zone).local_date(moment) == day


def test_today_is_the_day_where_the_person_is(noon):
    days = [User(time_zone=zone).today() for zone in ("UTC", "Pacific/Kiritimati")]

    assert days == [date(2026, 3, 4), date(2026, 3, 5)]


@pytest.mark.parametrize("name", ["", "nonsense", "europe/berlin", "localtime", "/etc/passwd"])
def test_known_zone_refuses_what_is_none(name):
    with pytest.raises(ValidationError, match="Choose a time zone from the list"):
        known_zone(name)


def test_keys_made_together_rise_and_differ_in_their_last_places_alone():
    for apart in (1, 2):
        keys = list(islice(new_keys(apart=apart), 100))

        assert keys == sorted(set(keys))
        assert [key.int - keys[0].int for key in keys] == list(range(0, 100 * apart, apart))
        assert {key.version for key in keys} == {7}


def test_new_keys_are_version_7_and_rise():
    keys = [new_key() for _ in range(1000)]

    assert {key.version for key in keys} == {7}
    assert keys == sorted(set(keys))
