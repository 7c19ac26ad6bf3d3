"""Which harder exercise a target may lead to: one that the person can do."""

from datetime import date

import pytest

from exercises.vocabulary import Caution
from routines.facts.back_state import back_state
from routines.facts.doses import Harder, strength_of
from routines.facts.fold import plan_fold
from routines.models import Prescription
from tests import builders

FIRST = date(2026, 2, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(("equipment", "expected"), [([], False), (["kettlebell"], True)])
def test_harder_one_is_named_only_with_its_equipment_at_hand(
    library, ana, noon, equipment, expected
):
    plan = builders.plan(ana, noon)
    plan.equipment = equipment
    row = Prescription.objects.filter(plan=plan, phase="strength").first()
    Prescription.objects.filter(pk=row.pk).update(exercise="bodyweight-squat")

    fold = plan_fold(plan, strength_of(plan), back_state(ana, FIRST))

    scope = fold.groups[0].exercises["bodyweight-squat"].scope
    assert scope.has_harder is expected


@pytest.mark.parametrize(("cautions", "expected"), [([], True), ([Caution.HIP_PAIN], False)])
def test_caution_rules_the_harder_one_out(cautions, expected):
    harder = Harder(name="Lunge", equipment=[], any_of=[], caution=[Caution.HIP_PAIN])

    assert harder.fits([], cautions) is expected
