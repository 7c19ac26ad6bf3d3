"""How much a session's page weighs, and how much of the database it takes."""

import gzip
import re

import pytest

from tests import builders

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<div class="figure-place".*?</div>', re.DOTALL)


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


def test_first_load_of_a_session_is_light(session, as_ana, django_assert_num_queries):
    """With 25 exercises and 19 rows of sets, two of them with the answers that find a weight."""
    with django_assert_num_queries(7):
        page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    assert (page.count("data-run-item"), page.count('<li class="set')) == (18, 19)
    beside_figures = FIGURE.sub("", page)
    assert len(page.encode()) < 59_100
    assert len(beside_figures.encode()) < 54_400
    assert len(gzip.compress(page.encode())) < 9_800
    assert len(gzip.compress(beside_figures.encode())) < 9_000


def test_answer_to_a_set_is_light(session, as_ana, django_assert_num_queries):
    item = builders.strength(session)[0]
    key = "01a226fc-5c35-716d-9a28-5909dd0f234e"
    sent = {"number": "1", "side": "both"}

    with django_assert_num_queries(11):
        answer = as_ana.post(f"/items/{item.pk}/sets/{key}/", sent, headers={"HX-Request": "true"})

    assert len(answer.content) < 3000
