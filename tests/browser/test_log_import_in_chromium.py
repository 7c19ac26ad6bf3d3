"""A log of another app comes along by a few steps, with a script and in any colours."""

import os

import pytest
from playwright.sync_api import expect

from backhealth.environment import ROOT
from routines.models import SetLog
from tests.browser.conftest import accessibility_faults, overflow

SAMPLES = ROOT / "tests" / "exchange" / "samples"
PICTURES = os.environ.get("PICTURES")


def looks_right(page, name):
    """Check a step for faults of access and width; keep its picture, if asked for."""
    assert accessibility_faults(page) == []
    assert overflow(page) == 0
    if PICTURES:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            width = page.viewport_size["width"]
            page.screenshot(path=f"{PICTURES}/{name}-{width}-{scheme}.png", full_page=True)


@pytest.fixture
def page_of_files(signed_in, live_server):
    signed_in.goto(f"{live_server.url}/imports/")
    return signed_in


def choose(page):
    """Choose a file with an exercise that the library doesn't have."""
    known = (SAMPLES / "strong-classic.csv").read_text()
    bench = '2025-03-05 07:40:00,Morning Workout,45m,"Bench Press (Barbell)",1,60.0,8,0,0,"","",\n'
    file = {"name": "strong.csv", "mimeType": "text/csv", "buffer": (known + bench).encode()}
    page.get_by_label("The file of another app").set_input_files(file)
    page.get_by_role("button", name="Read it").click()


def test_log_comes_along_and_goes_again(page_of_files):
    page = page_of_files
    looks_right(page, "1-file")
    choose(page)

    expect(page.get_by_role("heading", name="Kilograms or pounds?")).to_be_visible()
    looks_right(page, "2-unit")
    page.get_by_label("Kilograms").check()
    page.get_by_role("button", name="Go on").click()

    unknown = page.get_by_role("heading", name="Which exercises are these?")
    expect(unknown).to_be_visible()
    looks_right(page, "3-names")
    step = page.get_by_role("group", name="Bench Press")
    step.get_by_label("Make it an exercise of my own").check()
    step.get_by_label("Kind of movement").select_option("core")
    looks_right(page, "4-own")
    page.get_by_role("button", name="See what would be written").click()

    expect(page.get_by_role("heading", name="This would be written")).to_be_visible()
    looks_right(page, "5-preview")
    assert SetLog.objects.count() == 0
    page.get_by_role("button", name="Write it into my log").click()

    expect(page.get_by_role("heading", name="It is in your log")).to_be_visible()
    looks_right(page, "6-done")
    assert SetLog.objects.standing().count() > 5
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="It was taken back")).to_be_visible()
    looks_right(page, "7-taken-back")


def test_file_that_can_not_be_read_is_refused_where_it_was_chosen(page_of_files):
    page = page_of_files
    picture = ROOT / "static" / "img" / "icon-apple-180.png"

    page.get_by_label("The file of another app").set_input_files(picture)
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_text("This is no list of sets")).to_be_visible()
    looks_right(page, "8-refused")
