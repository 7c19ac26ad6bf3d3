"""The page that a finished session leads to."""

import re
from datetime import timedelta

import pytest

from routines.models import SetLog
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(library, ana, noon):
    """Monday, Wednesday, Friday; today is Wednesday, 4 March 2026."""
    return builders.plan(ana, noon)


def text_of(page: str) -> str:
    main = page.split('tabindex="-1">')[1].split("</main>", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_finish_leads_to_the_summary(plan, ana, as_ana, noon):
    session = builders.session(ana, noon)
    builders.one_set(builders.strength(session)[0], noon)

    answer = as_ana.post(f"/sessions/{session.pk}/finish/", {"rir": "3"})

    assert answer["Location"] == f"/sessions/{session.pk}/summary/"


def test_summary_says_what_was_done_and_when_the_next_is(plan, ana, as_ana, noon):
    done = builders.finished(ana, noon, sets=2)

    text = text_of(as_ana.get(f"/sessions/{done.pk}/summary/").content.decode())

    assert text.startswith("Session done Wednesday, 4 March · 14 sets · 40 min B Next session:")
    assert "Next session: Friday, 6 March" in text
    assert "What was done Glute bridge" in text
    assert "What went up" not in text


def test_summary_says_what_went_up_and_nothing_of_what_went_down(plan, ana, as_ana, noon):
    first = builders.finished(ana, noon, sets=2)
    down, *_others = builders.strength(first)
    SetLog.objects.filter(item=down).update(amount=30)
    builders.finished(ana, noon + timedelta(days=2), sets=2)
    done = builders.session(ana, noon + timedelta(days=5))
    up = next(item for item in builders.strength(done) if item.exercise_id == "calf-raise")
    for item in builders.strength(done):
        for number in (1, 2):
            amount = 12 if item.pk == up.pk else 10
            builders.one_set(item, noon, number=number, amount=amount)

    as_ana.post(f"/sessions/{done.pk}/finish/", {})
    text = text_of(as_ana.get(f"/sessions/{done.pk}/summary/").content.decode())

    assert "What went up Calf raise 4 repetitions more Next time" in text


def test_summary_says_what_it_means_for_next_time_with_the_reason(plan, ana, as_ana, noon):
    done = builders.finished(ana, noon, sets=2)

    text = text_of(as_ana.get(f"/sessions/{done.pk}/summary/").content.decode())

    assert "Next time in session A Monday, 9 March Glute bridge" in text
    assert "One more repetition than last time in the weakest set." in text


def test_summary_of_a_running_session_leads_back_to_it(plan, ana, as_ana, noon):
    session = builders.session(ana, noon)

    page = as_ana.get(f"/sessions/{session.pk}/summary/").content.decode()

    assert text_of(page).startswith("So far Wednesday, 4 March")
    assert f'class="button" href="/sessions/{session.pk}/"' in page


def test_summary_names_what_was_left_out(plan, ana, as_ana, noon):
    session = builders.session(ana, noon)
    first, second, *_ = builders.strength(session)
    builders.one_set(first, noon)
    second.skipped = "tired"
    second.save()

    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()
    as_ana.post(f"/sessions/{session.pk}/finish/", {})
    text = text_of(as_ana.get(f"/sessions/{session.pk}/summary/").content.decode())

    assert f"Left out: {second.exercise_name}." in text_of(page)
    assert "0 of 0" not in page
    assert f"Left out: {second.exercise_name}, " in text


def test_summary_needs_sixteen_queries(plan, ana, as_ana, noon, django_assert_num_queries):
    one = builders.finished(ana, noon)
    for sets in (one, builders.finished(ana, noon + timedelta(days=2), sets=3)):
        # cookie, person, session with its plan; items and sets; the next session; prescriptions,
        # the back's facts, what the targets read, the next of this day
        with django_assert_num_queries(3 + 2 + 1 + 1 + 3 + 5 + 1):
            as_ana.get(f"/sessions/{sets.pk}/summary/")
