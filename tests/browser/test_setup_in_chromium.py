"""Setting up in a real browser: what its script fills in."""

from playwright.sync_api import expect

from tests import builders
from tests.browser.conftest import sign_in


def test_set_up_offers_the_browser_s_time_zone_if_none_was_chosen(
    browser, live_server, library, screen
):
    user = builders.guest()
    user.time_zone = "UTC"
    user.save()
    context = browser.new_context(**screen, timezone_id="America/New_York")
    page = context.new_page()
    sign_in(page, user, live_server.url)

    page.goto(f"{live_server.url}/plan/setup/")

    expect(page.get_by_label("Your time zone")).to_have_value("America/New York")
    page.get_by_role("button", name="Show my week").click()
    expect(page).to_have_url(f"{live_server.url}/today/")
    user.refresh_from_db()
    assert user.time_zone == "America/New_York"
    context.close()
