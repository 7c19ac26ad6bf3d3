"""Pages on a phone with letters of one and a half and of twice their usual size."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import builders
from tests.browser.conftest import PHONE, overflow, sign_in

SET_UP = ["/start-check/agreement/", "/start-check/", "/start-check/result/", "/plan/setup/"]
PUBLIC = ["/", "/exercises/", "/exercises/glute-bridge/", "/learn/", "/safety/", "/accounts/login/"]
OWN = [
    "/today/", "/plan/", "/plan/replan/", "/plan/targets/glute-bridge/", "/mornings/",
    "/history/", "/history/exercises/glute-bridge/", "/settings/", "/settings/calendar/",
    "/sessions/ready/", "/sessions/write-down/", "/outbox/", "/accounts/claim/",
]  # fmt: skip
OF_A_SESSION = ["", "?view=one", "finish/", "summary/", "stop/", "discard/"]

pytestmark = pytest.mark.parametrize("screen", ["phone"], indirect=True)


@pytest.fixture(params=[24, 32])
def large_type(request, launch_browser, browser_type_launch_args):
    flag = f"--blink-settings=defaultFontSize={request.param}"
    browser = launch_browser(args=[*browser_type_launch_args["args"], flag])
    page = browser.new_context(**PHONE, service_workers="block").new_page()
    yield page, request.param
    browser.close()


def too_wide(page, addresses, size) -> dict[str, int]:
    """The pages that scroll sideways, with by how many pixels."""
    found = {}
    for address in addresses:
        page.goto(address)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= size
        if wide := overflow(page):
            found[address] = wide
    return found


def test_set_up_scrolls_in_one_direction_alone(large_type, live_server, library, screen):
    page, size = large_type
    user = builders.guest(checked=False)
    builders.answered(user, timezone.now(), J1="knee", A1="65")
    sign_in(page, user, live_server.url)

    assert too_wide(page, [live_server.url + path for path in SET_UP], size) == {}


def test_public_pages_scroll_in_one_direction_alone(large_type, live_server, library, screen):
    page, size = large_type

    assert too_wide(page, [live_server.url + path for path in PUBLIC], size) == {}


def test_own_pages_scroll_in_one_direction_alone(large_type, live_server, trainee, screen):
    page, size = large_type
    done = builders.finished(trainee, timezone.now(), sets=2)
    day = trainee.local_date(timezone.now()) + timedelta(days=3)
    sign_in(page, trainee, live_server.url)
    move = f"?action=move&day={day}&to={day + timedelta(days=1)}"
    paths = [*OWN, f"/plan/days/{day.year}-{day.month}-{day.day}/", f"/plan/change/{move}"]
    paths.append(f"/sessions/{done.pk}/summary/")

    assert too_wide(page, [live_server.url + path for path in paths], size) == {}


def test_session_scrolls_in_one_direction_alone(
    large_type, live_server, trainee, session_url, screen
):
    page, size = large_type
    sign_in(page, trainee, live_server.url)

    assert too_wide(page, [session_url + path for path in OF_A_SESSION], size) == {}
