"""Recording what a test found, correcting it, taking it back; skipping an offer.

No target and no plan depends on any of it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from history.models import SelfTestResult, SkippedTest, ThreeActivities
from history.planning.self_tests import Measured
from routines.actions.session import KeyTaken
from routines.facts.consent import refuse_unless_agreed


@transaction.atomic
def record_result(
    *, user: User, key: UUID, test: str, day: date, measured: Measured, now: datetime
) -> SelfTestResult:
    """Write a result under the page's key; sent twice, written once.

    Scores of activities belong to those that the person has named last. Raises NotAgreed, and
    KeyTaken if the key belongs to something else.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    there = SelfTestResult.objects.filter(pk=key).first()
    if there is not None:
        if there.user_id != user.pk or there.test != test:
            raise KeyTaken
        return there
    activities = ThreeActivities.objects.of(user).last() if "scores" in measured.tries else None
    return SelfTestResult.objects.create(
        pk=key,
        user=user,
        test=test,
        day=day,
        activities=activities,
        recorded_at=now,
        **_columns(measured),
    )


@transaction.atomic
def correct_result(*, result: SelfTestResult, day: date, measured: Measured) -> SelfTestResult:
    """Overwrite the day and the figures of a result. Raises NotAgreed."""
    lock_person(result.user_id)
    refuse_unless_agreed(result.user_id)
    result.day = day
    for name, value in _columns(measured).items():
        setattr(result, name, value)
    result.save()
    return result


def _columns(measured: Measured) -> dict[str, Any]:
    return {
        "unit": measured.unit,
        "amount": measured.amount,
        "left": measured.left,
        "right": measured.right,
        "tries": measured.tries,
    }


def remove_result(*, result: SelfTestResult, now: datetime) -> None:
    """Take a result back; its row stays, and can be brought back."""
    result.removed_at = now
    result.save(update_fields=["removed_at"])


def restore_result(*, result: SelfTestResult) -> None:
    """Bring a result back that was taken back."""
    result.removed_at = None
    result.save(update_fields=["removed_at"])


@transaction.atomic
def skip_test(*, user: User, test: str, today: date) -> SkippedTest:
    """Record that the person skipped the offer of a test today. Raises NotAgreed."""
    lock_person(user)
    refuse_unless_agreed(user)
    found, _made = SkippedTest.objects.get_or_create(user=user, test=test, day=today)
    return found


@transaction.atomic
def name_activities(
    *, user: User, names: Sequence[str], are_others: bool, today: date
) -> ThreeActivities:
    """Store the names of one to three activities.

    `are_others`: they are other activities than before, whose scores begin anew; otherwise the
    present names are corrected. Raises NotAgreed.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    there = None if are_others else ThreeActivities.objects.of(user).last()
    found = there or ThreeActivities(user=user, named_on=today)
    found.first, found.second, found.third = (*names, "", "")[:3]
    found.save()
    return found
