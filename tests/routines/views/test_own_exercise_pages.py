"""Every page of a plan and a session with an exercise of one's own that has nothing but a name, a
muscle and a dose: no figure, no cue, no step."""

import pytest
from django.urls import reverse

from accounts.keys import new_key
from routines.actions.routine import add_exercise
from routines.actions.session import finish_session
from tests import builders

pytestmark = pytest.mark.django_db
BARE = {
    "name": "Zebra press",
    "load": "optional",
    "kit": ["dumbbell"],
    "dose": {"sets": (2, 3), "minutes": (1, 3), "rest_s": 60},
}


@pytest.fixture
def made(library, ana, noon):
    """The exercise, in both days of ana's routine."""
    plan = builders.plan(ana, noon, equipment=[*builders.HOME, "dumbbell"])
    made = builders.own_exercise(ana, **BARE)
    for day in ("A", "B"):
        plan.routine.refresh_from_db()
        version = plan.routine.version
        add_exercise(
            routine=plan.routine, day=day, exercise=made, version=version, today=noon.date()
        )
    return made


def test_plan_shows_it(made, as_ana, ana):
    routine = reverse("builder:routine", args=[ana_routine(ana)])
    shown = [
        as_ana.get(address)
        for address in (
            *("/plan/", "/plan/handout/", routine),
            reverse("routines:target", args=[made.pk]),
            reverse("routines:rungs", args=[made.pk]),
        )
    ]

    assert [each.status_code for each in shown] == [200] * 5
    assert ["Zebra press" in each.content.decode() for each in shown] == [True] * 5


def ana_routine(ana):
    return ana_plan(ana).routine_id


def ana_plan(ana):
    return builders.Plan.objects.of(ana).current().get()


def test_session_and_history_show_it(made, as_ana, ana, noon):
    session = builders.session(ana, noon)
    item = session.items.get(exercise=made)
    at = reverse("routines:session", args=[session.pk])
    running = [at, f"{at}?view=one&at={item.position}", "/today/"]
    running += [reverse("routines:finish", args=[session.pk])]
    swap = [reverse("routines:swap_item", args=[item.pk])]
    before = [as_ana.get(address) for address in running + swap]
    tap = {"number": "1", "side": "both", "amount": "2", "load": "4", "unit": "kg", "rir": "3"}
    logged = as_ana.post(reverse("routines:log_set", args=[item.pk, new_key()]), tap)
    after = as_ana.get(at)
    finish_session(session=session, rir=3, note="", now=noon)
    past = [
        as_ana.get(address)
        for address in (
            *("/history/", reverse("routines:summary", args=[session.pk])),
            reverse("history:exercise", args=[made.pk]),
            reverse("routines:my_exercise", args=[made.pk]),
        )
    ]

    assert [each.status_code for each in before] == [200] * 5
    assert (logged.status_code, after.status_code) == (302, 200)
    assert [each.status_code for each in past] == [200] * 4
    assert "Zebra press" in before[0].content.decode()
    assert "Zebra press" in past[1].content.decode()
