"""Sessions of the past come into the log all at once; targets know only those of the last weeks."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines import actions
from routines.facts.back_state import back_state
from routines.facts.clearance import care_for
from routines.facts.doses import first_dose, strength_of
from routines.facts.fold import plan_fold
from routines.facts.levels import level_progress
from routines.facts.next_targets import next_targets
from routines.facts.session_items import effort_now
from routines.models import (
    ItemSums,
    PlannedSession,
    Session,
    SessionItem,
    SetLog,
    Status,
    StoredCheckpoint,
)
from tests import builders

pytestmark = pytest.mark.usefixtures("library", "noon")

SLUG = "bodyweight-squat"


def past(user, when, *, load=20, amount=12, sets=3, for_targets=True):
    """Return the unsaved rows of one session."""
    exercise = Exercise.objects.library().get(slug=SLUG)
    session = Session(
        id=new_key(),
        user=user,
        programme_day="X",
        day_name="Legs",
        wanted_a_week=3,
        off_plan=True,
        written_later=True,
        for_targets=for_targets,
        status=Status.COMPLETED,
        started_at=when,
        finished_at=when,
        local_date=user.local_date(when),
        time_zone=user.time_zone,
    )
    dose = first_dose(exercise, user, careful=False).columns() | {"lo": amount, "hi": amount}
    item = SessionItem(
        user=user,
        session=session,
        exercise=exercise,
        exercise_name=exercise.name,
        position=1,
        **dose | {"sets": sets},
    )
    logs = [
        SetLog(user=user, item=item, number=number, amount=amount, logged_at=when)
        for number in range(1, sets + 1)
    ]
    for log in logs:
        log.weigh(Decimal(load), "kg")
    return session, item, logs


def write(user, now, *days, **figures):
    rows = [past(user, now - timedelta(days=days_ago), **figures) for days_ago in days]
    found = actions.past_rows(
        sessions=[session for session, _item, _logs in rows],
        items=[item for _session, item, _logs in rows],
        sets=[log for _session, _item, logs in rows for log in logs],
        counted=[(item, logs) for _session, item, logs in rows],
    )
    kept = actions.PastRows(**json.loads(json.dumps(vars(found))))
    first = min(session.local_date for session, _item, _logs in rows)
    actions.write_past(user=user, rows=[kept], since=first, counts_since=date.min, now=now)
    return [session.pk for session, _item, _logs in rows]


def targets(plan, now):
    found = next_targets(plan_fold(plan, strength_of(plan), back_state(plan.user, now.date())))
    return {slug: (each.target, each.why) for slug, each in found.items()}


def what_looks_at_the_log(plan, now):
    """Return all that a plan makes of what was done."""
    back, care = back_state(plan.user, now.date()), care_for(plan.user)
    return (
        targets(plan, now),
        level_progress(plan, back, care),
        effort_now(back),
        back.has_trained,
        [each.day for each in PlannedSession.objects.of(plan.user)],
    )


@pytest.fixture
def plan(ana, noon):
    return builders.plan(ana, noon, level="L2", equipment=builders.GYM)


def test_sessions_are_written_with_their_sums(ana, noon):
    write(ana, noon, 9, 16)

    assert [each.status for each in Session.objects.of(ana)] == ["completed"] * 2
    assert list(ItemSums.objects.of(ana).values_list("exercise", "sets", "load_kg")) == [
        (SLUG, 3, Decimal(20)),
        (SLUG, 3, Decimal(20)),
    ]


def test_sessions_of_long_ago_change_nothing_that_looks_at_the_log(plan, ana, noon):
    before = what_looks_at_the_log(plan, noon)

    write(ana, noon, *range(57, 120, 3), load=60, for_targets=False)

    assert what_looks_at_the_log(plan, noon) == before
    assert Session.objects.of(ana).done().count() == 21


def test_targets_know_sessions_of_the_last_weeks(plan, ana, noon):
    slugs = {each.slug for each in strength_of(plan)}
    before = targets(plan, noon)

    write(ana, noon, 12, 9, 6, 3)

    after = targets(plan, noon)
    assert SLUG in slugs
    assert {slug for slug in slugs if after[slug] != before[slug]} == {SLUG}


def test_checkpoints_since_then_are_forgotten(plan, ana, noon):
    StoredCheckpoint.objects.create(
        user=ana, plan=plan, day=noon.date() - timedelta(days=5), inputs="", content=""
    )

    write(ana, noon, 9)

    assert StoredCheckpoint.objects.count() == 0


def test_session_of_yesterday_moves_the_plan(plan, ana, noon):
    assert PlannedSession.objects.of(ana).first().day == noon.date()

    write(ana, noon, 1)

    assert PlannedSession.objects.of(ana).first().day == noon.date() + timedelta(days=2)


def test_taken_back_they_are_nowhere(plan, ana, noon):
    before = what_looks_at_the_log(plan, noon)
    keys = write(ana, noon, 9, 3)

    actions.take_back_past(user=ana, sessions=keys, sets=[], now=noon)

    assert what_looks_at_the_log(plan, noon) == before
    assert ItemSums.objects.of(ana).count() == 0
    mine = Session.objects.of(ana)
    assert [each.count() for each in (mine.done(), mine.in_the_log(), mine.removed())] == [0] * 3
    assert SetLog.objects.count() == 6


def test_single_sets_that_are_taken_back_leave_the_others(ana, noon):
    [key] = write(ana, noon, 9)
    first = SetLog.objects.order_by("number").first()

    actions.take_back_past(user=ana, sessions=[], sets=[first.pk], now=noon)

    assert ItemSums.objects.get().sets == 2
    assert Session.objects.get(pk=key).status == Status.COMPLETED


def test_session_has_the_name_that_it_had_elsewhere(as_ana, ana, noon):
    write(ana, noon, 9)

    page = as_ana.get("/history/").content.decode()

    assert "Legs" in page
    assert "Something else" not in page


def test_another_person_s_sessions_stay(ana, bo, noon):
    keys = write(ana, noon, 9)

    actions.take_back_past(user=bo, sessions=keys, sets=[], now=noon)

    assert Session.objects.of(ana).done().count() == 1
    assert ItemSums.objects.of(ana).count() == 1
