"""Which of two plans goes on when a guest's log comes into an account."""

from datetime import datetime

from accounts.models import User
from routines.facts.guest_log import planned_and_not_trained
from routines.models import DayMark, Mark, Plan, PlanChange, Routine

# What a person does with the sessions of a plan; the other marks say something about the day.
OF_THE_PLAN = (Mark.SESSION, Mark.MOVED_HERE, Mark.MOVED_AWAY)


def merge_plans(guest: User, user: User, *, keeps_guests_plan: bool, now: datetime) -> User:
    """End one of the two plans, with the days that it has ahead, and return whose goes on.

    That is the guest's if `keeps_guests_plan` or if it is the only one. A starter programme that
    only the other used is put away, changes by hand of the other can't be undone any more. Call
    this while both persons' rows are locked, and plan anew when the rows have moved.
    """
    today = user.local_date(now)
    is_only = not Plan.objects.of(user).current().exists()
    takes = Plan.objects.of(guest).current().exists() and (keeps_guests_plan or is_only)
    keeper, other = (guest, user) if takes else (user, guest)
    ending = Plan.objects.of(other).current()
    starters = Routine.objects.of(other).exclude(starter="").filter(plans__in=ending)
    Routine.objects.filter(pk__in=list(starters.values_list("pk", flat=True))).update(
        archived_at=now
    )
    ending.update(ended_on=today)
    PlanChange.objects.of(other).filter(undone_at=None).update(undone_at=now)
    DayMark.objects.of(other).filter(day__gte=today, mark__in=OF_THE_PLAN).delete()
    untrained = planned_and_not_trained(other)
    # What a guest missed isn't asked about in a plan that goes on without it.
    (untrained if other == guest else untrained.filter(day__gte=today)).delete()
    return keeper
