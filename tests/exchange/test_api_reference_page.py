"""The page that describes the API."""

from exchange.labels.problems import Code
from tests.exchange.api.conftest import operations


def test_page_shows_every_operation_shape_and_problem(client, db):
    page = client.get("/api/v1/")

    html = page.content.decode()
    for each in operations():
        assert f'id="{each.id}"' in html
        assert f"{each.method.upper()} /api/v1/{each.path}" in html
    assert [code for code in Code if f'id="{code}"' not in html] == []
    for name in ("LoggedSession", "LoggedSet", "Problem", "Target"):
        assert f'id="shape-{name}"' in html


def test_page_needs_neither_script_nor_style_of_its_own_nor_a_log_in(client, db):
    page = client.get("/api/v1/")

    html = page.content.decode()
    assert "<style" not in html
    assert 'style="' not in html
    assert page.cookies == {}
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_every_link_of_the_page_leads_to_a_part_of_it(client, db):
    html = client.get("/api/v1/").content.decode()

    led = {part.partition('"')[0] for part in html.split('href="#')[1:]}
    assert [each for each in led if f'id="{each}"' not in html] == []
    assert len(led) > 40


def test_example_of_a_body_is_one_that_fits(client, db):
    calls = [
        call
        for group in client.get("/api/v1/").context["reference"].calls.values()
        for call in group
    ]

    [logged] = [call for call in calls if call.id == "log_set"]
    assert '"number": 3' in logged.example
    assert {call.id for call in calls} == {each.id for each in operations()}
