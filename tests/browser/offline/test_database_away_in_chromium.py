"""The server answers and its database doesn't: a set waits on the device, a form keeps what was
typed, and a page that the device keeps is shown."""

import re

import pytest
from playwright.sync_api import expect

from backhealth.outages import Silence
from routines.models import SetLog
from tests.browser.conftest import accessibility_faults, overflow, saved, waiting

NEEDS = "There is no signal, or the server can’t be reached. Try again in a minute."


@pytest.fixture
def away(monkeypatch):
    """Call it to take the database away, and with False to give it back."""

    def take(is_away=True):
        monkeypatch.setattr(Silence, "until", float("inf") if is_away else 0.0)

    yield take
    Silence.until = 0.0


def test_set_waits_until_the_database_is_back(at_today, session_url, away):
    page = at_today
    page.goto(session_url)
    away()

    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("7")
    page.get_by_role("button", name="Set 1 of 2, Glute bridge: done").click()
    expect(page.locator("#outbox-line")).to_contain_text("1 waiting on this device")
    page.reload()
    expect(page.locator(".set--waiting")).to_have_count(1)
    before = len(waiting(page)), SetLog.objects.count()
    away(is_away=False)
    page.reload()
    saved(page)

    assert before == (1, 0)
    assert [each.amount for each in SetLog.objects.all()] == [7]


def test_form_that_the_server_can_not_keep_stays_with_what_was_typed(at_today, session_url, away):
    page = at_today
    page.goto(session_url)
    field = page.get_by_label("Set 1 of 2, Glute bridge, repetitions")
    field.fill("7")
    away()

    page.get_by_role("button", name="Skip the warm-up").click()

    expect(page.get_by_text(NEEDS)).to_be_visible()
    expect(field).to_have_value("7")


def test_page_that_the_device_keeps_is_shown_and_another_says_what_is_wrong(
    at_today, live_server, away
):
    page = at_today
    away()

    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_role("link", name=re.compile("^Resume"))).to_be_visible()
    page.goto(f"{live_server.url}/settings/")

    expect(page.get_by_role("heading", level=1)).to_have_text("The log can’t be reached just now.")
    assert (overflow(page), accessibility_faults(page)) == (0, [])
