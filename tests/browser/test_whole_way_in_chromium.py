"""Start as a guest, set up, train, finish, look back: by hand, in a real browser."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from routines.models import Session, SetLog
from tests.browser.conftest import (
    accessibility_faults,
    agree,
    answer_no,
    check_in,
    overflow,
    start,
    unfold,
)


@pytest.fixture
def today(midday_zone) -> int:
    """Today's weekday for the person, 0 = Monday."""
    return datetime.now(ZoneInfo(midday_zone)).weekday()


def pick_days(page: Page, *days: int) -> None:
    page.locator(f'#days [value="{"-".join(map(str, sorted(days)))}"]').check()


def set_up(page: Page, address: str, today: int) -> None:
    page.goto(address)
    page.get_by_role("button", name="Start now — no account needed").click()
    check_in(page)
    expect(page.get_by_role("heading", name="Make your week")).to_be_visible()
    pick_days(page, today, (today + 3) % 7)
    page.get_by_role("button", name="Show my week").click()
    expect(page.locator(".strip")).to_be_visible()


@pytest.mark.both_databases
def test_guest_trains_with_one_tap_a_set(clean_page, live_server, library, today):
    page = clean_page
    set_up(page, live_server.url, today)
    page.get_by_role("link", name="Today", exact=True).click()
    start(page, pain=2)
    expect(page.get_by_text("0 of 18 sets")).to_be_visible()
    assert overflow(page) == 0

    for number in range(1, 19):
        row = page.locator(".set:not(.set--extra) .tick:not(.tick--done)").first
        row.click()
        expect(page.get_by_text(f"{number} of 18 sets")).to_be_visible()

    page.get_by_role("link", name="Finish the session").click()
    page.get_by_label("3 more").check()
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_role("heading", name="Session done")).to_be_visible()
    # Of the bird dog each side is a log of its own, and both are read in one line.
    expect(page.locator(".set-chip")).to_have_count(18)
    assert overflow(page) == 0
    assert (Session.objects.get().status, Session.objects.get().rir) == ("completed", 3)


@pytest.mark.both_databases
def test_a_set_can_be_typed_taken_back_and_corrected(clean_page, live_server, library, today):
    page = clean_page
    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    start(page)

    amount = page.get_by_label("Set 1 of 2, Glute bridge, repetitions")
    amount.fill("12")
    amount.press("Enter")
    done = page.get_by_role(
        "button", name="Set 1 of 2, Glute bridge, 12 repetitions, done. Take back"
    )
    expect(done).to_be_visible()
    done.click()
    expect(page.get_by_text("0 of 18 sets")).to_be_visible()

    page.get_by_label("Set 1 of 2, Glute bridge: done").click()
    page.get_by_role("link", name="Correct Set 1 of 2, Glute bridge").click()
    page.get_by_label("Repetitions").fill("9")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("9 reps")).to_be_visible()
    assert list(SetLog.objects.standing().values_list("amount", flat=True)) == [9]


def test_what_cannot_be_is_refused_beside_the_field(page, live_server, library, today):
    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    start(page)

    unfold(page)
    amount = page.get_by_label("Set 2 of 2, Sit-to-stand, repetitions")
    amount.fill("eight")
    amount.press("Enter")

    expect(page.get_by_text("Repetitions: Enter a whole number, like 12.")).to_be_visible()
    expect(page.get_by_label("Set 2 of 2, Sit-to-stand, repetitions")).to_have_value("eight")
    assert SetLog.objects.count() == 0


def test_reload_in_the_middle_keeps_every_set(clean_page, live_server, library, today):
    page = clean_page
    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    start(page)
    page.get_by_label("Set 1 of 2, Glute bridge: done").click()
    expect(page.get_by_text("1 of 18 sets")).to_be_visible()

    page.reload()
    expect(page.get_by_text("1 of 18 sets")).to_be_visible()
    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_role("link", name=re.compile("Resume — 1 of 18 sets"))).to_be_visible()


@pytest.mark.both_databases
def test_expired_login_keeps_the_set_and_leads_to_the_log_in(page, live_server, library, today):
    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    start(page)
    cookies = [each for each in page.context.cookies() if each["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)

    page.get_by_label("Set 1 of 2, Glute bridge: done").click()
    page.get_by_role("link", name="1 waiting on this device · sign in to send").click()

    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_keyboard_alone_logs_a_set_and_lands_on_the_next(clean_page, live_server, library, today):
    page = clean_page
    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="Start", exact=True).press("Enter")
    page.get_by_role("button", name="0", exact=True).press("Enter")
    page.wait_for_url("**/sessions/*/")
    page.get_by_label("Set 1 of 2, Glute bridge: done").focus()

    page.keyboard.press("Enter")

    expect(page.get_by_label("Set 2 of 2, Glute bridge: done")).to_be_focused()


def test_axe_finds_nothing_on_any_page(page, live_server, library, today):
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found = accessibility_faults(page)
        if wide := overflow(page):
            found.append(f"{wide} px too wide")
        if found:
            faults[name] = found

    page.goto(live_server.url)
    look("landing")
    page.get_by_role("button", name="Start now").click()
    look("agreement")
    agree(page)
    look("questions")
    page.get_by_role("button", name="See what it means").click()
    look("questions left open")
    answer_no(page)
    look("set-up")
    pick_days(page, today, (today + 3) % 7)
    page.get_by_role("button", name="Show my week").click()
    page.goto(f"{live_server.url}/plan/")
    look("plan")
    page.locator(".strip__day--planned .strip__link").last.click()
    look("day")
    page.get_by_role("button", name="Make it a rest day").click()
    look("change")
    page.goto(f"{live_server.url}/today/")
    look("today")
    start(page, pain=1)
    expect(page.get_by_text("0 of 18 sets")).to_be_visible()
    look("session")
    session = page.url
    page.get_by_label("Set 1 of 2, Glute bridge: done").click()
    expect(page.get_by_text("1 of 18 sets")).to_be_visible()
    # The rest is docked: at the end of the page nothing is behind it.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    look("session with a set")
    page.get_by_role("link", name="Correct Set 1 of 2, Glute bridge").click()
    look("correct a set")
    for name in ("discard", "stop", "day", "finish"):
        page.goto(f"{session}{name}/")
        look(name)
    page.get_by_role("button", name="Save the session").click()
    page.wait_for_url("**/summary/")
    look("summary")
    for path in (
        "/history/",
        "/today/",
        "/settings/",
        "/settings/calendar/",
        "/settings/delete/",
        "/start-check/agreement/",
        "/start-check/withdraw/",
        "/sessions/ready/",
        "/sessions/write-down/",
        "/mornings/",
        "/plan/targets/glute-bridge/",
        "/plan/change/?action=move",
        "/accounts/claim/",
        "/accounts/logout/",
        "/accounts/password/reset/",
        "/exercises/",
        "/exercises/suitcase-carry/",
        "/exercises/step-up/handout/",
        "/plan/handout/",
        "/learn/",
        "/learn/anatomy/",
        "/learn/warm-up/",
        "/learn/cool-down/",
        "/learn/warm-up/handout/",
        "/learn/cool-down/handout/",
        "/learn/how-often/",
        "/learn/water/",
        "/learn/everyday/",
        "/learn/questions/",
        "/learn/evidence/",
        "/learn/glossary/",
        "/safety/",
        "/history/exercises/glute-bridge/",
        "/nothing-here/",
    ):
        page.goto(f"{live_server.url}{path}")
        look(path)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/accounts/login/")
    look("log in")

    assert faults == {}


def test_axe_finds_nothing_where_an_exercise_hurts_is_skipped_or_swapped(
    page, live_server, library, today
):
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if found := [*accessibility_faults(page), *(["too wide"] if overflow(page) else [])]:
            faults[name] = found

    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    start(page)
    session = page.url
    page.goto(f"{session}?view=one")
    look("one at a time")
    page.goto(session)
    page.locator(".item__more summary").first.click()
    look("what to say about an exercise")
    page.locator(".item__more[open] [name=pain][value='7']").click()
    expect(page.get_by_text("7 of 10: stop this exercise for today.")).to_be_focused()
    look("hurts")
    page.get_by_role("button", name="Leave it out today").click()
    expect(page.get_by_text("Skipped: it hurts.")).to_be_focused()
    look("skipped")
    page.locator(".item__more summary").nth(1).click()
    page.get_by_role("link", name="Swap it for another").locator("visible=true").click()
    look("swap")
    page.locator(".swaps button").first.click()
    expect(page.get_by_text("In today’s session instead of the planned one.")).to_be_visible()
    look("swapped")

    assert faults == {}


@pytest.mark.both_databases
def test_what_was_taken_back_can_be_brought_back(clean_page, live_server, library, today):
    page = clean_page
    set_up(page, live_server.url, today)
    page.goto(f"{live_server.url}/today/")
    start(page)
    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("11")
    page.get_by_label("Set 1 of 2, Glute bridge: done").click()

    page.get_by_role("button", name="Set 1 of 2, Glute bridge, 11 repetitions, done").click()
    page.get_by_role("button", name="Undo Set 1 of 2, Glute bridge").click()

    expect(page.get_by_text("1 of 18 sets")).to_be_visible()
    expect(page.get_by_text("11 reps")).to_be_visible()
    assert SetLog.objects.standing().get().amount == 11
