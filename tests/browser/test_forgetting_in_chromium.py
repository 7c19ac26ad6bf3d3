"""What a device lets go of when the account is deleted, or consent to health data withdrawn."""

import pytest
from playwright.sync_api import Page, Route, expect

from routines.models import Session, SessionItem, SetLog
from tests import builders
from tests.browser.conftest import PHONE, kept, saved, sign_in, unfold, until, waiting
from tests.browser.faults import LINE, log

HOLD = """
  async (owners) => {
    for (const owner of owners) {
      const pages = await caches.open(`pages-${owner}`);
      await pages.put("/x/", new Response(""));
    }
  }
"""
HELD = "async () => (await caches.keys()).sort()"


@pytest.fixture
def screen() -> dict:
    return PHONE


def close_the_way(page: Page) -> None:
    """Nothing that waits gets through; everything else does."""

    def answer(route: Route) -> None:
        if "x-outbox" in route.request.headers:
            route.abort()
        else:
            route.continue_()

    page.route("**/*", answer)


def has_forgotten(page: Page) -> None:
    until(page, lambda: "forget" not in names_of_cookies(page))
    assert "forget" not in names_of_cookies(page)


def names_of_cookies(page: Page) -> set[str]:
    return {each["name"] for each in page.context.cookies()}


def delete_everything(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/delete/")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Delete everything").tap()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    has_forgotten(page)


@pytest.mark.both_databases
def test_deleting_the_account_lets_go_of_all_that_waits(opened, live_server):
    page = opened
    log(page)
    saved(page)
    close_the_way(page)
    log(page, 2)
    assert len(kept(page)) == 3

    delete_everything(page, live_server.url)

    assert kept(page) == []


def test_deleting_the_account_leaves_what_others_have_waiting(opened, live_server, trainee):
    page, other = opened, builders.guest()
    close_the_way(page)
    log(page, 2)
    sign_in(page, other, live_server.url)
    page.goto(f"{live_server.url}/settings/")
    page.evaluate(HOLD, [str(other.pk), str(trainee.pk)])

    delete_everything(page, live_server.url)

    assert len(waiting(page)) == 2
    assert page.evaluate(HELD) == [f"pages-{trainee.pk}"]
    page.unroute("**/*")
    sign_in(page, trainee, live_server.url)
    page.goto(f"{live_server.url}/today/")
    saved(page)
    assert SetLog.objects.count() == 2


def say(page: Page, item: SessionItem, name: str, value: str) -> None:
    unfold(page)
    place = page.locator(f"#item-{item.pk}")
    if not place.locator(".item__more[open]").count():
        place.locator(".item__more summary").tap()
    place.locator(f".item__more button[name={name}][value='{value}']").tap()


def withdraw(page: Page, address: str) -> None:
    page.goto(f"{address}/start-check/withdraw/")
    page.get_by_role("button", name="Withdraw and delete").tap()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    has_forgotten(page)


def test_withdrawing_lets_go_of_how_the_back_is_and_keeps_the_sets(
    opened, live_server, session, trainee
):
    page, (first, second, *_) = opened, builders.strength(session)
    close_the_way(page)
    log(page)
    say(page, first, "pain", "3")
    say(page, second, "reason", "hurts")
    expect(page.get_by_text("Skipped, on this device.")).to_be_visible()
    page.goto(f"{live_server.url}/mornings/")
    page.get_by_role("button", name="4", exact=True).tap()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    assert [each["kind"] for each in kept(page)] == ["set", "trouble", "skip", "morning"]
    page.evaluate(HOLD, [str(trainee.pk)])

    withdraw(page, live_server.url)

    expect(page.locator(LINE)).to_have_text("2 waiting on this device")
    assert [each["kind"] for each in kept(page)] == ["set", "skip"]
    assert kept(page)[1]["fields"]["reason"] == "other"
    assert page.evaluate(HELD) == []
    page.unroute("**/*")
    page.goto(f"{live_server.url}/today/")
    saved(page)
    second.refresh_from_db()
    assert (SetLog.objects.count(), second.skipped) == (1, "other")


@pytest.mark.both_databases
def test_withdrawing_ends_a_session_that_waits_without_its_pain(
    opened, live_server, session_url, session
):
    page = opened
    log(page)
    saved(page)
    page.goto(f"{session_url}finish/")
    close_the_way(page)
    page.locator("input[name=pain][value='6']").locator("xpath=..").tap()
    page.get_by_text("Add a note").tap()
    page.get_by_label("Note").fill("Felt strong")
    page.get_by_role("button", name="Save the session").tap()
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    assert [each["fields"]["pain"] for each in waiting(page)] == ["6"]

    withdraw(page, live_server.url)

    assert [each["fields"]["pain"] for each in waiting(page)] == [""]
    page.unroute("**/*")
    page.goto(f"{live_server.url}/today/")
    saved(page)
    found = Session.objects.get()
    assert (found.status, found.note, found.pain) == ("partial", "Felt strong", None)
