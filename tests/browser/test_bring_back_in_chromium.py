"""A file of everything brought back on a phone, from Settings to Today."""

import pytest

from routines.actions.personal_data import delete_everything
from routines.models import Plan, SetLog
from tests import builders
from tests.browser.conftest import accessibility_faults, overflow, sign_in
from tests.exchange.files import text_of
from tests.routines.long_logs import mixed, write_log


@pytest.fixture
def file(trainee, tmp_path):
    """A file of somebody whose account is deleted, with a row that can't be read."""
    plan = Plan.objects.of(trainee).current().get()
    plan.user = trainee
    write_log(plan, trainee.today(), range(80, 0, -6), tell=mixed, seed=5)
    text = text_of(trainee).replace('"amount": 50', '"amount": 5000', 1)
    delete_everything(trainee)
    path = tmp_path / "backhealth-2026-03-04.json"
    path.write_text(text)
    return path


def test_file_is_looked_at_and_brought_back(page, live_server, file):
    back = builders.person("back", checked=False)
    sign_in(page, back, live_server.url)

    page.goto(f"{live_server.url}/settings/")
    page.get_by_role("link", name="Bring back what was downloaded").click()
    seen = [(accessibility_faults(page), overflow(page))]
    page.get_by_label("The file that you downloaded").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="What is in the file").wait_for()
    seen.append((accessibility_faults(page), overflow(page)))
    told = page.get_by_text("amount must be ≤ 3600, and is 5000").count()
    page.get_by_label("I have read this").check()
    page.get_by_label("I agree that my result").check()
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("Everything from the file is here.").wait_for()

    assert seen == [([], 0), ([], 0)]
    assert told == 1
    assert SetLog.objects.filter(user=back).count() > 20


def test_picture_is_refused_beside_the_field(page, live_server, signed_in, tmp_path):
    picture = tmp_path / "back.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")

    page.goto(f"{live_server.url}/settings/bring-back/")
    page.get_by_label("The file that you downloaded").set_input_files(picture)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("This is no file of “Download everything”").wait_for()

    assert (accessibility_faults(page), overflow(page)) == ([], 0)
