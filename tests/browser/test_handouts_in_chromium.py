"""Handouts in a real browser: a sheet each on A4 and on US Letter, light by night too."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from exercises.models import Exercise
from tests import builders
from tests.browser.conftest import accessibility_faults, overflow

PAPER = ["A4", "Letter"]
HANDOUTS = ["/exercises/step-up/handout/", "/learn/warm-up/handout/", "/learn/cool-down/handout/"]


@pytest.fixture(params=["desktop"])
def screen(request):
    """What is printed is the same from every screen."""
    return {"viewport": {"width": 1280, "height": 800}}


def pages_of(page, paper):
    """How many sheets of paper it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def sign_in(page, live_server, user):
    client = Client()
    client.force_login(user)
    value = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


def test_handout_of_every_exercise_is_one_page(clean_page, live_server, library):
    page, taken = clean_page, {}
    slugs = list(Exercise.objects.values_list("slug", flat=True))

    for slug in slugs:
        page.goto(f"{live_server.url}/exercises/{slug}/handout/")
        taken[slug] = [pages_of(page, paper) for paper in PAPER]

    assert taken == {slug: [1, 1] for slug in slugs}
    assert len(slugs) == 83


@pytest.mark.parametrize("path", HANDOUTS[1:])
def test_handout_of_a_phase_is_one_page(clean_page, live_server, library, path):
    page = clean_page
    page.goto(live_server.url + path)

    taken = [pages_of(page, paper) for paper in PAPER]

    assert taken == [1, 1]


@pytest.mark.parametrize("level", ["L1", "L2", "L3"])
@pytest.mark.parametrize("kit", [builders.HOME, builders.GYM, [*builders.GYM, "foam_roller"]])
def test_handout_of_a_plan_is_a_page_for_each_of_its_days(
    clean_page, live_server, library, level, kit
):
    page, user = clean_page, builders.guest()
    builders.plan(user, timezone.now(), level=level, equipment=kit)
    sign_in(page, live_server, user)
    page.goto(f"{live_server.url}/plan/handout/")

    taken = [pages_of(page, paper) for paper in PAPER]

    assert taken == [2, 2]


def test_boxes_and_notes_of_a_sheet_do_not_lie_on_each_other(clean_page, live_server, library):
    page, user = clean_page, builders.guest()
    builders.plan(user, timezone.now(), level="L2", equipment=builders.GYM)
    sign_in(page, live_server, user)
    page.set_viewport_size({"width": 703, "height": 1000})  # what A4 has between its margins
    page.emulate_media(media="print")
    over = {}

    for path in [*HANDOUTS, "/plan/handout/", "/exercises/bodyweight-squat/handout/"]:
        page.goto(live_server.url + path)
        over[path] = page.evaluate(
            "[...document.querySelectorAll('.paper')].flatMap(sheet => [...sheet.children])"
            ".filter(part => part.nextElementSibling && [part, ...part.querySelectorAll('table')]"
            ".some(each => each.getBoundingClientRect().bottom"
            " > part.nextElementSibling.getBoundingClientRect().top + 1)).length"
        )

    assert over == dict.fromkeys(over, 0)


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("path", HANDOUTS)
def test_handout_is_light_by_night_too(clean_page, live_server, library, path, media):
    page = clean_page
    page.emulate_media(color_scheme="dark", media=media)
    page.goto(live_server.url + path)

    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('.paper')).backgroundColor,"
        " getComputedStyle(document.querySelector('.paper h1')).color,"
        " getComputedStyle(document.querySelector('.paper .figure'))"
        ".getPropertyValue('--figure-surface')]"
    )

    assert colours == ["rgb(255, 255, 255)", "rgb(29, 39, 51)", "#ffffff"]


def test_figures_of_an_exercise_s_own_page_are_dark_by_night_but_not_in_print(
    clean_page, live_server, library
):
    page = clean_page
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/exercises/step-up/")
    surface = (
        "getComputedStyle(document.querySelector('.figure')).getPropertyValue('--figure-surface')"
    )

    on_screen = page.evaluate(surface)
    page.emulate_media(color_scheme="dark", media="print")
    on_paper = page.evaluate(surface)

    assert (on_screen, on_paper) == ("#182029", "#ffffff")


def test_button_prints_and_is_not_there_without_a_script(clean_page, live_server, library, browser):
    page = clean_page
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1 }")
    page.goto(live_server.url + HANDOUTS[0])
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(live_server.url + HANDOUTS[0])

    page.get_by_role("button", name="Print").click()

    assert page.evaluate("window.printed") == 1
    expect(plain.locator("[data-print]")).to_be_hidden()
    plain.context.close()


def test_sheet_has_no_fault_and_fits_at_every_width(page, live_server, library):
    found = {}

    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in HANDOUTS:
            page.goto(live_server.url + path)
            found[width, path] = [overflow(page), accessibility_faults(page)]

    assert {key: faults for key, faults in found.items() if faults != [0, []]} == {}
