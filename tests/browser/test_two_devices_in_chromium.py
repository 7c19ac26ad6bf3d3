"""Two devices with one session open, neither of them loaded again between two sets."""

import pytest
from playwright.sync_api import Page, expect

from routines.models import SetLog
from tests.browser.conftest import PHONE, saved
from tests.browser.faults import OPEN_TICK


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def other(browser, browser_context_args, opened, session_url):
    """The same session on another device of the same person: a store of its own."""
    context = browser.new_context(**browser_context_args)
    context.add_cookies(opened.context.cookies())
    page = context.new_page()
    page.goto(session_url)
    yield page
    context.close()


def log(page: Page) -> None:
    page.locator(OPEN_TICK).first.tap()


def sets_of_bridge(page: Page):
    return page.locator(".item", has_text="Glute bridge").first.locator(".set--done")


def logged() -> list[int]:
    return list(SetLog.objects.standing().values_list("number", flat=True))


@pytest.mark.both_databases
def test_row_that_another_device_has_done_becomes_the_next_set_on_both(opened, other):
    log(opened)
    saved(opened)

    log(other)
    saved(other)

    expect(sets_of_bridge(other)).to_have_count(2)
    expect(sets_of_bridge(other).locator(".set__number")).to_have_text(["1", "2"])
    expect(other.get_by_text("Logged as set 2: another page had")).to_be_visible()
    expect(other.locator("#progress")).to_have_text("2 of 18 sets")
    log(opened)  # row 2 of a page that knows of one set alone
    saved(opened)
    expect(sets_of_bridge(opened).locator(".set__number")).to_have_text(["1", "2", "3"])
    expect(opened.locator("#progress")).to_have_text("3 of 18 sets")
    assert logged() == [1, 2, 3]


def test_what_was_typed_in_another_row_stays_when_the_list_comes_anew(opened, other):
    log(opened)
    saved(opened)
    other.get_by_text("+ Set Glute bridge").tap()
    extra = other.get_by_label("Extra set 3, Glute bridge, repetitions")
    extra.fill("15")

    log(other)
    saved(other)

    expect(sets_of_bridge(other)).to_have_count(2)
    expect(extra).to_have_value("15")


def test_answer_shows_a_later_row_that_another_device_has_done(opened, other):
    opened.get_by_label("Set 2 of 2, Glute bridge: done").tap()
    saved(opened)

    log(other)
    saved(other)

    expect(sets_of_bridge(other).locator(".set__number")).to_have_text(["1", "2"])
    expect(other.locator("#progress")).to_have_text("2 of 18 sets")
    assert logged() == [1, 2]
