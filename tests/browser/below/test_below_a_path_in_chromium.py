"""An app at http://localhost/back in a real browser, behind a proxy that keeps its path in requests
or takes it away, with another one at the top of the host."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from accounts.models import User
from routines.models import SetLog
from tests.browser.below.conftest import all_sent, begin, tap
from tests.browser.below.router import PATH
from tests.browser.conftest import wait_until, waiting
from tests.browser.offline.conftest import HELD, wait_for_worker

BELOW, TOP = "at.back.outbox", "outbox"
PASSWORD = "a long enough sentence"

pytestmark = pytest.mark.one_database


def held_by_kind(page, begin):
    return sorted(path for name, path in page.evaluate(HELD) if name.startswith(begin))


def settled(page, begin):
    """What is held of a kind once that stays the same: each change fetches the pages anew."""
    found = []
    for _ in range(20):
        was, found = found, held_by_kind(page, begin)
        if found and was == found:
            return found
        page.wait_for_timeout(3000)
    raise AssertionError(found)


def test_guest_trains_online_and_without_a_signal(page, host, base, midday_zone):
    begin(page, base, midday_zone)
    session = page.url
    tap(page, 1)
    all_sent(page, BELOW)
    wait_for_worker(page)
    scope = page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)")
    path = session.removeprefix(host.address)
    wait_until(page, f"return Boolean(await caches.match('{path}'))")
    # Today as it is now, with the session in it.
    today = f"await (await caches.match('{PATH}/today/'))?.text()"
    wait_until(page, f"return Boolean(({today})?.includes('{path}'))")

    page.context.set_offline(offline=True)
    page.goto(f"{base}/")
    page.get_by_role("link", name=re.compile("^Resume")).click()
    expect(page).to_have_url(session)
    expect(page.get_by_text("1 of 18 sets")).to_be_visible()
    tap(page, 2)
    [kept] = waiting(page, BELOW)
    page.goto(f"{base}/history/")
    here = page.get_by_role("link", name="Go on with the session").get_attribute("href")
    page.goto(session)
    page.context.set_offline(offline=False)
    all_sent(page, BELOW)

    assert scope == f"{base}/"
    assert kept["url"].startswith("/back/items/")
    assert here == path
    assert SetLog.objects.count() == 2
    # The app at the top was asked for nothing.
    outside = {path for _, path in host.asked if not path.startswith(f"{PATH}/")}
    assert outside <= {"/favicon.ico"}


def test_htmx_swaps_and_names_addresses_below_the_path(clean_page, host, base, midday_zone):
    page = clean_page
    begin(page, base, midday_zone)

    page.locator(".item__more summary").first.click()
    page.locator(".item__more[open] [name=pain][value='7']").click()
    expect(page.get_by_text("7 of 10: stop this exercise for today.")).to_be_focused()
    page.goto(f"{base}/exercises/")
    page.get_by_role("searchbox").fill("deadlift")

    expect(page).to_have_url(re.compile(f"^{base}/exercises/\\?q=deadlift"))
    expect(page.get_by_role("link", name="Kick-stand deadlift")).to_be_visible()


def test_links_that_are_given_away_lead_to_the_app(
    clean_page, host, base, browser, browser_context_args, midday_zone
):
    page = clean_page
    begin(page, base, midday_zone)

    page.goto(f"{base}/settings/calendar/")
    page.get_by_role("button", name=re.compile("^Make")).click()
    feed = page.get_by_role("link", name="Add to my calendar").get_attribute("href")
    with urlopen(feed.replace("webcal:", "http:")) as answer:  # noqa: S310
        lines = answer.read().decode().replace("\r\n ", "")
    page.goto(f"{base}/routines/")
    page.get_by_role("link", name="Foundation").first.click()
    page.get_by_role("link", name=re.compile("Share")).first.click()
    page.get_by_role("button", name="Switch the link on").click()
    shared = page.locator("#address").inner_text()
    other = browser.new_context(**browser_context_args).new_page()
    other.goto(shared)
    other.get_by_role("button", name="Use this routine").click()

    expect(other.get_by_label("I have read this, and I am 18 or older.")).to_be_visible()
    assert feed.startswith(f"webcal:{base.partition(':')[2]}/calendar/")
    urls = re.findall(r"^URL[^:]*:(.*?)\s*$", lines, re.MULTILINE)
    assert len(urls) > 3
    assert [each for each in urls if not each.startswith(f"{base}/plan/days/")] == []
    assert shared.startswith(f"{base}/shared/")
    assert other.url.startswith(f"{base}/")
    assert User.objects.count() == 2
    other.context.close()


def test_person_logs_out_and_in(clean_page, host, base, midday_zone):
    page = clean_page
    begin(page, base, midday_zone)
    session = page.url
    page.goto(f"{base}/accounts/claim/")
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page).not_to_have_url(f"{base}/accounts/claim/")

    page.goto(f"{base}/accounts/logout/")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(f"{base}/")
    page.goto(session)
    asked = page.url
    page.locator("[name=login]").fill("ana@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()

    assert asked == f"{base}/accounts/login/?next={session.removeprefix(host.address)}"
    expect(page).to_have_url(session)
    names = {each["name"]: each["path"] for each in page.context.cookies()}
    assert set(names.values()) == {"/back/"}


def test_two_apps_on_one_host_share_nothing(page, host, base, midday_zone, sets_at_the_top):
    """A guest trains in both, without a signal too, and logs out of one of them."""
    before = sets_at_the_top()
    begin(page, host.address, midday_zone)
    at_top = page.url
    tap(page, 1)
    all_sent(page, TOP)
    wait_for_worker(page)
    wait_until(page, f"return Boolean(await caches.match('{at_top}'))")
    held_at_top = settled(page, "pages-")

    # Its worker sees the first pages of the app below.
    begin(page, base, midday_zone)
    below = page.url
    tap(page, 1)
    all_sent(page, BELOW)
    wait_until(page, f"return Boolean(await caches.match('{below}'))")
    assert held_by_kind(page, "pages-") == held_at_top

    page.context.set_offline(offline=True)
    for address in (at_top, below):
        page.goto(address)
        expect(page.get_by_text("1 of 18 sets")).to_be_visible()
        tap(page, 2)
    stores = {name: len(waiting(page, name)) for name in (TOP, BELOW)}
    page.context.set_offline(offline=False)
    page.goto(below)
    all_sent(page, BELOW)
    page.goto(at_top)
    all_sent(page, TOP)

    assert stores == {TOP: 1, BELOW: 1}
    assert (SetLog.objects.count(), sets_at_the_top() - before) == (2, 2)
    page.goto(f"{base}/accounts/logout/")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(f"{base}/")
    wait_until(page, "return !(await caches.keys()).some((n) => n.startsWith('at.back.pages-'))")
    assert held_by_kind(page, "pages-") == held_at_top
    page.goto(at_top)
    expect(page.get_by_text("2 of 18 sets")).to_be_visible()
    paths = {(each["name"].partition(".")[0], each["path"]) for each in page.context.cookies()}
    assert paths == {
        ("at", "/back/"),
        *((name, "/") for name in ("csrftoken", "sessionid", "whose")),
    }
