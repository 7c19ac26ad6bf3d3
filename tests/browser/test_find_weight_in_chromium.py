"""Find your weight: as many taps as any set, the next weight follows, with and without a signal."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import SetLog
from tests import builders
from tests.browser.conftest import (
    DESKTOP,
    PHONE,
    accessibility_faults,
    overflow,
    saved,
    sign_in,
    unfold,
)
from tests.browser.faults import offline, online


@pytest.fixture
def trainee(live_server, library, midday_zone):
    """A guest with dumbbells on the third level, whose session A begins with a goblet squat."""
    user = builders.guest()
    user.time_zone = midday_zone
    user.save()
    today = datetime.now(ZoneInfo(midday_zone)).weekday()
    weekdays = sorted([today, (today + 3) % 7])
    builders.plan(
        user,
        timezone.now(),
        level="L3",
        equipment=builders.GYM,
        sessions_per_week=2,
        weekdays=weekdays,
    )
    return user


@pytest.fixture
def squat(session):
    return session.items.get(exercise="goblet-squat")


@pytest.fixture
def screen() -> dict:
    return PHONE


def answer(page: Page, squat, number: str) -> None:
    """Tap an answer in the current row of the squat: one tap."""
    row = page.locator(f"#item-{squat.pk} .set--now")
    row.get_by_role("button", name=number, exact=True).tap()


def asked(page: Page, squat) -> str:
    return page.locator(f"#item-{squat.pk} .set--now input[name=load]").get_attribute("placeholder")


def logged(squat) -> list[tuple]:
    logs = SetLog.objects.standing().filter(item=squat).order_by("number")
    return [(int(log.load), log.rir) for log in logs]


def test_each_set_takes_one_tap_and_the_next_weight_follows(opened, squat):
    page, taps = opened, 0
    unfold(page)

    for number, (said, next_one) in enumerate([("5+", "6"), ("4", "7"), ("3", None)], 1):
        answer(page, squat, said)
        taps += 1
        saved(page)
        if next_one:
            row = page.locator(f"#item-{squat.pk} .set--now input[name=load]")
            expect(row).to_have_attribute("placeholder", next_one)
        assert len(logged(squat)) == number

    assert (taps, logged(squat)) == (squat.sets, [(4, 5), (6, 4), (7, 3)])
    expect(page.locator(f"#item-{squat.pk}")).to_contain_text("Next time 7 kg.")


def test_without_a_signal_the_weight_stays_and_no_answer_is_lost(opened, squat):
    page = opened
    unfold(page)
    offline(page)

    answer(page, squat, "5+")
    # The first row waits a moment before the second is the current one.
    expect(page.locator(f"#tick-{squat.pk}-2-both")).to_be_focused()
    assert asked(page, squat) == "4"
    answer(page, squat, "4")
    expect(page.locator(f"#item-{squat.pk} .set--waiting")).to_have_count(2)
    online(page)
    saved(page)

    assert logged(squat) == [(4, 5), (4, 4)]
    row = page.locator(f"#item-{squat.pk} .set--now input[name=load]")
    expect(row).to_have_attribute("placeholder", "5")


def test_answers_made_offline_are_drawn_again_after_a_reload(opened, squat, session_url):
    page = opened
    unfold(page)
    page.route("**/sets/**", lambda route: route.abort())
    answer(page, squat, "5+")
    expect(page.locator(f"#item-{squat.pk} .set--waiting")).to_have_count(1)

    page.goto(session_url)

    unfold(page)
    expect(page.locator(f"#item-{squat.pk} .set--waiting")).to_have_count(1)
    page.unroute("**/sets/**")


def test_typed_weight_is_left_alone_and_gone_on_from(opened, squat):
    page = opened
    unfold(page)

    page.locator(f"#item-{squat.pk} .set--now input[name=load]").fill("20")
    answer(page, squat, "4")
    saved(page)

    row = page.locator(f"#item-{squat.pk} .set--now input[name=load]")
    expect(row).to_have_attribute("placeholder", "21")
    assert logged(squat) == [(20, 4)]


def test_tick_and_enter_log_a_set_without_an_answer(opened, squat):
    page = opened
    unfold(page)

    page.locator(f"#item-{squat.pk} .set--now input[name=amount]").press("Enter")
    saved(page)
    page.locator(f"#item-{squat.pk} .set--now .tick").tap()
    saved(page)

    assert logged(squat) == [(4, None), (4, None)]


class TestWithKeys:
    @pytest.fixture
    def screen(self):
        return DESKTOP

    def test_answer_is_given_and_the_focus_goes_on(self, opened, squat):
        page = opened
        unfold(page)
        page.locator(f"#tick-{squat.pk}-1-both").focus()

        for _number in range(6):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        saved(page)

        assert logged(squat) == [(4, 5)]
        row = page.locator(f"#item-{squat.pk} .set--now input[name=load]")
        expect(row).to_have_attribute("placeholder", "6")
        expect(page.locator(f"#tick-{squat.pk}-2-both")).to_be_focused()


class TestWithoutScripts:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_answer_takes_one_tap_too(self, page, live_server, trainee, squat, session_url):
        sign_in(page, trainee, live_server.url)
        page.goto(session_url)

        answer(page, squat, "5+")

        row = page.locator(f"#item-{squat.pk} .set--now input[name=load]")
        expect(row).to_have_attribute("placeholder", "6")
        assert logged(squat) == [(4, 5)]


def test_question_fits_and_axe_finds_nothing(opened, squat):
    page = opened
    unfold(page)
    answer(page, squat, "5+")
    saved(page)

    assert overflow(page) == 0
    assert accessibility_faults(page) == []
    sizes = page.locator(f"#item-{squat.pk} .set--now .set__find button").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert all(width >= 44 and height >= 44 for width, height in sizes)
