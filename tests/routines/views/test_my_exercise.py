"""What the exercise's page fetches for whom it is."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def trained(user, noon, *, times):
    """Return the slug of an exercise that was done in this many sessions."""
    builders.plan(user, noon)
    for week in range(times):
        session = builders.finished(user, noon + timedelta(days=14 * week))
    return builders.strength(session)[0].exercise_id


def url(slug):
    return reverse("routines:my_exercise", args=[slug])


def test_stranger_is_told_nothing_and_not_sent_to_the_log_in(client):
    response = client.get(url("dead-bug"))

    assert (response.status_code, response.content) == (204, b"")


def test_unknown_exercise_is_not_found(client):
    assert client.get(url("sofa-rest")).status_code == 404


def test_person_who_never_did_it_reads_so(as_ana):
    page = as_ana.get(url("dead-bug")).content.decode()

    assert "No set logged yet." in page
    assert 'data-units="metric"' in page


def test_person_sees_the_last_three_sessions_and_nobody_else_s(as_ana, as_bo, ana, noon):
    slug = trained(ana, noon, times=4)

    mine, strangers = (client.get(url(slug)).content.decode() for client in (as_ana, as_bo))

    assert len(re.findall(r"<li><strong>", mine)) == 3
    assert len(re.findall(r"<li><strong>", strangers)) == 0


@pytest.mark.parametrize("times", [1, 3])
def test_queries_are_the_same_for_one_session_and_for_three(
    as_ana, ana, noon, times, django_assert_num_queries
):
    slug = trained(ana, noon, times=times)

    with django_assert_num_queries(5):
        as_ana.get(url(slug))


def test_answer_is_never_kept_by_a_browser(as_ana):
    response = as_ana.get(url("dead-bug"))

    assert "no-store" in response["Cache-Control"]
