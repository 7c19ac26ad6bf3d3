"""Which harder exercise a target may lead to: the nearest one that the person can do."""

import pytest

from routines.facts.back_state import back_state
from routines.facts.clearance import care_for
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.facts.rungs import rungs_of
from routines.models import Prescription
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("equipment", "answers", "expected"),
    [
        ([], {}, "Squat with raised heels"),
        (["kettlebell"], {}, "Goblet squat"),
        (["kettlebell"], {"J1": "knee"}, ""),
    ],
)
def test_target_and_page_of_rungs_name_the_same_harder_one(
    library, ana, noon, equipment, answers, expected
):
    plan = builders.plan(ana, noon)
    plan.equipment = equipment
    builders.answered(ana, noon, **answers)
    row = Prescription.objects.filter(routine__plans=plan, phase="strength").first()
    Prescription.objects.filter(pk=row.pk).update(exercise="bodyweight-squat")
    back = back_state(ana, noon.date())

    fold = plan_fold(plan, strength_of(plan), back)
    each, target = fold.doses["bodyweight-squat"], next_targets(fold)["bodyweight-squat"]
    found = rungs_of(plan, each, target, back=back, care=care_for(ana), item=None)

    assert fold.groups[0].exercises["bodyweight-squat"].scope.has_harder is bool(expected)
    assert each.harder == expected
    assert (found.harder.exercise.name if found.harder else "") == expected
