"""What the sheet for an appointment reads: how often, what was left out, flare-ups."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from history.facts.adherence import adherence_of
from history.facts.back import back_over, flares_in
from history.facts.left_out import Change, Changed, left_out_in
from history.facts.report_exercises import Reached, RoutineExercise, routine_then_and_now
from history.facts.report_pain import pain_of
from history.labels.report import changed_words, reached_words
from history.planning.adherence import Adherence
from history.planning.report import Interval
from routines.actions.item import skip_item, swap_item
from routines.actions.log import SetEntry, log_set
from routines.actions.plan_changes import change_plan
from routines.actions.removal import remove_session
from routines.actions.session import finish_session
from routines.actions.session_items import remove_item
from routines.facts.plan_changes import marks_for
from routines.models import FlareMark, MorningCheck, Session, SessionItem
from routines.planning.loads import Unit
from tests import builders

pytestmark = pytest.mark.django_db
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def period(noon):
    """The last four weeks, which began on Monday, 9 February."""
    return Interval.of_weeks(4, today=noon.date(), week_start=0)


def read(user, period, noon):
    return adherence_of(user, period, back_over(user, period), noon.date())


def test_each_week_is_compared_with_what_was_planned_then(library, ana, noon, period):
    """Two sessions in the first week, one in the second, then away; before that another plan."""
    builders.plan(ana, noon - 5 * WEEK, sessions_per_week=2, weekdays=[0, 3])
    monday = noon - 2 * DAY
    for day in (monday - 3 * WEEK, monday - 3 * WEEK + 3 * DAY, monday - 2 * WEEK):
        builders.finished(ana, day)
    away = marks_for("away", day=(monday - WEEK).date(), to=(monday - DAY).date())
    change_plan(user=ana, marks=away, today=(monday - WEEK).date(), now=monday - WEEK)

    assert read(ana, period, noon) == Adherence(
        sessions=3, kept=3, planned=4, met=1, weeks=2, away=1, in_flare=0
    )


def test_a_first_session_in_a_week_that_began_without_a_plan_asks_for_nothing(
    library, ana, noon, period
):
    builders.plan(ana, noon)
    builders.finished(ana, noon)

    assert read(ana, period, noon) == Adherence(
        sessions=1, kept=0, planned=0, met=0, weeks=0, away=0, in_flare=0
    )


def test_flare_ups_have_their_days_and_their_week_asks_for_nothing(library, ana, noon, period):
    builders.plan(ana, noon - 5 * WEEK)
    said, settled = noon.date() - 15 * DAY, noon.date() - 10 * DAY
    FlareMark.objects.create(user=ana, day=said, kind="said")
    FlareMark.objects.create(user=ana, day=settled, kind="ended")

    back = back_over(ana, period)

    [(first, last)] = flares_in(back, period)
    assert (first, last) == (said, settled - DAY)
    assert read(ana, period, noon).in_flare == 1


def test_a_long_period_reads_the_reports_before_it_too(library, ana, noon):
    """Calm mornings before the period are the usual pain with which its first days are compared."""
    year = Interval(first=noon.date() - 360 * DAY, last=noon.date())
    for number in range(30):
        day, pain = year.first + (number - 25) * DAY, 1 if number < 25 else 7
        MorningCheck.objects.create(user=ana, day=day, pain=pain, recorded_at=noon)

    flares = flares_in(back_over(ana, year), year)

    assert [first for first, _last in flares] == [year.first]


def test_what_was_left_out_says_why_and_how_often(library, ana, noon, period):
    builders.plan(ana, noon - WEEK)
    for start in (noon - WEEK, noon - 2 * DAY):
        session = builders.session(ana, start)
        skipped, swapped, removed, told, *others = builders.strength(session)
        for each in others:
            builders.one_set(each, start)
        skip_item(item=skipped, reason="hurts", now=start)
        SessionItem.objects.filter(pk=skipped.pk).update(pain_high=4 if start < noon - WEEK else 6)
        swap_item(item=swapped, exercise=Exercise.objects.library().get(pk="wall-sit"), now=start)
        remove_item(item=removed, removed=True, now=start)
        why = {"left_out": "Step-up", "hurt_much": True}
        SessionItem.objects.filter(pk=told.pk).update(why=why)
        finish_session(session=session, rir=None, note="", now=start + timedelta(minutes=40))

    found = left_out_in(ana, period)

    by_kind = {each.what.change: each for each in found}
    assert set(by_kind) == {Change.SKIPPED, Change.SWAPPED, Change.REMOVED, Change.RESTED}
    assert by_kind[Change.SKIPPED].pain == 6
    assert [each.times for each in found] == sorted((each.times for each in found), reverse=True)
    assert sum(each.times for each in found) == 8
    assert by_kind[Change.SWAPPED].what.instead == "Wall sit"
    assert {each.day for each in found} <= {noon.date() - WEEK, noon.date() - 2 * DAY}

    remove_session(session=session, now=noon)
    assert sum(each.times for each in left_out_in(ana, period)) == 4


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"change": Change.SKIPPED, "reason": "kit"}, "Left out: no equipment for it"),
        ({"change": Change.SKIPPED}, "Left out"),
        ({"change": Change.SWAPPED, "instead": "Wall sit"}, "Replaced by Wall sit"),
        ({"change": Change.REMOVED}, "Taken out of the session"),
        (
            {"change": Change.RESTED, "instead": "Wall sit", "hurt_much": True},
            "Wall sit in its place: it hurt at 6 or more twice within two weeks",
        ),
        (
            {"change": Change.RESTED, "instead": "Wall sit"},
            "Wall sit in its place: even its smallest dose was too much",
        ),
        (
            {"change": Change.LOCKED, "instead": "Wall sit"},
            "Wall sit in its place: it isn’t unlocked yet",
        ),
    ],
)
def test_each_change_has_its_words(what, words):
    assert changed_words(Changed(name="Squat", **what)) == words


HEAVY = "romanian-deadlift"  # on both days


def test_routine_shows_each_exercise_at_first_now_and_at_its_best(library, ana, noon, period):
    builders.plan(ana, noon - 9 * DAY, level="L2", equipment=builders.GYM)
    for before, load, amount, rir in ((9, 12, 10, 2), (7, 16, 6, 3), (2, 16, 5, None)):
        start = noon - before * DAY
        session = builders.session(ana, start)
        item = session.items.get(exercise=HEAVY)
        for number, less in enumerate((2, 0), 1):
            entry = SetEntry(number=number, amount=amount - less, load=Decimal(load), rir=rir)
            log_set(item=item, key=new_key(), entry=entry, now=start)
        finish_session(session=session, rir=None, note="", now=start + timedelta(minutes=40))

    found = {each.prescribed.slug: each for each in routine_then_and_now(ana, period).exercises}

    heavy = found.pop(HEAVY)
    reached = (heavy.first, heavy.now, heavy.best)
    assert [reached_words(each, heavy) for each in reached] == [
        *("12 kg × 10", "16 kg × 5", "16 kg × 6"),
    ]
    assert [(noon.date() - each.day).days for each in reached] == [9, 2, 7]
    assert (heavy.letters, heavy.reserve) == ("A, B", Decimal("2.5"))
    assert {(each.first, each.best, each.reserve) for each in found.values()} == {
        (None, None, None)
    }
    assert len(found) >= 8


@pytest.mark.parametrize(
    ("measure", "reached", "words"),
    [
        ("reps", {"amount": 12}, "12 reps"),
        ("seconds", {"amount": 30}, "30 s"),
        ("seconds", {"amount": 30, "load": Decimal(8)}, "8 kg × 30 s"),
        ("reps", {"amount": 8, "load": Decimal(-10)}, "10 kg of help × 8"),
        ("reps", {"amount": 9, "height_cm": Decimal(15)}, "9 reps, step 15 cm"),
        ("reps", {"amount": 9, "band": 2}, "9 reps, band 2"),
    ],
)
def test_a_best_set_has_its_words(measure, reached, words):
    nothing = {"day": None, "load": Decimal(0), "height_cm": Decimal(0), "band": 0}
    exercise = RoutineExercise(
        prescribed=SimpleNamespace(dose=SimpleNamespace(measure=measure)),
        letters="A",
        unit=Unit.KG,
        length_unit="cm",
    )

    assert reached_words(Reached(**{**nothing, **reached}), exercise) == words
    assert reached_words(None, exercise) == ""


def test_pain_is_drawn_from_what_was_said(library, ana, noon, period):
    """Mornings of the period alone; of a day's sessions the highest pain reported, if any."""
    builders.plan(ana, noon - WEEK)
    for day, pain in ((-30, 9), (-23, 4), (-22, 3), (-20, 2), (0, 1)):
        MorningCheck.objects.create(
            user=ana, day=noon.date() + day * DAY, pain=pain, recorded_at=noon
        )
    said, silent = builders.finished(ana, noon - WEEK), builders.finished(ana, noon - 2 * DAY)
    Session.objects.filter(pk=said.pk).update(pain=2)
    SessionItem.objects.filter(pk=builders.strength(said)[0].pk).update(pain_high=3)

    found = pain_of(back_over(ana, period), period, 0)

    mornings, during = found.chart.lines
    assert [point.reading.figure for point in mornings.points] == [4, 3, 2, 1]
    assert [point.reading.figure for point in during.points] == [3]
    assert [each.day for each in found.chart.marked] == [said.local_date, silent.local_date]
    assert (found.at_first, found.now, found.most, found.flares) == (Decimal(3), None, 3, [])
    assert len(mornings.parts) == 2


def test_pain_of_a_year_has_a_point_a_week(library, ana, noon):
    year = Interval.of_weeks(52, today=noon.date(), week_start=0)
    MorningCheck.objects.bulk_create(
        MorningCheck(user=ana, day=year.first + number * DAY, pain=number % 2, recorded_at=noon)
        for number in range(year.days)
    )

    found = pain_of(back_over(ana, year), year, 0)

    assert found.every == "week"
    assert len(found.chart.lines[0].points) == 52
