"""Making routines, and changing them one step at a time."""

from datetime import timedelta

import pytest

from exercises.models import Exercise
from routines.actions.routine import (
    add_day,
    add_exercise,
    archive_routine,
    bring_back_routine,
    change_day,
    copy_routine,
    join_exercises,
    leave_superset,
    move_exercise,
    remove_day,
    remove_exercise,
    rename_routine,
)
from routines.actions.routine_in_use import use_routine
from routines.actions.routine_rows import MOST_EXERCISES, NotPossible, OlderVersion
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.models import (
    Plan,
    PlannedSession,
    Routine,
)
from tests import builders
from tests.conftest import NOON

DAY = timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


@pytest.fixture
def routine(plan):
    return plan.routine


def exercises(routine, day="A"):
    """The strength exercises of a day in order, with the number of their superset."""
    rows = routine.prescriptions.filter(programme_day=day, phase="strength").order_by("position")
    return [f"{row.exercise_id}{row.superset or ''}" for row in rows]


def row(routine, slug, day="A"):
    return routine.prescriptions.get(programme_day=day, exercise_id=slug)


A_DAY = [
    *("glute-bridge", "sit-to-stand", "hip-hinge-drill", "step-up-assisted", "calf-raise"),
    *("bird-dog", "side-plank-knees"),
]


def test_copy_has_the_same_exercises_and_is_ones_own(routine):
    copied = copy_routine(routine=routine, name="Mine")

    assert (copied.name, copied.starter, routine.starter) == ("Mine", "", "L1")
    assert exercises(copied) == exercises(routine) == A_DAY
    assert copied.prescriptions.count() == routine.prescriptions.count()


def test_added_exercise_comes_last_before_the_cool_down(routine, plan):
    wall_sit = Exercise.objects.get(pk="wall-sit")

    added = add_exercise(routine=routine, today=TODAY, day="A", exercise=wall_sit, version=0)

    phases = list(plan.prescriptions.filter(programme_day="A").values_list("phase", flat=True))
    assert exercises(routine) == [*A_DAY, "wall-sit"]
    assert phases == sorted(phases, key=["warm-up", "strength", "cool-down"].index)
    assert (added.measure, added.sets) == ("seconds", 2)
    routine.refresh_from_db()
    assert (routine.version, routine.starter) == (1, "")


def test_exercise_is_added_at_a_place(routine):
    wall_sit = Exercise.objects.get(pk="wall-sit")

    add_exercise(routine=routine, today=TODAY, day="A", exercise=wall_sit, version=0, at=1)

    assert exercises(routine) == [A_DAY[0], "wall-sit", *A_DAY[1:]]


@pytest.mark.parametrize(
    ("slug", "why"), [("glute-bridge", "twice"), ("barbell-deadlift", "locked")]
)
def test_exercise_that_can_not_be_added_is_told(routine, slug, why):
    with pytest.raises(NotPossible) as told:
        add_exercise(
            routine=routine, today=TODAY, day="A", exercise=Exercise.objects.get(pk=slug), version=0
        )

    assert told.value.why == why
    assert exercises(routine) == A_DAY


def test_day_takes_twenty_exercises(routine):
    more = (
        Exercise.objects.library()
        .filter(phase="strength", unlock__isnull=True)
        .exclude(pk__in=A_DAY)
    )
    for version, exercise in enumerate(more[: MOST_EXERCISES - len(A_DAY)]):
        add_exercise(routine=routine, today=TODAY, day="A", exercise=exercise, version=version)

    routine.refresh_from_db()
    with pytest.raises(NotPossible) as told:
        add_exercise(
            routine=routine, today=TODAY, day="A", exercise=more.last(), version=routine.version
        )

    assert (told.value.why, len(exercises(routine))) == ("full", MOST_EXERCISES)


def test_exercise_is_moved_joined_and_left_alone_again(routine):
    moved = move_exercise(prescription=row(routine, "calf-raise"), to=0, version=0)
    after_move = exercises(routine)
    joined = join_exercises(prescription=row(routine, "calf-raise"), version=moved.version)
    after_join = exercises(routine)
    leave_superset(prescription=row(routine, "glute-bridge"), version=joined.version)

    others = [slug for slug in A_DAY if slug not in {"calf-raise", "glute-bridge"}]
    assert after_move == ["calf-raise", "glute-bridge", *others]
    assert after_join == ["calf-raise1", "glute-bridge1", *others]
    assert exercises(routine) == after_move


def test_removed_exercise_leaves_its_superset(routine):
    joined = join_exercises(prescription=row(routine, "glute-bridge"), version=0)

    remove_exercise(prescription=row(routine, "sit-to-stand"), today=TODAY, version=joined.version)

    assert exercises(routine) == [slug for slug in A_DAY if slug != "sit-to-stand"]


def test_last_exercise_and_last_day_stay(routine):
    version = 0
    for slug in A_DAY[1:]:
        version = remove_exercise(
            prescription=row(routine, slug), today=TODAY, version=version
        ).version
    version = remove_day(routine=routine, today=TODAY, day="B", version=version).version

    with pytest.raises(NotPossible) as exercise:
        remove_exercise(prescription=row(routine, A_DAY[0]), today=TODAY, version=version)
    with pytest.raises(NotPossible) as day:
        remove_day(routine=routine, today=TODAY, day="A", version=version)

    assert (exercise.value.why, day.value.why) == ("last", "last_day")
    assert exercises(routine) == A_DAY[:1]


def test_change_from_an_older_page_is_refused(routine):
    rename_routine(routine=routine, name="Legs", version=0)

    with pytest.raises(OlderVersion):
        rename_routine(routine=routine, name="Hips", version=0)

    routine.refresh_from_db()
    assert (routine.name, routine.version, routine.starter) == ("Legs", 1, "L1")


def test_third_day_takes_its_turn_in_the_plan(routine, ana, noon):
    added = add_day(routine=routine, today=TODAY, name="Balance", version=0, like="B")

    planned = PlannedSession.objects.of(ana).values_list("programme_day", flat=True)
    assert (added.letter, added.name) == ("C", "Balance")
    assert exercises(routine, "C") == exercises(routine, "B")
    assert list(planned[:4]) == ["A", "B", "C", "A"]


def test_each_weekday_has_its_day(routine, ana):
    on_friday = change_day(routine=routine, today=TODAY, day="A", name="", weekday=4, version=0)
    change_day(routine=routine, today=TODAY, day="B", name="", weekday=0, version=on_friday.version)

    planned = PlannedSession.objects.of(ana)
    found = {(each.day.weekday(), each.programme_day) for each in planned}
    assert found == {(0, "B"), (2, "B"), (4, "A")}


def test_fifth_day_is_refused(routine):
    for version in (0, 1):
        add_day(routine=routine, today=TODAY, name="", version=version)

    with pytest.raises(NotPossible) as told:
        add_day(routine=routine, today=TODAY, name="", version=2)

    assert told.value.why == "days"


def test_routine_in_use_is_not_put_away(routine, noon):
    copied = copy_routine(routine=routine, name="Mine")

    with pytest.raises(NotPossible):
        archive_routine(routine=routine, now=noon)
    archive_routine(routine=copied, now=noon)
    kept = list(Routine.objects.of(routine.user).kept())
    bring_back_routine(routine=copied)

    assert kept == [routine]
    assert set(Routine.objects.of(routine.user).kept()) == {routine, copied}


def test_exercise_goes_on_from_where_it_stood_in_another_routine(plan, ana, noon, time_machine):
    builders.finished(ana, noon, sets=2)
    time_machine.move_to(noon + 2 * DAY)
    before = targets(plan)
    copied = copy_routine(routine=plan.routine, name="Mine")
    remove_exercise(prescription=row(copied, "calf-raise"), today=TODAY, version=0)

    used = use_routine(routine=copied, today=ana.today())

    after = targets(used)
    assert {slug: after[slug] for slug in after} == {slug: before[slug] for slug in after}
    assert list(Plan.objects.of(ana).current()) == [used]
    assert PlannedSession.objects.of(ana).filter(day=ana.today()).get().programme_day == "A"


def test_routine_with_an_empty_day_is_not_used(routine, noon):
    copied = copy_routine(routine=routine, name="Mine")
    add_day(routine=copied, today=TODAY, name="", version=0)

    with pytest.raises(NotPossible) as told:
        use_routine(routine=copied, today=noon.date())

    assert told.value.why == "empty"


def targets(plan):
    fold = plan_fold(plan, strength_of(plan), back_state(plan.user, plan.user.today()))
    return {slug: found.target for slug, found in next_targets(fold).items()}
