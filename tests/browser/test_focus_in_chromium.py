"""By keyboard alone: the focus goes on after what it was on has gone, and can always be seen."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, saved
from tests.browser.faults import OPEN_TICK

# Whether the navigation at the lower edge of a phone hides a part of what has the focus.
COVERED = """
  () => {
    const bar = document.querySelector(".main-nav ul");
    const focused = document.activeElement;
    if (focused === document.body || bar.contains(focused)) return false;
    return focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
  }
"""


@pytest.fixture
def screen() -> dict:
    return PHONE


def press(page: Page, selector: str) -> None:
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")


def test_skipped_rest_leaves_the_focus_at_the_next_set(opened):
    page = opened
    press(page, OPEN_TICK)
    saved(page)
    after = page.evaluate("document.activeElement.id")

    press(page, "#rest-skip")

    expect(page.locator("#rest")).to_be_hidden()
    expect(page.locator(f"#{after}")).to_be_focused()


def test_set_that_is_brought_back_has_the_focus(opened):
    page = opened
    press(page, OPEN_TICK)
    saved(page)
    press(page, ".set--done .tick")
    saved(page)

    press(page, ".set__undo button")

    expect(page.locator(".set--done .tick")).to_be_focused()


def test_note_of_a_day_keeps_the_focus_though_its_page_is_loaded_anew(signed_in, live_server):
    page = signed_in
    page.goto(f"{live_server.url}/today/")
    well = page.get_by_role("button", name="Well")

    well.focus()
    page.keyboard.press("Enter")

    expect(well).to_have_attribute("aria-pressed", "true")
    expect(well).to_be_focused()


@pytest.mark.parametrize("path", ["/settings/", "/plan/"])
def test_focus_is_never_left_under_the_navigation(signed_in, live_server, path):
    page = signed_in
    page.goto(live_server.url + path)

    covered = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(COVERED):
            covered.append(page.evaluate("document.activeElement.outerHTML.slice(0, 100)"))

    assert covered == []


def test_box_that_must_be_ticked_has_its_reason_below_it(signed_in, live_server):
    page = signed_in
    page.goto(f"{live_server.url}/settings/delete/")

    page.get_by_role("button", name="Delete everything").tap()

    reason = page.get_by_text("Tick this to go on.")
    expect(reason).to_be_visible()
    box = page.get_by_role("checkbox", name=re.compile("Delete everything"))
    places = [each.bounding_box() for each in (box, reason)]
    assert places[1]["y"] >= places[0]["y"] + places[0]["height"]
    assert places[1]["x"] <= places[0]["x"]
