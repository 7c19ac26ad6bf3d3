"""A page that is older than what was sent: asked for before the answer came, held on the device,
open in another tab."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from routines.models import SetLog
from tests.browser.conftest import PHONE, kept, saved, until
from tests.browser.faults import FIRST_THREE, SETS, amounts, log, offline, online

DONE = ".set .tick--done"


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def older(opened, session_url) -> Callable[[], Page]:
    """Shows the session as the server gave it before anything was logged."""
    before = opened.request.get(session_url).text()

    def show() -> Page:
        opened.route(session_url, lambda route: route.fulfill(body=before), times=1)
        opened.goto(session_url)
        return opened

    return show


def test_older_page_shows_what_was_sent_and_counts_on_from_it(opened, older):
    log(opened)
    saved(opened)

    page = older()
    expect(page.locator(DONE)).to_have_count(1)
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    expect(page.locator(".item__count").first).to_have_text("1 of 2")
    expect(page.locator(".set__device")).to_have_count(0)
    log(page)
    # The answer brings the row that the page knew of from the device alone.
    expect(page.locator(".set--done")).to_have_count(2)

    expect(page.locator("#progress")).to_have_text("2 of 18 sets")
    expect(page.locator(".item__count").first).to_have_text("2 of 2")
    assert amounts() == FIRST_THREE[:2]


def test_older_page_corrects_what_was_sent(opened, older):
    log(opened)
    saved(opened)
    page = older()
    expect(page.locator(DONE)).to_have_count(1)

    page.get_by_label("Set 1 of 2, Glute bridge, repetitions").fill("7")
    page.get_by_label("Set 1 of 2, Glute bridge: done").tap()

    saved(page)
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    assert amounts() == [("glute-bridge", 1, 7)]


def test_older_page_takes_back_what_was_sent(opened, older):
    log(opened)
    saved(opened)
    page = older()
    expect(page.locator(DONE)).to_have_count(1)
    page.wait_for_timeout(600)

    page.get_by_label("Set 1 of 2, Glute bridge: done").tap()

    saved(page)
    expect(page.locator("#progress")).to_have_text("0 of 18 sets")
    expect(page.locator(DONE)).to_have_count(0)
    assert amounts() == []


@pytest.mark.both_databases
@pytest.mark.parametrize(("undone", "left"), [(False, 0), (True, 1)])
def test_older_page_knows_the_last_word_about_a_set(opened, older, undone, left):
    log(opened)
    saved(opened)
    opened.locator(".set--done .tick").tap()
    expect(opened.get_by_text("Taken back.")).to_be_visible()
    if undone:
        opened.get_by_role("button", name="Undo Set 1 of 2, Glute bridge").tap()
        expect(opened.locator(".set--done")).to_have_count(1)
    saved(opened)

    page = older()

    expect(page.locator("#progress")).to_have_text(f"{left} of 18 sets")
    expect(page.locator(DONE)).to_have_count(left)


def test_older_page_knows_of_a_set_taken_back_that_is_in_it(opened, session_url):
    page = opened
    log(page)
    saved(page)
    before = page.request.get(session_url).text()
    page.locator(".set--done .tick").tap()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    saved(page)
    page.route(session_url, lambda route: route.fulfill(body=before), times=1)

    page.goto(session_url)

    expect(page.get_by_text("Taken back on this device")).to_be_visible()
    expect(page.locator("#progress")).to_have_text("0 of 18 sets")


def let_go(page: Page) -> None:
    """Waits until nothing is kept of what was sent, either."""
    until(page, lambda: not kept(page))
    assert kept(page) == []


def test_what_was_sent_is_let_go_by_the_next_page_that_has_it(opened, session_url):
    page = opened
    log(page, 2)
    saved(page)
    assert [each["state"] for each in kept(page)] == ["sent", "sent"]

    page.goto(session_url)

    let_go(page)
    expect(page.locator(".set--done")).to_have_count(2)


HOLD = """
  async () => {
    const headers = { "X-Offline-Asked": "1000" };
    const pages = await caches.open("pages-x");
    await pages.put(location.pathname, new Response("older", { headers }));
  }
"""


def test_what_was_sent_stays_while_an_older_page_is_held(opened, live_server, session_url):
    page = opened
    log(page)
    saved(page)
    page.evaluate(HOLD)

    page.goto(f"{session_url}?view=one")
    page.wait_for_timeout(300)

    assert [each["state"] for each in kept(page)] == ["sent"]
    page.evaluate("caches.delete('pages-x')")
    page.goto(f"{live_server.url}/today/")
    let_go(page)


def test_newer_page_knows_better_than_this_device(opened, session_url):
    page = opened
    log(page)
    saved(page)
    SetLog.objects.update(removed_at=timezone.now(), client_ts=timezone.now())

    page.goto(session_url)
    page.wait_for_timeout(300)

    expect(page.locator("#progress")).to_have_text("0 of 18 sets")
    expect(page.locator(DONE)).to_have_count(0)


def test_other_tab_shows_a_set_in_its_own_row(opened, session_url):
    other = opened.context.new_page()
    other.goto(session_url)
    opened.bring_to_front()

    log(opened)

    saved(opened)
    expect(other.locator(".set--done")).to_have_count(1)
    expect(other.locator("#progress")).to_have_text("1 of 18 sets")
    offline(opened)
    log(other)
    expect(other.locator("#progress")).to_have_text("2 of 18 sets")
    online(opened)
    saved(other)
    assert amounts() == FIRST_THREE[:2]


def test_set_still_on_its_way_is_counted_on_today_once_it_is_stored(opened, live_server):
    page = opened
    page.route(SETS, lambda route: route.abort())
    log(page)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="Resume — 0 of 18 sets").focus()

    page.unroute(SETS)
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.get_by_role("link", name="Resume — 1 of 18 sets")).to_be_focused()


def test_end_still_on_its_way_is_shown_on_today_once_it_is_stored(opened, session_url, live_server):
    page = opened
    log(page)
    saved(page)
    page.goto(f"{session_url}finish/")
    page.route("**/finish/", lambda route: route.abort())
    page.get_by_role("button", name="Save the session").tap()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    page.goto(f"{live_server.url}/today/")
    expect(page.get_by_text("0 of 2 this week")).to_be_visible()

    page.unroute("**/finish/")
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    expect(page.get_by_text("1 of 2 this week")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Resume"))).to_have_count(0)
