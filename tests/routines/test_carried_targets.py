"""Exercises go on from where they stood in any routine, with any other exercises in it."""

from datetime import timedelta

import pytest

from exercises.models import Exercise
from exercises.rungs import Way
from routines import actions
from routines.actions.session import finish_session
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import fold_alone, plan_fold
from routines.facts.next_targets import next_targets
from routines.models import Plan, Prescription, TargetOverride
from tests import builders

DAY = timedelta(days=1)


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon, equipment=builders.GYM)


def trained(person, now, *, pain=None):
    """Finish a session of which every set reached the top, with strength to spare."""
    session = builders.session(person, now)
    for item in builders.strength(session):
        for number in range(1, item.sets + 1):
            builders.one_set(
                item, now + number * timedelta(minutes=1), number=number, amount=item.hi
            )
    end = now + timedelta(minutes=50)
    return finish_session(session=session, rir=3, note="", pain=pain, now=end)


def weeks(person, first, time_machine, sessions):
    """Train on every planned day, with calm mornings."""
    now = first
    for _ in range(sessions):
        time_machine.move_to(now)
        trained(person, now)
        later = now + DAY
        actions.record_morning(
            user=person,
            day=later.date(),
            pain=0,
            sore=False,
            today=later.date(),
            now=later,
        )
        now += 2 * DAY if now.weekday() != 4 else 3 * DAY
    time_machine.move_to(now)
    return now


def standing(plan):
    """The targets of a plan's exercises that were trained already, and how each goes on."""
    today = plan.user.today()
    fold = plan_fold(plan, strength_of(plan), back_state(plan.user, today))
    return {slug: each.target for slug, each in next_targets(fold).items() if each.why.code}


def test_every_switch_leaves_every_target(plan, ana, noon, time_machine):
    now = weeks(ana, noon, time_machine, 8)
    short = actions.copy_routine(routine=plan.routine, name="Short")
    keep = ("glute-bridge", "calf-raise", "sit-to-stand")
    Prescription.objects.filter(routine=short, phase="strength").exclude(exercise__in=keep).delete()
    Prescription.objects.filter(routine=short, phase="strength").update(sets=4)
    switches = (
        lambda: actions.use_routine(routine=short, today=ana.today()),
        lambda: actions.use_starter(user=ana, level="L2", today=ana.today()),
        lambda: actions.use_starter(user=ana, level="L1", today=ana.today()),
        lambda: actions.use_routine(routine=short, today=ana.today()),
    )

    moved = {}
    for number, switch in enumerate(switches):
        before = standing(Plan.objects.of(ana).current().select_related("user", "routine").get())
        after = standing(switch())
        both = before.keys() & after.keys()
        moved[number] = {slug for slug in both if before[slug] != after[slug]}
        assert both
        now = weeks(ana, now, time_machine, 1)

    assert moved == {0: set(), 1: set(), 2: set(), 3: set()}
    assert TargetOverride.objects.filter(is_carried=True).exists()


def test_carried_target_says_where_it_comes_from_and_is_no_choice_for_ever(
    plan, ana, as_ana, noon, time_machine
):
    weeks(ana, noon, time_machine, 8)
    copied = actions.copy_routine(routine=plan.routine, name="More sets")
    copied.prescriptions.filter(phase="strength").update(sets=4)

    actions.use_routine(routine=copied, today=ana.today())

    carried = TargetOverride.objects.filter(is_carried=True).values_list("exercise_id", flat=True)
    assert carried
    text = as_ana.get(f"/plan/targets/{carried[0]}/").content.decode()
    assert "It goes on from where it stood in the routine before." in text
    assert "Your own target." not in text


def test_exercise_that_was_never_trained_begins_as_prescribed(plan, ana, noon):
    actions.use_starter(user=ana, level="L2", today=noon.date())

    assert not TargetOverride.objects.of(ana).exists()


def test_swapped_in_exercise_takes_its_target_into_a_routine(plan, ana, noon, time_machine):
    session = builders.session(ana, noon)
    item = next(each for each in builders.strength(session) if each.exercise_id == "glute-bridge")
    other = type(item.exercise).objects.get(pk="single-leg-glute-bridge")
    swapped = actions.swap_item(item=item, exercise=other, now=noon)
    builders.one_set(swapped, noon, amount=swapped.hi)
    finish_session(session=session, rir=3, note="", now=noon + timedelta(minutes=30))
    time_machine.move_to(noon + 2 * DAY)
    copied = actions.copy_routine(routine=plan.routine, name="With it")
    added = actions.add_exercise(
        routine=copied, day="A", exercise=other, today=ana.today(), version=0
    )
    plan.user = ana
    doses = [each for each in strength_of(Plan(routine=copied)) if each.slug == other.slug]
    alone = fold_alone(plan, doses, back_state(ana, ana.today()))
    before = next_targets(alone)[other.slug].target

    used = actions.use_routine(routine=copied, today=ana.today())

    assert standing(used)[added.exercise_id] == before


def test_harder_exercise_leaves_the_targets_beside_it(plan, ana, noon, time_machine):
    now = weeks(ana, noon, time_machine, 8)
    before = standing(plan)
    ready = ("sit-to-stand", "calf-raise", "glute-bridge")
    found = {}

    for slug in ready:
        exercise = Exercise.objects.get(pk=slug)
        to = exercise.next_rung(Way.HARDER, at_hand=plan.equipment, cautions=frozenset())
        to = Exercise.objects.get(pk=to.slug)
        actions.change_rung(plan=plan, exercise=exercise, to=to, today=ana.today(), now=now)
        found[slug] = standing(plan)

    for done, after in enumerate(found.values(), start=1):
        assert after == {s: each for s, each in before.items() if s not in ready[:done]}


def test_no_exercise_or_day_that_comes_or_goes_moves_the_targets_beside_it(
    plan, ana, noon, time_machine
):
    weeks(ana, noon, time_machine, 8)
    before, routine, today = standing(plan), plan.routine, ana.today()
    removals = []

    def version():
        routine.refresh_from_db()
        return routine.version

    for slug in ("glute-bridge", "step-up-assisted", "bird-dog"):
        for row in routine.prescriptions.filter(exercise=slug):
            actions.remove_exercise(prescription=row, today=today, version=version())
            stands = standing(plan)
            assert stands == {slug: each for slug, each in before.items() if slug in stands}
            removals.append(version())
            assert slug not in stands or slug in ("glute-bridge", "bird-dog")
    actions.put_back(routine=routine, removal=removals[-1], today=today, version=version())
    actions.remove_day(routine=routine, day="B", today=today, version=version())

    stands = standing(plan)
    assert len(stands) >= 4
    assert stands == {slug: each for slug, each in before.items() if slug in stands}
