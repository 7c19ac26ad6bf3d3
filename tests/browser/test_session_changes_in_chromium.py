"""Changing the running session on a phone: move, do in turn, take out, add."""

import pytest
from playwright.sync_api import Page, expect

from exercises.models import Exercise
from routines.planning.exercise_order import Slot, join_next, leave, step
from tests import builders
from tests.browser.conftest import PHONE, accessibility_faults, overflow, saved
from tests.browser.faults import offline, online

STEP = """
  async (cases) => {
    const { stepped } = await import("/static/js/session/places.js");
    return cases.map(([groups, name]) =>
      [0, 1, 2, 3].map((at) =>
        stepped(groups.map((group, key) => ({ key, group })), at, name)
          .map(({ key, group }) => [key, group])));
  }
"""
STEPS = {
    "earlier": lambda order, key: step(order, key, -1),
    "later": lambda order, key: step(order, key, 1),
    "join": join_next,
    "leave": leave,
}


@pytest.fixture
def screen() -> dict:
    return PHONE


ITEMS = ".session-items > .item:not(.item--removed)"


def order_of(session) -> list[tuple[str, int]]:
    items = builders.strength(session)
    return [(each.exercise_name, each.superset) for each in items if each.swapped_at is None]


def shown(page: Page) -> list[str]:
    return page.locator(ITEMS).evaluate_all("all => all.map((each) => each.dataset.name)")


def change(page: Page, name: str, button: str) -> None:
    """Tap a button in the menu of an exercise."""
    card = page.locator(f'.item[data-name="{name}"]')
    card.locator(".item__fold, .item__more").evaluate_all(
        "all => all.forEach(e => { e.open = true; })"
    )
    card.get_by_role("button", name=button, exact=True).tap()


def test_order_by_the_script_is_that_of_the_server(opened):
    groups = [[0, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [1, 1, 2, 2], [1, 1, 1, 0], [1, 1, 1, 1]]
    cases = [(each, name) for each in groups for name in STEPS]

    found = opened.evaluate(STEP, cases)

    for (order, name), results in zip(cases, found, strict=True):
        slots = [Slot(key, group) for key, group in enumerate(order)]
        wanted = [[[s.key, s.group] for s in STEPS[name](slots, at)] for at in range(4)]
        assert results == wanted, (order, name)


def test_session_is_changed_without_a_signal(signed_in, session_url, session):
    page = signed_in
    page.goto(session_url)
    one, two, three, *rest = [name for name, _ in order_of(session)]
    offline(page)

    change(page, three, "Earlier")
    expect(page.locator(ITEMS).nth(1)).to_have_attribute("data-name", three)
    change(page, three, "In turn with the next")
    change(page, one, "Take it out of the session")
    change(page, rest[0], "Take it out of the session")
    page.get_by_role("button", name=f"Undo {rest[0]}").tap()
    expect(page.get_by_role("button", name=f"Undo {rest[0]}")).to_have_count(0)

    assert shown(page) == [three, two, *rest]
    expect(page.locator("[data-turn] .superset")).to_have_text(["A1", "A2"])
    expect(page.get_by_role("heading", name=f"superset with {three}")).to_contain_text(two)

    online(page)
    saved(page)
    assert order_of(session) == [(three, 1), (two, 1), *[(name, 0) for name in rest]]
    page.reload()
    assert shown(page) == [three, two, *rest]
    expect(page.locator("[data-turn] .superset")).to_have_text(["A1", "A2"])
    expect(page.get_by_text(f"Taken out: {one}")).to_be_visible()


def test_exercise_is_added_in_this_place_and_trained(signed_in, session_url, session):
    page = signed_in
    squat = Exercise.objects.get(pk="goblet-squat")
    page.goto(session_url)
    first = order_of(session)[0][0]
    card = page.locator(f'.item[data-name="{first}"]')
    card.locator(".item__more > summary").tap()
    card.get_by_role("link", name="Add one after it").tap()

    page.get_by_label("Search all exercises").fill("squat")
    page.get_by_role("button", name="Search").tap()
    expect(page.get_by_role("heading", name="Found")).to_be_visible()
    assert (accessibility_faults(page), overflow(page)) == ([], 0)
    page.get_by_role("button", name=squat.name).first.tap()

    expect(page.locator(f'.item[data-name="{squat.name}"]')).to_be_visible()
    assert [name for name, _ in order_of(session)[:2]] == [first, squat.name]
    added = page.locator(f'.item[data-name="{squat.name}"]')
    page.wait_for_load_state()
    added.locator(".item__fold").evaluate("fold => { fold.open = true; }")
    added.locator(".tick").first.tap()
    saved(page)
    assert builders.strength(session)[1].set_logs.count() == 1
    assert accessibility_faults(page) == []
