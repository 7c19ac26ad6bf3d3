"""The best legal plan, found exactly, day by day, over the pattern of the last days.

Days are counted here as whole days since today: today is 0, and days already done are 0 or less.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from routines.planning.schedule_request import MAX_IN_SEVEN_DAYS, ScheduleRequest

# A session that finds no room costs as much as this many sessions on days that the person didn't
# choose. So keeping one session may move two others, but not the same one in every later week.
LOST_SESSION = 2


class _Day(NamedTuple):
    number: int
    week_first: int
    wanted: int  # sessions in this week
    ends_week: bool
    is_open: bool
    is_pinned: bool
    is_preferred: bool


class _Plan(NamedTuple):
    """A plan for the days so far, as its costs in order of importance; smaller is better.

    `disturbance` counts the sessions on days that the person didn't choose, plus `LOST_SESSION` for
    each session missing from a finished week. `weeks_short` is the number of sessions missing from
    each finished week. `wait` is the number of days until the very first session, 0 if one was done
    already. `days` comes last, and so settles a tie for the earliest plan.
    """

    pins_missed: int
    disturbance: int
    weeks_short: tuple[int, ...]
    wait: int
    squared_gaps: int
    days: tuple[int, ...]


# The sessions of the last six days, ascending, and the most recent session (None: none so far).
_State: TypeAlias = tuple[tuple[int, ...], int | None]


def best_days(request: ScheduleRequest) -> tuple[date, ...]:
    """Return the days of the best legal plan, ascending.

    Best means, compared in this order: most pins kept; fewest sessions missing or off the preferred
    weekdays, a missing one weighing as much as `LOST_SESSION` that are off; most sessions week by
    week from the earliest week on, done days included; the soonest start, if nothing was done
    before; the smallest sum of squared gaps in days between neighbouring sessions, the last done
    day included; the earliest, which is the lexicographically smallest tuple of days (brief.md C2
    S1–S3, C3 M1–M2).

    Which days are legal from some day on, and what they cost, depends on the past only through the
    state: rest days, seven-day windows and the count of a week look back six days at most, and the
    next gap starts at the last session. So of two plans with the same state, the better one stays
    better for any continuation. Both have the same costs added, both have finished the same weeks
    and have the same count in the current week, so adding to `weeks_short` or `days` cannot reverse
    the order of two prefixes of the same length.
    """
    # A session done today is already among the recent ones; the rest required after it closes
    # today.
    done = sorted((day - request.today).days for day in request.done)
    recent = tuple(number for number in done if number >= -6)
    start = _Plan(0, 0, (), 0, 0, ())
    plans: dict[_State, _Plan] = {(recent, done[-1] if done else None): start}
    for day in _days(request):
        plans = _promising(_plans_after(request, plans, day))
    best = min(plans.values())
    return tuple(request.today + timedelta(days=number) for number in best.days)


def _days(request: ScheduleRequest) -> Iterator[_Day]:
    for number, day in enumerate(request.horizon()):
        day_of_week = (day.weekday() - request.week_start) % 7
        yield _Day(
            number=number,
            week_first=number - day_of_week,
            wanted=request.wanted_in(request.week_of(day)),
            ends_week=day_of_week == 6 or number == request.horizon_days - 1,
            is_open=day not in request.unavailable,
            is_pinned=day in request.pinned,
            is_preferred=day.weekday() in request.preferred_weekdays or day in request.welcome,
        )


def _plans_after(
    request: ScheduleRequest, plans: dict[_State, _Plan], day: _Day
) -> dict[_State, _Plan]:
    """Return the best plan for each state after `day`, with and without a session on it."""
    after: dict[_State, _Plan] = {}
    for (recent, last), plan in plans.items():
        in_week = sum([number >= day.week_first for number in recent])
        still_recent = recent[1:] if recent and recent[0] == day.number - 6 else recent

        rested = plan
        if day.is_pinned:
            rested = rested._replace(pins_missed=plan.pins_missed + 1)
        if day.ends_week:
            rested = _week_ended(rested, day.wanted - in_week)
        _keep_better(after, (still_recent, last), rested)

        if (
            day.is_open
            and (last is None or day.number - last > request.min_rest_days)
            and len(recent) < MAX_IN_SEVEN_DAYS
            and in_week < day.wanted
        ):
            trained = _with_session(plan, day, last)
            if day.ends_week:
                trained = _week_ended(trained, day.wanted - in_week - 1)
            _keep_better(after, ((*still_recent, day.number), day.number), trained)
    return after


def _with_session(plan: _Plan, day: _Day, last: int | None) -> _Plan:
    gap = 0 if last is None else day.number - last
    return _Plan(
        plan.pins_missed,
        plan.disturbance + (not day.is_preferred),
        plan.weeks_short,
        day.number if last is None else plan.wait,
        plan.squared_gaps + gap * gap,
        (*plan.days, day.number),
    )


def _week_ended(plan: _Plan, lacking: int) -> _Plan:
    # Below 0 if more was done than wanted. This is the same for all plans, because none of them
    # adds to such a week.
    return plan._replace(
        disturbance=plan.disturbance + LOST_SESSION * lacking,
        weeks_short=(*plan.weeks_short, lacking),
    )


def _keep_better(plans: dict[_State, _Plan], state: _State, plan: _Plan) -> None:
    if state not in plans or plan < plans[state]:
        plans[state] = plan


def _promising(plans: dict[_State, _Plan]) -> dict[_State, _Plan]:
    """Return the plans that may still become the best.

    After six days without a session, every plan has the same days open to it, whenever its last
    session was; that only decides the next gap. So a plan that trails in the costs compared before
    the gaps cannot catch up. Without this, planning a year would carry along every possible last
    session.
    """
    idle = [plan[:3] for (recent, _), plan in plans.items() if not recent]
    if not idle:
        return plans
    leading = min(idle)
    return {
        (recent, last): plan
        for (recent, last), plan in plans.items()
        if recent or plan[:3] == leading
    }
