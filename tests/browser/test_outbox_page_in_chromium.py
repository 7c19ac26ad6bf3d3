"""The page of what waits, the line on every page, the store below them."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from routines.models import Session, SetLog
from tests.browser.conftest import PHONE, accessibility_faults, overflow, saved, sign_in, waiting
from tests.browser.faults import FIRST_THREE, LINE, SETS, amounts, held_request, log


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def with_two_waiting(opened, live_server) -> Page:
    """Two sets wait, and the page that lists them is open; the way for sets is closed."""
    opened.route(SETS, lambda route: route.abort())
    log(opened, 2)
    opened.goto(f"{live_server.url}/outbox/")
    expect(opened.locator(".outbox-entry")).to_have_count(2)
    return opened


def test_what_waits_is_listed_for_eyes_and_ears(with_two_waiting):
    page = with_two_waiting

    first = page.locator(".outbox-entry").first
    expect(first).to_contain_text("Set 1 of 2, Glute bridge")
    expect(first).to_contain_text("repetitions: 10")
    expect(first).to_contain_text("Waits for a signal")
    first.get_by_role("button", name="Correct").tap()
    expect(first.get_by_label("weight in kg")).to_be_focused()
    assert overflow(page) == 0
    assert accessibility_faults(page) == []


def test_what_waits_is_corrected_and_sent_again(with_two_waiting):
    page = with_two_waiting
    first = page.locator(".outbox-entry").first
    first.get_by_role("button", name="Correct").tap()
    page.unroute(SETS)

    first.get_by_label("repetitions").fill("6")
    first.get_by_role("button", name="Send again").tap()

    expect(page.get_by_text("Nothing waits. All saved.")).to_be_visible()
    saved(page)
    assert sorted(amounts()) == [("glute-bridge", 1, 6), ("glute-bridge", 2, 10)]


def test_what_waits_is_discarded_only_when_sure(with_two_waiting):
    page = with_two_waiting
    discard = page.locator(".outbox-entry").first.get_by_role("button", name="Discard")

    page.once("dialog", lambda dialog: dialog.dismiss())
    discard.tap()
    expect(page.locator(".outbox-entry")).to_have_count(2)
    page.once("dialog", lambda dialog: dialog.accept())
    discard.tap()

    expect(page.locator(".outbox-entry")).to_have_count(1)
    expect(page.locator(LINE)).to_have_text("1 waiting on this device")
    assert [each["fields"]["number"] for each in waiting(page)] == ["2"]


@pytest.fixture
def sent_meanwhile(opened, live_server) -> Page:
    """Two sets stand on the page of what waits, and another tab has sent them: it hasn't heard."""
    opened.add_init_script("delete self.BroadcastChannel")
    # Nor does it try again by itself after a while.
    opened.add_init_script(
        "const own = self.setTimeout;"
        "self.setTimeout = (call, ms) => (ms < 1000 ? own(call, ms) : 0)"
    )
    opened.route(SETS, lambda route: route.abort())
    log(opened, 2)
    opened.goto(f"{live_server.url}/outbox/")
    expect(opened.locator(".outbox-entry")).to_have_count(2)
    other = opened.context.new_page()
    other.goto(f"{live_server.url}/today/")
    saved(other)
    other.close()
    opened.unroute(SETS)
    assert opened.locator(".outbox-entry").count() == 2
    return opened


@pytest.mark.both_databases
def test_correction_of_what_was_sent_meanwhile_is_sent_too(sent_meanwhile):
    page = sent_meanwhile
    first = page.locator(".outbox-entry").first
    first.get_by_role("button", name="Correct").tap()

    first.get_by_label("repetitions").fill("6")
    first.get_by_role("button", name="Send again").tap()

    expect(page.get_by_text("Nothing waits. All saved.")).to_be_visible()
    saved(page)
    assert sorted(amounts()) == [("glute-bridge", 1, 6), ("glute-bridge", 2, 10)]


def test_correction_of_what_has_gone_is_sent_too(opened, live_server, session_url):
    page = opened
    log(page)
    saved(page)
    page.add_init_script("delete self.BroadcastChannel")
    page.goto(f"{session_url}finish/")
    page.route("**/finish/", lambda route: route.abort())
    page.get_by_role("button", name="Save the session").tap()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    page.goto(f"{live_server.url}/outbox/")
    page.get_by_role("button", name="Correct").tap()
    other = page.context.new_page()
    other.goto(f"{live_server.url}/today/")
    saved(other)
    page.unroute("**/finish/")

    page.get_by_label("Note").fill("Felt strong")
    with page.expect_response("**/finish/"):
        page.get_by_role("button", name="Send again").tap()

    saved(page)
    assert Session.objects.get().note == "Felt strong"


ALREADY = "Set 1 of 2, Glute bridge: this has been sent already, and is saved."


def test_discarding_what_was_sent_meanwhile_says_that_it_is_saved(sent_meanwhile):
    page = sent_meanwhile
    page.once("dialog", lambda dialog: dialog.accept())

    page.locator(".outbox-entry").first.get_by_role("button", name="Discard").tap()

    expect(page.get_by_text(ALREADY)).to_be_visible()
    expect(page.get_by_text("Nothing waits. All saved.")).to_be_visible()
    assert overflow(page) == 0
    assert accessibility_faults(page) == []


def test_discarding_what_is_under_way_says_that_it_is_saved(opened, live_server):
    page = opened
    page.route(SETS, lambda route: route.abort())
    log(page)
    page.goto(f"{live_server.url}/outbox/")
    asked: list[Route] = []

    def hold(route):
        asked.append(route)

    page.route(SETS, hold)
    request = held_request(page, asked)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Discard").tap()
    expect(page.locator(".outbox-entry")).to_have_count(0)

    request.continue_()

    expect(page.get_by_text(ALREADY)).to_be_visible()
    assert len(amounts()) == 1


def test_what_waits_is_downloaded_as_a_file(with_two_waiting):
    page = with_two_waiting

    with page.expect_download() as download:
        page.get_by_role("button", name="Download").tap()

    entries = json.loads(Path(download.value.path()).read_text())
    assert [each["fields"]["number"] for each in entries] == ["1", "2"]
    assert re.fullmatch(
        r"backhealth-waiting-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename
    )


def test_logging_out_says_what_waits_and_keeps_it(with_two_waiting, live_server, trainee):
    page = with_two_waiting
    trainee.is_guest, trainee.email = False, "trainee@example.org"
    trainee.save()
    page.goto(f"{live_server.url}/accounts/logout/")
    stays = "2 entries wait on this device. They stay here for you until you sign in again."
    expect(page.get_by_text(stays)).to_be_visible()

    page.get_by_role("button", name="Log out").tap()

    expect(page.get_by_text(re.compile("waiting on this device"))).to_be_hidden()
    page.unroute(SETS)
    sign_in(page, trainee, live_server.url)
    page.goto(f"{live_server.url}/exercises/")
    saved(page)
    assert SetLog.objects.count() == 2


def test_line_stands_on_a_page_for_everybody_while_something_waits(with_two_waiting, live_server):
    page = with_two_waiting

    page.goto(f"{live_server.url}/learn/")

    expect(page.locator(LINE)).to_have_text("2 waiting on this device")


def test_line_says_nothing_to_a_stranger(page, live_server, library):
    page.goto(f"{live_server.url}/learn/")
    page.wait_for_timeout(300)

    expect(page.locator(LINE)).to_be_hidden()


# --- the store ------------------------------------------------------------------------------------


def test_newer_version_of_the_store_is_not_held_up(opened):
    page = opened
    log(page)
    saved(page)

    opened = page.evaluate(
        "new Promise((resolve) => { const request = indexedDB.open('outbox', 2);"
        " request.onblocked = () => resolve('blocked');"
        " request.onsuccess = () => resolve('open'); })"
    )

    assert opened == "open"


def test_store_adds_in_order_where_the_clock_is_put_back_and_drops_only_what_it_read(opened):
    found = opened.evaluate(
        """async () => {
          const { add, all, change } = await import("/static/js/outbox/store.js");
          const make = (at) => ({ id: String(at), owner: "x", at, rev: 0, state: "waiting" });
          const first = await add(make, 5000);
          const second = await add(make, 1000);
          const newer = await change(first, (was) => ({ ...was, state: "refused" }));
          await change(first);
          await change(second);
          return [(await all()).map(({ id, state, rev }) => [id, state, rev]), newer.rev];
        }"""
    )

    assert found == [[["5000", "refused", 1]], 1]


def test_store_that_has_not_looked_yet_adds_later_than_what_waits(opened, live_server):
    page = opened
    add = """async (now) => {
      const { add } = await import("/static/js/outbox/store.js");
      const make = (at) => ({ id: String(at), owner: "x", at, rev: 0, state: "waiting" });
      return (await add(make, now)).at;
    }"""
    first = page.evaluate(add, 5000)

    # A page of which nothing asks the store.
    page.goto(f"{live_server.url}/safety/")

    assert [first, page.evaluate(add, 1000)] == [5000, 5001]


@pytest.mark.both_databases
def test_set_in_another_tab_whose_clock_was_put_back_is_later_all_the_same(opened, session_url):
    page = opened
    page.context.route(SETS, lambda route: route.abort())
    other = page.context.new_page()
    other.goto(session_url)
    expect(other.get_by_text("All saved")).to_be_visible()
    log(page)
    expect(other.get_by_text("1 waiting on this device")).to_be_visible()

    other.evaluate("Date.now = () => 1000")
    log(other)

    first, second = other.evaluate(
        "async () => (await (await import('/static/js/outbox/store.js')).all()).map(({ at }) => at)"
    )
    assert second == first + 1


# What a tap on ✓ sets going, in order; "next turn" is when the browser does something else again.
WATCH_THE_TAP = """
  () => {
    const steps = [];
    const note = (step) => steps.includes(step) || steps.push(step);
    const before = (object, name) => {
      const own = object[name];
      object[name] = function (...given) {
        note(name);
        return own.apply(this, given);
      };
    };
    before(IDBObjectStore.prototype, "put");
    before(IDBTransaction.prototype, "commit");
    window.heard = new Promise((resolve) => {
      window.AudioContext = class {
        constructor() { note("tone"); resolve(steps); }
        resume() {}
      };
    });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => note("next turn");
    addEventListener("click", () => { note("click"); port2.postMessage(""); }, { capture: true });
    addEventListener("submit", () => note("submit"), { capture: true });
  }
"""


def test_set_is_on_its_way_to_the_disk_when_the_tap_has_been_heard(opened):
    page = opened
    expect(page.locator(LINE)).to_have_text("All saved")
    page.evaluate(WATCH_THE_TAP)

    log(page)

    assert page.evaluate("heard") == ["click", "submit", "put", "commit", "next turn", "tone"]


def test_browser_that_keeps_nothing_sends_the_form_plainly(signed_in, session_url):
    page = signed_in
    page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('none'); };")
    page.goto(session_url)

    page.get_by_label("Set 1 of 2, Glute bridge: done").tap()

    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    assert amounts() == FIRST_THREE[:1]


def test_form_says_that_it_is_kept_while_the_server_is_silent(opened, session_url):
    page = opened
    log(page)
    saved(page)
    page.goto(f"{session_url}finish/")
    page.route("**/finish/", lambda route: None)

    page.get_by_role("button", name="Save the session").tap()

    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    assert [each["kind"] for each in waiting(page)] == ["finish"]


def test_end_that_was_refused_needs_no_look_once_the_session_is_over(opened, session_url):
    page = opened
    page.goto(f"{session_url}finish/")
    page.get_by_role("button", name="Save the session").tap()
    refusal = page.locator(".note .errorlist li")
    expect(refusal).to_have_text("No set is logged yet. Go on, or set this session aside.")
    sign = refusal.evaluate("each => getComputedStyle(each, '::before').content")
    page.goto(session_url)
    log(page)
    saved(page, but=1)
    page.goto(f"{session_url}finish/")

    page.get_by_role("button", name="Save the session").tap()

    page.wait_for_url("**/summary/")
    saved(page)
    # The note has a sign already.
    assert sign == "none"
