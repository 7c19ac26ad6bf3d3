"""The pages of the set-up with letters of one and a half and of twice their usual size."""

import pytest
from django.utils import timezone

from tests import builders
from tests.browser.conftest import PHONE, sign_in

PATHS = ["/start-check/agreement/", "/start-check/", "/start-check/result/", "/plan/setup/"]
# The bar at the top is the same on every page, and not this test's.
OVERFLOW = (
    "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('main'))"
)


@pytest.fixture(params=[24, 32])
def large_type(request, launch_browser, browser_type_launch_args):
    flag = f"--blink-settings=defaultFontSize={request.param}"
    browser = launch_browser(args=[*browser_type_launch_args["args"], flag])
    page = browser.new_context(**PHONE, service_workers="block").new_page()
    yield page, request.param
    browser.close()


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_set_up_scrolls_in_one_direction_alone(large_type, live_server, library, screen):
    page, size = large_type
    user = builders.guest(checked=False)
    builders.answered(user, timezone.now(), J1="knee", A1="65")
    sign_in(page, user, live_server.url)
    found = {}

    for path in PATHS:
        page.goto(live_server.url + path)
        found[path] = page.evaluate(OVERFLOW)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= size

    assert found == dict.fromkeys(PATHS, 0)
