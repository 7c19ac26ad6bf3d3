"""Figures in a real browser: they move, can be stopped, keep their place, and stand in print."""

import re

import pytest
from playwright.sync_api import Page, expect

from exercises.models import Exercise

SQUAT = "/exercises/bodyweight-squat/"


def frames(page: Page) -> dict[str, bool]:
    """Which of the three pictures are to be seen."""
    return {
        name: page.locator(f".movement-{name}").is_visible()
        for name in ("moving", "start", "finish")
    }


@pytest.fixture
def is_phone(screen) -> bool:
    return screen["viewport"]["width"] < 768


def test_figure_moves_at_once_and_each_picture_can_be_had_alone(
    clean_page, live_server, library, is_phone
):
    page = clean_page
    page.goto(live_server.url + SQUAT)
    paths = page.locator(".movement-moving path.body")
    expect(paths.first).to_be_visible()
    at_first = frames(page)

    page.get_by_role("radio", name="Start").check()
    start = frames(page)
    page.get_by_role("radio", name="Finish").check()
    finish = frames(page)

    assert at_first == {"moving": True, "start": False, "finish": not is_phone}
    assert start == {"moving": False, "start": True, "finish": not is_phone}
    assert finish == {"moving": False, "start": False, "finish": True}


def test_figure_of_who_asked_for_less_motion_moves_only_when_told_to(
    clean_page, live_server, library, is_phone
):
    page = clean_page
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_server.url + SQUAT)

    at_first = frames(page)
    page.get_by_role("radio", name="Movement").check()
    asked = frames(page)

    assert at_first == {"moving": False, "start": True, "finish": True}
    assert asked == {"moving": True, "start": False, "finish": not is_phone}


def test_print_shows_start_and_finish(clean_page, live_server, library):
    page = clean_page
    page.goto(live_server.url + SQUAT)

    page.emulate_media(media="print")

    assert frames(page) == {"moving": False, "start": True, "finish": True}


def test_exercise_page_fetches_my_history_only_for_somebody(clean_page, live_server, library):
    page = clean_page
    page.goto(live_server.url + SQUAT)
    expect(page.get_by_role("link", name="What I did with this exercise")).to_be_visible()

    page.goto(live_server.url)
    page.get_by_role("button", name="Start now — no account needed").click()
    page.goto(live_server.url + SQUAT)

    expect(page.get_by_text("No set logged yet.")).to_be_visible()


def test_card_moves_while_it_is_pointed_at_or_tapped(clean_page, live_server, library, is_phone):
    page = clean_page
    page.goto(f"{live_server.url}/exercises/")
    card = page.locator(".exercise-card").first
    picture, play = card.locator(".picture"), card.locator(".picture-play")
    still = picture.get_attribute("src")

    if is_phone:
        play.tap()
    else:
        card.hover(position={"x": 5, "y": 5})
    moved, pressed = picture.get_attribute("src"), play.get_attribute("aria-pressed")
    if is_phone:
        play.tap()
    else:
        page.mouse.move(0, 0)

    assert (moved, pressed) == (still.replace("/still-", "/moving-"), "true")
    assert picture.get_attribute("src") == still
    assert page.url == f"{live_server.url}/exercises/"


def test_card_keeps_still_for_who_asked_for_less_motion(clean_page, live_server, library, is_phone):
    page = clean_page
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live_server.url}/exercises/")
    picture = page.locator(".exercise-card .picture").first

    page.locator(".exercise-card").first.hover(position={"x": 5, "y": 5})

    assert "/still-" in picture.get_attribute("src")


# Of the page's own part: the bar above it grows while a slow browser is still reading its HTML.
COUNT_SHIFTS = """
  window.shifts = 0;
  const isInMain = source => document.querySelector("main")?.contains(source.node);
  new PerformanceObserver(list => {
    for (const each of list.getEntries())
      if (!each.hadRecentInput && each.sources.some(isInMain)) window.shifts += each.value;
  }).observe({type: "layout-shift", buffered: true});
"""


def test_pictures_wait_until_they_are_near_and_move_nothing_when_they_come(
    clean_page, live_server, library
):
    page = clean_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(COUNT_SHIFTS)
    page.goto(f"{live_server.url}/exercises/")
    page.wait_for_load_state("networkidle")
    at_first = sum("/still-" in url for url in asked)

    page.locator(".shelf summary").last.click()
    last = page.locator(".exercise-card .picture").last
    last.scroll_into_view_if_needed()
    expect(last).not_to_have_js_property("naturalWidth", 0)

    assert 0 < at_first < Exercise.objects.count()
    assert page.evaluate("window.shifts") == 0


def test_muscle_touched_on_the_body_map_lists_its_exercises(clean_page, live_server, library):
    page = clean_page
    page.goto(f"{live_server.url}/learn/anatomy/")

    glutes = page.get_by_role("link", name="Glutes (buttocks)").locator("path")
    box = glutes.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)

    expect(page).to_have_url(f"{live_server.url}/learn/anatomy/#muscle-glutes")
    card = page.locator("#muscle-glutes")
    expect(card).to_be_in_viewport()
    expect(card.get_by_role("link", name="Glute bridge", exact=True)).to_be_visible()


def test_landing_page_shows_a_figure_that_moves_and_can_be_stopped(
    clean_page, live_server, library
):
    page = clean_page
    page.goto(live_server.url)
    picture = page.locator(".landing__figure .picture")
    expect(picture).to_have_attribute("src", re.compile("/moving-"))

    page.get_by_role("button", name="Show the movement: Glute bridge").click()

    assert "/still-" in picture.get_attribute("src")
