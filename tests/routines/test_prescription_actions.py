"""Set the figures of an exercise of a routine, copy it, and put back a removed one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from routines.actions.item import say_pain
from routines.actions.prescription import change_prescription, copy_exercise, put_back
from routines.actions.routine import (
    add_day,
    change_day,
    copy_routine,
    join_exercises,
    move_exercise,
    remove_day,
    remove_exercise,
)
from routines.actions.routine_in_use import use_routine
from routines.actions.routine_rows import NotPossible
from routines.actions.session import finish_session
from routines.actions.target_overrides import AboveAllowed, Chosen
from routines.models import PlannedSession, TargetOverride
from tests import builders
from tests.routines.test_any_changes_of_a_routine import MANNER
from tests.routines.test_routine_actions import A_DAY, DAY, TODAY, exercises, row, targets


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


@pytest.fixture
def routine(plan):
    return plan.routine


def everything(routine):
    return sorted(routine.prescriptions.values_list("programme_day", *COLUMNS))


COLUMNS = ("phase", "exercise_id", "sets", "lo", "hi", "load", "rest_s", "superset", "note")


@pytest.mark.parametrize("together", [False, True])
def test_removed_exercise_is_put_back_with_its_figures_and_its_neighbour(routine, together):
    chosen = Chosen(sets=4, lo=6, hi=9, load=None, unit="kg")
    changed = change_prescription(
        prescription=row(routine, "hip-hinge-drill"),
        chosen=chosen,
        manner=MANNER,
        version=0,
        now=routine.made_at,
    )
    if together:
        changed = join_exercises(prescription=row(routine, "sit-to-stand"), version=changed.version)
    before, order = everything(routine), exercises(routine)
    removed = remove_exercise(
        prescription=row(routine, "hip-hinge-drill"), today=TODAY, version=changed.version
    )

    back = put_back(routine=routine, today=TODAY, removal=removed.version, version=removed.version)

    assert (exercises(routine), everything(routine)) == (order, before)
    with pytest.raises(NotPossible):
        put_back(routine=routine, today=TODAY, removal=removed.version, version=back.version)


def test_removed_day_is_put_back_with_all_its_exercises(routine, ana):
    named = change_day(
        routine=routine, today=TODAY, day="B", name="Balance", weekday=None, version=0
    )
    joined = join_exercises(prescription=row(routine, "glute-bridge", "B"), version=named.version)
    before = everything(routine)
    removed = remove_day(routine=routine, today=TODAY, day="B", version=joined.version)

    back = put_back(routine=routine, today=TODAY, removal=removed.version, version=removed.version)

    assert (everything(routine), back.days) == (before, joined.days)
    planned = PlannedSession.objects.of(ana).values_list("programme_day", flat=True)
    assert list(planned[:2]) == ["A", "B"]


def test_day_that_is_not_there_is_not_removed(routine):
    with pytest.raises(NotPossible) as told:
        remove_day(routine=routine, today=TODAY, day="D", version=0)

    assert told.value.why == "no_day"


def test_later_removal_is_the_one_that_can_be_undone(routine):
    first = remove_exercise(prescription=row(routine, "calf-raise"), today=TODAY, version=0)
    second = remove_exercise(
        prescription=row(routine, "bird-dog"), today=TODAY, version=first.version
    )

    with pytest.raises(NotPossible) as told:
        put_back(routine=routine, today=TODAY, removal=first.version, version=second.version)
    put_back(routine=routine, today=TODAY, removal=second.version, version=second.version)

    assert (told.value.why, exercises(routine)) == (
        "undone",
        [slug for slug in A_DAY if slug != "calf-raise"],
    )


def test_exercise_is_copied_to_another_day_with_its_figures(routine):
    copied = copy_exercise(prescription=row(routine, "bird-dog"), to="B", version=0)

    assert exercises(routine, "B")[-1] == "bird-dog"
    assert copied.dose == row(routine, "bird-dog").dose
    routine.refresh_from_db()
    for to, why in [("B", "twice"), ("D", "no_day")]:
        with pytest.raises(NotPossible) as told:
            copy_exercise(prescription=row(routine, "bird-dog"), to=to, version=routine.version)
        assert told.value.why == why


def test_routine_remembers_what_was_changed(routine):
    moved = move_exercise(prescription=row(routine, "calf-raise"), to=0, version=0)
    add_day(routine=routine, today=TODAY, name="Balance", version=moved.version)

    routine.refresh_from_db()
    found = [(each.version, each.what, each.day, each.name) for each in routine.changes]
    assert found == [(1, "moved", "A", "Calf raise"), (2, "day_added", "C", "Balance")]
    assert routine.changes_since(1) == routine.changes[1:]


# --- figures ------------------------------------------------------------------------------------

FIVES = Chosen(sets=4, lo=5, hi=7, load=None, unit="kg")


def figures(routine, now, slug="glute-bridge", chosen=FIVES, day="A"):
    routine.refresh_from_db()
    return change_prescription(
        prescription=row(routine, slug, day),
        chosen=chosen,
        manner=MANNER,
        version=routine.version,
        now=now,
    )


def test_next_session_asks_for_the_figures_that_were_set(routine, ana, noon):
    figures(routine, noon)

    item = builders.session(ana, noon).items.get(exercise="glute-bridge")

    assert (item.sets, item.lo, item.hi, item.rest_s, item.why["chosen"]) == (4, 5, 7, 75, True)


def test_running_session_stays_as_it_is(routine, ana, noon):
    item = builders.session(ana, noon).items.get(exercise="glute-bridge")
    asked = (item.sets, item.lo, item.hi)

    figures(routine, noon + timedelta(minutes=1))

    item.refresh_from_db()
    assert (item.sets, item.lo, item.hi) == asked
    assert targets(routine.plans.get())["glute-bridge"].sets == 4


def test_figures_set_during_a_session_leave_it_the_choice_that_it_asks_for(routine, ana, noon):
    figures(routine, noon)
    builders.session(ana, noon + timedelta(minutes=1))

    figures(routine, noon + timedelta(minutes=2), chosen=replace(FIVES, sets=5))

    found = TargetOverride.objects.order_by("since").values_list("sets", "taken_back_at")
    assert list(found) == [(4, None), (5, None)]
    assert targets(routine.plans.get())["glute-bridge"].sets == 5


def test_figures_set_change_nothing_that_earlier_sessions_came_to(
    routine, plan, ana, noon, time_machine
):
    builders.finished(ana, noon, sets=2)
    later = noon + 2 * DAY
    time_machine.move_to(later)
    before = targets(plan)

    figures(routine, later, chosen=replace(FIVES, sets=9, lo=30, hi=40))
    taken_back = TargetOverride.objects.get()
    taken_back.taken_back_at = later
    taken_back.save()

    assert targets(plan) == before


def test_figures_of_an_exercise_of_two_days_are_the_same_on_both(routine, noon):
    figures(routine, noon)

    found = {row(routine, "glute-bridge", day).range_text for day in "AB"}
    assert found == {"5–7"}
    assert [row(routine, "glute-bridge", day).note for day in "AB"] == ["slowly", ""]


def test_figures_set_while_another_routine_is_used_are_asked_for_once_it_is(
    routine, plan, ana, noon, time_machine
):
    builders.finished(ana, noon, sets=2)
    later = noon + 2 * DAY
    time_machine.move_to(later)
    copied = copy_routine(routine=routine, name="Mine")
    figures(copied, later)
    before = targets(plan)

    used = use_routine(routine=copied, today=ana.today())

    after = targets(used)
    assert (after["glute-bridge"].sets, after["glute-bridge"].lo) == (4, 5)
    assert after | {"glute-bridge": None} == before | {"glute-bridge": None}
    again = use_routine(routine=routine, today=ana.today())
    assert targets(again)["bird-dog"] == before["bird-dog"]


def test_figures_above_what_pain_allows_are_refused(routine, ana, noon, time_machine):
    session = builders.session(ana, noon)
    for item in builders.strength(session):
        builders.one_set(item, noon)
        say_pain(item=item, pain=4, now=noon)
    finish_session(session=session, rir=None, note="", now=noon + timedelta(minutes=40))
    later = noon + 2 * DAY
    time_machine.move_to(later)
    before = row(routine, "glute-bridge")

    with pytest.raises(AboveAllowed):
        figures(routine, later)

    after = row(routine, "glute-bridge")
    assert (after.dose, after.note) == (before.dose, "")
