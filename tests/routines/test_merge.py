"""A guest's log comes into an account of the same person: nothing is lost, nothing doubled."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.models import UniqueConstraint

from accounts.actions import start_as_guest, wait_for_answer
from accounts.models import FormerGuest, User
from builder.actions import share_routine
from exercises.models import Exercise
from history.models import NormGroup
from routines import actions
from routines.facts.clearance import lock_on
from routines.facts.consent import has_agreed
from routines.facts.personal_data import owned_models
from routines.facts.plan_changes import marks_for
from routines.models import (
    Agreement,
    DayMark,
    DayNote,
    FlareMark,
    MorningCheck,
    Plan,
    PlanChange,
    PlannedSession,
    Routine,
    Screening,
    Session,
    SetLog,
    Status,
)
from routines.models.last_word import Word
from routines.models.merging import OneEach, Rule
from routines.planning.questions import Outcome
from tests import builders

DAY = timedelta(days=1)
# Of these one of two is ended, or both are made one, before the rows move.
MADE_ONE_BEFORE = {"Plan", "Session", "Agreement", "Screening"}


@pytest.fixture
def guest(db):
    return builders.guest()


def merge(guest, user, now, *, keeps_guests_plan=False):
    wait_for_answer(guest=guest, user=user, now=now)
    return actions.merge_guest(guest=guest, user=user, keeps_guests_plan=keeps_guests_plan, now=now)


def columns(model, *people):
    """The rows of people by key, without whose they are."""
    rows = model.objects.filter(user__in=people).values()
    return {row.pop("id"): {**row, "user_id": None} for row in rows}


# --- every model --------------------------------------------------------------------------------


def only_one(model):
    """The columns by which a person has one row at most, for each constraint that says so."""
    constraints = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    found = [set(each.fields) - {"user"} for each in constraints if "user" in each.fields]
    return [*found, *([set()] if model._meta.get_field("user").unique else [])]


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model.__name__)
def test_every_model_says_what_becomes_of_a_guest_s_rows(model):
    assert "merging" in vars(model), "add `merging`: see routines/models/merging.py"
    rule = model.merging

    assert isinstance(rule, (Rule, OneEach))
    if model.__name__ not in MADE_ONE_BEFORE:
        by = [set(rule.by)] if isinstance(rule, OneEach) else []
        assert only_one(model) == by


# --- the log ------------------------------------------------------------------------------------


def test_every_set_comes_along_under_its_own_key(library, ana, guest, noon):
    builders.plan(ana, noon - 2 * DAY)
    builders.plan(guest, noon)
    builders.finished(ana, noon - 2 * DAY)
    builders.finished(guest, noon)
    before = {model: columns(model, ana, guest) for model in (Session, SetLog)}

    merge(guest, ana, noon)

    assert {model: columns(model, ana) for model in (Session, SetLog)} == before
    assert [len(rows) for rows in before.values()] == [2, 16]
    assert User.objects.filter(pk=guest.pk).exists() is False


def test_nothing_of_the_guest_is_left_and_a_stranger_keeps_all(library, ana, bo, guest, noon):
    builders.plan(bo, noon)
    builders.finished(bo, noon)
    plan = builders.plan(guest, noon)
    builders.finished(guest, noon)
    own = builders.own_exercise(guest)
    share_routine(routine=plan.routine, with_notes=False, now=noon)
    before = {model: columns(model, bo) for model in owned_models()}

    merge(guest, ana, noon)

    assert [model for model in owned_models() if model.objects.filter(user=guest.pk)] == []
    assert {model: columns(model, bo) for model in owned_models()} == before
    assert Exercise.objects.get(pk=own.pk).owner == ana


def test_merging_twice_changes_nothing(library, ana, guest, noon):
    builders.plan(guest, noon)
    builders.finished(guest, noon)
    merge(guest, ana, noon)
    before = {model: columns(model, ana) for model in owned_models()}

    with pytest.raises(actions.NoSuchGuest):
        actions.merge_guest(guest=guest, user=ana, keeps_guests_plan=True, now=noon)

    assert {model: columns(model, ana) for model in owned_models()} == before
    assert list(FormerGuest.objects.values_list("key", "user", "merged_at")) == [
        (guest.pk, ana.pk, noon)
    ]


def test_a_guest_who_never_logged_in_to_this_account_stays(library, ana, bo, guest, noon):
    builders.plan(guest, noon)
    wait_for_answer(guest=guest, user=bo, now=noon)

    with pytest.raises(actions.NoSuchGuest):
        actions.merge_guest(guest=guest, user=ana, keeps_guests_plan=True, now=noon)

    assert Plan.objects.of(guest).count() == 1


def test_a_fault_on_the_way_leaves_everything_as_it_was(library, ana, guest, noon, monkeypatch):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    builders.finished(guest, noon)
    before = {model: columns(model, guest) for model in owned_models()}
    monkeypatch.setattr("routines.actions.merge.replan", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        merge(guest, ana, noon)

    assert {model: columns(model, guest) for model in owned_models()} == before


def test_of_two_running_sessions_the_older_ends_as_it_is(library, ana, guest, noon):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    older = builders.session(ana, noon)
    builders.one_set(builders.strength(older)[0], noon + timedelta(minutes=5))
    newer = builders.session(guest, noon + timedelta(hours=1))

    merge(guest, ana, noon + timedelta(hours=2))

    found = {each.pk: (each.status, each.finished_at) for each in Session.objects.of(ana)}
    assert found == {
        older.pk: (Status.PARTIAL, noon + timedelta(minutes=5)),
        newer.pk: (Status.IN_PROGRESS, None),
    }


def test_sets_that_wait_on_the_device_count_in_a_session_that_was_ended_without_any(
    library, ana, guest, noon
):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    older = builders.session(guest, noon)
    builders.session(ana, noon + timedelta(hours=1))
    merge(guest, ana, noon + timedelta(hours=2))
    before = Session.objects.get(pk=older.pk).status

    builders.one_set(builders.strength(older)[0], noon + timedelta(hours=3))

    assert (before, Session.objects.get(pk=older.pk).status) == (Status.EMPTY, Status.PARTIAL)


def test_report_that_waits_on_the_device_still_counts_for_a_session_that_was_ended(
    library, ana, guest, noon
):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    older = builders.session(guest, noon)
    builders.one_set(builders.strength(older)[0], noon + timedelta(minutes=5))
    builders.session(ana, noon + timedelta(hours=1))
    merge(guest, ana, noon + timedelta(hours=2))
    found = Session.objects.select_related("user").get(pk=older.pk)

    reported = Word(at=noon + timedelta(minutes=40), heard=noon + timedelta(hours=3))
    actions.finish_session(
        session=found, rir=3, note="Good.", pain=2, now=reported.at, word=reported
    )

    found.refresh_from_db()
    assert (found.rir, found.note, found.pain) == (3, "Good.", 2)


# --- the plan -----------------------------------------------------------------------------------


def days_ahead(user, today):
    ahead = PlannedSession.objects.of(user).filter(day__gte=today)
    return list(ahead.values_list("day", flat=True))


@pytest.mark.parametrize(
    ("keeps_guests_plan", "weekdays"),
    [(False, [0, 2, 4]), (True, [1, 3])],
    ids=["account", "guest"],
)
def test_one_plan_goes_on_with_its_days(library, ana, guest, noon, keeps_guests_plan, weekdays):
    of_ana = builders.plan(ana, noon)
    of_guest = builders.plan(guest, noon, sessions_per_week=2, weekdays=[1, 3])
    today = noon.date()

    merge(guest, ana, noon, keeps_guests_plan=keeps_guests_plan)

    kept, ended = (of_guest, of_ana) if keeps_guests_plan else (of_ana, of_guest)
    assert Plan.objects.of(ana).current().get().pk == kept.pk
    assert Plan.objects.of(ana).get(pk=ended.pk).ended_on == today
    assert {day.weekday() for day in days_ahead(ana, today)} == set(weekdays)
    assert [each.pk for each in Routine.objects.of(ana).kept()] == [kept.routine_id]


def test_the_only_plan_goes_on_without_a_question(library, ana, guest, noon):
    plan = builders.plan(guest, noon)

    merge(guest, ana, noon)

    assert Plan.objects.of(ana).current().get().pk == plan.pk


def test_the_plan_keeps_the_rest_rule_beside_what_the_other_trained(library, ana, guest, noon):
    builders.plan(ana, noon, weekdays=[3, 5], sessions_per_week=2)
    builders.plan(guest, noon)
    builders.finished(guest, noon)

    merge(guest, ana, noon)

    days = sorted({*days_ahead(ana, noon.date()), noon.date()})
    assert min(b - a for a, b in pairwise(days)) == 2 * DAY


def test_marks_by_hand_stay_with_their_plan_and_those_about_the_day_come_along(
    library, ana, guest, noon
):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    away, moved = date(2026, 3, 9), date(2026, 3, 6)
    today = noon.date()
    actions.change_plan(user=guest, marks=marks_for("away", day=away), today=today, now=noon)
    actions.change_plan(
        user=guest, marks=marks_for("move", day=moved, to=moved + DAY), today=today, now=noon
    )

    merge(guest, ana, noon)

    assert list(DayMark.objects.of(ana).values_list("day", "mark")) == [(away, "away")]
    assert PlanChange.objects.of(ana).filter(undone_at=None).exists() is False
    assert away not in days_ahead(ana, today)


# --- the back -----------------------------------------------------------------------------------


def test_on_the_same_morning_the_account_s_report_stays(library, ana, guest, noon):
    today = noon.date()
    for person, day, pain in [(ana, today, 2), (guest, today, 6), (guest, today - DAY, 5)]:
        actions.record_morning(user=person, day=day, pain=pain, sore=False, today=today, now=noon)

    merge(guest, ana, noon)

    found = MorningCheck.objects.of(ana).values_list("day", "pain")
    assert list(found) == [(today - DAY, 5), (today, 2)]


@pytest.mark.parametrize("of_guest", ["said", "ended"])
@pytest.mark.parametrize("of_ana", ["said", "ended"])
def test_a_flare_that_one_of_both_reports_stands(library, ana, guest, noon, of_ana, of_guest):
    actions.say_flare(user=ana, kind=of_ana, today=noon.date())
    actions.say_flare(user=guest, kind=of_guest, today=noon.date())

    merge(guest, ana, noon)

    stricter = "said" if "said" in (of_ana, of_guest) else "ended"
    assert [each.kind for each in FlareMark.objects.of(ana)] == [stricter]


def test_a_note_that_was_taken_back_gives_way(library, ana, guest, noon):
    def note(user, about, answer):
        actions.note_day(
            user=user, day=noon.date(), about=about, answer=answer, minutes=None, now=noon
        )

    note(ana, "walking", "")
    note(guest, "walking", "done")
    note(ana, "night", "well")
    note(guest, "night", "badly")

    merge(guest, ana, noon)

    found = set(DayNote.objects.of(ana).values_list("about", "answer"))
    assert found == {("walking", "done"), ("night", "well")}


def test_an_empty_norm_group_gives_way(ana, guest, noon):
    NormGroup.objects.create(user=ana, said_on=noon.date())
    NormGroup.objects.create(user=guest, age="60-64", said_on=noon.date())

    merge(guest, ana, noon)

    assert [each.age for each in NormGroup.objects.of(ana)] == ["60-64"]


@pytest.mark.parametrize("careful", ["ana", "guest"])
def test_the_cautions_of_both_count_and_the_plan_is_fitted_to_them(
    library, ana, guest, noon, careful
):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    builders.answered({"ana": ana, "guest": guest}[careful], noon, J1="knee")
    builders.answered({"ana": guest, "guest": ana}[careful], noon, J1="hip")
    other = builders.person("cleo")
    builders.answered(other, noon, J1="knee")
    alike = builders.plan(other, noon)

    merge(guest, ana, noon)

    screening = Screening.objects.of(ana).get()
    assert {"knee_pain", "hip_pain"} <= set(screening.tags)
    Screening.objects.of(other).update(tags=screening.tags)
    actions.remake_prescriptions(user=other)
    plan = Plan.objects.of(ana).current().get()
    place = ("programme_day", "phase", "position")
    told = [
        each.prescriptions.order_by(*place).values_list(*place, "exercise")
        for each in (plan, alike)
    ]
    assert list(told[0]) == list(told[1])


def test_a_lock_of_the_guest_locks_the_account(library, ana, guest, noon):
    builders.plan(ana, noon)
    builders.plan(guest, noon)
    actions.add_to_verdict(user=guest, outcome=Outcome.URGENT, now=noon)

    merge(guest, ana, noon)

    assert lock_on(ana, noon.date()) == "professional"
    assert days_ahead(ana, noon.date()) == []


def test_one_agreement_stands_and_the_other_is_a_record(ana, guest, noon):
    merge(guest, ana, noon)

    found = Agreement.objects.of(ana)
    assert (found.standing().count(), found.count(), has_agreed(ana.pk)) == (2, 4, True)


def test_consent_that_was_given_here_comes_along(guest, noon):
    ana = builders.person("ana", checked=False)

    merge(guest, ana, noon)

    assert has_agreed(ana.pk) is True


def test_settings_fill_only_what_the_account_has_not(ana, noon):
    guest = start_as_guest(time_zone="Asia/Tokyo")
    User.objects.filter(pk=guest.pk).update(
        usual_pain=4, habits=["walking"], country="PT", own_units={"squat": "lb", "lunge": "lb"}
    )
    User.objects.filter(pk=ana.pk).update(usual_pain=2, own_units={"squat": "kg"})

    merge(User.objects.get(pk=guest.pk), ana, noon)

    ana.refresh_from_db()
    assert (ana.time_zone, ana.usual_pain, ana.habits, ana.country, ana.own_units) == (
        *("Europe/Berlin", 2, ["walking"], "PT"),
        {"squat": "kg", "lunge": "lb"},
    )
