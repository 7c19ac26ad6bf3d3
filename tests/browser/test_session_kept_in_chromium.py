"""What is done in a session on a phone and stays: a change that is kept in the routine, and a
session of something else, which leaves the routine as it is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from routines.models import Routine, Session
from tests import builders
from tests.browser.conftest import PHONE, accessibility_faults, overflow, saved

NEW = "Goblet squat"


@pytest.fixture
def screen() -> dict:
    return PHONE


def unfolded(page: Page, name: str) -> Locator:
    card = page.locator(f'.item[data-name="{name}"]')
    expect(card).to_be_visible()
    page.wait_for_load_state()
    card.locator(".item__fold, .item__more").evaluate_all(
        "all => all.forEach((each) => { each.open = true; })"
    )
    return card


def one_set(page: Page, name: str) -> None:
    unfolded(page, name).locator(".tick:not(.tick--done)").first.tap()
    saved(page)


def finish(page: Page) -> None:
    page.get_by_role("link", name="Finish the session").tap()
    expect(page.get_by_role("button", name="Save the session")).to_be_visible()


def day_a(page: Page, address: str, routine: Routine) -> list[str]:
    """What the routine's page shows for its first day."""
    page.goto(f"{address}/routines/{routine.pk}/")
    return page.locator("#day-a .editor-row h3 a").all_inner_texts()


def test_changes_of_a_session_are_kept_in_the_routine(signed_in, live_server, session, session_url):
    page, routine = signed_in, session.plan.routine
    items = builders.strength(session)
    first, last = items[0], items[-1]
    before = day_a(page, live_server.url, routine)
    page.goto(session_url)
    one_set(page, first.exercise_name)

    card = unfolded(page, last.exercise_name)
    card.get_by_role("button", name="Take it out of the session").tap()
    saved(page)
    page.goto(f"{session_url}add/?q=goblet")
    page.get_by_role("button", name=NEW).first.tap()
    one_set(page, NEW)
    finish(page)
    page.get_by_label(f"Add {NEW}").check()
    page.get_by_label(f"Leave out {last.exercise_name}").check()
    page.get_by_role("button", name="Save the session").tap()
    expect(page.get_by_role("heading", name="Session done")).to_be_visible()

    kept = [name for name in before if name != last.exercise_name]
    assert day_a(page, live_server.url, routine) == [*kept, NEW]


def test_something_else_is_trained_beside_the_routine(signed_in, live_server, trainee):
    page = signed_in
    page.goto(f"{live_server.url}/today/")

    page.get_by_role("link", name="Start", exact=True).tap()
    page.get_by_label("Something else today").check()
    page.get_by_role("button", name="Start without a number").tap()
    expect(page.get_by_role("heading", name="Something else", level=1)).to_be_visible()
    assert (accessibility_faults(page), overflow(page)) == ([], 0)
    page.get_by_role("link", name="Add an exercise").tap()
    page.get_by_label("Search all exercises").fill("goblet")
    page.get_by_role("button", name="Search").tap()
    page.get_by_role("button", name=NEW).first.tap()
    one_set(page, NEW)
    finish(page)
    page.get_by_role("button", name="Save the session").tap()
    expect(page.get_by_role("heading", name="Session done")).to_be_visible()

    session = Session.objects.of(trainee).get()
    [item] = builders.strength(session)
    assert (session.status, session.is_beside_the_routine) == ("partial", True)
    assert (item.exercise_id, item.set_logs.standing().count()) == ("goblet-squat", 1)
