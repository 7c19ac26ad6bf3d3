"""A session's time: sets left out to keep it, and twenty minutes today (brief.md D5, S7)."""

import html
import re
from datetime import date, timedelta

import pytest
from django.utils.html import strip_tags

from accounts.keys import new_key
from routines.actions.session import finish_session, start_session
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.duration import length_of, lengths
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.models import Prescription, Session, SessionItem, Status
from routines.planning.duration import Length
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


def words(client, path):
    return " ".join(html.unescape(strip_tags(client.get(path).content.decode())).split())


def items(session):
    return list(session.items.select_related("exercise"))


def short(user, now):
    return start_session(user=user, key=new_key(), now=now, short=True)


def trained(session, now, *, amount):
    """Log each set that the session asks for, with enough good ones left that it may go up."""
    for item in builders.strength(session):
        for number in range(1, item.sets + 1):
            for side in ("left", "right") if item.side_by_side else ("both",):
                builders.one_set(item, now, number=number, side=side, amount=amount)
        SessionItem.objects.filter(pk=item.pk).update(form_kept=True)
    return finish_session(session=session, rir=3, note="", now=now)


# --- the time -----------------------------------------------------------------------------------


def test_a_session_that_asks_for_too_many_sets_keeps_its_time(plan, ana, noon):
    Prescription.objects.filter(routine__plans=plan, phase="strength").update(sets=5)

    session = builders.session(ana, noon)

    found = length_of(items(session))
    assert (found.strength <= 35, found.minutes <= 55) == (True, True)
    assert sum(each.sets + each.out_of_time for each in builders.strength(session)) == 7 * 5
    assert min(each.sets for each in builders.strength(session)) >= 2


def test_an_ordinary_session_leaves_nothing_out(plan, ana, noon):
    session = builders.session(ana, noon)

    assert {each.out_of_time for each in items(session)} == {0}


def test_the_session_and_the_plan_say_what_is_left_out(plan, ana, as_ana, noon):
    Prescription.objects.filter(routine__plans=plan, phase="strength").update(sets=3)
    session = builders.session(ana, noon)
    assert sum(each.out_of_time for each in items(session)) == 1

    page = words(as_ana, f"/sessions/{session.pk}/")

    assert "One set is left out so that it doesn’t take longer, of what your week has" in page
    assert "One set less than the target, so that the session keeps its time." in page
    assert "less than the target, so that the session keeps its time." in words(as_ana, "/plan/")


def test_the_session_says_its_minutes(plan, ana, as_ana, noon):
    session = builders.session(ana, noon)

    page = words(as_ana, f"/sessions/{session.pk}/")

    assert "About 40 minutes: warm-up 9, strength 23, cool-down 8." in page


def test_sets_that_are_left_out_keep_nothing_from_going_up(plan, ana, noon):
    Prescription.objects.filter(routine__plans=plan, phase="strength").update(sets=5)
    for number in (0, 5):
        trained(builders.session(ana, noon + timedelta(days=number)),
                noon + timedelta(days=number), amount=20)  # fmt: skip

    day = noon.date() + timedelta(days=7)
    found = next_targets(plan_fold(plan, strength_of(plan), back_state(ana, day)))

    left_out = SessionItem.objects.filter(out_of_time__gt=0).values_list("exercise_id", flat=True)
    assert left_out
    assert {found[slug].why.lack for slug in left_out} == {None}


# --- twenty minutes -----------------------------------------------------------------------------


def test_twenty_minutes_keep_four_exercises_with_two_sets(plan, ana, noon):
    session = short(ana, noon)

    strength = [(each.exercise_id, each.sets) for each in builders.strength(session)]
    assert strength == [
        ("glute-bridge", 2),
        ("sit-to-stand", 2),
        ("hip-hinge-drill", 2),
        ("step-up-assisted", 2),
    ]
    cool_down = session.items.filter(phase="cool-down").values_list("exercise_id", flat=True)
    assert list(cool_down) == ["slow-walk"]
    assert length_of(items(session)) == Length(warm_up=5, strength=13, cool_down=2)


def test_twenty_minutes_count_as_a_session(plan, ana, noon):
    done = trained(short(ana, noon), noon, amount=10)

    assert done.status == Status.COMPLETED
    assert Session.objects.of(ana).done().count() == 1


def test_twenty_minutes_take_next_what_they_left_out_for_longest(plan, ana, noon):
    trained(short(ana, noon), noon, amount=10)
    Prescription.objects.filter(routine__plans=plan, programme_day="B").update(programme_day="C")
    Prescription.objects.filter(routine__plans=plan, programme_day="A").update(programme_day="B")
    lunge = Prescription.objects.get(routine__plans=plan, exercise_id="assisted-split-squat")
    Prescription.objects.filter(pk=lunge.pk).update(programme_day="B")

    session = short(ana, noon + timedelta(days=2))

    assert "assisted-split-squat" in {each.exercise_id for each in builders.strength(session)}


def test_what_twenty_minutes_left_out_counts_as_not_performed(plan, ana, noon):
    trained(short(ana, noon), noon, amount=10)

    back = back_state(ana, noon.date() + timedelta(days=1))
    found = next_targets(plan_fold(plan, strength_of(plan), back))

    assert found["bird-dog"].why.code is None
    assert found["sit-to-stand"].why.code == "one_more"


def test_twenty_minutes_dont_change_what_a_whole_session_is_said_to_take(plan, ana, noon):
    before = lengths(plan, back_state(ana, noon.date()))

    trained(short(ana, noon), noon, amount=10)

    assert lengths(plan, back_state(ana, date(2026, 3, 6)))["A"] == before["A"]


def test_who_fell_has_a_balance_exercise_in_twenty_minutes(plan, ana, noon):
    builders.answered(ana, noon, F1="yes")

    session = short(ana, noon)

    assert "tandem-stand" in {each.exercise_id for each in builders.strength(session)}


def test_the_start_offers_twenty_minutes(plan, ana, as_ana, noon):
    assert "20 minutes today" in words(as_ana, "/today/")
    page = as_ana.get("/sessions/ready/?short=1").content.decode()
    box = re.search(r'<input type="checkbox" name="short"[^>]*>', page)
    assert box
    assert "checked" in box[0]

    key = str(new_key())
    as_ana.post("/sessions/start/", {"key": key, "short": "on", "pain": "0"})

    assert Session.objects.get(pk=key).short
    assert "20 minutes today: four exercises with two sets at most." in words(
        as_ana, f"/sessions/{key}/"
    )
