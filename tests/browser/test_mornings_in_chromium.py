"""The morning's question and a flare-up, on a phone and on a desktop."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from routines.models import FlareMark, MorningCheck, Session
from tests.browser.conftest import accessibility_faults, overflow, saved

KEPT = "Kept on this device. It is sent by itself as soon as there is a signal."


@pytest.fixture
def in_a_flare(signed_in, live_server, trainee):
    FlareMark.objects.create(user=trainee, day=trainee.today(), kind="said")
    signed_in.goto(f"{live_server.url}/today/")
    return signed_in


def test_one_tap_says_how_the_back_is(in_a_flare, trainee):
    page = in_a_flare

    page.get_by_label("My muscles are sore").check()
    page.get_by_role("button", name="2", exact=True).click()

    expect(page.get_by_text("The back today: 2 of 10.")).to_be_visible()
    saved(page)
    [found] = MorningCheck.objects.of(trainee)
    assert (found.day, found.pain, found.sore) == (trainee.today(), 2, True)


@pytest.mark.both_databases
def test_without_a_signal_a_morning_waits_on_the_device(in_a_flare, trainee):
    page = in_a_flare
    page.context.set_offline(offline=True)

    page.get_by_role("button", name="3", exact=True).click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert MorningCheck.objects.count() == 0
    page.context.set_offline(offline=False)

    expect(page.get_by_text("The back today: 3 of 10.")).to_be_visible()
    saved(page)
    assert MorningCheck.objects.of(trainee).get().pain == 3


def test_morning_is_put_right_from_a_device_whose_clock_is_slow(signed_in, live_server, trainee):
    page = signed_in
    said = {"day": trainee.today(), "pain": 2, "recorded_at": timezone.now()}
    MorningCheck.objects.create(user=trainee, **said)
    page.add_init_script("const now = Date.now; Date.now = () => now() - 3_600_000;")
    page.goto(f"{live_server.url}/mornings/")

    page.get_by_role("button", name="5", exact=True).click()

    page.wait_for_url("**/today/")
    saved(page)
    assert MorningCheck.objects.of(trainee).get().pain == 5


def test_axe_finds_nothing_on_a_gentle_day(in_a_flare):
    page = in_a_flare

    expect(page.get_by_role("heading", name="A gentle day")).to_be_visible()

    assert accessibility_faults(page) == []
    assert overflow(page) == 0
    assert page.get_by_role("link", name="Start", exact=True).count() == 0


def test_much_pain_before_a_session_makes_an_easy_day(signed_in, live_server):
    page = signed_in
    page.goto(f"{live_server.url}/today/")

    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_role("button", name="8", exact=True).click()

    expect(page.get_by_role("heading", name="An easy day")).to_be_visible()
    assert accessibility_faults(page) == []
    assert overflow(page) == 0


def test_enter_chooses_no_number(signed_in, live_server, trainee):
    page = signed_in
    page.goto(f"{live_server.url}/sessions/ready/")

    page.get_by_label("3", exact=True).check()
    page.keyboard.press("Enter")

    expect(page.get_by_text("0 of 18 sets")).to_be_visible()
    begun = Session.objects.of(trainee).get()
    assert (begun.pain_before, begun.tiredness) == (None, 3)
