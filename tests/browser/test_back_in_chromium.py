"""Back, after the person has gone: nothing of theirs comes out of the browser's memory, not for a
blink. With the back/forward cache on, which Playwright switches off by itself. And without the
header that keeps a page out of it: some browsers pay no attention to that."""

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserType, Error, Page, Route, expect

from accounts.models import BrowserSession, User
from routines.actions.personal_data import delete_everything
from routines.models import Session
from tests import builders
from tests.browser.conftest import CHROMIUM, PHONE, sign_in, until, wait_until

# Runs in the page that is left, and again where that very page comes back. `shown` is what one
# could see of it from then on, frame by frame, until it is another page.
WATCH = """
  () => {
    window.leftHere = true;
    sessionStorage.shown = "";
    sessionStorage.fromMemory = "";
    const look = () => {
      const main = document.querySelector("main");
      sessionStorage.shown += `${getComputedStyle(main).visibility} `;
      requestAnimationFrame(look);
    };
    addEventListener("pageshow", ({ persisted }) => {
      sessionStorage.fromMemory = String(persisted);
      look();
    });
  }
"""


@pytest.fixture
def screen() -> dict:
    return PHONE


@pytest.fixture
def browser(browser_type: BrowserType, browser_type_launch_args) -> Browser:
    launched = browser_type.launch(
        **{**browser_type_launch_args, "executable_path": CHROMIUM},
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched
    launched.close()


@pytest.fixture
def ana(trainee) -> User:
    builders.finished(trainee, timezone.now())
    return trainee


@pytest.fixture
def at_history(page: Page, live_server, ana) -> Page:
    """A page about ana, watched."""
    sign_in(page, ana, live_server.url)
    page.route("**/history/", let_it_be_kept)
    page.goto(f"{live_server.url}/history/")
    page.unroute("**/history/")
    expect(page.locator("h1")).to_be_visible()
    page.evaluate(WATCH)
    return page


def let_it_be_kept(route: Route) -> None:
    answer = route.fetch(max_redirects=0)
    assert "no-store" in answer.headers["cache-control"]
    headers = {name: text for name, text in answer.headers.items() if name != "cache-control"}
    route.fulfill(response=answer, headers=headers)


def back(page: Page, steps: int = 1) -> None:
    """Playwright's own waits for a load that never comes when a page comes out of memory."""
    page.evaluate(f"setTimeout(() => history.go({-steps}), 0)")
    page.wait_for_timeout(50)
    until(page, lambda: from_memory(page))
    assert from_memory(page), "no page came out of memory"


def from_memory(page: Page) -> str:
    """ "true", or nothing yet, as when the page is just going over to the next."""
    try:
        return page.evaluate("sessionStorage.fromMemory")
    except Error:
        return ""


def seen(page: Page) -> set[str]:
    return set(page.evaluate("sessionStorage.shown").split())


def log_out(page: Page, address: str) -> None:
    page.goto(f"{address}/accounts/logout/")
    page.get_by_role("button", name="Log out and lose it").click()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()


def test_back_brings_the_same_person_s_page_out_of_memory(at_history, live_server):
    page = at_history
    page.evaluate("scrollTo(0, 40)")
    page.goto(f"{live_server.url}/safety/")

    back(page)

    assert page.evaluate("[sessionStorage.fromMemory, window.leftHere]") == ["true", True]
    expect(page.locator("h1")).to_have_text("History")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("scrollY") == 40


def expire(page: Page, address: str) -> None:
    page.goto(f"{address}/safety/")
    BrowserSession.objects.all().delete()


def deleted_elsewhere(page: Page, address: str) -> None:
    page.goto(f"{address}/safety/")
    delete_everything(User.objects.get())


def delete(page: Page, address: str) -> None:
    page.goto(f"{address}/settings/delete/")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Delete everything").tap()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()


@pytest.mark.parametrize(
    ("leave", "steps"), [(log_out, 2), (delete, 2), (expire, 1), (deleted_elsewhere, 1)]
)
def test_back_shows_nothing_once_the_person_has_gone(at_history, live_server, leave, steps):
    page = at_history
    leave(page, live_server.url)

    back(page, steps)

    expect(page.locator("h1")).to_have_text("Log in")
    assert page.url == f"{live_server.url}/accounts/login/?next=/history/"
    assert page.evaluate("sessionStorage.fromMemory") == "true"
    assert seen(page) - {"hidden"} == set()


def test_back_shows_another_person_their_own_page(at_history, live_server, ana):
    page, bo = at_history, builders.guest()
    sign_in(page, bo, live_server.url)
    page.goto(f"{live_server.url}/settings/")

    back(page)

    expect(page.locator("body")).to_have_attribute("data-owner", str(bo.pk))
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("sessionStorage.fromMemory") == "true"
    assert seen(page) - {"hidden"} == set()


@pytest.mark.parametrize("is_mine", [True, False])
def test_back_without_a_signal_goes_by_who_was_there_last(at_history, live_server, is_mine):
    page = at_history
    page.goto(f"{live_server.url}/safety/")
    page.route("**/outbox/token/", lambda route: route.abort())
    if not is_mine:
        page.context.clear_cookies(name="whose")
        page.context.clear_cookies(name="sessionid")

    back(page)

    expect(page.locator("h1")).to_have_text("History" if is_mine else "Log in")
    expect(page.locator("h1")).to_be_visible()
    if is_mine:
        # In the frame after that.
        wait_until(page, "return sessionStorage.shown.includes('visible')")
    else:
        assert "visible" not in seen(page)


def test_back_to_an_exercise_shows_nothing_of_who_was_here(page, live_server, ana):
    exercise = builders.strength(Session.objects.get(user=ana))[0].exercise_id
    sign_in(page, ana, live_server.url)
    page.goto(f"{live_server.url}/exercises/{exercise}/")
    expect(page.locator(".mine .logged")).to_be_visible()
    page.evaluate(WATCH)
    log_out(page, live_server.url)

    back(page, 2)

    assert page.locator(".mine").count() == 0
    expect(page.get_by_role("link", name="What I did with this exercise")).to_be_visible()


def test_password_that_was_typed_does_not_come_back(page, live_server):
    page.route("**/accounts/login/", let_it_be_kept)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("Password").fill(builders.PASSWORD)
    page.evaluate(WATCH)
    page.goto(f"{live_server.url}/safety/")

    back(page)

    assert page.evaluate("window.leftHere") is True
    assert page.get_by_label("Password").input_value() == ""
