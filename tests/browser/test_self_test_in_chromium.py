"""A test of one's own on a phone: its timer; its pages by axe."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from history import actions
from history.models import SelfTestResult
from history.planning.self_tests import SelfTest
from tests.browser.conftest import PHONE, accessibility_faults, overflow

FIRST, SECOND = "Left, try 1, seconds", "Left, try 2, seconds"


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.mark.usefixtures("clean_page")
def test_timer_fills_the_tries_in_and_ends_at_45_seconds(signed_in: Page, live_server, trainee):
    page = signed_in
    page.clock.install()
    page.goto(f"{live_server.url}/history/tests/one-leg/")
    page.clock.pause_at(timezone.now() + timedelta(minutes=1))
    timer = page.locator("#timer")
    expect(timer).to_contain_text(f"Next: {FIRST}")

    timer.get_by_role("button", name="Start").click()
    expect(timer.get_by_role("button")).to_have_text(["Cancel"])
    page.clock.run_for(5000)
    page.clock.run_for(12_400)
    timer.get_by_role("button", name="Stop").click()
    expect(page.get_by_label(FIRST)).to_have_value("12")

    timer.get_by_role("button", name="Start").click()
    page.clock.run_for(51_000)
    expect(page.get_by_label(SECOND)).to_have_value("45")
    expect(page.locator("#say")).to_have_text("45 seconds")

    timer.get_by_role("button", name="Start").click()
    timer.get_by_role("button", name="Cancel").click()
    expect(timer).to_contain_text("Next: Left, try 3, seconds")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("cell", name="45 s, left")).to_be_visible()
    assert SelfTestResult.objects.get(user=trainee).tries == {"left": [12, 45]}


def test_pages_have_no_fault_and_fit_a_phone(signed_in: Page, live_server, trainee):
    today = trainee.today()
    names = ["Put on socks", "Carry the shopping home from the market"]
    actions.name_activities(user=trainee, names=names, are_others=False, today=today)
    actions.say_norm_group(user=trainee, age="60-64", sex="woman", today=today)
    paths = [f"/history/tests/{test}/" for test in SelfTest]
    paths += [f"/history/tests/{rest}" for rest in ("", "about-you/", "activities/names/")]
    found = {}
    for path in paths:
        signed_in.goto(f"{live_server.url}{path}")
        found[path] = (accessibility_faults(signed_in), overflow(signed_in))

    assert found == dict.fromkeys(paths, ([], 0))
