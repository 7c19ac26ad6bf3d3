"""How long the session is on a phone, where its first ✓ stands, how many taps it takes."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import Plan, SetLog
from tests import builders
from tests.browser.conftest import PHONE, saved

OPEN_TICK = ".set:not(.set--extra) .tick:not(.tick--done)"
SCREEN = 740
# What it was before: 6,288 px at Foundation, 6,381 px at Build; the first ✓ at 1,482 px.
HALF = 6288 // 2

pytestmark = pytest.mark.usefixtures("clean_page")


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture(params=["L1", "L2"])
def level(request, trainee) -> str:
    """The trainee's plan at this level, with all that its exercises need."""
    Plan.objects.of(trainee).delete()
    today = trainee.local_date(timezone.now()).weekday()
    builders.plan(
        trainee,
        timezone.now(),
        level=request.param,
        equipment=builders.HOME if request.param == "L1" else builders.GYM,
        sessions_per_week=2,
        weekdays=sorted([today, (today + 3) % 7]),
    )
    return request.param


@pytest.fixture
def opened(level, signed_in, session_url) -> Page:
    signed_in.goto(session_url)
    return signed_in


def height(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


def lower_edge(page: Page, selector: str) -> float:
    box = page.locator(selector).locator("visible=true").first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def foot(page: Page) -> float:
    box = page.locator(".session-foot").bounding_box()
    assert box is not None
    return box["y"]


def test_session_is_half_as_long_and_its_first_tick_on_the_first_screen(opened):
    assert height(opened) <= HALF
    assert lower_edge(opened, OPEN_TICK) <= foot(opened) < SCREEN


def test_whole_session_as_planned_takes_a_tap_a_set_and_no_scrolling(opened, session):
    page = opened
    total = int(re.findall(r"of (\d+)", page.locator("#progress").inner_text())[0])

    for number in range(1, total + 1):
        # Where the next ✓ stands by itself it is on the screen, above what stays at the lower edge.
        tick = page.locator(OPEN_TICK).locator("visible=true").first
        box = tick.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= foot(page)
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator("#progress")).to_have_text(f"{number} of {total} sets")
        saved(page)

    assert SetLog.objects.standing().ticks().filter(item__session=session).count() == total
    assert height(page) <= HALF


@pytest.mark.parametrize("view", ["", "?view=one"], ids=["list", "one"])
def test_whoever_comes_back_in_mid_session_sees_the_tick_in_hand(opened, session_url, view):
    page = opened
    page.locator(OPEN_TICK).locator("visible=true").first.tap()
    saved(page)

    page.goto(f"{session_url}{view}")

    expect(page.locator("#rest")).to_be_visible()
    assert lower_edge(page, ".set--now .tick") <= foot(page)


def test_end_of_a_session_is_a_page_of_two_screens_at_most(opened, session_url):
    page = opened
    page.locator(OPEN_TICK).locator("visible=true").first.tap()
    saved(page)

    page.goto(f"{session_url}finish/")

    assert height(page) <= 2 * SCREEN
