"""History on a phone: unfold a session, correct a set of it, jump to another day."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from history.models import Activity
from routines.models import SetLog
from tests import builders
from tests.browser.conftest import accessibility_faults, overflow


@pytest.fixture
def log(trainee):
    """Make a session of today, and an older one without exercises; return the older day."""
    now = timezone.now()
    builders.finished(trainee, now)
    older = builders.done_on(trainee, now - timedelta(days=21))
    other = builders.done_on(trainee, now - timedelta(days=7))
    Activity.objects.create(user=trainee, day=trainee.today(), kind="walk", minutes=40)
    return older, other


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_session_unfolds_is_corrected_and_the_calendar_leads_to_another(
    log, signed_in, live_server, trainee
):
    page, (older, other) = signed_in, log
    page.goto(f"{live_server.url}/history/")
    assert accessibility_faults(page) == []
    assert overflow(page) == 0
    top = page.locator("#log").evaluate("(each) => each.getBoundingClientRect().top")
    assert top <= 3 * 740

    # Its sets come when it is unfolded.
    row = page.locator(f"#session-{other.pk}")
    row.locator("summary").click()
    expect(row.get_by_role("link", name="Change the day")).to_be_visible()
    newest = page.locator(".log-row").first
    newest.locator("summary").press("Enter")
    newest.locator(".set-chip").first.click()
    page.locator("[name=amount]").fill("9")
    page.get_by_role("button", name="Save", exact=True).click()

    page.wait_for_url("**/history/?until=**")
    expect(page.locator(".log-row[open]").first.locator(".set-chip").first).to_contain_text("9")
    assert SetLog.objects.filter(amount=9).count() == 1

    if older.local_date.month != trainee.today().month:
        page.locator(".calendar nav a").first.click()
    page.locator(f'.calendar__month a[href*="{older.local_date}"]').click()
    expect(page.locator(f"#session-{older.pk}[open]")).to_be_visible()
    assert re.search(rf"until={older.local_date}#log$", page.url)
