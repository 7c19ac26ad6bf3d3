"""The sheet for an appointment: chosen, read under its link, and on paper."""

import re

import pytest

from routines.models import Plan
from tests.browser.conftest import accessibility_faults, overflow
from tests.routines.long_logs import mixed, write_log

PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def trained(trainee):
    plan = Plan.objects.of(trainee).current().get()
    plan.user = trainee
    write_log(plan, trainee.today(), range(80, 0, -3), tell=mixed, seed=5)
    return trainee


def test_axe_finds_nothing_on_the_sheet_and_where_it_is_chosen(signed_in, live_server, trained):
    for path in ("report/", "report/?weeks=0&since=2026-02-30", "report/sheet/"):
        signed_in.goto(f"{live_server.url}/history/{path}")
        assert accessibility_faults(signed_in) == [], path
        assert overflow(signed_in) == 0, path


def test_sheet_of_a_year_takes_two_sheets_at_most(signed_in, live_server, trained):
    signed_in.goto(f"{live_server.url}/history/report/sheet/?weeks=52")

    papers = [signed_in.pdf(format=each, prefer_css_page_size=False) for each in ("A4", "Letter")]

    assert [len(PAGE.findall(each)) for each in papers] in ([1, 1], [1, 2], [2, 1], [2, 2])
