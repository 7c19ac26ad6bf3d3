"""An exercise hurts, is skipped, is swapped."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from exercises.models import Exercise
from routines.actions.item import forget_pain, say_pain, skip_item, skip_phase, swap_item, undo_swap
from routines.actions.plan import keep_swaps
from routines.actions.session import finish_session
from routines.facts.swaps import offered_swaps, swapped
from routines.models import Prescription, SessionItem, SetLog
from routines.models.last_word import Word
from tests import builders


@pytest.fixture
def session(db, library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


@pytest.fixture
def squat(session):
    return builders.strength(session)[0]


def exercise(slug: str) -> Exercise:
    return Exercise.objects.get(pk=slug)


def said(at):
    """A word of a device that arrives a day later."""
    return Word(at=at, heard=at + timedelta(days=1))


def pain_of(item):
    found = SessionItem.objects.get(pk=item.pk)
    return (found.pain, found.pain_low, found.pain_high)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([7], (7, 7, 7)),
        ([7, 2], (2, 2, 7)),
        ([2, 4, 3], (3, 2, 4)),
        ([7, None], (None, 7, 7)),
        ([None], (None, None, None)),
        ([7, None, 0], (0, 0, 7)),
    ],
)
def test_say_pain_keeps_the_last_the_lowest_and_the_highest(squat, noon, said, kept):
    for number, pain in enumerate(said):
        squat = say_pain(item=squat, pain=pain, now=noon + timedelta(minutes=number))

    assert pain_of(squat) == kept


def test_say_pain_that_arrives_late_counts_for_the_highest_alone(squat, noon):
    """Another device said 7 earlier, and had no signal."""
    say_pain(item=squat, pain=2, now=noon)

    say_pain(item=squat, pain=7, now=noon, word=said(noon - timedelta(minutes=5)))

    assert pain_of(squat) == (2, 2, 7)


def test_say_pain_that_arrives_after_a_newer_slip_is_part_of_it(squat, noon):
    say_pain(item=squat, pain=9, now=noon, word=said(noon - timedelta(minutes=3)))
    forget_pain(item=squat, now=noon, word=said(noon - timedelta(minutes=1)))

    found = say_pain(item=squat, pain=8, now=noon, word=said(noon - timedelta(minutes=2)))

    assert (found.pain, pain_of(squat)) == (None, (None, None, None))


def test_forget_pain_takes_a_slip_back_but_not_what_was_said_since(squat, noon):
    say_pain(item=squat, pain=9, now=noon, word=said(noon - timedelta(minutes=5)))
    forget_pain(item=squat, now=noon, word=said(noon - timedelta(minutes=4)))
    forgotten = pain_of(squat)
    say_pain(item=squat, pain=1, now=noon, word=said(noon - timedelta(minutes=2)))

    forget_pain(item=squat, now=noon, word=said(noon - timedelta(minutes=3)))

    assert forgotten == (None, None, None)
    assert pain_of(squat) == (1, 1, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"pain": 11, "pain_high": 11}, {"pain": 3}, {"pain": 3, "pain_high": 2}, {"skipped": "lazy"}],
)
def test_the_database_refuses_what_cannot_be_said_of_an_item(squat, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionItem.objects.filter(pk=squat.pk).update(**wrong)


def test_skip_phase_leaves_out_what_is_not_ticked_and_takes_that_back_alone(session, noon):
    first, second, *others = session.items.filter(phase="warm-up")
    SessionItem.objects.filter(pk=first.pk).update(ticked_at=noon)
    skip_item(item=second, reason="hurts", now=noon)

    skip_phase(session=session, phase="warm-up", skipped=True, now=noon)
    left_out = list(session.items.filter(phase="warm-up").values_list("skipped", flat=True))
    skip_phase(session=session, phase="warm-up", skipped=False, now=noon)

    after = list(session.items.filter(phase="warm-up").values_list("skipped", flat=True))
    assert left_out == ["", "hurts"] + ["phase"] * len(others)
    assert after == ["", "hurts"] + [""] * len(others)


def test_skip_phase_never_skips_strength(session, noon):
    skip_phase(session=session, phase="strength", skipped=True, now=noon)

    assert session.items.exclude(skipped="").count() == 0


def test_offered_swaps_are_of_the_pattern_with_the_plans_equipment(squat):
    offered = [each.slug for each in offered_swaps(squat, hurts=False, cautions=frozenset())]

    assert offered == [
        *("box-squat", "sit-to-stand", "high-chair-stand", "goblet-squat"),
        *("heel-raised-squat", "wall-sit", "spanish-squat", "leg-press"),
    ]


def test_offered_swaps_leave_out_what_stands_in_the_session(session, squat, noon):
    swap_item(item=squat, exercise=exercise("sit-to-stand"), now=noon)

    step_up = session.items.get(exercise="step-up")
    assert [each.slug for each in offered_swaps(step_up, hurts=True, cautions=frozenset())] == [
        "step-up-assisted"
    ]


def test_swap_keeps_the_place_and_the_sets_that_are_left(session, squat, noon):
    builders.one_set(squat, noon)

    found = swap_item(item=squat, exercise=exercise("goblet-squat"), now=noon)

    before = SessionItem.objects.get(pk=squat.pk)
    assert (before.exercise_id, before.swapped_at) == ("bodyweight-squat", noon)
    assert (found.exercise_id, found.position, found.sets) == ("goblet-squat", squat.position, 2)
    assert (found.exercise_name, found.instead_of_id) == ("Goblet squat", squat.pk)
    assert SetLog.objects.standing().get().item_id == squat.pk


def test_swap_brings_the_last_times_figures(ana, session, squat, noon):
    builders.one_set(squat, noon, amount=11)
    finish_session(session=session, rir=None, note="", now=noon)
    later = builders.strength(builders.session(ana, noon + timedelta(days=2)))
    lunge = next(each for each in later if each.exercise_id == "stationary-lunge")

    found = swap_item(item=lunge, exercise=exercise("bodyweight-squat"), now=noon)

    assert [each["amount"] for each in found.previous] == [11]


def test_swap_sent_twice_swaps_once(session, squat, noon):
    first = swap_item(item=squat, exercise=exercise("goblet-squat"), now=noon)
    again = swap_item(item=squat, exercise=exercise("wall-sit"), now=noon)

    assert again == first
    assert session.items.filter(position=squat.position).count() == 2


def test_undo_swap_gives_the_place_back(session, squat, noon):
    found = swap_item(item=squat, exercise=exercise("goblet-squat"), now=noon)

    back = undo_swap(item=found, now=noon)
    undo_swap(item=found, now=noon)

    staying = session.items.filter(position=squat.position, swapped_at=None)
    assert [each.pk for each in staying] == [back.pk] == [squat.pk]


def test_undo_swap_of_what_was_never_swapped_changes_nothing(session, squat, noon):
    undo_swap(item=squat, now=noon)

    assert session.items.exclude(swapped_at=None).count() == 0


def test_swapped_says_first_and_last_of_a_chain_and_nothing_of_a_round_trip(session, noon):
    squat, deadlift = builders.strength(session)[:2]
    sit = swap_item(item=squat, exercise=exercise("sit-to-stand"), now=noon)
    wall = swap_item(item=sit, exercise=exercise("wall-sit"), now=noon)
    drill = swap_item(item=deadlift, exercise=exercise("hip-hinge-drill"), now=noon)
    swap_item(item=drill, exercise=exercise("romanian-deadlift"), now=noon)

    found = swapped(session.items.all())

    assert [(first.pk, last.pk) for first, last in found] == [(squat.pk, wall.pk)]


def test_keep_swaps_exchanges_the_days_prescription_with_its_sets(ana, session):
    plan = session.plan

    keep_swaps(
        plan=plan,
        programme_day="A",
        swaps=[("bodyweight-squat", exercise("goblet-squat"))],
        today=session.local_date,
    )

    first = Prescription.objects.filter(
        routine__plans=plan, programme_day="A", phase="strength"
    ).first()
    assert (first.exercise_id, first.sets, first.takes_load) == ("goblet-squat", 3, True)


@pytest.mark.parametrize(
    ("slug", "other"),
    [
        ("bodyweight-squat", "calf-raise"),  # in the day already
        ("bodyweight-squat", "banded-lateral-walk"),  # no band
        ("hip-thrust", "goblet-squat"),  # not in the day
    ],
)
def test_keep_swaps_leaves_what_the_plan_does_not_allow(db, library, ana, noon, slug, other):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.HOME)
    prescribed = Prescription.objects.filter(routine__plans=plan).order_by("pk")
    before = list(prescribed.values_list("pk", "exercise"))

    swaps = [(slug, exercise(other))]
    kept = keep_swaps(plan=plan, programme_day="A", swaps=swaps, today=noon.date())

    after = list(prescribed.values_list("pk", "exercise"))
    assert (kept, after) == ([], before)


def test_keep_swaps_leaves_what_is_locked(ana, session):
    swaps = [("romanian-deadlift", exercise("barbell-deadlift"))]

    kept = keep_swaps(plan=session.plan, programme_day="A", swaps=swaps, today=session.local_date)

    assert kept == []


@pytest.mark.parametrize(("reason", "status"), [("hurts", "completed"), ("busy", "partial")])
def test_session_is_measured_without_what_pain_stopped(session, noon, reason, status):
    for item in builders.strength(session)[:3]:
        for number in range(1, item.sets + 1):
            for side in ["left", "right"] if item.side_by_side else ["both"]:
                builders.one_set(item, noon, number=number, side=side)
    for item in builders.strength(session)[3:]:
        skip_item(item=item, reason=reason, now=noon)

    assert finish_session(session=session, rir=None, note="", now=noon).status == status
