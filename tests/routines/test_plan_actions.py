"""Making a plan and planning it anew."""

from datetime import date

import pytest

from routines.models import PlannedSession
from tests import builders

pytestmark = pytest.mark.django_db


def days_planned(user) -> list[date]:
    return list(PlannedSession.objects.of(user).values_list("day", flat=True))


def test_make_plan_puts_sessions_on_the_days_picked(library, ana, noon):
    plan = builders.plan(ana, noon)

    first_week = [each for each in days_planned(ana) if each < date(2026, 3, 9)]
    assert first_week == [date(2026, 3, 4), date(2026, 3, 6)]
    second_week = [each for each in days_planned(ana) if each.isocalendar().week == 11]
    assert second_week == [date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 13)]
    assert plan.ended_on is None
