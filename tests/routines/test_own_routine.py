"""A routine of the person's own, while days, equipment, level, cautions and offers change."""

from datetime import timedelta

import pytest

from routines import actions
from routines.actions.plan import make_plan
from routines.facts.back_state import back_state
from routines.facts.clearance import care_for
from routines.facts.offers import plan_offer
from routines.models import Plan, Routine
from tests import builders

DAY = timedelta(days=1)


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon, equipment=builders.GYM)


@pytest.fixture
def own(plan, ana, noon):
    """The plan, with a routine of the person's own in use."""
    routine = actions.copy_routine(routine=plan.routine, name="Legs")
    return actions.use_routine(routine=routine, today=noon.date())


def exercises(routine):
    rows = routine.prescriptions.order_by("programme_day", "position")
    return list(rows.values_list("programme_day", "exercise_id", "sets"))


def chosen(**changes):
    asked = {
        "level": "L1",
        "sessions_per_week": 3,
        "weekdays": [0, 2, 4],
        "equipment": builders.GYM,
        **changes,
    }
    return actions.PlanChoices(**asked)


def test_other_days_and_equipment_leave_an_own_routine_in_use(own, ana, noon):
    before = exercises(own.routine)

    made = make_plan(
        user=ana,
        choices=chosen(weekdays=[1, 3], sessions_per_week=2, equipment=["wall"]),
        today=noon.date(),
    )

    assert (made.routine, made.weekdays, made.equipment) == (own.routine, [1, 3], ["wall"])
    assert exercises(own.routine) == before


def test_another_level_uses_its_programme_and_keeps_the_own_routine(own, ana, noon):
    before = exercises(own.routine)

    made = make_plan(user=ana, choices=chosen(level="L2"), today=noon.date())

    assert (made.level, made.routine.starter) == ("L2", "L2")
    assert exercises(own.routine) == before
    assert own.routine in Routine.objects.of(ana).kept()


def test_starter_programme_follows_the_equipment(plan, ana, noon):
    made = make_plan(user=ana, choices=chosen(level="L3", equipment=["wall"]), today=noon.date())

    assert made.routine != plan.routine
    assert made.prescriptions.filter(instead_of__isnull=False).exists()


def test_cautions_choose_a_starter_s_exercises_anew_and_leave_an_own_routine(own, ana, noon):
    before = exercises(own.routine)

    builders.answered(ana, noon, J1="knee")
    kept = exercises(own.routine)
    actions.use_starter(user=ana, level="L2", today=noon.date())
    starter = Plan.objects.of(ana).current().get().routine
    with_knee = exercises(starter)
    builders.answered(ana, noon)

    assert kept == before
    assert exercises(starter) != with_knee


def test_starter_that_was_named_is_fitted_anew_when_it_is_used_again(plan, ana, noon):
    actions.rename_routine(routine=plan.routine, name="How I began", version=0)
    actions.use_starter(user=ana, level="L2", today=noon.date())
    builders.answered(ana, noon, J1="knee")

    again = actions.use_routine(routine=plan.routine, today=noon.date())

    fresh = make_plan(user=ana, choices=chosen(), today=noon.date())
    assert again.level == "L1"
    assert exercises(plan.routine) == exercises(fresh.routine)


def test_routine_that_was_put_away_is_brought_back_by_using_it(plan, ana, noon):
    routine = actions.copy_routine(routine=plan.routine, name="Legs")
    actions.archive_routine(routine=routine, now=noon)

    actions.use_routine(routine=routine, today=noon.date())

    assert set(Routine.objects.of(ana).kept()) == {plan.routine, routine}


def test_no_level_is_offered_above_an_own_routine(plan, ana, noon, monkeypatch):
    """What a routine of one's own leads to is for its owner to say."""
    monkeypatch.setattr("routines.facts.offers.level_to_offer", lambda *_facts: "L2")
    today = noon.date()
    actions.answer_deload(plan=plan, wanted=False, today=today)

    def offered(of):
        return plan_offer(of, back_state(ana, today), care_for(ana))

    with_starter = offered(plan)
    copied = actions.copy_routine(routine=plan.routine, name="Legs")
    own = actions.use_routine(routine=copied, today=today)

    assert (with_starter.kind, with_starter.level) == ("level", "L2")
    assert offered(own) is None


def test_plan_page_names_the_routine_and_what_is_not_at_hand(own, ana, as_ana, noon):
    make_plan(user=ana, choices=chosen(equipment=["wall"]), today=noon.date())

    page = as_ana.get("/plan/")

    lacking = {each.slug for each in page.context["not_at_hand"]}
    assert lacking == {
        *("sit-to-stand", "hip-hinge-drill", "step-up-assisted", "assisted-split-squat"),
    }
    assert "next_level" not in page.context
    text = " ".join(page.content.decode().split())
    assert '<a href="/routines/">Legs<span' in text
    assert "They stay in your routine." in text


def test_set_up_says_what_becomes_of_an_own_routine(own, as_ana):
    text = " ".join(as_ana.get("/plan/setup/").content.decode().split())

    assert "You train by your own routine, Legs. It stays in use as it is" in text
