"""The editor of a routine in a browser: order by drag, keys and buttons, a superset, adding by
search, removing and undoing; and the same by plain forms, without JavaScript."""

import pytest
from playwright.sync_api import expect

from routines import actions
from routines.models import Routine
from tests.browser.conftest import accessibility_faults, overflow, sign_in

FIRST, SECOND, THIRD = "Glute bridge", "Sit-to-stand", "Hip hinge with a stick"


@pytest.fixture
def routine(trainee):
    """A copy of the app's programme."""
    return actions.copy_routine(routine=Routine.objects.of(trainee).get(), name="Mine")


def expect_order(page, *names):
    for place, name in enumerate(names):
        expect(page.locator("#day-a h3 a").nth(place)).to_have_text(name)


def heights(page, selector):
    return page.locator(selector).evaluate_all("found => found.map((each) => each.offsetHeight)")


def on_day_a(page, role, name):
    return page.locator("#day-a").get_by_role(role, name=name)


def test_day_is_put_in_order_and_changed(signed_in, live_server, routine):
    page = signed_in
    page.goto(f"{live_server.url}/routines/{routine.pk}/")
    assert (overflow(page), accessibility_faults(page)) == (0, [])
    assert max(heights(page, ".editor-row")) <= 110
    assert min(heights(page, ".editor-handle, .editor-step, .editor-more > summary")) >= 44

    handle = on_day_a(page, "button", f"Move {FIRST}")
    handle.scroll_into_view_if_needed()
    at = handle.bounding_box()
    below = page.locator("#day-a .editor-row").nth(1).bounding_box()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(at["x"] + 20, below["y"] + below["height"] - 5, steps=6)
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect_order(page, SECOND, FIRST, THIRD)

    on_day_a(page, "button", f"Move {FIRST}").press("ArrowDown")
    expect_order(page, SECOND, THIRD, FIRST)
    expect(on_day_a(page, "button", f"Move {FIRST}")).to_be_focused()

    on_day_a(page, "button", f"Up: {THIRD}").click()
    expect_order(page, THIRD, SECOND, FIRST)

    open_row(page, THIRD)
    page.get_by_role("button", name="In turn with the next one").click()
    expect(page.locator("#day-a .editor-mark")).to_have_text(["A1", "A2"])

    open_row(page, SECOND)
    page.locator("#day-a").get_by_role("link", name="Figures and note").locator(
        "visible=true"
    ).click()
    page.get_by_label("Sets").fill("0")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".editor-figures .errorlist")).to_be_visible()
    page.get_by_label("Sets").fill("4")
    page.get_by_label("My note").fill("Slowly")
    assert (overflow(page), accessibility_faults(page)) == (0, [])
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#day-a .editor-note")).to_have_text("Slowly")
    expect(page.locator("#day-a")).to_contain_text("4 × 8–15")

    open_row(page, FIRST)
    page.locator("#day-a").get_by_role("button", name="Remove", exact=True).locator(
        "visible=true"
    ).click()
    expect(on_day_a(page, "link", FIRST)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect_order(page, THIRD, SECOND, FIRST)

    page.get_by_role("link", name="Add an exercise day A").click()
    page.get_by_label("Search").fill("wall s")
    expect(page.get_by_role("button", name="Add Wall sit")).to_be_visible()
    assert (overflow(page), accessibility_faults(page)) == (0, [])
    page.get_by_role("button", name="Add Wall sit").click()
    expect(on_day_a(page, "link", "Wall sit")).to_be_visible()


def shown(page, role, name):
    """The button or link of the row that is open."""
    return page.locator("#day-a").get_by_role(role, name=name, exact=True)


def open_row(page, name):
    page.locator("#day-a summary", has_text=f"Change {name}").click()


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_plain_forms_do_the_same(browser, browser_context_args, live_server, trainee, routine):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, trainee, live_server.url)
    page.goto(f"{live_server.url}/routines/{routine.pk}/")
    assert page.locator(".editor-handle:visible").count() == 0

    on_day_a(page, "button", f"Down: {FIRST}").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect_order(page, SECOND, FIRST, THIRD)

    open_row(page, SECOND)
    shown(page, "button", "In turn with the next one").click()
    expect(page.locator("#day-a .editor-mark")).to_have_text(["A1", "A2"])

    open_row(page, THIRD)
    shown(page, "link", "Figures and note").click()
    page.get_by_label("Sets").fill("4")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#day-a")).to_contain_text("4 × 8–12")

    open_row(page, THIRD)
    shown(page, "button", "Remove").click()
    page.get_by_role("button", name="Undo").click()
    expect_order(page, SECOND, FIRST, THIRD)

    page.get_by_role("link", name="Add an exercise day A").click()
    page.get_by_label("Search").fill("wall sit")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Add Wall sit").click()
    expect(on_day_a(page, "link", "Wall sit")).to_be_visible()
    context.close()
