"""A routine that is shared: given by one person, trained by a guest in another browser; and on
paper."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from builder.actions import share_routine
from routines.models import Routine, SetLog
from tests.browser.conftest import (
    DESKTOP,
    PHONE,
    accessibility_faults,
    check_in,
    overflow,
    saved,
    sign_in,
)


@pytest.fixture
def screen():
    return DESKTOP


@pytest.fixture
def routine(trainee) -> Routine:
    found = Routine.objects.of(trainee).get()
    found.name = "Strong hips"
    found.save()
    return found


def test_guest_trains_by_the_link_that_somebody_switched_on(
    clean_page, live_server, browser, browser_context_args, trainee, routine
):
    page = clean_page
    sign_in(page, trainee, live_server.url)
    page.goto(f"{live_server.url}/routines/{routine.pk}/share/")
    page.get_by_role("button", name="Switch the link on").click()
    path = page.locator("#address").inner_text().partition("/shared/")[2]
    guest = browser.new_context(**{**browser_context_args, **PHONE}).new_page()

    guest.goto(f"{live_server.url}/shared/{path}")
    guest.get_by_role("button", name="Use this routine").click()
    check_in(guest)
    guest.get_by_role("button", name="Show my week").click()
    expect(guest.get_by_role("heading", name="Strong hips")).to_be_visible()
    guest.get_by_role("button", name="Train by this routine").click()
    guest.get_by_role("button", name="Start today").or_(
        guest.get_by_role("link", name="Start", exact=True)
    ).click()
    guest.get_by_role("button", name="2", exact=True).click()
    guest.locator(".set:not(.set--extra) .tick").first.click()

    expect(guest.get_by_text(re.compile(r"^1 of \d+ sets"))).to_be_visible()
    saved(guest)
    log = SetLog.objects.get()
    assert log.user.is_guest
    assert log.user_id != trainee.pk
    assert log.item.session.plan.routine.name == "Strong hips"
    assert log.item.session.plan.routine_id != routine.pk
    guest.context.close()


def test_shared_pages_have_no_fault_and_fit_at_every_width(page, live_server, trainee, routine):
    address = live_server.url
    link = share_routine(routine=routine, with_notes=True, now=timezone.now())
    sign_in(page, trainee, address)
    found = {}

    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in (
            f"/shared/{link.token}/",
            f"/shared/{link.token}/print/",
            f"/routines/{routine.pk}/share/",
            f"/routines/{routine.pk}/begin/",
            "/routines/read/",
        ):
            page.goto(address + path)
            found[width, path] = [overflow(page), accessibility_faults(page)]

    assert {key: faults for key, faults in found.items() if faults != [0, []]} == {}


def test_printed_sheet_is_a_page_a_day_with_a_code_on_white_by_night_too(
    clean_page, live_server, trainee, routine
):
    page = clean_page
    link = share_routine(routine=routine, with_notes=False, now=timezone.now())
    page.emulate_media(color_scheme="dark")
    page.goto(f"{live_server.url}/shared/{link.token}/print/")

    taken = [
        len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) for paper in ("A4", "Letter")
    ]
    colours = page.locator(".qr path").evaluate_all(
        "all => all.map((each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke])"
    )

    assert taken == [2, 2]
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert [[colours[place][0], colours[place + 1][1]] for place in (0, 2)] == [[white, black]] * 2


def test_link_is_copied_by_a_button_and_a_large_file_is_refused_before_it_is_sent(
    clean_page, live_server, trainee, routine, tmp_path
):
    page = clean_page
    share_routine(routine=routine, with_notes=False, now=timezone.now())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    sign_in(page, trainee, live_server.url)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 300_000)

    page.goto(f"{live_server.url}/routines/{routine.pk}/share/")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    address = page.locator("#address").inner_text()
    page.goto(f"{live_server.url}/routines/read/")
    page.locator("input[type=file]").set_input_files(large)

    said = page.locator("input[type=file]").evaluate("(field) => field.validationMessage")
    assert copied == address
    assert said == "This file is too large for a routine: 256 KB at most. It wasn’t read."
