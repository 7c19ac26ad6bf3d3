"""The back from day to day: mornings, flares, the check before a session, unlocks, levels."""

from datetime import timedelta
from itertools import pairwise

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions import mornings as actions
from routines.actions.plan import PlanChoices, answer_level, set_up_plan
from routines.actions.screening import withdraw_consent
from routines.actions.session import (
    NotToday,
    finish_session,
    start_session,
    write_down_session,
)
from routines.facts.back_state import back_state, with_morning
from routines.facts.clearance import CheckDue, clearance
from routines.facts.consent import NotAgreed
from routines.facts.swaps import offered_swaps
from routines.facts.unlocks import unlock_state_of
from routines.models import (
    FlareMark,
    MorningCheck,
    Plan,
    PlannedSession,
    ProfessionalCheck,
    Screening,
    Session,
    SessionItem,
    SetLog,
)
from routines.models.last_word import Word
from tests import builders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def morning(user, now, pain, *, days=0, word=None):
    day = now.date() + days * DAY
    return actions.record_morning(
        user=user, day=day, pain=pain, sore=False, today=now.date(), now=now, word=word
    )


def begin(user, now, **said):
    return start_session(user=user, key=new_key(), now=now, **said)


def test_record_morning_again_puts_the_entry_right(library, ana, noon):
    morning(ana, noon, 2)
    morning(ana, noon, 4)

    [found] = MorningCheck.objects.of(ana)
    assert (found.day, found.pain, found.sore) == (noon.date(), 4, False)


def test_what_was_said_of_a_morning_later_stays(library, ana, noon):
    morning(ana, noon, 2)

    morning(ana, noon, 7, word=Word(at=noon - timedelta(minutes=1), heard=noon))

    assert MorningCheck.objects.of(ana).get().pain == 2


def test_without_consent_nothing_is_kept(library, ana, noon):
    builders.plan(ana, noon)
    withdraw_consent(user=ana, now=noon)

    with pytest.raises(NotAgreed):
        morning(ana, noon, 4)
    with pytest.raises(NotAgreed):
        actions.say_flare(user=ana, kind="said", today=noon.date())
    with pytest.raises(NotAgreed):
        actions.say_usual_pain(user=ana, pain=4)
    with pytest.raises(NotAgreed):
        actions.record_check(
            user=ana, exercise=Exercise.objects.get(pk="goblet-squat"), name="Kim", day=noon.date()
        )

    ana.refresh_from_db()
    assert (MorningCheck.objects.count(), FlareMark.objects.count()) == (0, 0)
    assert (ProfessionalCheck.objects.count(), ana.usual_pain) == (0, None)


def test_withdrawing_deletes_what_was_said_of_the_back(library, ana, noon):
    builders.plan(ana, noon)
    morning(ana, noon, 2)
    actions.say_flare(user=ana, kind="ended", today=noon.date())
    actions.say_usual_pain(user=ana, pain=2)
    kim = {"name": "Kim", "day": noon.date()}
    actions.record_check(user=ana, exercise=Exercise.objects.get(pk="goblet-squat"), **kim)
    start_session(user=ana, key=new_key(), now=noon, pain=4, tiredness=5)

    withdraw_consent(user=ana, now=noon)

    ana.refresh_from_db()
    assert (MorningCheck.objects.count(), FlareMark.objects.count()) == (0, 0)
    assert (ProfessionalCheck.objects.count(), ana.usual_pain) == (0, None)
    [session] = Session.objects.of(ana)
    assert (session.pain_before, session.tiredness, session.eased) == (None, None, "")


@pytest.mark.parametrize(("pain", "state"), [(4, "normal"), (5, "flare")])
def test_morning_far_above_the_usual_is_a_flare(library, ana, noon, pain, state):
    ana.usual_pain = 2
    ana.save()

    morning(ana, noon, pain)

    assert back_state(ana, noon.date()).state == state


def test_said_flare_goes_on_until_it_is_said_to_have_settled(library, ana, noon):
    builders.plan(ana, noon)
    today = noon.date()

    actions.say_flare(user=ana, kind="said", today=today)
    said = back_state(ana, today + DAY).state
    actions.say_flare(user=ana, kind="ended", today=today + DAY)

    assert (said, back_state(ana, today + DAY).state) == ("flare", "ramp1")
    assert back_state(ana, today).state == "flare"


def test_said_by_mistake_is_taken_back_on_the_same_day(library, ana, noon):
    actions.say_flare(user=ana, kind="said", today=noon.date())
    actions.say_flare(user=ana, kind="ended", today=noon.date())

    assert back_state(ana, noon.date()).state == "normal"


def test_settled_ends_a_flare_though_the_morning_is_high(library, ana, noon):
    actions.say_usual_pain(user=ana, pain=0)
    morning(ana, noon, 4)
    before = back_state(ana, noon.date()).course

    actions.say_flare(user=ana, kind="ended", today=noon.date())

    after = back_state(ana, noon.date()).course
    assert [(each.state, each.baseline) for each in (before, after)] == [("flare", 0), ("ramp1", 3)]


def test_way_back_puts_two_days_of_rest_between_sessions(library, ana, noon):
    builders.plan(ana, noon)
    today = noon.date()

    actions.say_flare(user=ana, kind="said", today=today - DAY)
    actions.say_flare(user=ana, kind="ended", today=today)

    days = list(PlannedSession.objects.of(ana).filter(day__gte=today).values_list("day", flat=True))
    apart = {(later - day).days for day, later in pairwise(days)}
    assert min(apart) == 3


@pytest.mark.parametrize(
    ("usual", "said", "eased"),
    [
        (2, {"pain": 4}, ""),
        (1, {"pain": 4}, "reduced"),
        (4, {"pain": 5}, ""),
        (4, {"pain": 6}, "reduced"),
        (9, {}, ""),
    ],
)
def test_start_session_is_reduced_by_pain_before_it(library, ana, noon, usual, said, eased):
    ana.usual_pain = usual
    ana.save()
    builders.plan(ana, noon)

    session = begin(ana, noon, tiredness=3, **said)

    assert (session.eased, session.pain_before, session.tiredness) == (eased, said.get("pain"), 3)
    assert {item.sets for item in builders.strength(session)} == {1 if eased else 2}


@pytest.mark.parametrize(
    ("said", "readiness"), [({"pain": 7}, "easy_day"), ({"pain": 0, "ill": True}, "block")]
)
def test_start_session_refuses_much_pain_and_illness(library, ana, noon, said, readiness):
    builders.plan(ana, noon)

    with pytest.raises(NotToday) as refused:
        begin(ana, noon, **said)

    assert refused.value.ready.readiness == readiness
    assert Session.objects.count() == 0


def test_reduced_session_has_easier_variants_and_no_loaded_hinge(library, ana, noon):
    builders.plan(ana, noon, level="L3", equipment=builders.GYM)

    session = begin(ana, noon, pain=5)

    assert [(item.exercise_id, item.sets) for item in builders.strength(session)] == [
        ("bodyweight-squat", 2),
        ("hip-hinge-drill", 2),
        ("reverse-lunge", 1),
        ("calf-raise", 1),
        ("side-plank-knees", 1),
        ("prone-back-extension", 1),
    ]


def test_session_on_the_way_back_asks_for_less(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    FlareMark.objects.create(user=ana, day=noon.date() - DAY, kind="said")
    FlareMark.objects.create(user=ana, day=noon.date(), kind="ended")

    session = begin(ana, noon)

    squat, deadlift = builders.strength(session)[:2]
    assert (session.eased, squat.sets, deadlift.load) == ("ramp1", 2, 2)


def test_start_session_is_refused_in_a_flare(library, ana, noon):
    builders.plan(ana, noon)
    actions.say_flare(user=ana, kind="said", today=noon.date())

    with pytest.raises(NotToday):
        begin(ana, noon)

    assert Session.objects.count() == 0


@pytest.mark.parametrize(("days", "shown"), [(20, True), (21, False), (183, False)])
def test_flare_that_nobody_ends_is_refused_as_long_as_today_shows_it(
    library, ana, as_ana, noon, days, shown
):
    """It was never reported as over; after 21 days the way back begins."""
    builders.plan(ana, noon)
    FlareMark.objects.create(user=ana, day=noon.date() - days * DAY, kind="said")

    page = as_ana.get("/today/")

    assert bool(page.context["gentle"]) is shown
    if shown:
        with pytest.raises(NotToday):
            begin(ana, noon)
    else:
        assert begin(ana, noon).is_running


def test_start_after_a_flare_waits_for_the_questions(library, ana, noon):
    builders.plan(ana, noon)
    FlareMark.objects.create(user=ana, day=noon.date() - DAY, kind="said")
    FlareMark.objects.create(user=ana, day=noon.date(), kind="ended")
    Screening.objects.of(ana).update(answered_on=noon.date() - 2 * DAY)

    with pytest.raises(CheckDue):
        begin(ana, noon)
    builders.answered(ana, noon)

    assert clearance(ana, back_state(ana, noon.date())).is_open


@pytest.mark.parametrize(("usual", "sessions"), [(3, 3), (4, 2)])
def test_plan_begins_with_two_sessions_at_much_usual_pain(library, ana, noon, usual, sessions):
    before = noon - timedelta(days=14)
    builders.plan(ana, before)
    builders.finished(ana, before)
    ana.usual_pain = usual
    ana.save()

    choices = PlanChoices(
        level="L1", sessions_per_week=3, weekdays=[0, 2, 4], equipment=builders.HOME
    )
    plan = set_up_plan(user=ana, choices=choices, today=noon.date())

    assert plan.sessions_per_week == sessions


@pytest.mark.parametrize(("wanted", "level"), [(True, "L2"), (False, "L1")])
def test_answer_level_makes_the_plan_above_or_waits(library, ana, noon, wanted, level):
    plan = builders.plan(ana, noon)

    answer_level(plan=plan, wanted=wanted, today=noon.date())

    current = Plan.objects.of(ana).current().get()
    assert (current.level, current.weekdays) == (level, [0, 2, 4])
    assert plan.level_asked_on == (None if wanted else noon.date())


def test_answer_level_of_a_plan_that_has_ended_changes_nothing(library, ana, noon):
    first, again = (builders.plan(ana, noon), Plan.objects.of(ana).current().get())
    answer_level(plan=first, wanted=True, today=noon.date())

    answer_level(plan=again, wanted=True, today=noon.date())

    assert Plan.objects.of(ana).current().get().level == "L2"
    assert Plan.objects.of(ana).count() == 2


def test_lock_of_the_barbell_counts_every_pain_and_no_set_taken_back(library, ana, noon):
    barbell = Exercise.objects.get(pk="barbell-deadlift")
    builders.plan(ana, noon - 28 * DAY, level="L3", equipment=builders.GYM)
    sessions = []
    for days in (22, 15, 8, 1):
        day = noon.date() - days * DAY
        session = write_down_session(user=ana, key=new_key(), day=day, programme_day="A", now=noon)
        builders.one_set(session.items.get(exercise="kettlebell-deadlift"), noon)
        sessions.append(finish_session(session=session, rir=3, note="", now=noon))
    last = SessionItem.objects.filter(session=sessions[-1], exercise="kettlebell-deadlift")

    def missing():
        return unlock_state_of(ana, barbell, noon.date()).missing

    def is_swap():
        return barbell in offered_swaps(last.get(), hurts=False, cautions=frozenset())

    unchecked = is_swap()
    day = sessions[-1].local_date
    actions.record_check(user=ana, exercise=barbell, name="Kim", day=day)
    calm, checked = missing(), is_swap()
    Session.objects.filter(pk=sessions[-1].pk).update(pain=8)
    hurt_as_a_whole = missing()
    Session.objects.filter(pk=sessions[-1].pk).update(pain=None)
    SetLog.objects.filter(item__in=last).update(removed_at=noon)
    taken_back = missing()
    last.update(pain_high=8)
    hurt_before_a_set = missing()

    assert (calm, unchecked, checked) == ((), False, True)
    assert [hurt_as_a_whole, taken_back, hurt_before_a_set] == [("calm_weeks",)] * 3


def test_lock_of_the_barbell_says_what_is_missing(library, ana, noon):
    barbell = Exercise.objects.get(pk="barbell-deadlift")

    before = unlock_state_of(ana, barbell, noon.date())
    actions.record_check(user=ana, exercise=barbell, name="Kim", day=noon.date())

    assert before.missing == ("calm_weeks", "checked")
    assert unlock_state_of(ana, barbell, noon.date()).missing == ("calm_weeks",)
    assert unlock_state_of(ana, Exercise.objects.get(pk="dead-bug"), noon.date()) is None


@pytest.mark.parametrize("days", [-200, -40, -3, -1, 0])
def test_entry_counts_for_the_back_as_if_read_from_its_row(ana, noon, days):
    for before, pain in [(-30, 2), (-20, 2), (-10, 3), (-6, 8), (-4, 2), (-2, 3)]:
        morning(ana, noon, pain, days=before)
    before = back_state(ana, noon.date())

    for pain in (0, 9):
        morning(ana, noon, pain, days=days)
        expected = with_morning(before, noon.date() + days * DAY, pain)

        assert back_state(ana, noon.date()).courses == expected.courses
