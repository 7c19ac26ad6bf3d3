"""What the file of everything says about the account: where one is logged in, which address waits,
which guests' logs came along."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts import actions
from accounts.models import FormerGuest
from routines.actions.personal_data import delete_everything
from tests import builders
from tests.exchange.files import brought, stored, text_of

pytestmark = pytest.mark.django_db


def test_log_ins_the_address_asked_for_and_former_guests_are_in_the_file(as_ana, ana, bo, noon):
    actions.ask_for_address(user=ana, email="new@example.org", now=noon)
    actions.ask_for_address(user=bo, email="bo.new@example.org", now=noon)
    FormerGuest.objects.create(key=bo.pk, user=ana, asked_at=noon, merged_at=noon)
    session = as_ana.session
    session["device"], session["began"] = "Firefox on Android", int(noon.timestamp())
    session.save()

    text = b"".join(as_ana.get(reverse("exchange:download"))).decode()

    person = json.loads(text)["person"]
    assert [each["device"] for each in person["log_ins"]] == ["Firefox on Android"]
    assert person["log_ins"][0]["began_at"] == noon.isoformat()
    assert person["new_address"] == {"email": "new@example.org", "asked_at": noon.isoformat()}
    assert person["former_guests"] == [
        {"asked_at": noon.isoformat(), "merged_at": noon.isoformat()}
    ]
    assert as_ana.session.session_key not in text
    assert "bo.new@example.org" not in text


def test_second_factors_are_in_the_file_without_what_opens_anything(ana, noon):
    builders.passkey(ana, name="Phone")

    text = text_of(ana)

    found = json.loads(text)["person"]["second_factors"]
    assert [(each["kind"], each["name"], each["made_at"][:16]) for each in found] == [
        ("recovery_codes", "", "2026-03-04T12:00"),
        ("webauthn", "Phone", "2026-03-04T12:00"),
    ]
    assert "credential" not in text
    assert "seed" not in text


def test_log_in_that_has_ended_is_not_in_the_file(noon, as_ana, ana):
    assert len(stored(ana)["person"]["log_ins"]) == 1

    with time_machine.travel(noon + timedelta(days=400)):
        later = stored(ana)

    assert later["person"]["log_ins"] == []


def test_account_of_a_file_is_not_taken(ana, noon):
    actions.ask_for_address(user=ana, email="new@example.org", now=noon)
    text = text_of(ana)
    delete_everything(ana)
    back = builders.person("back", checked=False)

    brought(back, text, now=noon)

    assert stored(back)["person"]["new_address"] is None
    assert back.email == "back@example.org"
