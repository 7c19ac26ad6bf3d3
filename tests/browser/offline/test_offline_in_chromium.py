"""Without a signal: Today, the running session with its pictures and timers; and what is held there
stays true."""

import inspect
import re
import threading
import time

import pytest
from django.http import HttpResponse
from django.utils import timezone
from playwright.sync_api import expect

from routines.facts.clearance import clearance
from routines.models import Screening, Session, SessionItem, SetLog
from routines.views import today
from tests import builders
from tests.browser.conftest import (
    accessibility_faults,
    kept,
    overflow,
    saved,
    unfold,
    until,
    waiting,
)
from tests.browser.offline.conftest import (
    NOT_HERE,
    expect_held,
    held_pages,
    pages_with,
    wait_until,
    wait_until_held,
)

# What the view of Today calls, by name: the package shows the view under the module's own name.
TODAY = inspect.unwrap(today).__globals__


# --- without a signal ---------------------------------------------------------------------------


def test_first_visit_to_today_holds_it_and_the_running_session(at_today, session):
    assert held_pages(at_today) == pages_with(session)


def test_today_opens_without_a_signal_and_leads_to_the_session(offline, live_server, session):
    page = offline
    page.goto(f"{live_server.url}/today/")

    page.get_by_role("link", name=re.compile("^Resume")).click()

    expect(page).to_have_url(f"{live_server.url}/sessions/{session.pk}/")
    expect(page.get_by_role("heading", name="Session A")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Session A")).to_be_visible()


def test_address_of_the_site_opens_today_without_a_signal(offline, live_server):
    offline.goto(f"{live_server.url}/")

    expect(offline.get_by_role("link", name=re.compile("^Resume"))).to_be_visible()


def test_session_one_at_a_time_becomes_the_whole_list_without_a_signal(offline, session_url):
    offline.goto(f"{session_url}?view=one&at=3")

    expect(offline.locator(".session-items .item")).not_to_have_count(1)
    expect(offline.get_by_role("link", name="One at a time")).to_be_visible()


def test_session_looks_and_works_as_ever_without_a_signal(offline, session_url, session):
    page = offline
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(session_url)

    unfold(page)
    for each in page.locator(".item .how-to summary").locator("visible=true").all():
        each.click()
    for each in page.locator("img.picture").all():
        each.evaluate("image => { image.loading = 'eager' }")
    wait_until(page, "return [...document.images].every((each) => each.naturalWidth > 0)")

    moving = page.locator(".item .how-to img.picture").first
    assert "/moving-" in moving.get_attribute("src")
    assert page.evaluate("getComputedStyle(document.querySelector('.item')).display") == "grid"
    assert failed == []


def test_guided_run_runs_without_a_signal(offline, session_url):
    page = offline
    page.clock.install()
    page.goto(session_url)
    page.clock.pause_at(timezone.now() + timezone.timedelta(minutes=1))

    page.get_by_role("button", name="Start the warm-up").click()

    before = page.locator("[data-run-left]").inner_text()
    page.clock.run_for(2000)
    assert (before, page.locator("[data-run-left]").inner_text()) == ("0:05", "0:03")


def test_hold_runs_without_a_signal(offline, session_url):
    page = offline
    page.clock.install()
    page.goto(session_url)
    page.clock.pause_at(timezone.now() + timezone.timedelta(minutes=1))

    unfold(page)
    page.locator("[data-hold-start]").first.click()

    before = page.locator("[data-hold-left]").inner_text()
    page.clock.run_for(2000)
    assert page.locator("[data-hold-left]").inner_text() != before


def test_other_page_says_that_it_is_not_here_and_leads_to_what_is(offline, live_server, session):
    page = offline
    answer = page.goto(f"{live_server.url}/history/")

    assert answer.status == 503
    expect(page.locator("h1")).to_have_text(NOT_HERE)
    wanted = {
        "Go on with the session": f"/sessions/{session.pk}/",
        "Today": "/today/",
        "Waiting on this device": "/outbox/",
        "Try again": "",
    }
    links = page.locator("main a:visible")
    expect(links).to_have_text(list(wanted))
    for each, address in zip(links.all(), wanted.values(), strict=True):
        expect(each).to_have_attribute("href", address)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 246, 248)"


def test_page_for_what_is_not_here_is_for_everybody(offline, live_server):
    offline.emulate_media(color_scheme="dark")
    offline.goto(f"{live_server.url}/history/")

    assert accessibility_faults(offline) == []
    assert offline.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 29)"


def test_page_that_was_not_here_comes_back_with_the_signal(offline, live_server):
    offline.goto(f"{live_server.url}/history/")
    offline.context.set_offline(offline=False)

    offline.get_by_role("link", name="Try again").click()

    expect(offline.get_by_role("heading", name="History", level=1)).to_be_visible()


@pytest.mark.both_databases
def test_set_without_a_signal_waits_stays_and_starts_the_rest(offline, session_url):
    page = offline
    page.goto(session_url)

    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()

    expect(page.locator(".set--waiting")).to_have_count(1)
    expect(page.locator("#rest")).to_be_visible()
    page.reload()
    expect(page.locator(".set--waiting")).to_have_count(1)
    page.goto(session_url.partition("/sessions/")[0] + "/outbox/")
    expect(page.locator(".outbox-entry")).to_have_count(1)
    page.context.set_offline(offline=False)
    saved(page)
    assert SetLog.objects.count() == 1


NEEDS = "There is no signal, or the server can’t be reached. Try again in a minute."


def test_stop_sign_says_what_to_do_without_a_signal_and_counts_once_it_is_sent(
    offline, session_url, trainee
):
    page = offline
    page.goto(f"{session_url}stop/")

    page.get_by_role("button", name="A hot, swollen calf").click()

    told = page.get_by_role("heading", name="Contact a doctor or an urgent-care line today.")
    expect(told).to_be_visible()
    expect(page.get_by_role("heading", name="The session is over").first).to_be_focused()
    assert [each["fields"] for each in waiting(page)] == [{"sign": "calf"}]
    assert accessibility_faults(page) == []
    page.context.set_offline(offline=False)
    saved(page)
    expect(told).to_be_visible()
    assert Session.objects.get().stopped
    assert Screening.objects.of(trainee).get().outcome == 5


def test_form_that_needs_a_signal_says_so_and_leaves_what_is_typed(offline, session_url):
    page = offline
    page.goto(session_url)
    field = page.get_by_label("Set 1 of 2, Glute bridge, repetitions")
    field.fill("7")

    page.get_by_role("button", name="Skip the warm-up").click()

    expect(page.get_by_text(NEEDS)).to_be_visible()
    expect(field).to_have_value("7")
    assert (overflow(page), accessibility_faults(page)) == (0, [])
    page.context.set_offline(offline=False)
    page.get_by_role("button", name="Skip the warm-up").click()
    expect(page.locator("#phase-warm-up").get_by_text("Skipped.")).to_be_visible()
    expect(page.get_by_text(NEEDS)).to_have_count(0)


def test_figures_of_the_last_time_say_that_they_need_a_signal(
    at_today, live_server, session_url, session
):
    page, item = at_today, builders.strength(session)[0]
    figures = {"number": 1, "side": "both", "amount": 9, "load": None, "unit": "kg"}
    SessionItem.objects.filter(pk=item.pk).update(previous=[figures])
    page.goto(session_url)
    page.context.set_offline(offline=True)
    field = page.get_by_label("Set 1 of 2, Glute bridge, repetitions")
    field.fill("7")

    page.get_by_role("button", name="Set 1 of 2, Glute bridge: copy the last time").click()

    expect(page.get_by_text(NEEDS)).to_be_visible()
    expect(field).to_have_value("7")
    assert (overflow(page), accessibility_faults(page)) == (0, [])


def test_safety_page_opens_without_a_signal_though_it_was_never_opened(offline, live_server):
    offline.goto(f"{live_server.url}/safety/")

    expect(offline.get_by_role("heading", name="Emergency: get help now")).to_be_visible()


# --- what is held stays true --------------------------------------------------------------------


@pytest.mark.both_databases
def test_logged_set_is_there_without_a_signal(at_today, session_url):
    page = at_today
    page.goto(session_url)
    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()
    expect(page.locator(".set .tick--done")).to_have_count(1)
    path = session_url.partition("//")[2].partition("/")[2]
    wait_until(
        page,
        f"return (await (await caches.match('/{path}')).text()).includes('tick--done')",
    )

    page.context.set_offline(offline=True)
    page.reload()

    expect(page.locator(".set .tick--done")).to_have_count(1)
    expect(page.locator("#rest")).to_be_visible()
    page.goto(page.url.partition("/sessions/")[0] + "/today/")
    expect(page.get_by_role("link", name=re.compile("^Resume — 1 of"))).to_be_visible()


def test_logged_set_is_there_before_its_page_is_held_anew(at_today, session_url):
    page = at_today
    page.goto(session_url)
    path = f"/{session_url.split('/', 3)[3]}"
    wait_until_held(page, path)
    # The signal goes before the page is held anew, however slow this machine is.
    page.evaluate(
        "ServiceWorker.prototype.postMessage = () => {};"
        "SyncManager.prototype.register = async () => {}"
    )
    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()
    saved(page)
    page.context.set_offline(offline=True)

    page.reload()

    expect(page.locator(".set .tick--done")).to_have_count(1)
    expect(page.locator("#progress")).to_have_text("1 of 18 sets")
    assert [each["state"] for each in kept(page)] == ["sent"]
    assert "tick--done" not in page.evaluate(f"caches.match('{path}').then((each) => each.text())")
    page.context.set_offline(offline=False)
    page.reload()
    wait_until(page, f"return (await (await caches.match('{path}')).text()).includes('tick--done')")
    page.reload()
    until(page, lambda: not kept(page))
    assert kept(page) == []
    assert SetLog.objects.count() == 1


def test_rest_of_a_held_page_goes_on_from_when_it_began(at_today, session_url):
    page = at_today
    page.clock.install()
    page.goto(session_url)
    page.locator(".tick:not(.tick--done)[id*=-both]").first.click()
    expect(page.locator("#rest")).to_be_visible()
    page.clock.run_for(3000)
    path = "/" + session_url.split("/", 3)[3]
    wait_until(
        page,
        f"return (await (await caches.match('{path}')).text()).includes('data-started')",
    )

    page.context.set_offline(offline=True)
    page.clock.fast_forward(600_000)
    page.reload()

    expect(page.locator("#rest .rest__what")).to_contain_text("Rest is over.")


@pytest.mark.both_databases
def test_session_that_is_over_is_let_go_with_its_pictures(at_today, live_server, session):
    page = at_today
    Session.objects.filter(pk=session.pk).update(status="discarded", finished_at=timezone.now())

    page.goto(f"{live_server.url}/today/")

    wait_until(page, f"return !(await caches.match('/sessions/{session.pk}/'))")
    wait_until(
        page,
        "return (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).filter(({url}) => url.endsWith('.svg')"
        " && url.includes('/exercises/'))))).flat().length === 0",
    )
    expect_held(page, ["/outbox/", "/today/"])


def test_today_that_takes_too_long_gives_way_to_the_copy(at_today, live_server, monkeypatch):
    page = at_today
    asked = threading.Event()

    def slow(*args):
        asked.wait(60)
        return clearance(*args)

    monkeypatch.setitem(TODAY, "clearance", slow)
    begun = time.monotonic()
    page.goto(f"{live_server.url}/today/")

    # The server hasn't answered yet.
    expect(page.get_by_role("link", name=re.compile("^Resume"))).to_be_visible()
    took = time.monotonic() - begun
    asked.set()
    assert took >= 4


@pytest.mark.parametrize(("status", "shown"), [(503, "Resume"), (500, "gone")])
def test_server_that_is_not_there_leaves_the_copy(
    at_today, live_server, monkeypatch, session, status, shown
):
    page = at_today
    monkeypatch.setitem(TODAY, "render", lambda *_: HttpResponse("gone", status=status))

    page.goto(f"{live_server.url}/today/")

    expect(page.locator("body")).to_contain_text(shown)
    page.wait_for_timeout(300)
    assert held_pages(page) == pages_with(session)


def test_worker_leaves_all_but_pages_and_files_to_the_network(at_today, session_url):
    page = at_today
    answered = {}

    def note(response):
        asked = response.request.method, response.request.resource_type
        answered.setdefault(asked, set()).add(response.from_service_worker)

    page.on("response", note)
    page.goto(session_url)
    # Pictures come when the page is there.
    page.wait_for_load_state("networkidle")
    page.evaluate("fetch('/exercises/', {headers: {'HX-Request': 'true'}})")
    with page.expect_response(lambda each: each.request.method == "POST"):
        page.evaluate("fetch('/today/', {method: 'POST'})")

    seen = {key: by for key, by in answered.items() if key[1] not in {"manifest", "other"}}
    assert seen == {
        ("GET", "document"): {True},
        ("GET", "stylesheet"): {True},
        ("GET", "script"): {True},
        ("GET", "image"): {True},
        ("GET", "fetch"): {False},
        ("POST", "fetch"): {False},
    }
