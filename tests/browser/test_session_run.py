"""The guided run through the warm-up: it leads, ticks, waits when asked, and loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import Session, SessionItem
from tests.browser.conftest import PHONE, saved

READY_S = 5

pytestmark = pytest.mark.usefixtures("clean_page")


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def opened(signed_in, session_url) -> Page:
    """The session in a page whose clock stands still unless the test moves it on."""
    signed_in.clock.install()
    signed_in.goto(session_url)
    signed_in.clock.pause_at(timezone.now() + timedelta(minutes=1))
    return signed_in


@pytest.fixture
def warm_up(session: Session) -> list[SessionItem]:
    return list(session.items.filter(phase="warm-up").select_related("exercise"))


def pass_time(page: Page, seconds: float) -> None:
    page.clock.run_for(int(1000 * seconds))


def start(page: Page) -> None:
    page.get_by_role("button", name="Start the warm-up").tap()
    expect(page.locator("#run")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.locator("#run").get_by_role("button", name=name, exact=True).tap()


def shown(page: Page) -> tuple[str, ...]:
    """Return what the run shows: place, name, time, instruction, next exercise."""
    parts = ("place", "name", "left", "what", "next")
    return tuple(page.locator(f"#run [data-run-{part}]").inner_text() for part in parts)


def ticked(page: Page, number: int) -> None:
    """Waits for the answer, and for the moment that htmx takes to settle it."""
    answered = page.locator("#phase-warm-up .ticks .tick:not([name=done])")
    expect(answered).to_have_count(number)
    saved(page)
    pass_time(page, 0.1)
    expect(page.locator("#phase-warm-up .tick--done")).to_have_count(number)


def test_run_leads_through_the_warm_up_and_ticks_it(opened, warm_up):
    page = opened
    seconds = page.locator("#phase-warm-up [data-run-item]").evaluate_all(
        "items => items.map(item => 'perSide' in item.dataset"
        " ? 2 * item.dataset.seconds + 5 : Number(item.dataset.seconds))"
    )
    assert len(seconds) == len(warm_up) == 10
    start(page)

    first, second = warm_up[:2]
    assert shown(page) == (
        "1 of 10",
        first.exercise_name,
        "0:05",
        "Get ready",
        f"Next: {second.exercise_name}",
    )
    for number, each in enumerate(seconds, start=1):
        pass_time(page, READY_S)
        expect(page.locator("#run [data-run-name]")).to_have_text(warm_up[number - 1].exercise_name)
        pass_time(page, each)
        ticked(page, number)

    expect(page.locator("#run")).to_be_hidden()
    expect(page.get_by_role("button", name="Set 1 of 2, Glute bridge: done")).to_be_focused()
    assert SessionItem.objects.exclude(ticked_at=None).count() == 10


def test_run_halves_what_is_done_side_by_side(opened, warm_up):
    page = opened
    swings = next(item for item in warm_up if item.side_by_side)
    start(page)
    while shown(page)[1] != swings.exercise_name:
        press(page, "Skip it")

    said = []
    for seconds in (READY_S, 30, READY_S, 30):
        said.append(shown(page)[2:4])
        pass_time(page, seconds)

    assert said == [
        ("0:05", "Get ready"),
        ("0:30", "Left side"),
        ("0:05", "Switch sides"),
        ("0:30", "Right side"),
    ]
    ticked(page, 1)
    assert SessionItem.objects.exclude(ticked_at=None).get() == swings


def test_run_goes_back_skips_and_takes_what_was_done_early(opened, warm_up):
    page = opened
    names = [item.exercise_name for item in warm_up]
    start(page)

    seen = []
    for button in ("Skip it", "Done", "Back", "Back", "Back"):
        press(page, button)
        seen.append(shown(page)[1])
    ticked(page, 1)

    expect(page.locator("#run")).to_be_visible()
    assert seen == [names[1], names[2], names[1], names[0], names[0]]
    assert SessionItem.objects.exclude(ticked_at=None).get() == warm_up[1]


def test_run_waits_while_paused(opened):
    page = opened
    start(page)
    pass_time(page, READY_S + 10)
    before = shown(page)

    press(page, "Pause")
    pass_time(page, 100)
    assert shown(page) == before
    press(page, "Go on")
    pass_time(page, 1)

    minutes, seconds = before[2].split(":")
    left = 60 * int(minutes) + int(seconds) - 1
    assert shown(page)[2] == f"{left // 60}:{left % 60:02}"


@pytest.mark.parametrize("way", ["stop", "escape"])
def test_run_that_was_closed_goes_on_where_it_was(opened, warm_up, way):
    page = opened
    start(page)
    press(page, "Done")
    ticked(page, 1)
    pass_time(page, READY_S + 10)
    before = shown(page)

    if way == "stop":
        press(page, "Stop")
    else:
        page.keyboard.press("Escape")
    expect(page.locator("#run")).to_be_hidden()
    expect(page.get_by_role("button", name="Start the warm-up")).to_be_focused()
    pass_time(page, 1000)
    page.reload()
    pass_time(page, 0.1)
    expect(page.locator("#run")).to_be_hidden()
    start(page)

    assert shown(page) == before
    assert before[1] == warm_up[1].exercise_name
    expect(page.locator("#run [data-run-pause]")).to_be_focused()


def test_reload_goes_on_with_the_run(opened, warm_up):
    page = opened
    start(page)
    press(page, "Done")
    ticked(page, 1)
    pass_time(page, READY_S + 10)
    before = shown(page)

    page.reload()
    pass_time(page, 0.1)

    expect(page.locator("#run")).to_be_visible()
    assert shown(page) == before
    ticked(page, 1)


def test_run_that_nobody_waited_for_ticks_nothing(opened):
    page = opened
    start(page)
    pass_time(page, READY_S)
    before = shown(page)

    page.clock.fast_forward(3_600_000)

    assert shown(page) == before
    expect(page.locator("#run [data-run-pause]")).to_have_text("Go on")
    ticked(page, 0)


def test_run_leaves_out_what_was_skipped(signed_in, session_url, warm_up):
    page = signed_in
    SessionItem.objects.filter(pk=warm_up[0].pk).update(skipped="tired")
    page.goto(session_url)

    start(page)

    assert shown(page)[:2] == ("1 of 9", warm_up[1].exercise_name)
