"""The rest, the timed sets, the screen: they show the true time, and can be switched off."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import Session, SetLog
from tests import builders
from tests.browser.conftest import PHONE, saved, unfold

FIRST_TICK = "Set 1 of 2, Glute bridge: done"
NEXT = "Set 2 of 2, Glute bridge"
LEFT, RIGHT = (f"Set 1 of 2, {side}, Side plank on knees" for side in ("left", "right"))
# Counts instead of sounding, shaking and keeping awake.
COUNTED = """
  window.counted = { tones: 0, shakes: 0, locks: 0 };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { counted.tones++; start.apply(this, when); };
  Navigator.prototype.vibrate = () => { counted.shakes++; return true; };
  WakeLock.prototype.request = async () => { counted.locks++; return { released: false }; };
"""

pytestmark = pytest.mark.usefixtures("clean_page")


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def timed(signed_in) -> Page:
    signed_in.add_init_script(COUNTED)
    return signed_in


@pytest.fixture
def opened(timed, session_url) -> Page:
    """The session in a page whose clock stands still unless the test moves it on."""
    timed.clock.install()
    timed.goto(session_url)
    timed.clock.pause_at(timezone.now() + timedelta(minutes=1))
    unfold(timed)
    return timed


def pass_time(page: Page, seconds: float) -> None:
    page.clock.run_for(int(1000 * seconds))


def progress(page: Page, done: int) -> None:
    """Waits for the answer, and for the moment that htmx takes to settle it."""
    expect(page.locator("#progress")).to_have_text(f"{done} of 18 sets")
    saved(page)
    pass_time(page, 0.1)


def log_first_set(page: Page) -> None:
    page.get_by_label(FIRST_TICK).tap()
    progress(page, 1)


def seconds_left(page: Page, place: str = "[data-rest-left]") -> int:
    expect(page.locator(place)).to_have_text(re.compile(r"^\d+:\d\d$"))
    minutes, seconds = page.locator(place).inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def held() -> list[tuple[str, int]]:
    """The sides and seconds in the log."""
    return list(SetLog.objects.standing().order_by("client_ts").values_list("side", "amount"))


def start_hold(page: Page, name: str = LEFT) -> None:
    page.get_by_role("button", name=f"{name}: start the timer").tap()
    expect(page.locator("[data-hold-what]")).to_have_text(f"Get ready: {name}")


# --- rest ---------------------------------------------------------------------------------------


def test_rest_counts_down_and_says_its_start_and_its_end_alone(opened):
    page = opened
    log_first_set(page)
    expect(page.locator("#say")).to_have_text(re.compile(rf"^\d+ s Rest\. Next: {NEXT}$"))

    page.locator("#say").evaluate("element => { element.textContent = ''; }")
    # Of the server's minute, some was over when its answer was written.
    at_first = seconds_left(page)
    pass_time(page, 20)
    assert seconds_left(page) == at_first - 20
    assert 30 <= seconds_left(page) <= 40
    expect(page.locator("#say")).to_have_text("")
    pass_time(page, 41)

    expect(page.locator("#say")).to_have_text(f"Rest is over. Next: {NEXT}")
    expect(page.locator("#rest")).to_have_text(f"Rest is over. Next: {NEXT}", use_inner_text=True)
    assert page.evaluate("counted") == {"tones": 1, "shakes": 1, "locks": 1}
    assert SetLog.objects.count() == 1


def test_reload_in_the_middle_of_the_rest_shows_what_is_left(opened, session):
    page = opened
    log_first_set(page)
    Session.objects.update(rest_started_at=timezone.now() - timedelta(seconds=25))

    page.reload()
    pass_time(page, 0.1)

    assert 25 <= seconds_left(page) <= 35


def test_rest_is_right_on_a_device_whose_clock_is_wrong(signed_in, session, session_url):
    page = signed_in
    builders.one_set(builders.strength(session)[0], timezone.now())
    page.clock.install(time=timezone.now() + timedelta(hours=5))

    page.goto(session_url)

    assert 40 <= seconds_left(page) <= 60


def test_rest_is_lengthened_shortened_and_skipped(opened):
    page = opened
    log_first_set(page)

    page.get_by_role("button", name="15 seconds more").tap()
    expect(page.locator("#rest")).to_have_attribute("data-length", "75")
    pass_time(page, 0.1)
    assert 65 <= seconds_left(page) <= 75
    for length in ("60", "45"):
        page.get_by_role("button", name="15 seconds less").tap()
        expect(page.locator("#rest")).to_have_attribute("data-length", length)
    pass_time(page, 0.1)
    assert 30 <= seconds_left(page) <= 45
    page.get_by_role("button", name="Skip the rest").tap()

    expect(page.locator("#rest")).to_be_hidden()
    pass_time(page, 60)
    assert page.evaluate("counted.tones") == 0


def test_page_that_slept_through_the_end_of_the_rest_makes_no_late_tone(opened):
    page = opened
    log_first_set(page)

    page.clock.fast_forward(300_000)

    expect(page.locator("#rest")).to_have_text(f"Rest is over. Next: {NEXT}", use_inner_text=True)
    assert page.evaluate("counted.tones") == 0


# --- timed sets ---------------------------------------------------------------------------------


def test_hold_of_both_sides_counts_switches_and_logs(opened, session):
    page = opened
    aim = builders.strength(session)[6].aim
    start_hold(page)
    expect(page.locator("[data-hold-go]")).to_be_focused()

    pass_time(page, 3)
    expect(page.locator("[data-hold-what]")).to_have_text(f"Hold: {LEFT}")
    assert seconds_left(page, "[data-hold-left]") == aim
    pass_time(page, aim)
    expect(page.locator("[data-hold-what]")).to_have_text(f"Switch sides: {RIGHT}")
    progress(page, 1)
    expect(page.locator("[data-hold-go]")).to_be_focused()
    pass_time(page, 5)
    expect(page.locator("[data-hold-what]")).to_have_text(f"Hold: {RIGHT}")
    pass_time(page, aim)

    progress(page, 2)
    expect(page.locator("#hold")).to_be_hidden()
    expect(page.locator("#rest")).to_be_visible()
    assert held() == [("left", aim), ("right", aim)]


def test_hold_that_ends_early_logs_the_seconds_held(opened):
    page = opened
    start_hold(page, RIGHT)
    pass_time(page, 3)

    pass_time(page, 4)
    page.get_by_role("button", name="Done", exact=True).tap()

    progress(page, 1)
    expect(page.locator("#hold")).to_be_hidden()
    assert held() == [("right", 4)]


def test_hold_lasts_as_long_as_was_typed_and_starts_at_once_when_asked(opened):
    page = opened
    page.get_by_label(f"{RIGHT}, seconds").fill("30")

    start_hold(page, RIGHT)
    page.get_by_role("button", name="Start now").press("Enter")

    expect(page.locator("[data-hold-what]")).to_have_text(f"Hold: {RIGHT}")
    assert seconds_left(page, "[data-hold-left]") == 30


@pytest.mark.parametrize("after", [1, 5], ids=["getting ready", "holding"])
def test_hold_that_is_cancelled_logs_nothing(opened, after):
    page = opened
    start_hold(page)
    pass_time(page, after)

    page.get_by_role("button", name="Cancel").tap()
    pass_time(page, 60)

    expect(page.locator("#hold")).to_be_hidden()
    expect(page.get_by_role("button", name=f"{LEFT}: start the timer")).to_be_focused()
    assert held() == []


def test_reload_goes_on_with_the_hold(opened, session):
    page = opened
    aim = builders.strength(session)[6].aim
    start_hold(page)
    pass_time(page, 5)

    page.reload()
    pass_time(page, 0.1)

    expect(page.locator("[data-hold-what]")).to_have_text(f"Hold: {LEFT}")
    assert seconds_left(page, "[data-hold-left]") == aim - 2
    pass_time(page, aim)
    progress(page, 1)
    assert held() == [("left", aim)]


def test_hold_that_nobody_waited_for_logs_nothing(opened):
    page = opened
    start_hold(page)

    page.clock.fast_forward(3_600_000)

    expect(page.locator("#hold")).to_be_hidden()
    assert held() == []


# --- settings, and what happens automatically ---------------------------------------------------


@pytest.fixture
def wants_quiet(trainee) -> None:
    trainee.rest_tone = trainee.rest_vibration = trainee.keep_awake = False
    trainee.save()


def test_tone_shake_and_wake_lock_can_be_switched_off(wants_quiet, opened):
    page = opened

    log_first_set(page)
    pass_time(page, 61)

    expect(page.locator("#say")).to_have_text(f"Rest is over. Next: {NEXT}")
    assert page.evaluate("counted") == {"tones": 0, "shakes": 0, "locks": 0}


def test_screen_may_sleep_when_the_session_is_over(timed, session, session_url):
    Session.objects.update(status="completed", finished_at=timezone.now())

    timed.goto(session_url)

    assert timed.evaluate("counted.locks") == 0


def test_offer_to_undo_goes_after_eight_seconds(opened):
    page = opened
    log_first_set(page)
    page.get_by_role("button", name="Set 1 of 2, Glute bridge, 10 repetitions, done").tap()
    undo = page.get_by_role("button", name="Undo Set 1 of 2, Glute bridge")
    expect(undo).to_be_visible()

    pass_time(page, 5)
    expect(undo).to_be_visible()
    pass_time(page, 4)

    expect(undo).to_have_count(0)


def test_offer_to_undo_stays_while_it_has_the_focus(opened):
    page = opened
    log_first_set(page)
    page.get_by_role("button", name="Set 1 of 2, Glute bridge, 10 repetitions, done").tap()
    undo = page.get_by_role("button", name="Undo Set 1 of 2, Glute bridge")
    progress(page, 0)
    undo.focus()

    pass_time(page, 60)

    undo.press("Enter")
    progress(page, 1)
