"""What a person's day is like, as far as reminders look at it."""

from datetime import date, timedelta

from django.db.models import DateField, Q

from accounts.models import User
from backhealth.prepared import Given, Prepared
from history.facts.self_test_offer import last_answered, offered_test
from reminders.planning.kinds import Kind
from reminders.planning.occasions import Day
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import allowed_on, care_for
from routines.facts.consent import has_agreed
from routines.facts.current_plan import current_plan
from routines.facts.offers import plan_offer
from routines.facts.plan_changes import free_day_this_week
from routines.facts.weeks import missed, weeks_from
from routines.models import DayMark, Mark, Plan, PlannedSession, Session, Status
from routines.models.owned import PERSON

AWAY = (Mark.AWAY, Mark.ILL)

_DAY, _DAY_BEFORE = Given("day", DateField()), Given("day_before", DateField())
_PLANNED = Prepared(lambda: PlannedSession.objects.of(PERSON).filter(day=_DAY).values_list("pk"))
_AWAY = Prepared(
    lambda: DayMark.objects.of(PERSON).filter(day=_DAY, mark__in=AWAY).values_list("pk")
)
_BEGUN = Prepared(
    lambda: (
        Session.objects.of(PERSON)
        .began()
        .filter(Q(local_date=_DAY) | Q(local_date=_DAY_BEFORE, status=Status.IN_PROGRESS))
        .order_by()
        .values_list("pk")[:1]
    )
)


def day_of(user: User, today: date, kind: Kind) -> Day:
    """Return the facts about a day that this kind of reminder asks for. Three queries on a day away
    or with a session begun, otherwise up to some twenty."""
    plan = current_plan(user)
    is_away = bool(_AWAY(user=user, day=today))
    is_begun = begun_on(user, today)
    if plan is None or is_away or is_begun:
        return Day(today=today, is_away=is_away, is_begun=is_begun)
    return FACTS[kind](plan, today)


def begun_on(user: User, today: date) -> bool:
    """Return whether a session was begun on a day, or one of the day before still runs: an older
    one was left open. One query."""
    return bool(_BEGUN(user=user, day=today, day_before=today - timedelta(days=1)))


def _training(plan: Plan, today: date) -> Day:
    if not _is_planned(plan.user, today):
        return Day(today=today)
    return Day(today=today, is_planned=True, in_flare=back_state(plan.user, today).in_flare)


def _morning(plan: Plan, today: date) -> Day:
    back = back_state(plan.user, today)
    asks = back.asks_this_morning and has_agreed(plan.user)
    return Day(today=today, in_flare=back.in_flare, asks_this_morning=asks)


def _missed(plan: Plan, today: date) -> Day:
    if _is_planned(plan.user, today):
        return Day(today=today, is_planned=True)
    back = back_state(plan.user, today)
    day = missed_day(plan, back)
    fits_on = None if day is None else free_day_this_week(plan=plan, today=today)
    return Day(today=today, in_flare=back.in_flare, missed=day, fits_on=fits_on)


def _tests(plan: Plan, today: date) -> Day:
    """Return the facts about tests: none if Today offers something about the plan instead."""
    if offered_test(plan.user, today) is None:
        return Day(today=today)
    back = back_state(plan.user, today)
    if plan_offer(plan, back, care_for(plan.user)):
        return Day(today=today)
    return Day(
        today=today,
        in_flare=back.in_flare,
        missed=missed_day(plan, back),
        has_test=True,
        answered_on=max(last_answered(plan.user).values(), default=None),
    )


def missed_day(plan: Plan, back: BackState) -> date | None:
    """Return the day that Today asks about; None in a flare-up, and while strength training waits
    for a professional. At most two queries."""
    if back.in_flare or allowed_on(plan.user, back.today).needs_a_professional:
        return None
    [week] = weeks_from(plan.user, back, 1)
    found = missed(week)
    return found.date if found else None


def _is_planned(user: User, today: date) -> bool:
    return bool(_PLANNED(user=user, day=today))


FACTS = {
    Kind.TRAINING: _training,
    Kind.MORNING: _morning,
    Kind.MISSED: _missed,
    Kind.TESTS: _tests,
}
