"""The page of routines on a phone: copy a programme, rename it, use it, put another away and bring
it back; and the same by plain forms, without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from routines import actions
from routines.models import Plan, Routine
from tests.browser.conftest import PHONE, accessibility_faults, overflow, sign_in

COPY, OTHER = "My Foundation", "At the sea"


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def other(trainee) -> Routine:
    """A second routine, which isn't in use."""
    return actions.copy_routine(routine=Routine.objects.of(trainee).get(), name=OTHER)


@pytest.fixture
def plain_page(browser, browser_context_args, live_server, trainee) -> Page:
    """A page without JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, trainee, live_server.url)
    yield page
    context.close()


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def change(page: Page, address: str, trainee: User) -> None:
    """Copy a programme, rename the copy, use it, put the other one away, and undo that."""
    page.goto(f"{address}/routines/")
    page.get_by_role("button", name="Copy, to change it Foundation").tap()
    told(page, f"{COPY} is yours")

    page.locator("summary", has_text=f"Rename {COPY}").tap()
    card = page.locator("article", has=page.get_by_role("heading", name=COPY))
    card.get_by_label("Name").fill(OTHER)
    card.get_by_role("button", name="Save the name").tap()
    expect(page.locator(".errorlist")).to_have_text("You have a routine of this name already.")
    card.get_by_label("Name").fill("Kitchen")
    card.get_by_role("button", name="Save the name").tap()
    told(page, "It is called Kitchen now.")

    page.get_by_role("button", name="Use Kitchen").tap()
    told(page, "Kitchen is in use now.")
    assert Plan.objects.of(trainee).current().get().routine.name == "Kitchen"

    page.get_by_role("button", name=f"Put away {OTHER}").tap()
    told(page, f"{OTHER} is put away.")
    expect(page.get_by_role("heading", name=OTHER)).to_have_count(0)
    page.get_by_role("button", name="Undo").tap()
    told(page, f"{OTHER} is back.")
    expect(page.get_by_role("heading", name=OTHER)).to_be_visible()


def test_routines_are_copied_used_and_put_away(signed_in, live_server, trainee, other):
    change(signed_in, live_server.url, trainee)

    assert (overflow(signed_in), accessibility_faults(signed_in)) == (0, [])


def test_plain_forms_do_the_same(plain_page, live_server, trainee, other):
    change(plain_page, live_server.url, trainee)

    assert overflow(plain_page) == 0
