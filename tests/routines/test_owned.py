"""Every row of a person is an `Owned`, and is found from its person alone."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import Model

from builder.actions import share_routine
from builder.models import Received
from routines import actions
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.plan_changes import marks_for
from routines.models.owned import Owned
from tests import builders

MODELS = [
    *apps.get_app_config("routines").get_models(),
    *apps.get_app_config("builder").get_models(),
]


def has_user(model: type[Model]) -> bool:
    return "user" in {field.name for field in model._meta.get_fields()}


@pytest.fixture
def both(ana, bo, library, noon):
    """ana and bo have a row of every model."""
    for person in (ana, bo):
        plan = builders.plan(person, noon)
        builders.finished(person, noon)
        actions.make_feed(user=person, with_rest_days=False, starts_at=None, now=noon)
        actions.record_morning(
            user=person, day=noon.date(), pain=1, sore=False, today=noon.date(), now=noon
        )
        actions.say_flare(user=person, kind="ended", today=noon.date())
        exercise = plan.prescriptions.get(programme_day="A", exercise="glute-bridge").exercise
        actions.record_check(user=person, exercise=exercise, name="Kim", day=noon.date())
        chosen = actions.Chosen(sets=2, lo=8, hi=10, load=None, unit="kg")
        actions.choose_target(plan=plan, exercise=exercise, chosen=chosen, now=noon)
        back = back_state(person, noon.date())
        actions.keep_checkpoints(plan_fold(plan, strength_of(plan), back))
        actions.note_day(
            user=person, day=noon.date(), about="walking", answer="done", minutes=20, now=noon
        )
        away = marks_for("away", day=date(2026, 3, 11))
        actions.change_plan(user=person, marks=away, today=noon.date(), now=noon)
        share_routine(routine=plan.routine, with_notes=False, now=noon)
        Received.objects.create(user=person, routine=plan.routine, received_at=noon)


def test_every_model_with_a_user_is_owned():
    owned = {model for model in MODELS if issubclass(model, Owned)}

    assert {model for model in MODELS if has_user(model)} == owned
    assert len(owned) == 21


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_of_one_person_are_never_another_s(model, both, ana, bo):
    found = {person.pk: list(model.objects.of(person)) for person in (ana, bo)}

    assert {key: {row.user_id for row in rows} for key, rows in found.items()} == {
        ana.pk: {ana.pk},
        bo.pk: {bo.pk},
    }
    assert model.objects.count() == sum(len(rows) for rows in found.values())
