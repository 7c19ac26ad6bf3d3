"""The charts of the training equal what a slow loop counts from the rows."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from exercises.models import Exercise
from history.facts.training_charts import training_charts
from history.planning.periods import Period
from routines.actions.log import SetEntry, correct_set, remove_set
from routines.actions.mornings import say_flare
from routines.actions.removal import remove_session, restore_session
from routines.actions.session import back_date
from routines.models import DayMark, ItemSums, Mark, MorningCheck, Session, SetLog
from tests.routines.long_logs import DAY, Life, mixed

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(library, ana, noon):
    return Life.of_months(ana, noon, days_ago=range(120, 0, -4), tell=mixed, seed=7)


def charts(life, period=Period.TWELVE_WEEKS):
    return training_charts(life.user, period, life.today)


def counting(life):
    """The sessions that count on the days of twelve weeks, by a loop."""
    first = life.today - 83 * DAY
    return [
        each
        for each in Session.objects.order_by("local_date", "started_at")
        if each.removed_at is None
        and each.status in ("completed", "partial")
        and first <= each.local_date <= life.today
    ]


def week_of(day):
    return day - timedelta(days=day.weekday())


def check(life):
    found, sessions = charts(life), counting(life)
    by_week, minutes, hard, pain, effort = {}, {}, {}, {"before": {}, "during": {}}, {}
    for each in sessions:
        week = week_of(each.local_date)
        by_week[week] = by_week.get(week, 0) + 1
        took = round((each.finished_at - each.started_at) / timedelta(minutes=1))
        if not each.written_later and took <= 240:
            minutes[week] = minutes.get(week, 0) + took
        if each.pain_before is not None:
            pain["before"].setdefault(each.local_date, []).append(each.pain_before)
        said = [item.pain_high for item in each.items.all()] + [each.pain]
        said = [one for one in said if one is not None]
        if said:
            pain["during"].setdefault(each.local_date, []).append(max(said))
        for item in each.items.filter(phase="strength"):
            logs = [log for log in SetLog.objects.filter(item=item) if log.removed_at is None]
            for log in logs:
                if log.rir is not None:
                    effort.setdefault(each.local_date, []).append(log.rir)
            numbers = {log.number for log in logs if log.rir is None or log.rir <= 4}
            hard[item.exercise_id] = hard.get(item.exercise_id, 0) + len(numbers)
    pain["morning"] = {
        each.day: [each.pain]
        for each in MorningCheck.objects.all()
        if life.today - 83 * DAY <= each.day <= life.today
    }
    assert {week.first: week.done for week in found.weeks if week.done} == {
        week: count for week, count in by_week.items() if week >= life.today - 83 * DAY
    }
    assert {day: count for day, count in found.minutes.figures if count} == {
        week: count for week, count in minutes.items() if week >= life.today - 83 * DAY
    }
    assert {code: dict(figures) for code, figures in found.pain.figures.items()} == {
        code: {day: mean(values) for day, values in by_day.items()} for code, by_day in pain.items()
    }
    assert dict(found.effort.figures["effort"]) == {
        day: mean(values) for day, values in effort.items()
    }
    assert {each.muscle: each.sets for each in found.muscles} == muscles(life, hard)


def mean(values):
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.1"))


def muscles(life, hard):
    total = {}
    for slug, sets in hard.items():
        exercise = Exercise.objects.library().get(pk=slug)
        for muscle in exercise.primary:
            total[muscle] = total.get(muscle, Decimal(0)) + sets
        for muscle in exercise.secondary:
            total[muscle] = total.get(muscle, Decimal(0)) + Decimal(sets) / 2
    return {muscle: (sets / 12).quantize(Decimal("0.1")) for muscle, sets in total.items() if sets}


def changes(life, chance):
    sessions = list(Session.objects.select_related("user").order_by("local_date")[12:])
    logs = list(SetLog.objects.select_related("item__session__user", "item__user").order_by("pk"))
    now = life.now
    remove_session(session=sessions[3], now=now)
    yield
    back_date(session=sessions[4], day=life.today - 50 * DAY, now=now)
    yield
    log = chance.choice(logs[-20:])
    correct_set(log=log, entry=SetEntry(number=log.number, side=log.side, amount=3, rir=5), now=now)
    yield
    remove_set(log=logs[-1], now=now)
    yield
    restore_session(session=sessions[3], now=now)
    yield


def test_every_figure_equals_that_of_a_slow_loop_after_any_changes(life):
    check(life)
    for _change in changes(life, Random(4)):
        check(life)

    assert ItemSums.objects.count() > 50


def test_weeks_away_and_in_a_flare_up_are_named_and_signed(life):
    Session.objects.filter(local_date__gte=life.today - 30 * DAY).delete()
    flare, away = week_of(life.today - 14 * DAY), week_of(life.today - 24 * DAY)
    say_flare(user=life.user, kind="said", today=flare)
    say_flare(user=life.user, kind="ended", today=flare + 2 * DAY)
    DayMark.objects.create(user=life.user, day=away, mark=Mark.AWAY)

    found = charts(life)

    kinds = {week.first: week.kind.value for week in found.weeks}
    signs = {bar.counted.day: bar.counted.sign for bar in found.sessions.chart.bars}
    assert (kinds[flare], kinds[away]) == ("flare", "away")
    assert (signs[flare], signs[away]) == ("flare", "away")
    assert found.flares[-1][0] == flare


def test_long_times_have_few_points(library, ana, noon):
    life = Life.of_months(ana, noon, days_ago=range(3600, 0, -40))

    found = charts(life, Period.ALL)

    assert found.sessions.by_month
    assert len(found.sessions.figures) < 125
    assert max(len(figures) for figures in found.pain.figures.values()) < 125


def test_charts_need_nine_queries_for_twelve_weeks_and_twelve_for_a_year(
    life, django_assert_num_queries
):
    for period, queries in ((Period.TWELVE_WEEKS, 9), (Period.YEAR, 12)):
        with django_assert_num_queries(queries):
            charts(life, period)
