"""The plan that a person trains by now."""

from accounts.models import User
from backhealth.prepared import Prepared
from routines.models import Plan
from routines.models.owned import PERSON

_CURRENT = Prepared(lambda: Plan.objects.of(PERSON).current().select_related("routine"))


def current_plan(user: User) -> Plan | None:
    """Return a person's plan with its routine, and this user as its own; None without one.

    One query.
    """
    plan = next(iter(_CURRENT(user=user)), None)
    if plan is not None:
        plan.user = user
    return plan
