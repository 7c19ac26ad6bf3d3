"""The minutes of a plan's sessions, as pages say them."""

import html
import re
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from routines.actions.session import finish_session
from routines.facts.back_state import back_state
from routines.facts.duration import length_on, lengths
from routines.models import Plan, Prescription, Session, SessionItem
from routines.planning.duration import Length
from tests import builders

pytestmark = pytest.mark.django_db
FIRST_A = Length(warm_up=9, strength=23, cool_down=8)
WORDS = "About 40 minutes: warm-up 9, strength 23, cool-down 8."


def said(client, path) -> list[str]:
    page = html.unescape(strip_tags(client.get(path).content.decode()))
    return re.findall(r"About \d+ minutes: [^.]*\.", page)


def test_lengths_are_those_of_what_is_prescribed(library, ana, noon):
    plan = builders.plan(ana, noon)

    assert lengths(plan, back_state(plan.user, plan.user.today()))["A"] == FIRST_A


def test_lengths_follow_what_the_last_whole_session_asked_for(library, ana, noon):
    plan = builders.plan(ana, noon)
    session = builders.session(ana, noon)
    SessionItem.objects.filter(session=session, phase="strength").update(sets=3)
    builders.one_set(builders.strength(session)[0], noon)
    finish_session(session=session, rir=None, note="", now=noon)

    found = lengths(plan, back_state(plan.user, plan.user.today()))

    assert (found["A"].strength, found["B"].strength) == (34, 23)


def test_lengths_take_no_notice_of_an_eased_session(library, ana, noon):
    plan = builders.plan(ana, noon)
    session = builders.session(ana, noon)
    SessionItem.objects.filter(session=session, phase="strength").update(sets=1)
    Session.objects.filter(pk=session.pk).update(eased="deload")
    builders.one_set(builders.strength(session)[0], noon)
    finish_session(session=session, rir=None, note="", now=noon)

    assert lengths(plan, back_state(plan.user, plan.user.today()))["A"] == FIRST_A


def test_lengths_are_a_persons_own(library, ana, bo, noon):
    plan = builders.plan(ana, noon)
    builders.plan(bo, noon)
    theirs = builders.session(bo, noon)
    SessionItem.objects.filter(session=theirs).update(sets=5)
    finish_session(session=theirs, rir=None, note="", now=noon)

    assert lengths(plan, back_state(plan.user, plan.user.today()))["A"] == FIRST_A


def test_length_on_a_day_of_a_lighter_week_has_half_the_sets(library, ana, noon):
    plan = builders.plan(ana, noon)
    plan.deload_from = noon.date()
    plan.save()

    found = length_on(plan, noon.date(), back_state(ana, noon.date()))

    assert found == Length(warm_up=9, strength=12, cool_down=8)


def test_length_on_a_rest_day_is_none(library, ana, noon):
    plan = builders.plan(ana, noon)
    day = noon.date() + timedelta(days=1)

    assert length_on(plan, day, back_state(ana, day)) is None


def test_today_the_plan_and_the_start_say_the_same_minutes(library, ana, as_ana, noon):
    builders.plan(ana, noon)

    assert said(as_ana, "/today/") == [WORDS]
    assert said(as_ana, "/sessions/ready/") == [WORDS]
    assert said(as_ana, "/plan/") == [WORDS, WORDS]


def test_a_plan_with_nothing_at_hand_promises_what_it_takes(library, ana, as_ana, noon):
    builders.plan(ana, noon, equipment=[])

    assert Plan.objects.get().equipment == []
    assert Prescription.objects.filter(programme_day="A", phase="strength").count() == 7
    assert said(as_ana, "/today/") == ["About 37 minutes: warm-up 8, strength 23, cool-down 6."]


@pytest.mark.parametrize(("sessions", "queries"), [(0, 1), (3, 2)])
def test_lengths_need_two_queries_at_most(
    library, ana, noon, sessions, queries, django_assert_num_queries
):
    plan = builders.plan(ana, noon)
    for number in range(sessions):
        builders.finished(ana, noon + timedelta(days=(0, 2, 5)[number]))

    back = back_state(ana, noon.date() + timedelta(days=5))

    with django_assert_num_queries(queries):
        lengths(plan, back)
