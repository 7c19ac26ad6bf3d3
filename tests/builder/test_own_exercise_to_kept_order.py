"""An exercise of one's own, from the form that makes it to the routine that keeps a new order."""

import re

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines import actions
from routines.models import Plan, Session, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
OWN = {
    "name": "Ward press",
    "pattern": "squat",
    "primary": ["quadriceps"],
    "kit": ["chair"],
    "load": "none",
    "measure": "reps",
    "sides": "both",
    "sets_lo": "2",
    "sets_hi": "3",
    "lo": "8",
    "hi": "12",
    "rest_s": "60",
}


def order(routine):
    """The strength exercises of day A, with their supersets."""
    rows = routine.prescriptions.filter(programme_day="A", phase="strength")
    return list(rows.order_by("position").values_list("exercise__name", "superset"))


def test_own_exercise_is_trained_in_a_superset_and_a_new_order_is_kept(library, ana, as_ana, noon):
    plan = builders.plan(ana, noon)
    routine = actions.copy_routine(routine=plan.routine, name="Mine")
    editor = f"/routines/{routine.pk}/"
    names = [name for name, _ in order(routine)]

    as_ana.post("/exercises/mine/new/", OWN)
    own = Exercise.objects.of(ana).get()
    picked = as_ana.get(f"{editor}days/a/exercises/?q=ward").content.decode()
    assert re.findall(r'name="exercise" value="([^"]+)"', picked) == [own.pk]
    as_ana.post(f"{editor}days/a/exercises/", {"exercise": own.pk, "version": 0})
    assert order(routine) == [*((name, 0) for name in names), ("Ward press", 0)]

    row = routine.prescriptions.get(exercise=own)
    for version, step in enumerate(("up", "join"), start=1):
        as_ana.post(f"{editor}exercises/{row.pk}/place/", {"action": step, "version": version})
    *first, last = names
    in_turn = [("Ward press", 1), (last, 1)]
    assert order(routine) == [*((name, 0) for name in first), *in_turn]

    as_ana.post(f"{editor}use/")
    as_ana.post("/sessions/start/", {"key": new_key()})
    session = Session.objects.get()
    assert Plan.objects.of(ana).current().get().routine == routine
    assert [(each.exercise_name, each.superset) for each in builders.strength(session)] == order(
        routine
    )

    items = builders.strength(session)
    as_ana.post(f"/items/{items[1].pk}/place/", {"step": "earlier"})
    done = items[-2]
    as_ana.post(
        f"/items/{done.pk}/sets/{new_key()}/", {"number": 1, "side": "both", "amount": done.lo}
    )
    assert SetLog.objects.get().item.exercise == own
    finish = f"/sessions/{session.pk}/finish/"
    assert as_ana.get(finish).content.decode().count('name="keep_order"') == 1
    as_ana.post(finish, {"rir": "2", "keep_order": "on"})

    kept = [*((name, 0) for name in (first[1], first[0], *first[2:])), *in_turn]
    assert order(routine) == kept
