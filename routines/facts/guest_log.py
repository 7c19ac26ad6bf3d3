"""What a guest has logged, for the question whether it comes along into an account."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from exercises.models import Exercise
from routines.facts.current_plan import current_plan
from routines.facts.personal_data import health_models, owned_models
from routines.models import Agreement, Plan, PlannedSession, Session, SetLog


@dataclass(frozen=True, kw_only=True)
class GuestLog:
    """How much a guest's log holds.

    `guests_plan` and `accounts_plan` are None unless one of two plans has to be chosen.
    `has_health`: something was reported about the back, or answered before training.
    """

    sessions: int
    sets: int
    own_exercises: int
    has_health: bool
    guests_plan: Plan | None
    accounts_plan: Plan | None


def guest_log(guest: User, user: User) -> GuestLog:
    """Return what a guest's log holds. As many queries as there are models of health, and five."""
    guests_plan, accounts_plan = current_plan(guest), current_plan(user)
    sessions = Session.objects.of(guest)
    both = guests_plan is not None and accounts_plan is not None
    return GuestLog(
        sessions=(sessions.in_the_log() | sessions.in_progress()).count(),
        sets=SetLog.objects.of(guest).standing().ticks().count(),
        own_exercises=Exercise.objects.of(guest).count(),
        has_health=any(model.about_health(guest).exists() for model in health_models()),
        guests_plan=guests_plan if both else None,
        accounts_plan=accounts_plan if both else None,
    )


def is_empty(guest: User) -> bool:
    """Return whether a guest has done nothing yet but agree to the terms. At most a query for
    each model."""
    models = [model for model in owned_models() if model is not Agreement]
    rows = (model._default_manager.filter(user=guest) for model in models)
    return not any(each.exists() for each in rows) and not Exercise.objects.of(guest).exists()


def planned_and_not_trained(user: User) -> QuerySet[PlannedSession]:
    """Select the planned sessions of days on which no session began."""
    trained = Session.objects.of(user).began().filter(local_date=OuterRef("day"))
    return PlannedSession.objects.of(user).filter(~Exists(trained))
