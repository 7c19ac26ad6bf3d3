"""Find your weight, in the session's page: one tap a set, and the next set's weight follows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from routines.actions.session import finish_session, start_session
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.models import MorningCheck, PlannedSession, SessionItem, SetLog
from tests import builders
from tests.routines.views.test_set_rows import fields, item_of, url

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
QUESTION = "How many more good ones?"


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


@pytest.fixture
def hinge(session):
    return item_of(session, "romanian-deadlift")


def answered(client, item, number, *, rir="", load="", asked="4", **more):
    """Send a set of an item as its row would, without a script."""
    sent = {"number": str(number), "side": "both", "load": load, "asked": asked, "unit": "kg"}
    sent |= {"rir": rir} if rir else {}
    return client.post(url("log_set", item, new_key()), {**sent, **more})


def weights(client, session):
    """The weights that the open rows of the hinge ask for."""
    page = client.get(f"/sessions/{session.pk}/?rows=all").content.decode()
    return [asked for name, asked, _value in fields(page) if name == "load" and asked != "–"]


def test_rows_ask_only_where_a_weight_is_looked_for(session, hinge, as_ana):
    page = as_ana.get(f"/sessions/{session.pk}/?rows=all").content.decode()

    assert hinge.why == {"finds": "both_ways"}
    assert [each.finds for each in builders.strength(session) if each != hinge] == [None] * 6
    assert page.count(f'aria-label="{QUESTION}"') == hinge.sets == 2
    assert "Find your weight" in page


@pytest.mark.parametrize(
    ("rir", "then", "says"),
    [
        ("5", "6", "More weight, as you had plenty left."),
        ("4", "5", "More weight, as you had plenty left."),
        ("3", "4", "The same weight: it fits."),
        ("2", "3", "Less weight, so that about three good ones are left."),
        ("", "4", ""),
    ],
)
def test_answer_chooses_the_next_sets_weight(session, hinge, as_ana, rir, then, says):
    answered(as_ana, hinge, 1, rir=rir)

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    log = SetLog.objects.get()
    assert (log.load, log.rir) == (4, int(rir) if rir else None)
    assert weights(as_ana, session) == [then, then]
    assert [says] if says else [text for text in SAYS if text in page] == []


SAYS = ["More weight, as", "The same weight: it fits", "Less weight, so"]


def test_answer_to_a_set_brings_the_rows_that_it_changes(session, hinge, as_ana):
    key = new_key()

    answer = as_ana.post(
        url("log_set", hinge, key), {"number": "1", "side": "both", "rir": "5"}, headers=HTMX
    ).content.decode()

    place = f"outerHTML:.set:has(#tick-{hinge.pk}-2-both)"
    assert f'id="set-{key}"' in answer
    assert f'hx-swap-oob="{place}"' in answer
    assert [asked for name, asked, _value in fields(answer) if name == "load"] == ["6", "6"]


def test_last_answer_names_the_weight_of_the_next_time(session, hinge, as_ana):
    answered(as_ana, hinge, 1, rir="5")

    answered(as_ana, hinge, 2, rir="4", asked="6")

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()
    assert [log.load for log in SetLog.objects.order_by("number")] == [4, 6]
    assert "Next time 7 kg." in page


def test_weight_of_ones_own_is_gone_on_from(session, hinge, as_ana):
    answered(as_ana, hinge, 1, rir="4", load="20")

    assert weights(as_ana, session) == ["21", "21"]


@pytest.mark.parametrize(("usual", "pain", "then"), [(None, 4, "4"), (0, 3, "4"), (3, 4, "6")])
def test_pain_above_the_usual_keeps_the_weight(session, hinge, as_ana, usual, pain, then):
    type(session).objects.update(usual_pain=usual)
    SessionItem.objects.filter(pk=hinge.pk).update(pain=pain, pain_high=pain)

    answered(as_ana, hinge, 1, rir="5")

    assert weights(as_ana, session) == [then, then]


def test_set_taken_back_takes_its_answer_back(session, hinge, as_ana):
    answered(as_ana, hinge, 1, rir="5")
    log = SetLog.objects.get()

    as_ana.post(f"/sets/{log.pk}/remove/")

    assert weights(as_ana, session) == ["4", "4"]


def test_session_that_asks_for_less_looks_for_no_weight(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)

    eased = start_session(user=ana, key=new_key(), now=noon, pain=5)

    assert eased.eased == "reduced"
    assert [each.finds for each in builders.strength(eased)] == [None] * len(
        builders.strength(eased)
    )


def test_weight_found_is_the_target_from_then_on(session, hinge, as_ana, ana, noon):
    for number, asked in ((1, "4"), (2, "6")):
        answered(as_ana, hinge, number, rir="5", asked=asked)
    finish_session(session=session, rir=None, note="", now=noon)
    morning = noon.date() + timedelta(days=1)
    MorningCheck.objects.create(user=ana, day=morning, pain=0, recorded_at=noon)

    later = PlannedSession.objects.filter(user=ana, day__gt=noon.date()).earliest("day").day
    plan = session.plan
    plan.user = ana
    found = next_targets(plan_fold(plan, strength_of(plan), back_state(ana, later)))

    aim = found["romanian-deadlift"]
    assert (aim.target.load, aim.why.code, aim.why.finds) == (Decimal(8), "weight_found", None)
