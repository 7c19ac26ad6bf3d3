"""The charts and bests of an exercise equal what a slow loop counts from the sets."""

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random

import pytest

from exercises.models import Exercise
from history.facts.exercise_progress import exercise_progress
from history.planning.periods import LENGTHS, Period
from routines.actions.item_sums import keep_sums
from routines.actions.log import SetEntry, correct_set, remove_set, restore_set
from routines.actions.removal import remove_session, restore_session
from routines.actions.session import back_date
from routines.models import Session, SessionItem, SetLog
from tests.routines.long_logs import DAY, Life, mixed

pytestmark = pytest.mark.django_db
SLUG = "goblet-squat"
SIDED = "reverse-lunge"


@pytest.fixture
def life(library, ana, noon):
    """Sessions of every ninth day, two years back, of all kinds."""
    return Life.of_months(ana, noon, days_ago=range(734, 0, -9), tell=mixed, seed=3)


def progress(life, period, slug=SLUG):
    exercise = Exercise.objects.library().get(pk=slug)
    return exercise_progress(life.user, exercise, period, life.today)


def logs_that_count(slug):
    return [
        (log.item.session.local_date, log)
        for log in SetLog.objects.filter(item__exercise=slug).select_related("item__session")
        if log.removed_at is None
        and log.item.session.removed_at is None
        and log.item.session.status in ("completed", "partial")
    ]


def slow_figures(life, period, slug=SLUG):
    """Return the weight, the most repetitions and the effort of each point, by loops alone."""
    logs = logs_that_count(slug)
    if period == Period.ALL:
        first = min([*(day for day, _log in logs), life.today - 83 * DAY])
    else:
        first = life.today - (LENGTHS[period] - 1) * DAY
    length = (life.today - first).days + 1
    points: dict[date, list[SetLog]] = {}
    for day, log in logs:
        if first <= day <= life.today:
            start = day
            if length > 2 * 366:
                start = day.replace(day=1)
            elif length > 91:
                start = day - timedelta(days=(day.weekday() - life.user.week_start) % 7)
            points.setdefault(max(start, first), []).append((day, log))
    weight, most, effort = {}, {}, {}
    for start, found in points.items():
        weight[start] = max(log.load_kg or Decimal(0) for _day, log in found)
        most[start] = max(log.amount for _day, log in found)
        means = []
        for day in {day for day, log in found if log.rir is not None}:
            said = [log.rir for other, log in found if other == day and log.rir is not None]
            means.append(Decimal(sum(said)) / len(said))
        if means:
            mean = sum(means, Decimal(0)) / len(means)
            effort[start] = mean.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return {"load": weight, "amount": most, "effort": effort}


def shown(life, period):
    found = progress(life, period)
    return {each.kind.value: dict(each.figures) for each in found.charts}


def changes(life, chance):
    """Make one change after the other, each of what is there then."""
    for _time in range(8):
        logs = SetLog.objects.filter(item__exercise=SLUG).order_by("pk")
        log = chance.choice(list(logs.select_related("item__session__user", "item__user")))
        session = Session.objects.select_related("user").get(pk=log.item.session_id)
        entry = SetEntry(
            number=log.number,
            side=log.side,
            amount=chance.randint(0, 60),
            load=chance.choice([None, Decimal(90), Decimal(4)]),
            rir=chance.choice([None, 0, 5]),
        )
        day = life.today - chance.randint(1, 800) * DAY
        verb, asked = chance.choice(
            [
                (correct_set, {"log": log, "entry": entry}),
                (remove_set, {"log": log}),
                (restore_set, {"log": log}),
                (back_date, {"session": session, "day": day}),
                (remove_session, {"session": session}),
                (restore_session, {"session": session}),
            ]
        )
        verb(**asked, now=life.now)
        yield verb.__name__


def test_every_figure_equals_that_of_a_slow_loop_after_any_changes(life):
    made = set()
    for change in changes(life, Random(20)):
        made.add(change)
        for period in Period:
            assert shown(life, period) == slow_figures(life, period), (change, period)
        check_bests(progress(life, Period.FOUR_WEEKS).bests)

    assert len(made) > 3


def check_bests(bests):
    done = [(log.load_kg or Decimal(0), log.amount, day) for day, log in logs_that_count(SLUG)]
    load, amount = max((load, amount) for load, amount, _day in done)
    most = max((amount, load) for load, amount, _day in done)
    first = min(day for weight, count, day in done if (weight, count) == (load, amount))
    assert (bests.heaviest.load, bests.heaviest.amount, bests.heaviest.day) == (load, amount, first)
    assert (bests.longest.amount, bests.longest.load) == most
    heaviest_of_day = {}
    for weight, count, day in done:
        heaviest_of_day[day] = max(heaviest_of_day.get(day, (weight, count)), (weight, count))
    at_load = {}
    for weight, count in heaviest_of_day.values():
        at_load[weight] = max(at_load.get(weight, 0), count)
    loads = sorted((each for each in at_load if each), reverse=True)[:5]
    assert {each.load: each.amount for each in bests.at_each_load} == {
        each: at_load[each] for each in loads
    }


def test_sides_are_those_of_the_last_days_and_the_weaker_one_is_named(life):
    for session in Session.objects.order_by("-local_date")[:4]:
        item = SessionItem.objects.get(session=session, exercise=SIDED)
        SetLog.objects.filter(item=item).delete()
        for number, side, amount in ((1, "left", 8), (1, "right", 10)):
            SetLog.objects.create(
                user=life.user,
                item=item,
                number=number,
                side=side,
                amount=amount,
                logged_at=life.now,
            )
        keep_sums(session)

    sides = progress(life, Period.TWELVE_WEEKS, SIDED).sides

    assert [(each.left, each.right, each.difference) for _day, each in sides.days[:4]] == [
        (8, 10, 20)
    ] * 4
    assert len(sides.days) == 6
    assert sides.behind == "left"


def test_reasons_are_those_that_the_sessions_showed(life):
    why = {"code": "load_up", "rule": "R8", "unit": "kg"}
    figures = {"sets": 3, "lo": 8, "hi": 12}
    why |= {"before": {**figures, "load": "8"}, "after": {**figures, "load": "12"}}
    items = SessionItem.objects.filter(exercise=SLUG, sums__isnull=False)
    items = items.order_by("-session__local_date")
    newest, second = items[0], items[1]
    SessionItem.objects.filter(pk=newest.pk).update(why=why)
    SessionItem.objects.filter(pk=second.pk).update(why={**why, "code": "same"})

    changes = progress(life, Period.TWELVE_WEEKS).changes

    found = [(day, each.code, each.after.load) for day, each in changes]
    assert found == [(newest.session.local_date, "load_up", "12")]


def test_nothing_done_has_no_progress(library, ana, noon):
    exercise = Exercise.objects.library().get(pk=SLUG)

    assert exercise_progress(ana, exercise, Period.ALL, noon.date()) is None


def test_progress_needs_eight_queries(life, django_assert_num_queries):
    exercise = Exercise.objects.library().get(pk=SLUG)

    for period in Period:
        with django_assert_num_queries(8):
            exercise_progress(life.user, exercise, period, life.today)
