"""The session as it looks in the middle of a workout: for everybody, on every screen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import Session
from tests.browser.conftest import accessibility_faults, overflow, saved, unfold

# What is at hand at a time can be hit: links within a sentence are exempt (WCAG 2.5.8).
SMALL_TARGETS = """
  () => [...document.querySelectorAll("button, summary, input:not([type=hidden]), a.button")]
    .filter((each) => each.checkVisibility() && !each.closest("label, .visually-hidden"))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([each, box]) => `${each.outerHTML.slice(0, 120)} ${box.width} × ${box.height}`)
"""


def faults(page: Page) -> list[str]:
    found = accessibility_faults(page) + page.evaluate(SMALL_TARGETS)
    return [*found, f"{wide} px too wide"] if (wide := overflow(page)) else found


def more_is_open(page: Page) -> None:
    for kind in (".item__more", ".how-to"):
        # On a wide screen how to do it stands beside the sets, open.
        summary = page.locator(f"{kind} summary").first
        if summary.is_visible():
            summary.click()
    expect(page.get_by_text("Think of").locator("visible=true")).to_have_count(1)
    page.locator(".set__said summary").locator("visible=true").first.click()
    expect(page.get_by_text("How many more good ones?").locator("visible=true")).to_have_count(1)


def set_is_refused(page: Page) -> None:
    unfold(page)
    field = page.get_by_label("Set 2 of 2, Sit-to-stand, repetitions")
    field.fill("eight")
    field.press("Enter")
    expect(page.get_by_text("Repetitions: Enter a whole number, like 12.")).to_be_visible()


def hold_runs(page: Page) -> None:
    unfold(page)
    page.get_by_role("button", name="Set 1 of 2, left, Side plank on knees: start").click()
    expect(page.locator("#hold")).to_be_visible()


def run_is_open(page: Page) -> None:
    page.get_by_role("button", name="Start the warm-up").click()
    expect(page.locator("#run")).to_be_visible()


def rest_runs(page: Page) -> None:
    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()
    expect(page.locator("#rest")).to_be_visible()
    saved(page, but=1)  # the set that was refused


def rest_is_over(page: Page) -> None:
    Session.objects.update(rest_started_at=timezone.now() - timedelta(seconds=58), rest_s=60)
    page.reload()
    expect(page.locator("#rest")).to_have_class("rest rest--over")


def lock_person(page: Page) -> None:
    page.get_by_role("link", name="One at a time").click()
    expect(page.get_by_role("link", name="Whole list")).to_be_visible()


def all_is_open(page: Page) -> None:
    unfold(page)


STATES = (
    all_is_open,
    more_is_open,
    set_is_refused,
    hold_runs,
    run_is_open,
    rest_runs,
    rest_is_over,
    lock_person,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_session_can_be_used_by_everybody_whatever_runs(signed_in, session_url, scheme):
    page = signed_in
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.add_init_script("sessionStorage.clear()")
    found = {}

    for state in STATES:
        page.goto(session_url)
        state(page)
        found[state.__name__] = faults(page)

    assert found == {state.__name__: [] for state in STATES}
