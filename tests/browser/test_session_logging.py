"""The session on a phone: one tap a set, figures typed, another tab, another day, keys alone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import Plan
from tests import builders
from tests.browser.conftest import PHONE, saved, unfold
from tests.browser.faults import as_tapped

OPEN_TICK = ".set:not(.set--extra) .tick:not(.tick--done)"

pytestmark = pytest.mark.usefixtures("clean_page")


@pytest.fixture
def screen() -> dict:
    return PHONE


def amounts() -> list[tuple[str, int, str, int]]:
    """The log in the order in which it was done: exercise, number, side, amount."""
    return [(log.item.exercise_id, log.number, log.side, log.amount) for log in as_tapped()]


def progress(page: Page, done: int, *, of: int = 18) -> None:
    expect(page.locator("#progress")).to_have_text(f"{done} of {of} sets")
    saved(page)


def test_whole_session_takes_one_tap_a_set(signed_in, session, session_url):
    page = signed_in
    page.goto(session_url)

    for number in range(1, 19):
        page.locator(OPEN_TICK).first.tap()
        progress(page, number)

    seven = builders.strength(session)
    assert len(seven) == 7
    assert amounts() == [
        (item.exercise_id, number, side, item.aim)
        for item in seven
        for number in (1, 2)
        for side in (["left", "right"] if item.per_side else ["both"])
    ]
    expect(page.locator(OPEN_TICK)).to_have_count(0)


def test_back_shows_what_was_logged_before_leaving(signed_in, session_url):
    page = signed_in
    page.goto(session_url)
    page.locator(OPEN_TICK).first.tap()
    progress(page, 1)
    page.get_by_role("link", name="Plan").tap()
    expect(page.get_by_role("heading", name="Your plan")).to_be_visible()

    page.go_back()

    progress(page, 1)
    expect(page.locator(".tick--done")).to_have_count(1)
    expect(page.locator("#rest")).to_be_visible()


@pytest.mark.both_databases
def test_two_tabs_lose_nothing(signed_in, session_url):
    page, other = signed_in, signed_in.context.new_page()
    page.goto(session_url)
    other.goto(session_url)

    page.locator(OPEN_TICK).nth(0).tap()
    progress(page, 1)
    other.get_by_label("Set 2 of 2, Glute bridge: done").tap()
    progress(other, 2)

    page.reload()
    other.reload()
    progress(page, 2)
    progress(other, 2)
    expect(page.locator("#rest")).to_be_visible()
    expect(other.locator("#rest")).to_be_visible()
    assert amounts() == [("glute-bridge", 1, "both", 10), ("glute-bridge", 2, "both", 10)]


def test_open_session_of_the_day_before_goes_on(signed_in, live_server, session, session_url):
    page = signed_in
    item = builders.strength(session)[0]
    builders.one_set(item, timezone.now())
    session.started_at -= timedelta(days=1)
    session.local_date -= timedelta(days=1)
    session.save()

    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_role("heading", name=re.compile("session is still open"))).to_be_visible()
    page.get_by_role("link", name="Go on with it").tap()
    progress(page, 1)
    page.locator(OPEN_TICK).first.tap()

    progress(page, 2)
    assert page.url.startswith(session_url)


def test_keyboard_alone_logs_and_moves_between_rows(signed_in, session_url):
    page = signed_in
    page.goto(session_url)
    field = "Set {} of 2, {}, repetitions"
    page.get_by_label(field.format(1, "Glute bridge")).focus()

    page.keyboard.type("11")
    page.keyboard.press("Enter")
    expect(page.get_by_label(field.format(2, "Glute bridge"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(field.format(1, "Sit-to-stand"))).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(page.get_by_label(field.format(1, "Sit-to-stand"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Set 1 of 2, Sit-to-stand: done")).to_be_focused()
    page.keyboard.press("Space")

    expect(page.get_by_role("button", name="Set 2 of 2, Sit-to-stand: done")).to_be_focused()
    saved(page)
    assert amounts() == [
        ("glute-bridge", 1, "both", 11),
        ("glute-bridge", 2, "both", 9),
        ("sit-to-stand", 1, "both", 8),
    ]


def test_refused_figure_stays_in_its_field_with_the_focus(signed_in, session_url):
    page = signed_in
    page.goto(session_url)
    unfold(page)
    field = page.get_by_label("Set 1 of 2, Sit-to-stand, repetitions")
    field.fill("eight")

    field.press("Enter")

    expect(page.get_by_text("Repetitions: Enter a whole number, like 12.")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("eight")
    page.keyboard.type("7")
    expect(field).to_have_value("7")


@pytest.fixture
def with_loads(trainee) -> None:
    """Everything of a gym is at hand, so that the deadlift takes a weight."""
    Plan.objects.of(trainee).delete()
    today = trainee.local_date(timezone.now()).weekday()
    weekdays = sorted([today, (today + 3) % 7])
    choices = {"level": "L2", "equipment": builders.GYM, "sessions_per_week": 2}
    builders.plan(trainee, timezone.now(), weekdays=weekdays, **choices)


def test_steppers_and_comma_change_the_weight(signed_in, with_loads, session_url):
    page = signed_in
    page.goto(session_url)
    for number in (1, 2, 3):
        page.locator(OPEN_TICK).first.tap()
        progress(page, number, of=19)
    load = page.get_by_label("Set 1 of 2, Romanian deadlift, weight in kg")
    row = page.locator(".set", has=load)

    load.tap()
    load.fill("8,5")
    row.get_by_role("button", name="More weight").tap()
    expect(load).to_have_value("9.5")
    row.get_by_role("button", name="Less weight").tap()
    row.get_by_role("button", name="More", exact=True).tap()
    row.locator(".tick").tap()

    expect(page.get_by_text("8.5 kg × 9")).to_be_visible()


def test_tap_into_a_field_selects_what_is_in_it(signed_in, session_url):
    page = signed_in
    page.goto(session_url)
    field = page.get_by_label("Set 1 of 2, Glute bridge, repetitions")
    field.fill("12")
    page.get_by_role("heading", name="Session A").tap()

    field.tap()
    page.keyboard.type("7")

    expect(field).to_have_value("7")
