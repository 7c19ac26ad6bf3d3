"""The pages for programs: tokens, and the description of the API."""

import pytest

from exchange.models import ApiToken
from tests import builders
from tests.browser.conftest import accessibility_faults, overflow


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_for_programs(signed_in, live_server, trainee, scheme):
    builders.api_token(trainee, builders.timezone.now(), ("read", "log", "health"))
    signed_in.emulate_media(color_scheme=scheme)
    for path in ("settings/tokens/", "api/v1/"):
        signed_in.goto(f"{live_server.url}/{path}")
        for each in signed_in.locator("main details").all():
            each.evaluate("details => { details.open = true }")

        assert accessibility_faults(signed_in) == [], path
        assert overflow(signed_in) == 0, path


def test_token_is_made_and_switched_off(signed_in, live_server, trainee):
    signed_in.goto(f"{live_server.url}/settings/tokens/")
    signed_in.get_by_label("What is it for?").fill("watch")
    signed_in.get_by_label("Log: start and finish").check()
    signed_in.get_by_role("button", name="Make the token").click()

    assert signed_in.locator("#secret").inner_text().startswith("bh_")
    assert accessibility_faults(signed_in) == []
    assert overflow(signed_in) == 0
    assert ApiToken.objects.get(user=trainee).scopes == "read log"

    signed_in.get_by_role("button", name="Switch it off").click()
    signed_in.get_by_text("The token is off").wait_for()
    assert ApiToken.objects.count() == 0
