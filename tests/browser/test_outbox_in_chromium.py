"""Nothing logged is lost: without a signal, with a bad one, with a login that is gone."""

import pytest
from playwright.sync_api import Route, expect

from accounts.models import BrowserSession
from routines.models import Session, SetLog
from tests import builders
from tests.browser.conftest import PHONE, saved, sign_in, unfold, waiting
from tests.browser.faults import (
    FIRST_THREE,
    LINE,
    OPEN_TICK,
    SETS,
    amounts,
    answer_nothing,
    captive_portal,
    fail,
    faulty,
    held_request,
    log,
    lose_the_answer,
    offline,
    online,
    stop_the_clock,
)


@pytest.fixture
def screen() -> dict:
    return PHONE


# --- with a signal --------------------------------------------------------------------------------


def test_set_is_sent_at_once_and_nothing_waits(opened):
    page = opened
    posts = faulty(page)

    log(page)

    saved(page)
    expect(page.locator(LINE)).to_have_text("All saved")
    assert len(posts) == 1
    assert amounts() == FIRST_THREE[:1]


@pytest.mark.both_databases
def test_double_tap_logs_one_set_and_takes_nothing_back(opened):
    page = opened

    # Both in one go: on a slow machine the row is drawn between two clicks of the mouse, and the
    # second one meets the next row.
    page.locator(OPEN_TICK).first.evaluate("tick => { tick.click(); tick.click(); }")

    saved(page)
    assert amounts() == FIRST_THREE[:1]


# --- without --------------------------------------------------------------------------------------


@pytest.mark.both_databases
def test_three_sets_without_a_signal_are_shown_and_sent_when_it_is_back(opened):
    page = opened
    offline(page)

    log(page, 3)
    expect(page.locator(LINE)).to_have_text("3 waiting on this device")
    expect(page.locator("#progress")).to_have_text("3 of 18 sets")
    expect(page.locator(".item__count").first).to_have_text("2 of 2")
    expect(page.locator("#rest")).to_contain_text("Next: Set 2 of 2, Sit-to-stand")
    expect(page.get_by_label("Set 2 of 2, Sit-to-stand: done")).to_be_focused()
    assert SetLog.objects.count() == 0
    online(page)

    saved(page)
    expect(page.locator(LINE)).to_have_text("All saved")
    expect(page.locator(".set--done")).to_have_count(3)
    assert amounts() == FIRST_THREE


def test_what_waits_is_drawn_again_after_a_reload(opened):
    page = opened
    page.route(SETS, lambda route: route.abort())
    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("12")
    log(page, 2)

    page.reload()

    expect(page.locator(".set--waiting")).to_have_count(2)
    expect(page.get_by_label("Set 1 of 2, Glute bridge, repetitions")).to_have_value("12")
    expect(page.locator("#progress")).to_have_text("2 of 18 sets")
    page.unroute(SETS)
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    assert amounts() == [("glute-bridge", 1, 12), ("glute-bridge", 2, 10)]


def test_set_that_waits_is_corrected_and_another_taken_back(opened):
    page = opened
    offline(page)
    log(page, 2)
    page.wait_for_timeout(600)

    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("7")
    page.get_by_label("Set 1 of 2, Glute bridge: done").tap()
    page.get_by_label("Set 2 of 2, Glute bridge: done").tap()
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    assert [each["kind"] for each in waiting(page)] == ["set", "set", "correct", "remove"]
    online(page)

    saved(page)
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    assert amounts() == [("glute-bridge", 1, 7)]


def test_set_that_was_sent_is_taken_back_and_brought_back_without_a_signal(opened):
    page = opened
    log(page)
    saved(page)
    offline(page)
    tick = page.locator(".set--done .tick")

    tick.tap()
    expect(page.get_by_text("Taken back on this device")).to_be_visible()
    expect(page.locator("#progress")).to_have_text("0 of 18 sets")
    tick.tap()
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    online(page)

    saved(page)
    assert amounts() == FIRST_THREE[:1]


def test_extra_sets_without_a_signal_have_always_one_more(opened):
    page = opened
    offline(page)

    for number in (3, 4, 5):
        page.get_by_text("+ Set Glute bridge").tap()
        page.get_by_label(f"Extra set {number}, Glute bridge: done").tap()
        one_more = page.get_by_label(f"Extra set {number + 1}, Glute bridge: done")
        expect(one_more.locator("visible=false")).to_have_count(1)
    online(page)

    saved(page)
    page.reload()
    expect(page.get_by_label("Extra set 6, Glute bridge: done")).to_have_count(1)
    assert amounts() == [("glute-bridge", number, 10) for number in (3, 4, 5)]


def test_two_sets_taken_back_without_a_signal_are_both_open_again(opened):
    page = opened
    log(page, 2)
    saved(page)
    offline(page)
    for number in (1, 2):
        page.locator(".set--done:not(.set--leaving) .tick").first.tap()
        expect(page.locator(".set--leaving")).to_have_count(number)
    online(page)

    saved(page)
    expect(page.locator("#progress")).to_have_text("0 of 18 sets")
    expect(page.locator(".set--done")).to_have_count(0)
    assert amounts() == []


@pytest.mark.both_databases
def test_set_taken_back_while_it_waited_is_logged_anew(opened):
    page = opened
    offline(page)
    log(page)
    page.wait_for_timeout(600)
    tick = page.get_by_label("Set 1 of 2, Glute bridge: done")

    tick.tap()
    expect(page.locator("#progress")).to_have_text("0 of 18 sets")
    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("6")
    tick.tap()
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    online(page)

    saved(page)
    expect(page.locator(".set--done")).to_have_count(1)
    assert amounts() == [("glute-bridge", 1, 6)]


def test_rest_is_changed_on_the_device(opened):
    page = opened
    stop_the_clock(page)
    offline(page)
    log(page)
    page.clock.run_for(5000)
    expect(page.locator("[data-rest-left]")).to_have_text("0:55")

    page.get_by_role("button", name="15 seconds more").tap()
    expect(page.locator("[data-rest-left]")).to_have_text("1:10")
    page.get_by_role("button", name="Skip the rest").tap()

    expect(page.locator("#rest")).to_be_hidden()


def test_hold_without_a_signal_is_logged(opened):
    page = opened
    stop_the_clock(page)
    offline(page)
    left = "Set 1 of 2, left, Side plank on knees"
    unfold(page)

    page.get_by_role("button", name=f"{left}: start the timer").tap()
    page.get_by_role("button", name="Start now").tap()
    page.clock.run_for(1200)
    page.get_by_role("button", name="Done", exact=True).tap()

    expect(page.locator("[data-hold-what]")).to_contain_text("Switch sides")
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    assert [each["fields"]["amount"] for each in waiting(page)] == ["1"]


def test_tick_pain_and_skip_are_shown_and_sent_later(opened, session):
    page = opened
    warm_up, squat = session.items.filter(phase="warm-up")[0], builders.strength(session)[1]
    offline(page)
    unfold(page)

    page.locator(f"#tick-{warm_up.pk}").tap()
    page.locator(f"#item-{squat.pk} .item__more summary").tap()
    page.locator(f"#item-{squat.pk} button[name=pain][value='7']").tap()
    expect(page.locator(f"#item-{squat.pk} .item__state")).to_contain_text("stop this exercise")
    page.locator(f"#item-{squat.pk} button[name=reason][value=tired]").tap()
    expect(page.get_by_text("Skipped, on this device.")).to_be_visible()
    online(page)

    saved(page)
    squat.refresh_from_db()
    warm_up.refresh_from_db()
    assert (squat.pain, squat.skipped, warm_up.ticked_at is not None) == (7, "tired", True)


@pytest.mark.both_databases
def test_finish_waits_with_its_sets_and_is_followed_when_it_is_sent(opened, session_url):
    page = opened
    log(page)
    saved(page)
    page.goto(f"{session_url}finish/")
    offline(page)

    page.get_by_role("button", name="Save the session").tap()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    online(page)

    page.wait_for_url("**/summary/")
    assert Session.objects.get().status == "partial"


def test_refused_end_says_why_on_its_page(signed_in, session_url):
    page = signed_in
    page.goto(f"{session_url}finish/")

    page.get_by_role("button", name="Save the session").tap()

    expect(page.get_by_text("No set is logged yet.")).to_be_visible()
    assert [each["state"] for each in waiting(page)] == ["refused"]


# --- with a bad one -------------------------------------------------------------------------------


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "fault", [lose_the_answer, answer_nothing, fail, captive_portal], ids=lambda each: each.__name__
)
def test_set_survives_and_is_written_once(opened, fault):
    page = opened
    again: list[Route] = []
    posts = faulty(page, fault, again.append)

    log(page)
    second = held_request(page, again)
    assert len(waiting(page)) == 1
    second.continue_()

    saved(page)
    assert len(posts) == 2
    assert SetLog.objects.count() == 1
    assert amounts() == FIRST_THREE[:1]


@pytest.mark.both_databases
def test_refused_set_holds_up_nothing_and_is_corrected_in_its_row(opened):
    page = opened
    offline(page)
    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("eight")
    log(page, 2)
    online(page)

    saved(page, but=1)
    expect(page.locator(LINE)).to_have_text("1 needs a look")
    assert amounts() == [("glute-bridge", 2, 10)]
    page.reload()
    field = page.get_by_label("Set 1 of 2, Glute bridge, repetitions")
    expect(field).to_have_value("eight")
    expect(page.get_by_text("Repetitions: Enter a whole number, like 12.")).to_be_visible()
    field.fill("9")
    page.get_by_label("Set 1 of 2, Glute bridge: done").tap()

    saved(page)
    expect(page.locator(LINE)).to_have_text("All saved")
    assert sorted(amounts()) == [("glute-bridge", 1, 9), ("glute-bridge", 2, 10)]


# --- who is signed in -----------------------------------------------------------------------------


def test_expired_login_keeps_the_set_until_its_person_is_back(opened, trainee, live_server):
    page = opened
    BrowserSession.objects.all().delete()

    log(page)

    expect(page.locator(LINE)).to_have_text("1 waiting on this device · sign in to send")
    assert SetLog.objects.count() == 0
    sign_in(page, trainee, live_server.url)
    page.goto(f"{live_server.url}/today/")
    saved(page)
    assert amounts() == FIRST_THREE[:1]


def test_token_that_changed_meanwhile_is_fetched_again(opened):
    page = opened
    page.context.clear_cookies(name="csrftoken")

    log(page)

    saved(page)
    assert amounts() == FIRST_THREE[:1]


def test_another_person_on_the_device_sees_and_sends_nothing(opened, live_server, session_url):
    page, other = opened, builders.guest()
    page.route(SETS, lambda route: route.abort())
    log(page)
    sign_in(page, other, live_server.url)
    page.unroute(SETS)

    page.goto(f"{live_server.url}/outbox/")

    expect(page.get_by_text("Nothing waits. All saved.")).to_be_visible()
    expect(page.locator(LINE)).to_have_text("All saved")
    assert len(waiting(page)) == 1
    assert SetLog.objects.count() == 0


def test_page_of_before_sends_nothing_as_another_person(opened, live_server):
    page, other = opened, builders.guest()
    sign_in(page, other, live_server.url)

    log(page)
    page.wait_for_timeout(500)

    assert len(waiting(page)) == 1
    assert SetLog.objects.count() == 0


# --- two tabs, no script --------------------------------------------------------------------------


@pytest.mark.both_databases
def test_two_tabs_send_each_set_once_and_hear_of_it(opened, session_url):
    page, other = opened, opened.context.new_page()
    other.goto(session_url)
    offline(page)
    log(page, 2)
    log(other, 1)
    online(page)

    saved(page)
    saved(other)
    # What two tabs log in one row are two sets.
    assert sorted(number for _slug, number, _amount in amounts()) == [1, 2, 3]
    assert SetLog.objects.count() == 3


@pytest.mark.both_databases
def test_without_javascript_every_form_is_sent_plainly(
    browser, browser_context_args, session_url, trainee, live_server
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, trainee, live_server.url)
    page.goto(session_url)

    page.get_by_label("Set 1 of 2, Glute bridge: done").tap()

    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    expect(page.locator(LINE)).to_be_hidden()
    assert amounts() == FIRST_THREE[:1]
    context.close()
