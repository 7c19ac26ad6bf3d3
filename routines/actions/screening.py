"""The screening before training: answer it, record a professional's clearance, withdraw."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.actions.checkpoints import forget_since
from routines.actions.schedule import replan
from routines.actions.starter import remake_prescriptions
from routines.facts.clearance import Care, care_for, care_of, standing_of
from routines.facts.consent import refuse_unless_agreed
from routines.facts.personal_data import health_models
from routines.models import (
    Agreement,
    DayMark,
    DayNote,
    Mark,
    PlanChange,
    Screening,
    Session,
    SessionItem,
    Skip,
    Subject,
)
from routines.planning.cautions import load_kept
from routines.planning.easing import HEALTH_REASONS
from routines.planning.habits import OF_HEALTH
from routines.planning.questions import RED_FLAGS, TEXT_VERSION, Look, Outcome
from routines.planning.screening import Answers, clears, judge


@transaction.atomic
def answer_screening(*, user: User, answers: Answers, now: datetime) -> Screening:
    """Judge the answers, forget them, store the verdict instead of the last one, and adapt the
    plan.

    Raises NotAgreed.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    today = user.local_date(now)
    before = Screening.objects.of(user).first()
    cleared_on = before.cleared_on if before else None
    standing = standing_of(before) if before else Outcome.OK
    verdict = judge(answers, cleared_before=cleared_on is not None, standing=standing)
    care = care_of(before) if before else Care()
    kept = load_kept(care.load_kept, verdict.tags, today)
    screening, _made = Screening.objects.update_or_create(
        user=user,
        defaults={
            "answered_on": today,
            "text_version": TEXT_VERSION,
            "outcome": verdict.outcome,
            "standing": standing,
            "flagged_on": today if verdict.is_flagged else _flagged_on(before, standing),
            "tags": sorted(verdict.tags),
            "looks": sorted(verdict.looks),
            "waits": verdict.waits,
            "is_65_or_older": verdict.is_65_or_older,
            "load_kept_from": kept.since if kept else None,
            "load_kept_to": kept.to if kept else None,
            # A clearance covers what it was given for, nothing that came up since.
            "cleared_on": None if verdict.outcome.needs_a_professional else cleared_on,
        },
    )
    if care_of(screening) != care:
        remake_prescriptions(user=user)
    replan(user=user, today=today)
    return screening


def _flagged_on(before: Screening | None, standing: Outcome) -> date | None:
    """Return the day from which on a clearance counts for the red flag that is still open; None if
    none."""
    return before.flagged_on if before and standing.is_red_flag else None


@transaction.atomic
def report_red_flags(*, user: User, answers: Answers, now: datetime) -> None:
    """Add what was ticked among the red flags to the verdict, and adapt the plan.

    The other questions don't count as answered, and nothing is lifted. Raises NotAgreed.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    signs = {each.code: answers.get(each.code, ()) for each in RED_FLAGS}
    found = judge(signs, cleared_before=False)
    if found.outcome > Outcome.OK:
        add_to_verdict(user=user, outcome=found.outcome, looks=found.looks, now=now)


def add_to_verdict(
    *,
    user: User,
    outcome: Outcome,
    now: datetime,
    looks: Iterable[Look] = (),
    said_on: date | None = None,
) -> None:
    """Raise the verdict about a person to at least `outcome`, and adapt the plan.

    No answers lift an EMERGENCY or an URGENT one, and an earlier clearance doesn't cover what locks
    strength training. The questions don't count as answered. `said_on`: the day of the sign, if it
    isn't today. Call this while the person's row is locked, and with the person's consent.
    """
    today = user.local_date(now)
    care = care_for(user)
    found = Screening.objects.of(user).first() or Screening(user=user, outcome=Outcome.OK)
    standing = standing_of(found)
    found.standing = max(standing, outcome) if outcome.is_acute else standing
    if found.cleared_on is not None and outcome.needs_a_professional:
        found.outcome, found.cleared_on = outcome, None
    found.outcome = max(Outcome(found.outcome), outcome)
    found.looks = sorted({*found.looks, *looks})
    if outcome.is_red_flag:
        found.flagged_on = said_on or today
    found.save()
    if care_of(found) != care:
        remake_prescriptions(user=user)
    replan(user=user, today=today)


@transaction.atomic
def record_clearance(*, user: User, cleared_on: date, now: datetime) -> Screening | None:
    """Record that a professional has cleared the person on that day, and plan anew.

    Changes nothing if there is nothing to clear or the day doesn't count.
    """
    lock_person(user)
    screening, today = Screening.objects.of(user).first(), user.local_date(now)
    if screening is None or not Outcome(screening.outcome).needs_a_professional:
        return screening
    said_on = screening.flagged_on
    outcome = Outcome(screening.outcome)
    if clears(outcome, cleared_on=cleared_on, flagged_on=said_on, today=today):
        screening.cleared_on = cleared_on
        screening.save(update_fields=["cleared_on"])
        replan(user=user, today=today)
    return screening


@transaction.atomic
def withdraw_consent(*, user: User, now: datetime) -> None:
    """Withdraw the consent to keep health data, and delete the data."""
    lock_person(user)
    mine = Agreement.objects.of(user).filter(subject=Subject.HEALTH_DATA, withdrawn_at=None)
    mine.update(withdrawn_at=now)
    forget_health(user=user)


@transaction.atomic
def forget_health(*, user: User) -> None:
    """Delete what is stored about a person's health.

    That is every row of `HealthData`: the verdict, what was reported about the back, the tests. And
    every illness or pain that is stored as a reason. The log of what was done stays.
    """
    lock_person(user)
    forget_since(user, date.min)
    had_care = Screening.objects.of(user).exists()
    for model in health_models():
        model.about_health(user).delete()
    DayNote.objects.of(user).filter(about__in=OF_HEALTH).delete()
    user.usual_pain = None
    user.save(update_fields=["usual_pain"])
    Session.objects.of(user).update(
        pain=None, pain_before=None, usual_pain=None, tiredness=None, stopped=False
    )
    Session.objects.of(user).filter(eased__in=HEALTH_REASONS).update(eased="")
    items = SessionItem.objects.of(user)
    # The explanation of a target names the pain that led to it.
    items.update(pain=None, pain_low=None, pain_high=None, pain_ts=None, why={})
    items.filter(skipped=Skip.HURTS).update(skipped=Skip.OTHER)
    DayMark.objects.of(user).filter(mark=Mark.ILL).update(mark=Mark.REST)
    for change in PlanChange.objects.of(user):
        change.before = {day: _named(mark) for day, mark in change.before.items()}
        change.save(update_fields=["before"])
    if had_care:
        remake_prescriptions(user=user)


def _named(mark: str | None) -> str | None:
    """Return a mark without its health reason: an illness becomes a rest day."""
    return Mark.REST if mark == Mark.ILL else mark
