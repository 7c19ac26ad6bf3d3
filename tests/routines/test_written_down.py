"""A session that is written down later knows what was before its day, and nothing of after."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.log import SetEntry, log_set
from routines.actions.mornings import record_morning
from routines.actions.session import back_date, finish_session, write_down_session
from routines.actions.target_overrides import Chosen, choose_target
from routines.facts.completion import to_check
from routines.models import Plan, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def people(library, ana, bo, noon):
    """Both have trained three weeks and two weeks ago."""
    for each in (ana, bo):
        builders.plan(each, noon - 30 * DAY, level="L2", equipment=builders.GYM)
        for weeks, amount in [(3, 8), (2, 10)]:
            trained(each, noon, weeks=weeks, amount=amount)
    return ana, bo


def begun(user, now, *, weeks, programme_day="A"):
    day = user.local_date(now) - 7 * weeks * DAY
    key = new_key()
    return write_down_session(user=user, key=key, day=day, programme_day=programme_day, now=now)


def trained(user, now, *, weeks, amount, load=8):
    session = begun(user, now, weeks=weeks)
    for item in builders.strength(session):
        for number in range(1, item.sets + 1):
            entry = SetEntry(
                number=number, amount=amount, load=Decimal(load) if item.takes_load else None
            )
            log_set(item=item, key=new_key(), entry=entry, now=session.started_at)
    return finish_session(session=session, rir=2, note="", now=now)


def asked(session) -> list[dict]:
    """All that the session asks for, why, and the last time's figures."""
    return [
        each.dose.columns() | {"why": each.why, "previous": each.previous, "skipped": each.skipped}
        for each in session.items.all()
    ]


def test_session_of_before_asks_as_if_nothing_had_come_after_it(people, noon):
    ana, bo = people
    today = ana.local_date(noon)
    trained(ana, noon, weeks=0, amount=15, load=20)
    record_morning(user=ana, day=today, pain=8, sore=False, today=today, now=noon)
    plan = Plan.objects.of(ana).current().select_related("user").get()
    slug = builders.strength(begun(bo, noon, weeks=1))[0].exercise_id
    chosen = Chosen(sets=1, lo=3, hi=4, load=None, unit="kg")
    choose_target(plan=plan, exercise=Exercise.objects.get(pk=slug), chosen=chosen, now=noon)

    mine, theirs = begun(ana, noon, weeks=1), begun(bo, noon, weeks=1)

    assert asked(mine) == asked(theirs)
    first = builders.strength(mine)[0]
    assert {each["amount"] for each in first.previous} == {10}


def test_choice_made_before_that_day_is_asked_for(people, noon):
    ana, _bo = people
    plan = Plan.objects.of(ana).current().select_related("user").get()
    chosen = Chosen(sets=1, lo=3, hi=4, load=None, unit="kg")
    exercise = plan.prescriptions.filter(programme_day="A", phase="strength")[0].exercise
    choose_target(plan=plan, exercise=exercise, chosen=chosen, now=noon - 10 * DAY)

    item = begun(ana, noon, weeks=1).items.get(exercise=exercise)

    assert (item.sets, item.lo, item.hi) == (1, 3, 4)


def test_session_of_before_is_by_the_plan_of_its_day(people, noon):
    ana, _bo = people
    builders.plan(ana, noon - 3 * DAY, sessions_per_week=2, weekdays=[0, 3])

    found = [begun(ana, noon, weeks=1)]
    finish_session(session=found[0], rir=None, note="", now=noon)
    found.append(begun(ana, noon, weeks=0))

    assert [each.plan.level for each in found] == ["L2", "L1"]
    assert [each.wanted_a_week for each in found] == [3, 2]


def test_form_of_a_later_session_does_not_spare_the_question_about_an_earlier(people, noon):
    ana, _bo = people
    SessionItem.objects.filter(user=ana).update(form_kept=True)
    later = [trained(ana, noon, weeks=0, amount=9)]
    earlier = begun(ana, noon, weeks=4)
    for item in builders.strength(earlier):
        builders.one_set(item, noon)

    assert to_check(later[0]) == []
    assert len(to_check(earlier)) == len(builders.strength(earlier))


def test_last_time_in_the_log_is_in_the_order_of_days(people, as_ana, noon):
    trained(people[0], noon, weeks=0, amount=12)
    trained(people[0], noon, weeks=1, amount=11)
    slug = builders.strength(begun(people[0], noon, weeks=4))[0].exercise_id

    page = as_ana.get(f"/history/exercises/{slug}/").content.decode()

    places = [
        page.index(f"× {amount}" if f"× {amount}" in page else f"{amount} reps")
        for amount in (12, 11, 10, 8)
    ]
    assert places == sorted(places)


def test_session_moved_to_an_earlier_day_stands_before_what_came_after(people, noon):
    ana, _bo = people
    moved = trained(ana, noon, weeks=0, amount=5)
    back_date(session=moved, day=ana.local_date(noon) - 17 * DAY, now=noon)

    item = builders.strength(begun(ana, noon, weeks=1))[0]
    after = builders.strength(begun(ana, noon, weeks=1))[0]

    assert {each["amount"] for each in item.previous} == {10}
    assert item == after
