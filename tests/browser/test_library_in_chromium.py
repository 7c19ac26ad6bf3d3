"""The library in a real browser: searching while typing, filters with numbers, nothing lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import accessibility_faults, overflow

EMPTY = "/exercises/?q=zebra&knee=good&phase=strength"


NAMES = "#results h3"


def names(page: Page) -> list[str]:
    return page.locator(NAMES).all_inner_texts()


def test_typing_finds_and_keeps_focus_caret_and_text(clean_page, live_server, library):
    page = clean_page
    page.goto(f"{live_server.url}/exercises/")
    page.locator("#filters summary").click()
    search = page.get_by_label("Search", exact=True)

    search.fill("sqaut")

    expect(page.get_by_role("status")).to_contain_text("8 exercises")
    expect(page.get_by_role("status")).to_contain_text("Nothing says “sqaut”: taken as “squat”.")
    assert names(page)[:3] == ["Box squat", "Squat", "Goblet squat"]
    expect(search).to_be_focused()
    expect(page.locator("#filters")).to_have_attribute("open", "")
    search.press_sequentially("s")
    expect(search).to_have_value("sqauts")
    expect(page).to_have_url(f"{live_server.url}/exercises/?q=sqauts")


def test_picking_by_keyboard_updates_the_numbers_and_keeps_the_focus(
    clean_page, live_server, library
):
    page = clean_page
    page.goto(f"{live_server.url}/exercises/")
    page.locator("#filters summary").press("Enter")
    movement, grip = page.get_by_label("Movement", exact=True), page.locator("#count-muscle-grip")
    expect(grip).to_have_text("Grip (forearms) · 7")

    movement.focus()
    page.keyboard.type("Br")

    expect(page.get_by_role("status")).to_have_text("5 exercises")
    expect(grip).to_have_text("Grip (forearms) · none")
    expect(movement).to_be_focused()
    expect(movement).to_have_value("bridge")
    box = page.get_by_role("checkbox", name="Chair")
    box.press("Space")
    expect(page.get_by_role("status")).to_have_text("5 exercises")
    expect(page.locator("#count-equipment-bench")).to_have_text("5")
    expect(page.locator("#filters-in-use")).to_contain_text("2 in use")
    expect(box).to_be_focused()
    expect(box).to_be_checked()


def test_the_way_back_leads_past_what_was_typed(clean_page, live_server, library):
    page = clean_page
    page.goto(live_server.url)
    page.goto(f"{live_server.url}/exercises/")
    # A letter typed while an earlier one is still asked for would print that it was cut off.
    for letters in ("plan", "plank"):
        page.get_by_label("Search", exact=True).fill(letters)
        expect(page).to_have_url(re.compile(f"q={letters}$"))
    expect(page.get_by_role("status")).to_have_text("5 exercises")

    page.get_by_role("link", name="Side plank", exact=True).click()
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("5 exercises")
    expect(page.get_by_label("Search", exact=True)).to_have_value("plank")
    page.go_back()

    expect(page).to_have_url(f"{live_server.url}/")


def test_an_empty_result_leads_on(clean_page, live_server, library):
    page = clean_page
    page.goto(f"{live_server.url}/exercises/")

    page.get_by_label("Search", exact=True).fill("zebra")
    page.get_by_role("link", name="Without “zebra”: 83").click()

    expect(page.get_by_role("status")).to_have_text("83 exercises")


def test_a_folded_shelf_opens_by_keyboard_and_loads_its_pictures_only_then(
    clean_page, live_server, library
):
    page = clean_page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/exercises/")
    shelf = page.locator("section", has=page.locator("#pattern-core"))
    plank = shelf.get_by_role("link", name="Front plank", exact=True)
    page.wait_for_load_state("networkidle")
    expect(plank).to_be_hidden()
    assert "/still-" in "".join(asked)
    assert "/exercises/bird-dog/" not in "".join(asked)

    shelf.locator("summary").press("Enter")

    expect(plank).to_be_visible()
    expect(shelf.locator("img").first).to_have_js_property("complete", value=True)
    page.wait_for_load_state("networkidle")
    assert "/exercises/bird-dog/" in "".join(asked)


def test_axe_finds_nothing_in_the_library(page, live_server, library):
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found = accessibility_faults(page)
        if wide := overflow(page):
            found.append(f"{wide} px too wide")
        if found:
            faults[name] = found

    for path in ("/exercises/?q=sqaut&muscle=glutes", EMPTY, "/exercises/?pattern=nonsense"):
        page.goto(f"{live_server.url}{path}")
        look(path)
    page.goto(f"{live_server.url}/exercises/")
    page.locator("#filters summary").click()
    page.locator(".shelf summary").nth(1).click()
    look("filters and shelves")
    page.get_by_label("Search", exact=True).fill("romanian")
    expect(page.get_by_role("status")).to_have_text("2 exercises")
    look("swapped")

    assert faults == {}


def test_the_library_works_without_scripts(browser, live_server, library, screen):
    context = browser.new_context(**screen, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{EMPTY}")

    page.locator("#filters summary").click()
    page.get_by_label("Search", exact=True).fill("brdige")
    page.get_by_role("button", name="Show exercises").click()

    expect(page.locator(NAMES)).to_have_text(
        [
            *("Glute bridge", "Marching bridge", "Single-leg glute bridge"),
            "Bridge with far feet",
        ]
    )
    page.locator("#filters summary").click()
    expect(page.get_by_role("checkbox", name="Kind to knees")).to_be_checked()
    context.close()
