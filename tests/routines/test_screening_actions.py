"""The screening before training: the stored result, the lock, and the changes to the plan."""

from datetime import date, timedelta

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.calendar_feed import make_feed
from routines.actions.consent import agree
from routines.actions.item import say_pain, skip_item
from routines.actions.plan import keep_swaps
from routines.actions.plan_changes import change_plan
from routines.actions.schedule import replan
from routines.actions.screening import answer_screening, withdraw_consent
from routines.actions.session import finish_session, start_session, write_down_session
from routines.facts.back_state import back_state
from routines.facts.calendar_entries import entries
from routines.facts.clearance import CheckDue, StrengthLocked, care_for, clearance
from routines.facts.consent import NotAgreed, has_agreed
from routines.facts.plan_changes import marks_for
from routines.facts.prescriptions import begins_at_foundation, left_out
from routines.facts.previews import preview
from routines.models import (
    Agreement,
    DayMark,
    Plan,
    PlannedSession,
    Prescription,
    Screening,
    Session,
    SessionItem,
    SetLog,
)
from routines.planning.cautions import LoadKept
from tests import builders

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 3, 4)
LOCKING = (
    {"H1": "yes"},
    {"B1_soon": "daily_life"},
    {"B1_urgent": "fever"},
    {"B1_emergency": "urine"},
)


@pytest.fixture
def cleo(library, noon):
    """Somebody whom nobody asked yet, with a plan whose session A is today."""
    cleo = builders.person("cleo", checked=False)
    builders.plan(cleo, noon)
    return cleo


def days(user):
    return list(PlannedSession.objects.of(user).values_list("day", flat=True))


def exercises(user):
    found = Prescription.objects.filter(user=user, phase="strength", programme_day="A")
    return [(each.exercise_id, each.instead_of_id) for each in found]


# --- what is kept -------------------------------------------------------------------------------


def test_answer_check_keeps_the_verdict_alone(cleo, noon):
    builders.answered(cleo, noon, H3="yes", J1="knee", A1="65")

    kept = Screening.objects.of(cleo).values().get()
    assert {name: value for name, value in kept.items() if name not in {"id", "user_id"}} == {
        "answered_on": WEDNESDAY,
        "text_version": 2,
        "outcome": 3,
        "standing": 0,
        "flagged_on": None,
        "tags": ["dizziness", "knee_pain"],
        "looks": [],
        "waits": False,
        "is_65_or_older": True,
        "cleared_on": None,
        "load_kept_from": None,
        "load_kept_to": None,
    }


def test_answer_check_keeps_the_days_on_which_no_weight_goes_up(cleo, noon):
    builders.answered(cleo, noon, P1="known")
    later = noon + timedelta(days=90)
    builders.answered(cleo, later)

    kept = Screening.objects.of(cleo).get().load_kept
    assert kept == LoadKept(since=date(2026, 2, 4), to=later.date())


def test_at_65_each_session_has_a_balance_exercise(cleo, noon):
    builders.answered(cleo, noon, A1="65")

    found = Prescription.objects.filter(user=cleo, exercise_id="single-leg-stance")
    assert sorted(found.values_list("programme_day", flat=True)) == ["A", "B"]


def test_answer_check_without_consent_keeps_nothing(cleo, noon):
    with pytest.raises(NotAgreed):
        answer_screening(user=cleo, answers={}, now=noon)

    assert Screening.objects.of(cleo).count() == 0


def test_answer_check_again_takes_the_place_of_the_answers_before(cleo, noon):
    builders.answered(cleo, noon, J1="knee")

    builders.answered(cleo, noon + timedelta(days=1))

    found = Screening.objects.of(cleo).get()
    assert (found.outcome, found.tags, found.answered_on) == (0, [], date(2026, 3, 5))


def test_agree_twice_is_one_agreement_to_each_subject(cleo, noon):
    agree(user=cleo, now=noon)
    agree(user=cleo, now=noon + timedelta(hours=1))

    rows = Agreement.objects.of(cleo).order_by("subject").values_list("subject", "version")
    assert list(rows) == [("health_data", 3), ("terms", 1)]
    assert has_agreed(cleo)


def test_agree_to_new_words_keeps_the_old_agreement_as_withdrawn(cleo, noon):
    agree(user=cleo, now=noon)
    Agreement.objects.of(cleo).filter(subject="terms").update(version=0)

    assert not has_agreed(cleo)
    agree(user=cleo, now=noon + timedelta(hours=1))

    rows = Agreement.objects.of(cleo).filter(subject="terms").order_by("version")
    assert [(each.version, each.withdrawn_at is None) for each in rows] == [(0, False), (1, True)]
    assert has_agreed(cleo)


# --- the lock -----------------------------------------------------------------------------------


@pytest.mark.parametrize("yeses", LOCKING, ids=lambda yeses: next(iter(yeses)))
def test_nothing_is_planned_or_started_until_a_professional_s_word(cleo, noon, yeses):
    feed = make_feed(user=cleo, with_rest_days=True, starts_at=None, now=noon)

    builders.answered(cleo, noon, **yeses)
    replan(user=cleo, today=WEDNESDAY, any_day=True)

    assert days(cleo) == []
    assert [each.programme_day for each in entries(feed=feed, today=WEDNESDAY)] == []
    with pytest.raises(StrengthLocked):
        start_session(user=cleo, key=new_key(), now=noon)
    assert Session.objects.of(cleo).count() == 0


@pytest.mark.parametrize("action", ["session", "move"])
def test_no_session_can_be_put_on_a_day_while_strength_is_locked(cleo, noon, action):
    builders.answered(cleo, noon, H1="yes")
    plan, marks = plan_of(cleo), marks_for(action, day=WEDNESDAY, to=date(2026, 3, 5))

    with pytest.raises(StrengthLocked):
        change_plan(user=cleo, marks=marks, today=WEDNESDAY, now=noon)
    with pytest.raises(StrengthLocked):
        preview(plan=plan, today=WEDNESDAY, changes=marks)

    assert DayMark.objects.of(cleo).count() == 0


def plan_of(user):
    return Plan.objects.of(user).current().get()


def test_making_a_plan_anew_plans_nothing_while_strength_is_locked(cleo, noon):
    builders.answered(cleo, noon, B1_urgent="fever")

    builders.plan(cleo, noon, weekdays=[1, 3, 5])

    assert days(cleo) == []


def test_illness_closes_its_own_day_alone(cleo, noon):
    builders.answered(cleo, noon, G4="yes")

    with pytest.raises(StrengthLocked):
        start_session(user=cleo, key=new_key(), now=noon)
    friday = noon + timedelta(days=2)
    started = start_session(user=cleo, key=new_key(), now=friday)

    assert days(cleo)[0] == date(2026, 3, 6)
    assert started.local_date == date(2026, 3, 6)


def test_log_takes_what_was_trained_although_strength_is_locked(cleo, noon):
    builders.answered(cleo, noon, B1_emergency="urine")

    found = write_down_session(user=cleo, key=new_key(), day=WEDNESDAY, programme_day="A", now=noon)
    builders.one_set(builders.strength(found)[0], noon)
    finish_session(session=found, rir=None, note="", now=noon)

    assert SetLog.objects.of(cleo).count() == 1
    assert days(cleo) == []


def test_replayed_start_of_a_session_is_the_session_that_was(cleo, noon):
    builders.answered(cleo, noon)
    session = builders.session(cleo, noon)
    builders.answered(cleo, noon, B1_urgent="fever")

    again = start_session(user=cleo, key=session.pk, now=noon)

    assert again == session
    assert Session.objects.of(cleo).count() == 1


# --- asked again --------------------------------------------------------------------------------


def test_start_asks_first_whoever_was_never_asked(cleo, noon):
    with pytest.raises(CheckDue):
        start_session(user=cleo, key=new_key(), now=noon)

    assert len(days(cleo)) > 20


@pytest.mark.parametrize(("later", "due"), [(56, None), (57, "long_break")])
def test_start_asks_again_after_a_long_break(cleo, noon, later, due):
    builders.answered(cleo, noon - timedelta(days=1))
    builders.finished(cleo, noon)

    assert clearance(cleo, back_state(cleo, WEDNESDAY + timedelta(days=later))).due == due


def test_start_asks_first_for_the_agreement_to_new_words(cleo, noon):
    builders.answered(cleo, noon)
    Agreement.objects.of(cleo).filter(subject="terms").update(version=0)

    with pytest.raises(CheckDue):
        start_session(user=cleo, key=new_key(), now=noon, pain=5)
    due = clearance(cleo, back_state(cleo, WEDNESDAY)).due
    agree(user=cleo, now=noon)

    assert due == "agreement"
    assert start_session(user=cleo, key=new_key(), now=noon, pain=5).eased == "reduced"


def test_session_written_down_without_the_agreement_keeps_no_illness_as_its_reason(cleo, noon):
    builders.answered(cleo, noon)
    builders.finished(cleo, noon)
    ill = marks_for("ill", day=date(2026, 3, 5))
    change_plan(user=cleo, marks=ill, today=WEDNESDAY, now=noon)
    Agreement.objects.of(cleo).filter(subject="terms").update(version=0)

    friday = noon + timedelta(days=2)
    found = write_down_session(
        user=cleo, key=new_key(), day=friday.date(), programme_day="B", now=friday
    )

    assert (found.eased, {item.sets for item in builders.strength(found)}) == ("", {1})


def test_start_asks_again_after_a_year(cleo, noon):
    builders.answered(cleo, noon)

    assert clearance(cleo, back_state(cleo, date(2027, 3, 3))).due is None
    assert clearance(cleo, back_state(cleo, date(2027, 3, 4))).due == "a_year"


def test_clearance_needs_one_query(cleo, noon, django_assert_num_queries):
    builders.answered(cleo, noon)
    builders.finished(cleo, noon)

    back = back_state(cleo, WEDNESDAY)

    with django_assert_num_queries(1):
        clearance(cleo, back)


# --- cautions -----------------------------------------------------------------------------------


def test_answer_check_makes_the_prescriptions_anew_and_keeps_the_log(cleo, noon):
    builders.answered(cleo, noon)
    builders.finished(cleo, noon)
    logged = list(SessionItem.objects.of(cleo).values())

    builders.answered(cleo, noon, F1="yes")

    assert {"high-chair-stand", "tandem-stand"} <= {slug for slug, _replaced in exercises(cleo)}
    assert list(SessionItem.objects.of(cleo).values()) == logged


def test_answer_check_with_the_same_verdict_keeps_swaps_made_by_hand(cleo, noon):
    builders.answered(cleo, noon)
    plan = plan_of(cleo)
    sit = Prescription.objects.get(
        routine__plans=plan, programme_day="A", exercise_id="sit-to-stand"
    )
    squat = Exercise.objects.get(pk="wall-sit")
    keep_swaps(plan=plan, programme_day="A", swaps=[(sit.exercise_id, squat)], today=noon.date())

    builders.answered(cleo, noon)

    assert exercises(cleo)[1][0] == "wall-sit"


@pytest.mark.parametrize(
    ("yeses", "rir"), [({}, (2, 4)), ({"J1": "neck"}, (3, 5)), ({"A1": "65"}, (3, 5))]
)
def test_answer_check_leaves_more_in_reserve_with_care(cleo, noon, yeses, rir):
    plan = builders.plan(cleo, noon, level="L2")

    builders.answered(cleo, noon, **yeses)

    found = Prescription.objects.get(routine__plans=plan, exercise_id="bodyweight-squat")
    assert (found.rir_lo, found.rir_hi) == rir


def test_left_out_names_the_cautions(cleo, noon):
    builders.answered(cleo, noon, J1="neck")

    found = left_out(plan_of(cleo), care_for(cleo))

    assert [(why.slug, set(why.cautions)) for _name, why in found] == [
        ("bridge-pose", {"neck_pain"})
    ]


def test_plan_begins_at_the_foundation_after_an_operation(cleo, noon):
    plan = builders.plan(cleo, noon, level="L2")

    builders.answered(cleo, noon, O1="yes")

    assert begins_at_foundation(plan, care_for(cleo))
    assert exercises(cleo)[0] == ("glute-bridge", None)


# --- withdrawn ----------------------------------------------------------------------------------


def test_withdraw_deletes_what_is_kept_about_health_and_keeps_the_log(cleo, ana, noon):
    for person in (cleo, ana):
        builders.answered(person, noon, F1="yes")
        if person == ana:
            builders.plan(ana, noon)
        session = builders.session(person, noon)
        first, second, *_rest = builders.strength(session)
        builders.one_set(first, noon)
        say_pain(item=first, pain=4, now=noon)
        skip_item(item=second, reason="hurts", now=noon)
        finish_session(session=session, rir=2, note="Fine.", pain=4, now=noon)
        ill = marks_for("ill", day=date(2026, 3, 12))
        change_plan(user=person, marks=ill, today=WEDNESDAY, now=noon)
    kept = back(ana)

    withdraw_consent(user=cleo, now=noon)

    assert back(ana) == kept == (1, [4], [4], ["hurts"], ["ill"], 1, True)
    assert back(cleo) == (0, [], [], ["other"], ["rest"], 1, False)
    assert Agreement.objects.of(cleo).standing().get().subject == "terms"
    assert ("calf-raise", None) in exercises(cleo)
    with pytest.raises(CheckDue):
        start_session(user=cleo, key=new_key(), now=noon + timedelta(days=2))


def back(user):
    """How many verdicts, the pain of sessions and of items, why items were skipped, the marks, how
    many sets; and whether the consent stands."""
    items = SessionItem.objects.of(user)
    return (
        Screening.objects.of(user).count(),
        list(Session.objects.of(user).exclude(pain=None).values_list("pain", flat=True)),
        list(items.exclude(pain=None).values_list("pain", flat=True)),
        list(items.exclude(skipped="").values_list("skipped", flat=True)),
        list(DayMark.objects.of(user).values_list("mark", flat=True)),
        SetLog.objects.of(user).count(),
        has_agreed(user),
    )


def test_pain_and_illness_are_not_kept_without_consent(cleo, noon):
    builders.answered(cleo, noon)
    session = builders.session(cleo, noon)
    first, second, *_rest = builders.strength(session)
    builders.one_set(first, noon)
    withdraw_consent(user=cleo, now=noon)

    with pytest.raises(NotAgreed):
        say_pain(item=first, pain=4, now=noon)
    skip_item(item=second, reason="hurts", now=noon)
    finish_session(session=session, rir=2, note="", pain=4, now=noon)
    ill = marks_for("ill", day=date(2026, 3, 12))
    change_plan(user=cleo, marks=ill, today=WEDNESDAY, now=noon)

    assert back(cleo) == (0, [], [], ["other"], ["rest"], 1, False)
