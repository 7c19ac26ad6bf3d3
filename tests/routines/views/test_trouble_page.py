"""What hurts, in a card of the session and on a page of its own."""

import re

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


@pytest.fixture
def squat(session):
    return builders.strength(session)[0]


def test_trouble_has_a_page_for_browsers_without_scripts(session, squat, as_ana):
    link = f'<a data-more href="/items/{squat.pk}/trouble/">Squat: it hurts, swap, move, skip</a>'
    assert link in as_ana.get(f"/sessions/{session.pk}/").content.decode()

    page = as_ana.get(f"/items/{squat.pk}/trouble/").content.decode()

    found = [re.findall(rf'name="{name}" value="(\w*)"', page) for name in ("pain", "reason")]
    assert found == [[str(pain) for pain in range(11)], ["busy", "kit", "tired", "hurts"]]
    assert f'href="/items/{squat.pk}/swap/"' in page
    # Nothing on it is drawn by a script.
    assert "data-outbox" not in page


def test_exercise_that_is_skipped_before_its_first_set_counts_none(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/skip/", {"reason": "tired"})

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    count = re.search(rf'class="([^"]*)" id="count-{squat.pk}"[^>]*>([^<]*)<', page)
    assert count.groups() == ("item__count", "")


def test_what_was_said_of_an_exercise_stands_in_its_card(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": "2"})

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    card = page.partition(f'id="item-{squat.pk}"')[2].partition("</section>")[0]
    assert re.findall(r'value="(\d+)" aria-pressed="true"', card) == ["2"]
    assert "I tapped it by mistake" in card
    assert "data-more" not in card
