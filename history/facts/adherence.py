"""The sessions that a person had planned and those that were done, week by week."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from history.facts.back import flares_in
from history.planning.adherence import Adherence, adherence
from history.planning.report import Interval
from history.planning.weeks import WEEK, first_of_week, weeks_of
from routines.facts.back_state import BackState
from routines.models import DayMark, Mark, Plan, Session
from routines.models.session import DONE


def adherence_of(user: User, period: Interval, back: BackState, today: date) -> Adherence:
    """Return how much of what was planned in a period was done. Three queries.

    `back`: the reports about the back over the period.
    """
    sessions = Session.objects.of(user).standing().filter(status__in=DONE)
    done = list(
        sessions.between(period.first, period.last)
        .order_by("local_date", "started_at")
        .values_list("local_date", "wanted_a_week")
    )
    marks = DayMark.objects.of(user).filter(
        day__range=(period.first, period.last), mark__in=(Mark.AWAY, Mark.ILL)
    )
    wanted = _planned(user, period)
    for day, count in reversed(done):
        start = first_of_week(day, user.week_start)
        if start in wanted:
            wanted[start] = count
    this_week = first_of_week(today, user.week_start)
    weeks = weeks_of(
        Counter(first_of_week(day, user.week_start) for day, _count in done),
        first=first_of_week(period.first, user.week_start),
        this_week=this_week,
        away=set(marks.values_list("day", flat=True)),
        in_flare={day for first, last in flares_in(back, period) for day in _days(first, last)},
    )
    return adherence(len(done), weeks, period, wanted=wanted, this_week=this_week)


def _planned(user: User, period: Interval) -> dict[date, int]:
    """Return the number of sessions that the plan had, by the first day of each week that began
    with a plan."""
    plans = list(
        Plan.objects.of(user)
        .filter(Q(ended_on=None) | Q(ended_on__gte=period.first), started_on__lte=period.last)
        .order_by("started_on", "pk")
        .values_list("started_on", "sessions_per_week")
    )
    wanted = {}
    start = first_of_week(period.first, user.week_start)
    while start <= period.last:
        in_force = [count for began, count in plans if began <= start]
        if in_force:
            wanted[start] = in_force[-1]
        start += WEEK
    return wanted


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
