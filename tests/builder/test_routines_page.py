"""The page of routines: which one to train by, and what becomes of the others."""

import pytest

from exercises.models import Exercise
from routines import actions
from routines.models import Plan, Routine
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


@pytest.fixture
def gym(plan):
    """A routine of the person's own, which isn't in use."""
    return actions.copy_routine(routine=plan.routine, name="At the gym")


def names(page):
    return [str(each.routine.name) for each, _form in page.context["mine"]]


def post(client, routine, verb, **sent):
    return client.post(f"/routines/{routine.pk}/{verb}/", sent, follow=True)


def text(page):
    return " ".join(page.content.decode().split())


def test_page_lists_ones_own_routines_with_the_one_in_use_first(plan, gym, bo, noon, as_ana):
    actions.copy_routine(routine=builders.plan(bo, noon).routine, name="Of Bo")

    page = as_ana.get("/routines/")

    shown = [(each.routine.name, each.is_used) for each, _form in page.context["mine"]]
    assert shown == [("", True), ("At the gym", False)]
    assert "Of Bo" not in page.content.decode()


def test_page_needs_seven_queries_however_many_there_are(plan, as_ana, django_assert_num_queries):
    as_ana.get("/routines/")
    with django_assert_num_queries(7):
        as_ana.get("/routines/")
    for name in ("One", "Two"):
        actions.copy_routine(routine=plan.routine, name=name)

    with django_assert_num_queries(7):
        page = as_ana.get("/routines/")

    assert len(page.context["mine"]) == 3


def test_page_without_a_plan_leads_to_the_set_up(ana, as_ana):
    page = as_ana.get("/routines/")

    assert (page.context["mine"], page.context["starters"]) == ([], [])
    assert 'href="/plan/setup/"' in page.content.decode()


def test_programmes_that_came_along_are_fitted_to_the_person(library, ana, noon, as_ana):
    builders.plan(ana, noon, level="L2", equipment=["chair", "wall"])

    page = as_ana.get("/routines/")

    shown = {each.level: each for each in page.context["starters"]}
    assert [level for level, each in shown.items() if each.is_used] == ["L2"]
    used = Plan.objects.of(ana).current().get().prescriptions.filter(phase="strength")
    assert list(dict(shown["L2"].days)["A"]) == [
        row.exercise.name for row in used.filter(programme_day="A").order_by("position")
    ]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_another_routine_is_used_with_what_it_changes_said(plan, gym, ana, as_ana, headers):
    page = as_ana.post(f"/routines/{gym.pk}/use/", headers=headers, follow=True)

    assert Plan.objects.of(ana).current().get().routine == gym
    assert "Your history and targets stay: each exercise goes on" in text(page)
    assert names(page)[0] == "At the gym"


def test_starter_programme_is_used_at_its_level(plan, ana, as_ana):
    page = as_ana.post("/routines/starters/l2/use/", follow=True)

    used = Plan.objects.of(ana).current().select_related("routine").get()
    assert (used.level, used.routine.starter) == ("L2", "L2")
    assert used.weekdays == plan.weekdays
    assert [(each.level, each.is_used) for each in page.context["starters"]] == [
        ("L1", False),
        ("L2", True),
        ("L3", False),
    ]


def test_starter_programme_in_use_is_not_begun_anew(plan, ana, as_ana):
    as_ana.post("/routines/starters/l1/use/")

    assert list(Plan.objects.of(ana)) == [plan]


def test_level_that_is_none_is_not_there(plan, as_ana):
    assert as_ana.post("/routines/starters/l9/use/").status_code == 404
    assert as_ana.post("/routines/starters/l9/copy/").status_code == 404


def test_copies_get_names_that_are_free(plan, gym, as_ana):
    for _ in range(2):
        post(as_ana, gym, "copy")
    page = as_ana.post("/routines/starters/l2/copy/", follow=True)

    assert names(page) == [
        *("", "My Build", "Copy of At the gym 2", "Copy of At the gym"),
        "At the gym",
    ]
    assert Routine.objects.get(name="My Build").starter == ""


def test_name_for_a_copy_is_never_too_long(plan, gym, as_ana):
    Routine.objects.filter(pk=gym.pk).update(name="x" * 60)

    for _ in range(2):
        post(as_ana, gym, "copy")

    found = Routine.objects.filter(name__startswith="Copy of").values_list("name", flat=True)
    assert {len(name) for name in found} == {60}
    assert len(set(found)) == 2


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_routine_is_renamed(gym, as_ana, headers):
    sent = {"name": "Legs", "version": 0}
    page = as_ana.post(f"/routines/{gym.pk}/rename/", sent, headers=headers, follow=True)

    gym.refresh_from_db()
    assert (gym.name, page.status_code) == ("Legs", 200)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "This field is required."),
        ("x" * 61, "Ensure this value has at most 60 characters (it has 61)."),
        ("legs", "You have a routine of this name already."),
    ],
)
def test_name_that_can_not_be_is_told_beside_the_field(plan, gym, as_ana, name, told):
    actions.copy_routine(routine=plan.routine, name="Legs")

    page = post(as_ana, gym, "rename", name=name, version=0)

    form = next(form for each, form in page.context["mine"] if each.routine == gym)
    assert (page.status_code, form["name"].value()) == (422, name)
    assert form.errors == {"name": [told]}
    assert told in text(page)


def test_name_from_an_older_page_is_kept_as_typed_and_saved_once_more(gym, as_ana):
    actions.rename_routine(routine=gym, name="Hips", version=0)

    page = post(as_ana, gym, "rename", name="Legs", version=0)
    form = next(form for each, form in page.context["mine"] if each.routine == gym)
    again = post(as_ana, gym, "rename", name=form["name"].value(), version=form["version"].value())

    gym.refresh_from_db()
    assert (page.status_code, again.status_code, gym.name) == (422, 200, "Legs")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_routine_is_put_away_and_brought_back(gym, as_ana, headers):
    away = as_ana.post(f"/routines/{gym.pk}/archive/", headers=headers, follow=True)
    back = as_ana.post(f"/routines/{gym.pk}/bring-back/", headers=headers, follow=True)

    assert (names(away), away.context["put_away"]) == ([""], [gym])
    assert away.context["just_put_away"] == gym
    assert (names(back), back.context["put_away"]) == (["", "At the gym"], [])


def test_routine_in_use_is_not_put_away(plan, as_ana):
    page = post(as_ana, plan.routine, "archive")

    assert "Foundation is in use: use another one first." in text(page)
    assert names(page) == [""]


def test_routine_with_an_empty_day_says_why_it_is_not_used(plan, gym, ana, as_ana):
    actions.add_day(routine=gym, name="More", today=gym.made_at.date(), version=0)

    page = post(as_ana, gym, "use")

    assert "At the gym has a day without an exercise. Add one first." in text(page)
    assert Plan.objects.of(ana).current().get() == plan


def test_what_is_not_at_hand_is_named(plan, gym, as_ana):
    leg_press = Exercise.objects.get(pk="leg-press")
    today = gym.made_at.date()
    actions.add_exercise(routine=gym, day="A", exercise=leg_press, today=today, version=0)

    assert "not at hand: leg press machine" in text(as_ana.get("/routines/"))


def test_page_lists_routines_of_a_person_without_a_plan(library, ana, as_ana, noon):
    plan = builders.plan(ana, noon)
    Plan.objects.filter(pk=plan.pk).update(ended_on=noon.date())

    answer = as_ana.get("/routines/")

    assert (answer.status_code, "not at hand" in answer.content.decode()) == (200, False)
