"""What the log makes of the targets: rows in, a session's figures and reasons out."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from operator import gt

import pytest
from django.forms.models import model_to_dict

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.checkpoints import forget_since, keep_checkpoints
from routines.actions.session import finish_session, write_down_session
from routines.actions.target_overrides import AboveAllowed, Chosen, choose_target, take_choice_back
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.facts.performances import performances, read_log
from routines.models import MorningCheck, Prescription, Session, SessionItem, SetLog
from routines.planning.why import Why
from tests import builders

pytestmark = pytest.mark.django_db
FIRST = date(2026, 2, 2)


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


def said_on(user, now, pains):
    """The mornings by their number of days after the first."""
    MorningCheck.objects.bulk_create(
        MorningCheck(user=user, day=FIRST + timedelta(days=number), pain=pain, recorded_at=now)
        for number, pain in pains.items()
    )


def trained(user, noon, number, *, amount, pain=None, rir=3, kept=None):
    """Session A of the day that is `number` days after the first, with two sets of its bridge."""
    day = FIRST + timedelta(days=number)
    key = new_key()
    session = write_down_session(user=user, key=key, day=day, programme_day="A", now=noon)
    item = builders.strength(session)[0]
    for place in (1, 2):
        builders.one_set(item, noon, number=place, amount=amount)
    SessionItem.objects.filter(pk=item.pk).update(pain_high=pain, form_kept=kept)
    return finish_session(session=session, rir=rir, note="", now=noon)


def again(session, item, number):
    """Copy a session to an earlier day: rows only, because a hundred sessions would take long."""
    before = model_to_dict(session, exclude=["user", "plan"])
    day = session.local_date - timedelta(days=number)
    values = {**before, "local_date": day, "user": session.user, "plan": session.plan}
    copy = Session.objects.create(**values)
    sets = list(SetLog.objects.filter(item=item))
    item.pk, item.session = new_key(), copy
    item.save(force_insert=True)
    for each in sets:
        each.pk, each.item = new_key(), item
        each.save(force_insert=True)


def aims_of(plan):
    back = back_state(plan.user, plan.user.today())
    return next_targets(plan_fold(plan, strength_of(plan), back))


def bridge(plan):
    return aims_of(plan)["glute-bridge"]


def of(aim):
    target = aim.target
    return (aim.why.code, aim.why.rule, target.sets, target.lo, target.hi, aim.aim)


def own(**figures):
    return Chosen(**{"sets": 2, "lo": 10, "hi": 15, "load": None, "unit": "kg", **figures})


def test_aim_before_the_first_session_is_what_is_prescribed(plan):
    found = bridge(plan)

    assert of(found) == (None, "", 2, 10, 15, 10)
    assert (found.why, found.allowed, found.override) == (Why(), None, None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"amount": 11}, ("one_more", "R10", 2, 10, 15, 12)),
        ({"amount": 15}, ("same", "R11", 2, 10, 15, 15)),
        ({"amount": 15, "pain": 4}, ("same", "R5", 2, 10, 15, 15)),
        ({"amount": 15, "pain": 6}, ("fewer", "R1", 2, 8, 12, 8)),
        ({"amount": 12, "kept": False}, ("same", "R7", 2, 10, 15, 12)),
    ],
)
def test_aim_after_one_session(plan, ana, noon, said, expected):
    trained(ana, noon, 0, **said)

    found = bridge(plan)

    assert of(found) == expected


def test_two_good_sessions_go_up_only_with_the_mornings_after(plan, ana, noon):
    for number in (0, 3):
        trained(ana, noon, number, amount=15, kept=True)

    assumed = bridge(plan)
    said_on(ana, noon, {1: 0, 4: 0})
    said = bridge(plan)

    assert of(assumed) == ("same", "assumed", 2, 10, 15, 15)
    assert of(said) == ("hold_up", "R8", 2, 7, 11, 7)
    assert said.target.hold_s == assumed.target.hold_s + 2


def test_a_bad_morning_leaves_a_set_out(plan, ana, noon):
    said_on(ana, noon, {1: 4})

    trained(ana, noon, 0, amount=15)

    assert of(bridge(plan)) == ("set_less", "R3", 1, 10, 15, 15)


def test_pain_of_the_session_counts_for_all_where_no_exercise_stands_out(plan, ana, noon):
    session = trained(ana, noon, 0, amount=15)

    session.pain = 4
    session.save()
    unnamed = bridge(plan)
    SessionItem.objects.filter(session=session, exercise="bird-dog").update(pain_high=4)
    named = bridge(plan)

    assert [of(unnamed)[1], of(named)[1]] == ["R5", "R11"]


def test_a_typo_corrected_in_the_past_corrects_the_next_target_alone(plan, ana, noon):
    session = trained(ana, noon, 0, amount=11)
    SetLog.objects.filter(item__session=session, number=2).update(amount=1)
    started = builders.strength(builders.session(ana, noon))[0]
    kept = (started.why["code"], started.aim)

    SetLog.objects.filter(item__session=session, number=2).update(amount=11)
    forget_since(ana, FIRST)

    started.refresh_from_db()
    assert of(bridge(plan)) == ("one_more", "R10", 2, 10, 15, 12)
    assert (kept, (started.why["code"], started.aim)) == (("same", 10), ("same", 10))


def test_a_set_taken_back_and_a_session_set_aside_count_for_nothing(plan, ana, noon):
    session = trained(ana, noon, 0, amount=11)

    SetLog.objects.filter(item__session=session).update(removed_at=noon)

    assert of(bridge(plan)) == (None, "", 2, 10, 15, 10)


def test_a_set_of_two_sides_is_as_good_as_the_weaker_one(plan, ana, noon):
    session = builders.session(ana, noon)
    plank = next(each for each in builders.strength(session) if each.side_by_side)
    for side, amount in (("left", plank.hi), ("right", plank.lo - 1)):
        builders.one_set(plank, noon, side=side, amount=amount)
    builders.one_set(plank, noon, number=2, side="left", amount=1)
    finish_session(session=session, rir=3, note="", now=noon)

    back = back_state(ana, noon.date())
    log = read_log(back.done)
    [done] = performances(log, [plank.exercise_id], back, back.courses)[plank.exercise_id]

    assert [each.amount for each in done.performance.sets] == [plank.lo - 1]


def test_weight_goes_up_without_a_word_on_the_form_where_every_set_was_done(library, ana, noon):
    said_on(ana, noon, {1: 0, 4: 0})
    plan = builders.plan(ana, noon, level="L3", equipment=builders.GYM)
    for number in (0, 3):
        key, day = new_key(), FIRST + timedelta(days=number)
        session = write_down_session(user=ana, key=key, day=day, programme_day="A", now=noon)
        squat = next(
            each for each in builders.strength(session) if each.exercise_id == "goblet-squat"
        )
        for place in (1, 2, 3):
            builders.one_set(squat, noon, number=place, amount=squat.hi, load=Decimal(10))
        finish_session(session=session, rir=3, note="", now=noon)

    assert of_squat(plan) == ("load_up", 11)


def of_squat(plan):
    found = aims_of(plan)["goblet-squat"]
    return found.why.code, found.target.load


@pytest.mark.parametrize(
    ("weights", "first", "code", "next_load"),
    [
        ({}, 4, "range_up", 4),
        ({"unit": "kg", "dumbbell": ["4", "8"], "kettlebell": []}, 4, "range_up", 4),
        ({"unit": "kg", "dumbbell": ["4", "4.4"], "kettlebell": []}, 4, "load_up", Decimal("4.4")),
        ({"unit": "kg", "dumbbell": ["3"], "kettlebell": ["4"]}, 3, "heaviest", 3),
        # Nobody begins with a heavy weight, even if there is no lighter one.
        ({"unit": "kg", "dumbbell": ["20"], "kettlebell": []}, 4, "heaviest", 4),
    ],
)
def test_weight_steps_along_what_is_at_hand(library, ana, noon, weights, first, code, next_load):
    said_on(ana, noon, {1: 0, 4: 0})
    plan = builders.plan(ana, noon, level="L3", equipment=builders.GYM, weights=weights)
    began = aims_of(plan)["goblet-squat"].target.load
    for number in (0, 3):
        session = trained(ana, noon, number, amount=15)
        squat = session.items.get(exercise="goblet-squat")
        for place in (1, 2, 3):
            builders.one_set(squat, noon, number=place, amount=squat.hi, load=squat.load)
    SessionItem.objects.update(form_kept=True)

    aim = aims_of(plan)["goblet-squat"]

    assert (began, aim.why.code, aim.target.load) == (first, code, next_load)


def test_a_step_begins_at_the_librarys_height_and_grows(library, ana, noon):
    said_on(ana, noon, dict.fromkeys((15, 18, 22, 25), 0))
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    Prescription.objects.filter(routine__plans=plan, exercise="step-up").update(sets=4)
    found = []
    for number in (14, 17, 21, 24):
        session = trained(ana, noon, number, amount=10)
        step = session.items.get(exercise="step-up")
        for place in range(1, step.sets + 1):
            for side in ("left", "right"):
                builders.one_set(step, noon, number=place, side=side, amount=step.hi)
        SessionItem.objects.filter(pk=step.pk).update(form_kept=True)
        aim = aims_of(plan)["step-up"]
        found.append((aim.why.code, aim.target.height_cm))

    half = Decimal("10.5")
    assert found == [("same", 8), ("height_up", half), ("same", half), ("height_up", 13)]


def test_session_written_down_late_asks_for_what_was_known_by_its_day(plan, ana, noon):
    trained(ana, noon, 20, amount=11)
    trained(ana, noon, 27, amount=15)

    late = trained(ana, noon, 24, amount=11)

    item = builders.strength(late)[0]
    assert (item.why["code"], item.aim) == ("one_more", 12)


@pytest.mark.parametrize("sessions", [1, 3, 100])
def test_aims_need_three_queries_once_a_checkpoint_is_kept(
    plan, ana, noon, sessions, django_assert_num_queries
):
    first = trained(ana, noon, 0, amount=11)
    said_on(ana, noon, {1: 0})
    item = builders.strength(first)[0]
    for number in range(1, sessions):
        again(first, item, number)
    prescriptions = strength_of(plan)

    back = back_state(ana, noon.date())
    with django_assert_num_queries(8):
        next_targets(plan_fold(plan, prescriptions, back))
    keep_checkpoints(plan_fold(plan, prescriptions, back))

    with django_assert_num_queries(3):
        found = next_targets(plan_fold(plan, prescriptions, back))

    assert len(found) == len({each.slug for each in prescriptions})
    log = read_log(back.done)
    done = performances(log, ["glute-bridge"], back, back.courses)
    assert len(done["glute-bridge"]) == sessions


def test_much_pain_of_two_whole_sessions_eases_all_and_leaves_none_out(plan, ana, noon):
    for number in (24, 27):
        trained(ana, noon, number, amount=10)
    Session.objects.update(pain=7)

    item = builders.session(ana, noon).items.get(exercise="glute-bridge")

    assert (item.skipped, item.why["code"], item.why["of_session"]) == ("", "fewer", True)
    assert (item.why["advise"], item.why["remove"]) == (True, False)


@pytest.mark.parametrize("where", ["item", "session", "morning", "other morning"])
def test_more_pain_anywhere_in_the_log_never_raises_a_target(plan, ana, noon, where):
    said_on(ana, noon, {1: 0, 4: 0})
    first, last = (trained(ana, noon, number, amount=15, kept=True) for number in (0, 3))
    rows = {
        "item": SessionItem.objects.filter(session=last, exercise="glute-bridge"),
        "session": Session.objects.filter(pk=last.pk),
        "morning": MorningCheck.objects.filter(day=last.local_date + timedelta(days=1)),
        "other morning": MorningCheck.objects.filter(day=first.local_date + timedelta(days=1)),
    }[where]
    found = []

    for pain in range(11):
        rows.update(**{"pain_high" if where == "item" else "pain": pain})
        target = bridge(plan).target
        # A longer hold comes with fewer repetitions: the seconds held in a set are compared.
        found.append((target.sets, target.hi * target.hold_s, target.hold_s, target.pause_s))

    assert found[0] > found[-1]
    assert [now for before, now in pairwise(found) if any(map(gt, now, before))] == []


# --- the person's own ---------------------------------------------------------------------------


def test_a_choice_is_asked_for_and_worked_on_from(plan, ana, noon):
    trained(ana, noon, 26, amount=11)
    exercise = Exercise.objects.get(pk="glute-bridge")

    choose_target(plan=plan, exercise=exercise, chosen=own(lo=12, hi=18), now=noon)
    item = builders.strength(builders.session(ana, noon))[0]
    for place in (1, 2):
        builders.one_set(item, noon, number=place, amount=14)
    finish_session(session=item.session, rir=3, note="", now=noon)

    assert (item.sets, item.lo, item.hi, item.aim, item.why["chosen"]) == (2, 12, 18, 12, True)
    assert of(bridge(plan)) == ("one_more", "R10", 2, 12, 18, 15)


def test_a_choice_changes_the_running_session_and_can_be_taken_back(plan, ana, noon):
    trained(ana, noon, 26, amount=11)
    exercise = Exercise.objects.get(pk="glute-bridge")
    item = builders.strength(builders.session(ana, noon))[0]

    choose_target(plan=plan, exercise=exercise, chosen=own(sets=3), now=noon)
    choose_target(plan=plan, exercise=exercise, chosen=own(sets=4), now=noon)
    item.refresh_from_db()
    chosen = item.sets
    take_choice_back(plan=plan, exercise=exercise, now=noon)

    item.refresh_from_db()
    assert (chosen, item.sets, item.aim) == (4, 2, 12)
    assert bridge(plan).override is None


@pytest.mark.parametrize("figures", [{"sets": 3}, {"lo": 11}, {"hi": 16}, {"load": Decimal(1)}])
def test_a_choice_is_never_above_what_pain_holds(plan, ana, noon, figures):
    trained(ana, noon, 0, amount=15, pain=4)
    exercise = Exercise.objects.get(pk="glute-bridge")

    with pytest.raises(AboveAllowed):
        choose_target(plan=plan, exercise=exercise, chosen=own(**figures), now=noon)

    assert bridge(plan).override is None


def test_a_choice_of_no_weight_is_none_also_where_pain_lowered_the_weight(library, ana, noon):
    plan = builders.plan(ana, noon, level="L3", equipment=builders.GYM)
    session = trained(ana, noon, 0, amount=10)
    squat = session.items.get(exercise="goblet-squat")
    builders.one_set(squat, noon, load=Decimal(4))
    SessionItem.objects.filter(pk=squat.pk).update(pain_high=7)
    lowered = aims_of(plan)["goblet-squat"].target.load

    choose_target(
        plan=plan, exercise=squat.exercise, chosen=own(sets=1, lo=6, hi=8, load=None), now=noon
    )

    each = next(one for one in strength_of(plan) if one.slug == "goblet-squat")
    asked = aims_of(plan)["goblet-squat"].on(each.dose)
    assert (each.dose.load, lowered, asked.load) == (4, 3, None)


def test_pain_said_after_a_choice_holds_it(plan, ana, noon):
    session = trained(ana, noon, 0, amount=11)
    exercise = Exercise.objects.get(pk="glute-bridge")
    choose_target(plan=plan, exercise=exercise, chosen=own(sets=4, hi=18), now=noon)

    session.items.filter(exercise="glute-bridge").update(pain_high=4)

    assert of(bridge(plan))[2:5] == (2, 10, 15)
