"""The target of an exercise: told on the plan and in the session, and chosen by the person."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from accounts.keys import new_key
from accounts.models import User
from routines.actions.session import finish_session, write_down_session
from routines.models import (
    MorningCheck,
    Prescription,
    SessionItem,
    SetLog,
    StoredCheckpoint,
    TargetOverride,
)
from tests import builders

pytestmark = pytest.mark.django_db
URL = "/plan/targets/glute-bridge/"


@pytest.fixture
def plan(library, ana, noon):
    found = builders.plan(ana, noon)
    builders.finished(ana, noon, sets=2)
    return found


def hurt(pain):
    SessionItem.objects.filter(exercise="glute-bridge").update(pain_high=pain)


def test_plan_and_session_tell_why(plan, ana, as_ana, noon):
    hurt(4)
    session = builders.session(ana, noon + timedelta(days=2))

    pages = [as_ana.get(url).content.decode() for url in ("/plan/", f"/sessions/{session.pk}/")]

    told = "Pain was at 4 during it last time."
    assert [page.count(told) for page in pages] == [2, 1]
    assert [page.count(f'href="{URL}"') for page in pages] == [2, 1]


def test_own_target_is_kept_and_leads_back_to_the_plan(plan, ana, as_ana):
    answer = as_ana.post(URL, {"action": "own", "sets": "3", "lo": "8", "hi": "12"})

    made = TargetOverride.objects.get(user=ana)
    assert answer.headers["Location"] == "/plan/"
    assert (made.exercise_id, made.sets, made.lo, made.hi) == ("glute-bridge", 3, 8, 12)


def test_own_target_in_a_session_leads_back_to_it(plan, ana, as_ana, noon):
    session = builders.session(ana, noon + timedelta(days=2))

    answer = as_ana.post(URL, {"action": "own", "sets": "3", "lo": "8", "hi": "12"})

    item = builders.strength(session)[0]
    assert answer.headers["Location"] == f"/sessions/{session.pk}/"
    assert (item.sets, item.lo, item.hi) == (3, 8, 12)


def test_own_target_above_what_pain_holds_is_refused_beside_the_field(plan, as_ana):
    hurt(4)

    answer = as_ana.post(URL, {"action": "own", "sets": "5", "lo": "10", "hi": "15"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"sets": ["For now no more than 2."]}
    assert 'value="5"' in answer.content.decode()
    assert TargetOverride.objects.count() == 0


def test_the_old_target_is_refused_where_pain_lowered_it(plan, as_ana):
    hurt(6)

    answer = as_ana.post(URL, {"action": "old"})

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["hi", "lo"]


@pytest.mark.parametrize(("pain", "offered"), [(6, 0), (None, 1)])
def test_the_old_target_is_offered_where_pain_did_not_lower_it(
    plan, ana, as_ana, noon, pain, offered
):
    key, day = new_key(), noon.date() - timedelta(days=2)
    before = write_down_session(user=ana, key=key, day=day, programme_day="A", now=noon)
    for number in (1, 2):
        builders.one_set(before.items.get(exercise="glute-bridge"), noon, number=number)
    finish_session(session=before, rir=None, note="", now=noon)
    SetLog.objects.filter(item__exercise="glute-bridge").update(amount=1)
    hurt(pain)

    page = as_ana.get(URL).content.decode()

    assert page.count("Keep the old one") == offered


def test_the_old_target_brings_the_shorter_hold_back(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    for days in (9, 5):
        day = noon.date() - timedelta(days=days)
        after = day + timedelta(days=1)
        MorningCheck.objects.create(user=ana, day=after, pain=0, recorded_at=noon)
        key = new_key()
        session = write_down_session(user=ana, key=key, day=day, programme_day="A", now=noon)
        bridge = session.items.get(exercise="glute-bridge")
        for number in (1, 2):
            builders.one_set(bridge, noon, number=number, amount=bridge.hi)
        finish_session(session=session, rir=3, note="", form_kept={bridge.pk: True}, now=noon)
    offered = as_ana.get(URL).context["each"].dose.hold_s

    as_ana.post(URL, {"action": "old"})

    item = builders.session(ana, noon).items.get(exercise="glute-bridge")
    why = render_to_string("routines/_why.html", {"why": item.reason, "measure": "reps"})
    assert (offered, item.hold_s) == (5, 3)
    # The app's reason is about the hold that was refused.
    assert " ".join(why.split()) == "Your own target."


@pytest.mark.parametrize(
    ("unit", "typed", "kept"),
    [
        ("cm", "20", 20),
        ("cm", "12,5", Decimal("12.5")),
        ("cm", "", None),
        ("cm", "31", "For now no more than 30 cm."),
        ("cm", "high", "Enter a number, like 8 or 8.5."),
        ("in", "4", Decimal("10.16")),
        ("in", "3", 8),
        ("in", "12", Decimal("30.48")),
        ("in", "12.1", "For now no more than 12 in."),
    ],
)
def test_own_height_of_the_step_may_go_beyond_the_librarys(
    library, ana, as_ana, noon, unit, typed, kept
):
    User.objects.filter(pk=ana.pk).update(units="imperial" if unit == "in" else "metric")
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    own = {"action": "own", "sets": "3", "lo": "8", "hi": "12", "height": typed}

    answer = as_ana.post("/plan/targets/step-up/", own)

    if isinstance(kept, str):
        assert answer.context["form"].errors == {"height": [kept]}
    else:
        assert TargetOverride.objects.get().height_cm == kept


def test_own_hold_and_band_are_asked_where_the_exercise_has_them(plan, ana, as_ana):
    Prescription.objects.filter(routine__plans=plan, exercise="glute-bridge").update(band=2)
    own = {"action": "own", "sets": "3", "lo": "8", "hi": "12", "hold_s": "8", "band": "11"}

    refused = as_ana.post(URL, own)
    as_ana.post(URL, {**own, "band": "1"})

    assert refused.context["form"].errors == {"band": ["For now no more than 10."]}
    made = TargetOverride.objects.get()
    assert (made.hold_s, made.band, made.height_cm) == (8, 1, None)


def test_own_pause_is_asked_where_the_exercise_has_one(plan, ana, as_ana, noon):
    prescriptions = Prescription.objects.filter(routine__plans=plan, exercise="glute-bridge")
    without = "pause_s" in as_ana.get(URL).context["form"].fields
    prescriptions.update(pause_s=2)
    own = {"action": "own", "sets": "3", "lo": "8", "hi": "12", "pause_s": "11"}

    shown = as_ana.get(URL).context["form"]["pause_s"].value()
    refused = as_ana.post(URL, own)
    as_ana.post(URL, {**own, "pause_s": "0"})

    assert (without, shown) == (False, 2)
    assert refused.context["form"].errors == {"pause_s": ["For now no more than 10."]}
    assert TargetOverride.objects.get().pause_s == 0
    session = builders.session(ana, noon + timedelta(days=2))
    assert session.items.get(exercise="glute-bridge").pause_s == 0


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ({}, "2 × 8–12 a side"),
        ({"height_cm": Decimal("10.5")}, "2 × 8–12 a side · step 10.5 cm"),
        ({"height_cm": Decimal("10.5"), "length_unit": "in"}, "2 × 8–12 a side · step 4 in"),
        ({"band": 1}, "2 × 8–12 a side · lightest band"),
        ({"band": 3}, "2 × 8–12 a side · band 3, counted from the lightest"),
    ],
)
def test_dose_names_the_height_of_the_step_and_the_band(figures, says):
    each = Prescription(measure="reps", sets=2, lo=8, hi=12, per_side=True, **figures)

    assert strip_tags(render_to_string("routines/_dose.html", {"dose": each})) == says


def test_choice_is_taken_back(plan, as_ana):
    as_ana.post(URL, {"action": "old"})

    as_ana.post(URL, {"action": "app"})

    assert list(TargetOverride.objects.standing()) == []
    assert TargetOverride.objects.count() == 1


def test_target_of_an_exercise_outside_the_plan_is_not_there(plan, as_ana, as_bo):
    urls = ["/plan/targets/barbell-deadlift/", "/plan/targets/nothing/"]

    assert [as_ana.get(url).status_code for url in urls] == [404, 404]
    # Somebody without a plan has no target either.
    assert [as_bo.get(URL).status_code, as_bo.post(URL).status_code] == [404, 404]


def test_target_page_needs_twelve_queries(plan, ana, as_ana, noon, django_assert_num_queries):
    with django_assert_num_queries(12):
        as_ana.get(URL)
    for day in (2, 5):
        builders.finished(ana, noon + timedelta(days=day))
    with django_assert_num_queries(12):
        as_ana.get(URL)


def test_page_says_how_the_target_goes_on_and_keeps_the_choice(
    plan, ana, as_ana, noon, time_machine
):
    sent = {"action": "own", "sets": "3", "lo": "8", "hi": "12", "goes_on": "fixed"}
    as_ana.post(URL, sent)
    for day in (2, 5, 7, 9):
        builders.finished(ana, noon + timedelta(days=day), sets=3)

    time_machine.move_to(noon + timedelta(days=10))
    page = as_ana.get(URL)
    stored = StoredCheckpoint.objects.of(ana).exists()
    again = as_ana.get(URL)

    assert (page.context["aim"].goes_on, stored) == ("fixed", True)
    assert page.context["goes_on"]["goes_on"].value() == "fixed"
    assert again.context["aim"] == page.context["aim"]
    target = page.context["aim"].target
    assert (target.sets, target.lo, target.hi) == (3, 8, 12)
    text = " ".join(page.content.decode().split())
    assert "Fixed by me" in text
    assert "You fixed this target; it stays until you change it." in text


def test_choice_taken_back_takes_back_how_it_goes_on(plan, as_ana):
    as_ana.post(URL, {"action": "own", "sets": "3", "lo": "8", "hi": "12", "goes_on": "own"})
    chosen = as_ana.get(URL).context["aim"].goes_on
    as_ana.post(URL, {"action": "app"})

    assert (chosen, as_ana.get(URL).context["aim"].goes_on) == ("own", "rules")


def test_way_to_go_on_that_is_none_is_told_beside_the_field(plan, as_ana):
    sent = {"action": "own", "sets": "3", "lo": "8", "hi": "12", "goes_on": "ever"}

    page = as_ana.post(URL, sent)

    assert page.status_code == 422
    assert "goes_on" in page.context["goes_on"].errors
    assert not TargetOverride.objects.exists()
