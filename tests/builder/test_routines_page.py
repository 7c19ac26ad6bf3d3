"""The person's routines: the one in use first."""

import pytest

from routines import actions
from tests import builders

pytestmark = pytest.mark.django_db


def test_page_lists_ones_own_routines_with_the_one_in_use_first(library, ana, bo, noon, as_ana):
    plan = builders.plan(ana, noon)
    actions.copy_routine(routine=plan.routine, name="At the gym")
    actions.copy_routine(routine=builders.plan(bo, noon).routine, name="Of Bo")

    page = as_ana.get("/routines/")

    assert [str(each) for each in page.context["mine"]] == [str(plan.routine), "At the gym"]
    assert page.context["used"] == plan.routine_id
    assert "Of Bo" not in page.content.decode()
