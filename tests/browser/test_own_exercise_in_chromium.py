"""An exercise of one's own in a real browser: muscles tapped on the body map, found in the library;
and by the plain form without a script."""

import pytest
from playwright.sync_api import Page, expect

from exercises.models import Exercise
from tests.browser.conftest import PHONE, accessibility_faults, overflow

# A point inside an area, which covers both sides of the body.
INSIDE = """
  (path) => {
    const box = path.getBBox(), place = path.getScreenCTM();
    for (let down = 1; down < 40; down += 1) for (let across = 1; across < 40; across += 1) {
      const point = new DOMPoint(box.x + box.width * across / 40, box.y + box.height * down / 40);
      if (!path.isPointInFill(point)) continue;
      const { x, y } = point.matrixTransform(place);
      if (document.elementFromPoint(x, y) === path) return [x, y];
    }
  }
"""


def tap(page: Page, muscle: str) -> None:
    area = page.locator(f'[data-muscle="{muscle}"]').first
    page.locator(".muscle-choice .muscle-map").scroll_into_view_if_needed()
    page.touchscreen.tap(*area.evaluate(INSIDE))


@pytest.mark.parametrize("screen", [pytest.param(PHONE, id="phone")])
def test_exercise_is_made_by_taps_on_the_body_and_found_in_the_library(
    signed_in, live_server, trainee
):
    page = signed_in
    page.goto(f"{live_server.url}/exercises/mine/new/")
    page.get_by_label("Name").fill("Zebra press")
    page.get_by_label("Kind of movement").select_option("squat")

    for muscle in ("glutes", "quadriceps", "quadriceps", "calves", "calves", "calves"):
        tap(page, muscle)

    said = page.locator(".muscle-choice__said")
    expect(said).to_have_text("Main work: Glutes (buttocks). Helps: Quadriceps (front of thigh).")
    page.get_by_text("Choose from a list").click()
    chest = page.get_by_role("group", name="Chest", exact=True)
    chest.get_by_label("Helps").press("Space")
    expect(said).to_contain_text("Chest.")
    assert (accessibility_faults(page), overflow(page)) == ([], 0)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Zebra press")).to_be_visible()
    assert (accessibility_faults(page), overflow(page)) == ([], 0)
    made = Exercise.objects.of(trainee).get().as_entry()
    assert (made.primary, made.secondary) == (("glutes",), ("quadriceps", "chest"))

    page.goto(f"{live_server.url}/exercises/")
    mine = page.locator("[data-fetch] .exercise-card")
    expect(mine).to_have_count(1)
    page.get_by_label("Search", exact=True).press_sequentially("lunge")
    expect(mine).to_have_count(0)
    page.get_by_label("Search", exact=True).fill("zebr")
    expect(mine.get_by_role("link", name="Zebra press")).to_be_visible()
    assert (accessibility_faults(page), overflow(page)) == ([], 0)


@pytest.mark.parametrize("screen", [pytest.param(PHONE, id="phone")])
def test_plain_form_makes_an_exercise_without_a_script(
    browser, browser_context_args, signed_in, live_server, trainee
):
    state = signed_in.context.storage_state()
    plain = browser.new_context(
        **browser_context_args, java_script_enabled=False, storage_state=state
    )
    page = plain.new_page()
    page.goto(f"{live_server.url}/exercises/")
    page.get_by_role("link", name="My exercises").click()
    page.get_by_role("link", name="Make an exercise").click()

    page.get_by_label("Name").fill("Sofa press")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Choose at least one muscle")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Sofa press")
    page.get_by_label("Kind of movement").select_option("bridge")
    page.get_by_role("group", name="Calves", exact=True).get_by_label("Main work").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Sofa press")).to_be_visible()
    assert Exercise.objects.of(trainee).get().primary == ["calves"]
    plain.close()
