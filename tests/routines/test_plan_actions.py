"""Making a plan and planning it anew."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.models import Units
from routines.actions.schedule import replan
from routines.facts.clearance import Care
from routines.facts.prescriptions import left_out
from routines.models import Plan, PlannedSession, Prescription
from tests import builders

pytestmark = pytest.mark.django_db


def planned(user, until: date) -> list[tuple[str, str]]:
    rows = PlannedSession.objects.of(user).filter(day__lte=until)
    return [(f"{row.day:%a %d}", row.programme_day) for row in rows]


def test_make_plan_puts_sessions_on_the_days_picked(library, ana, noon):
    plan = builders.plan(ana, noon)

    assert planned(ana, date(2026, 3, 15)) == [
        ("Wed 04", "A"),
        ("Fri 06", "B"),
        ("Mon 09", "A"),
        ("Wed 11", "B"),
        ("Fri 13", "A"),
    ]
    assert (plan.started_on, plan.ended_on) == (date(2026, 3, 4), None)


def test_make_plan_reaches_twelve_weeks_ahead(library, ana, noon):
    builders.plan(ana, noon)

    assert PlannedSession.objects.of(ana).last().day == date(2026, 5, 25)


def test_make_plan_ends_the_plan_before_and_keeps_its_past(library, ana, noon):
    first = builders.plan(ana, noon)

    second = builders.plan(ana, noon + timedelta(days=7), weekdays=[1, 3, 5])

    first.refresh_from_db()
    assert first.ended_on == date(2026, 3, 11)
    assert list(Plan.objects.of(ana).current()) == [second]
    assert planned(ana, date(2026, 3, 16)) == [
        ("Wed 04", "A"),
        ("Fri 06", "B"),
        ("Mon 09", "A"),
        ("Thu 12", "A"),
        ("Sat 14", "B"),
    ]


def test_make_plan_prescribes_the_low_end_of_the_librarys_dose(library, ana, noon):
    plan = builders.plan(ana, noon)

    bridge = Prescription.objects.get(
        routine__plans=plan, programme_day="A", exercise_id="glute-bridge", phase="strength"
    )
    assert (bridge.sets, bridge.lo, bridge.hi, bridge.aim, bridge.hold_s, bridge.rest_s) == (
        2, 10, 15, 10, 3, 60,
    )  # fmt: skip
    assert (bridge.load, bridge.takes_load) == (None, True)


@pytest.mark.parametrize(
    ("units", "load", "unit"),
    [(Units.METRIC, Decimal(4), "kg"), (Units.IMPERIAL, Decimal("7.5"), "lb")],
)
def test_make_plan_starts_with_a_light_weight_in_the_persons_unit(
    library, ana, noon, units, load, unit
):
    ana.units = units
    ana.save()

    plan = builders.plan(ana, noon, level="L3", equipment=builders.GYM)

    goblet = Prescription.objects.get(routine__plans=plan, exercise_id="goblet-squat")
    assert (goblet.load, goblet.load_unit) == (load, unit)


@pytest.mark.parametrize("level", ["L1", "L2", "L3"])
def test_nothing_is_left_out_for_want_of_equipment(library, ana, noon, level):
    plan = builders.plan(ana, noon, level=level, equipment=[])

    assert left_out(plan, Care()) == ()


def test_replan_after_a_session_goes_on_with_the_other_day(library, ana, noon):
    builders.plan(ana, noon)

    builders.finished(ana, noon)

    assert planned(ana, date(2026, 3, 9)) == [("Wed 04", "A"), ("Fri 06", "B"), ("Mon 09", "A")]


def test_replan_keeps_this_week_to_the_days_expected(library, ana, noon):
    builders.plan(ana, noon)

    replan(user=ana, today=date(2026, 3, 5))

    assert planned(ana, date(2026, 3, 9))[1:] == [("Fri 06", "A"), ("Mon 09", "B")]


def test_replan_on_any_day_fits_in_what_is_left_of_the_week(library, ana, noon):
    builders.plan(ana, noon)

    replan(user=ana, today=date(2026, 3, 5), any_day=True)

    assert planned(ana, date(2026, 3, 8))[1:] == [("Thu 05", "A"), ("Sun 08", "B")]


def test_replan_without_a_plan_plans_nothing(library, ana, noon):
    assert replan(user=ana, today=date(2026, 3, 4)) == []


def test_replan_leaves_the_stranger_alone(library, ana, bo, noon):
    builders.plan(bo, noon)
    before = planned(bo, date(2026, 6, 1))

    builders.plan(ana, noon)
    replan(user=ana, today=date(2026, 3, 8), any_day=True)

    assert planned(bo, date(2026, 6, 1)) == before
