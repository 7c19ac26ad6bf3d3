"""The page of charts."""

import re

import pytest

from tests.routines.long_logs import Life, mixed

pytestmark = pytest.mark.django_db
USUAL = "12-weeks"


def test_page_shows_each_chart_with_its_words_and_its_table(library, ana, as_ana, noon):
    Life.of_months(ana, noon, tell=mixed, seed=2)

    for period, shown in [
        *(("4-weeks", "4-weeks"), ("year", "year"), ("all", "all")),
        *(("", USUAL), ("x", USUAL), ("\x00", USUAL)),
    ]:
        html = as_ana.get("/history/charts/", {"period": period}).content.decode()

        for key in ("sessions", "pain", "minutes", "effort"):
            assert html.count(f'aria-labelledby="chart-{key}-title chart-{key}-words"') == 1
        assert html.count("<table") == 7  # pain has three, muscles one
        assert re.findall(r'\?period=([\w-]+)" aria-current="true"', html) == [shown]
        assert "proves nothing" in html


def test_page_of_somebody_new_says_that_there_is_nothing(as_ana):
    html = as_ana.get("/history/charts/").content.decode()

    assert "Nothing said about the back in this period." in html
    assert "No set in this period." in html
    assert "Not said in this period." in html
    assert html.count("No session in this period.") == 2  # sessions, minutes


def test_bars_of_many_years_are_named_by_month_and_year(library, ana, as_ana, noon):
    Life.of_months(ana, noon, days_ago=range(3600, 0, -40))

    html = as_ana.get("/history/charts/", {"period": "all"}).content.decode()
    sessions = html[html.index('"chart-sessions-title') :]
    names = re.findall(r'class="chart__text" y="\d+".+?>(.+?)</text>', sessions, re.S)

    assert names[:4] == ["Sep 2018", "Mar 2021", "Sep 2023", "Mar 2026"]


def test_charts_need_eleven_queries(library, ana, as_ana, noon, django_assert_num_queries):
    Life.of_months(ana, noon)

    with django_assert_num_queries(11):
        as_ana.get("/history/charts/")
