"""Bringing a guest's log into an account of the same person."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from accounts.actions import lock_person
from accounts.models import UNTIL_CHOSEN, FormerGuest, User
from exercises.models import Exercise
from routines.actions.checkpoints import forget_since
from routines.actions.merge_plans import merge_plans
from routines.actions.merge_verdicts import merge_agreements, merge_screening
from routines.actions.routine_rows import keep_in_reserve
from routines.actions.schedule import replan
from routines.actions.session import finish_session
from routines.actions.starter import remake_prescriptions
from routines.facts.clearance import Care, care_for
from routines.facts.current_plan import current_plan
from routines.facts.personal_data import owned_models
from routines.models import Session, SetLog
from routines.models.merging import OneEach, Rule
from routines.models.owned import Owned


class NoSuchGuest(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """No log of this guest waits for this person: it was brought along, or is somebody else's."""


@transaction.atomic
def merge_guest(*, guest: User, user: User, keeps_guests_plan: bool, now: datetime) -> User:
    """Bring everything of a guest into the account, and delete the guest.

    The log moves as it is, row by row under its own keys. Of two rows about the same thing the
    account's stays, of two verdicts the stricter (`models.merging`). One plan goes on: the guest's
    if `keeps_guests_plan` or if there is no other. The days to come are planned anew.

    Raises NoSuchGuest unless the guest logged in to this account and waits for the answer.
    """
    _lock_both(guest, user)
    waiting = FormerGuest.objects.filter(key=guest.pk, user=user, merged_at=None)
    if not waiting.exists():
        raise NoSuchGuest
    today = user.local_date(now)
    _end_older_session(guest, user, now)
    forget_since(user, date.min)
    was = care_for(merge_plans(guest, user, keeps_guests_plan=keeps_guests_plan, now=now))
    merge_agreements(guest, user, now)
    merge_screening(guest, user)
    for model in owned_models():
        _merge_rows(model, guest, user)
    Exercise.objects.of(guest).update(owner=user)
    _merge_settings(guest, user)
    _adapt_exercises(user, was)
    replan(user=user, today=today)
    waiting.update(merged_at=now)
    User.objects.filter(pk=guest.pk).delete()
    return user


def _lock_both(guest: User, user: User) -> None:
    """Lock both rows, always in the same order. Raises NoSuchGuest for a guest who is gone."""
    try:
        for key in sorted((guest.pk, user.pk)):
            lock_person(key)
    except User.DoesNotExist as error:
        raise NoSuchGuest from error


def _end_older_session(guest: User, user: User, now: datetime) -> None:
    """End the older of two running sessions as it is, because a person trains one at a time.

    It isn't set aside, also if it has no set: those that a device still sends make it count.
    """
    running = Session.objects.filter(user__in=(guest, user)).in_progress().select_related("user")
    if len(running) < 2:
        return
    older = min(running, key=lambda each: each.started_at)
    logged = SetLog.objects.of(older.user).standing().filter(item__session=older)
    last = logged.aggregate(last=Max("logged_at"))["last"]
    _end(older, last or older.started_at, now)


def _end(session: Session, last: datetime, now: datetime) -> None:
    """End a session with its last set. The person hasn't reported its end: a report that still
    waits on a device is newer."""
    finish_session(
        session=session,
        rir=session.rir,
        note=session.note,
        pain=session.pain,
        now=now,
        ended_at=last,
    )
    Session.objects.filter(pk=session.pk).update(said_ts=session.said_ts)


def _merge_rows(model: type[Owned], guest: User, user: User) -> None:
    rows: QuerySet[Any] = model._default_manager.filter(user=guest)
    if model.merging == Rule.GOES:
        rows.delete()
    elif isinstance(model.merging, OneEach):
        _keep_one_each(model, model.merging, guest, user)
    elif model.merging == Rule.MOVES:
        rows.update(user=user)


def _keep_one_each(model: type[Owned], rule: OneEach, guest: User, user: User) -> None:
    rows: QuerySet[Any] = model._default_manager.all()
    same = {name: OuterRef(name) for name in rule.by}
    of_guest, of_user = (rows.filter(rule.among, user=each) for each in (guest, user))
    of_user.filter(rule.gives_way).filter(Exists(of_guest.filter(**same))).delete()
    for column in rule.either:
        true_of_guest = of_guest.filter(**same, **{column: True})
        of_user.filter(Exists(true_of_guest)).update(**{column: True})
    of_guest.filter(Exists(of_user.filter(**same))).delete()
    rows.filter(user=guest).update(user=user)


def _merge_settings(guest: User, user: User) -> None:
    """Take from the guest's settings what the account has none of."""
    user.refresh_from_db()
    user.own_units = {**guest.own_units, **user.own_units}
    user.habits = user.habits or guest.habits
    user.country = user.country or guest.country
    if user.usual_pain is None:
        user.usual_pain = guest.usual_pain
    if user.time_zone == UNTIL_CHOSEN:
        user.time_zone = guest.time_zone
    user.save(update_fields=["own_units", "habits", "country", "usual_pain", "time_zone"])


def _adapt_exercises(user: User, was: Care) -> None:
    """Fit the plan that goes on to the cautions of both; `was`: those that it was made for."""
    plan = current_plan(user)
    if plan is None or care_for(user) == was:
        return
    remake_prescriptions(user=user)
    keep_in_reserve(plan.routine)
