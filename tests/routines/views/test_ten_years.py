"""A page asks the database as often after ten years of training as on the first day."""

import pytest
from django.db import connection
from django.test import Client

from accounts.keys import new_key
from bench.people import veteran
from routines.actions.session import start_session
from tests import builders

pytestmark = pytest.mark.django_db

# Pages and their queries; the same literals stand beside the small cases of each page's own tests.
PAGES = {
    "/today/": 13,
    "/plan/": 14,
    "/history/": 19,
    "/history/exercises/calf-raise/": 14,
}
STARTING = 19


@pytest.mark.parametrize(
    # Ten years on both databases would only take longer to write.
    "years",
    [1, pytest.param(10, marks=pytest.mark.one_database)],
)
def test_queries_are_the_same_after_years(library, noon, years, django_assert_num_queries):
    trained = veteran(weeks=52 * years, now=noon)
    # Like a database of this age, which has analysed its rows; otherwise PostgreSQL would plan for
    # few rows.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    browser = Client()
    browser.force_login(trained)

    for path in PAGES:
        browser.get(path)  # stores where the targets stand
    for path, queries in PAGES.items():
        with django_assert_num_queries(queries, info=path):
            assert browser.get(path).status_code == 200
    with django_assert_num_queries(STARTING):
        started = start_session(user=trained, key=new_key(), now=noon)

    assert [len(item.previous) > 0 for item in builders.strength(started)] == [True] * 7
