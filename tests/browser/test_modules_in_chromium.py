"""Which scripts a page loads: those that it names, each once, under its hashed name."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone

from tests import builders
from tests.browser.conftest import DESKTOP

NAMED = """
  [...document.querySelectorAll("script[src], link[rel=modulepreload]")]
    .map((each) => new URL(each.src || each.href).pathname).sort()
"""
LOADED = """
  performance.getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith(".js")).sort()
"""
OUTBOX_LINE = ("drain", "line", "page", "send", "store")
ON_SESSION = ["awake", "brief", "countdown", "hold", "now", "order", "parts", "places", "rest"]
ON_SESSION += ["row", "run", "signal", "steppers", "turns", "vanish", "waiting"]

pytestmark = pytest.mark.usefixtures("served_with_hashed_names")


@pytest.fixture
def screen() -> dict:
    return DESKTOP


def scripts(page, address: str) -> tuple[list[str], list[str]]:
    """Return the modules that a page names, and those it has loaded once the network is idle."""
    page.goto(address, wait_until="networkidle")
    return page.evaluate(NAMED), page.evaluate(LOADED)


@pytest.mark.parametrize(
    "path",
    ["/", "/today/", "/outbox/", "/plan/", "/exercises/", "/safety/", "/start-check/", "/offline/"],
)
def test_page_loads_the_scripts_that_it_names_and_no_other(signed_in, live_server, path):
    named, loaded = scripts(signed_in, f"{live_server.url}{path}")

    assert len(named) >= 3
    assert loaded == named


def test_session_loads_the_scripts_that_it_names_and_no_other(signed_in, session_url):
    named, loaded = scripts(signed_in, session_url)

    own = [staticfiles_storage.url(f"js/session/{name}.js") for name in ON_SESSION]
    assert [each for each in loaded if "/session/" in each] == own
    assert loaded == named


def test_session_that_is_closed_loads_the_scripts_that_it_names(signed_in, session_url, trainee):
    builders.answered(trainee, timezone.now(), H1="yes")

    named, loaded = scripts(signed_in, session_url)

    assert [each for each in loaded if "/hold." in each or "/run." in each] == []
    assert loaded == named


def test_page_for_everybody_loads_the_line_where_this_device_has_kept_something(
    signed_in, live_server
):
    address = f"{live_server.url}/exercises/"
    signed_in.goto(address)
    signed_in.evaluate("localStorage.outboxAsked = 'yes'")

    named, loaded = scripts(signed_in, address)

    line = [staticfiles_storage.url(f"js/outbox/{name}.js") for name in OUTBOX_LINE]
    line.append(staticfiles_storage.url("js/place.js"))
    assert loaded == sorted(named + line)
