"""The buttons of an exercise whose load is help say help, on a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from routines.models import Plan, SetLog
from tests import builders
from tests.browser.conftest import PHONE, accessibility_faults, overflow
from tests.routines.test_help_in_training import with_squat


@pytest.mark.parametrize("screen", [pytest.param(PHONE, id="phone")])
def test_help_is_changed_by_its_own_buttons(signed_in, live_server, trainee):
    plan = Plan.objects.of(trainee).current().select_related("user", "routine").get()
    made = with_squat(plan, trainee.today())
    session = builders.session(trainee, timezone.now())
    item = session.items.get(exercise=made)
    page = signed_in
    page.goto(f"{live_server.url}/sessions/{session.pk}/")
    row = page.locator(f"#item-{item.pk} .set").first

    page.locator(f"#item-{item.pk} summary").first.click()
    row.get_by_label("Assisted squat, help in kg").focus()
    row.get_by_role("button", name="More help", exact=True).click()
    row.get_by_role("button", name="Less help", exact=True).click()
    row.get_by_role("button", name="Less help", exact=True).click()
    row.get_by_role("button", name="done").click()

    expect(page.locator(f"#item-{item.pk} .set--done").first).to_contain_text("14 kg help × 8")
    assert SetLog.objects.get(item=item).load == 14
    assert (accessibility_faults(page), overflow(page)) == ([], 0)
