"""Today on a phone and on a desktop: starting on a day without a session, habits, the night."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from routines import actions
from routines.models import DayMark, DayNote, PlannedSession
from tests import builders
from tests.browser.conftest import accessibility_faults, overflow, saved, sign_in, wait_until

KEPT = "Kept on this device. It is sent by itself as soon as there is a signal."


@pytest.fixture
def newcomer(live_server, library, midday_zone) -> User:
    """A guest whose first session is tomorrow, with three habits."""
    user = builders.guest()
    user.time_zone = midday_zone
    user.save()
    today = datetime.now(ZoneInfo(midday_zone)).weekday()
    weekdays = sorted([(today + 1) % 7, (today + 4) % 7])
    builders.plan(user, timezone.now(), sessions_per_week=2, weekdays=weekdays)
    return actions.choose_habits(user=user, habits=["calf_raises", "walking", "balance"])


@pytest.fixture
def at_today(page: Page, live_server, newcomer) -> Page:
    sign_in(page, newcomer, live_server.url)
    page.goto(f"{live_server.url}/today/")
    return page


def notes(user: User) -> list[tuple]:
    return list(DayNote.objects.of(user).standing().values_list("about", "answer", "minutes"))


def test_start_today_is_one_tap_and_undone_by_another(at_today, newcomer):
    page = at_today

    page.get_by_role("button", name="Start today").click()
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()
    assert PlannedSession.objects.of(newcomer).filter(day=newcomer.today()).count() == 1
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("heading", name="Your plan")).to_be_visible()
    assert PlannedSession.objects.of(newcomer).filter(day=newcomer.today()).count() == 0
    assert DayMark.objects.count() == 0


def test_start_today_leads_into_the_session_by_the_keyboard(at_today):
    page = at_today

    page.get_by_role("button", name="Start today").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start without a number").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Session A")).to_be_visible()


def test_a_habit_is_ticked_and_taken_back_without_losing_the_place(at_today, newcomer):
    page = at_today
    walking = page.get_by_role("button", name="Walking done")
    walking.scroll_into_view_if_needed()
    page.get_by_label("Walking, minutes").fill("20")
    before = page.evaluate("scrollY")

    walking.click()
    expect(walking).to_have_attribute("aria-pressed", "true")
    saved(page)
    assert notes(newcomer) == [("walking", "done", 20)]
    # The page is loaded anew, and scrolled once it is long enough.
    wait_until(page, f"return Math.abs(scrollY - {before}) < 60")

    walking.click()
    expect(walking).to_have_attribute("aria-pressed", "false")
    saved(page)
    assert notes(newcomer) == []


def test_without_a_signal_a_habit_waits_on_the_device(at_today, newcomer):
    page = at_today
    page.context.set_offline(offline=True)

    page.get_by_role("button", name="Balance done").click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert notes(newcomer) == []
    page.context.set_offline(offline=False)

    expect(page.get_by_role("button", name="Balance done")).to_have_attribute(
        "aria-pressed", "true"
    )
    saved(page)
    assert notes(newcomer) == [("balance", "done", None)]


def test_minutes_that_are_none_are_refused_beside_the_field(at_today, newcomer):
    page = at_today

    page.get_by_label("Walking, minutes").fill("ten")
    page.get_by_role("button", name="Walking done").click()
    expect(page.get_by_text("Enter whole minutes, from 1 to 600.")).to_be_visible()
    page.get_by_label("Walking, minutes").fill("10")
    page.get_by_role("button", name="Walking done").click()

    expect(page.get_by_text("10 min")).to_be_visible()
    saved(page)
    assert notes(newcomer) == [("walking", "done", 10)]


def test_the_night_and_a_calf_that_hurts_are_one_tap_each(at_today, newcomer):
    page = at_today

    page.get_by_role("button", name="So-so").click()
    expect(page.get_by_role("button", name="So-so")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="A calf or heel tendon hurts").click()

    expect(page.get_by_text("Pauses until a morning")).to_be_visible()
    saved(page)
    assert set(notes(newcomer)) == {("night", "so_so", None), ("calves", "hurt", None)}


def test_axe_finds_nothing_on_today_and_the_pages_of_its_notes(at_today, live_server, newcomer):
    page = at_today
    for about, answer, minutes in (
        ("walking", "done", 20),
        ("night", "badly", None),
        ("calves", "hurt", None),
    ):
        actions.note_day(
            user=newcomer,
            day=newcomer.today(),
            about=about,
            answer=answer,
            minutes=minutes,
            now=timezone.now(),
        )

    found = {}
    for path in ("/today/", "/habits/", "/notes/", "/history/"):
        page.goto(f"{live_server.url}{path}")
        found[path] = (accessibility_faults(page), overflow(page))

    assert found == dict.fromkeys(found, ([], 0))


class TestWithoutScripts:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_today_starts_ticks_and_notes(self, at_today, live_server, newcomer):
        page = at_today

        page.get_by_label("Walking, minutes").fill("15")
        page.get_by_role("button", name="Walking done").click()
        page.get_by_role("button", name="Well", exact=True).click()
        page.get_by_role("button", name="Start today").click()

        expect(page.get_by_role("heading", name="Before you start")).to_be_visible()
        assert set(notes(newcomer)) == {("walking", "done", 15), ("night", "well", None)}
