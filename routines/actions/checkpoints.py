"""Storing where the targets stand at a past day, and forgetting it when the past changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.facts.checkpoints import SETTLED_AFTER, Checkpoint
from routines.facts.fold import Fold, folded, read_anew
from routines.models import StoredCheckpoint, TargetOverride

DAY = timedelta(days=1)
# One checkpoint lies so far back that hardly any correction reaches it; the other leaves little to
# read. Each moves on when it has fallen too far behind.
FAR_BACK = timedelta(weeks=8)
MOVES_ON_AFTER = timedelta(weeks=2)
SESSIONS_TO_READ = 2


def forget_since(user: User, day: date) -> None:
    """Delete what is stored of the targets on a day and on all later ones, because it changes.

    Also on the day before: its checkpoint judges a session of its own day by the morning after it,
    and may judge an earlier one by the pain before the first session of `day`. Every verb that
    changes what was done or reported calls this, while the person's row is locked. One query.
    """
    StoredCheckpoint.objects.of(user).filter(day__gte=max(day, date.min + DAY) - DAY).delete()


def keep_checkpoints(fold: Fold) -> Fold:
    """Store where the exercises of a fold stand, and return the fold with it; write only if due.

    It is due when too much would have to be read again each time. All is read anew while the
    person's row is locked, so that nothing is stored that somebody is changing meanwhile.
    """
    if not _is_due(fold):
        return fold
    with transaction.atomic():
        lock_person(fold.plan.user)
        fold = read_anew(fold)
        if _knows_not_all(fold):
            return fold
        for day in _days(fold):
            found = folded(fold, day)
            fold = _with(fold, {key: each.checkpoint for key, each in found.items()})
        _store(fold)
    return fold


def _knows_not_all(fold: Fold) -> bool:
    """Return whether a choice was made on a later day, as the fold of a past day doesn't know yet.

    An earlier session may have used it, because it was moved to that day after it was trained. One
    query.
    """
    choices = TargetOverride.objects.of(fold.plan.user).standing()
    return choices.filter(day__gt=fold.back.today).exists()


def _days(fold: Fold) -> tuple[date, date]:
    """Return the days for the two checkpoints."""
    today = fold.back.today
    return _judged_for_good(fold, today - FAR_BACK), _judged_for_good(fold, today - SETTLED_AFTER)


def _judged_for_good(fold: Fold, day: date) -> date:
    """Return the latest day up to `day` on which every session so far has been judged for good.

    Without an entry for the morning after it, a session is judged by the pain before the next one.
    So the day before the last session is the latest, unless that has its entry, or the next one is
    on the day after.
    """
    back = fold.back
    days = [each for each in (back.earlier, *back.sessions) if each and each - DAY <= day]
    last = max((each for each in days if each <= day), default=None)
    if last is None or last + DAY in back.mornings:
        return day
    return max(days) - DAY


def _is_due(fold: Fold) -> bool:
    far, near = _days(fold)
    return any(
        _is_behind(found, far) or _is_behind(found, near) or _leaves_much_to_read(fold, found, near)
        for found in fold.checkpoints.values()
    )


def _is_behind(found: Sequence[Checkpoint], day: date) -> bool:
    before = [each.day for each in found if each.day <= day]
    return max(before) < day - MOVES_ON_AFTER


def _leaves_much_to_read(fold: Fold, found: Sequence[Checkpoint], day: date) -> bool:
    return sum(found[-1].day < each <= day for each in fold.back.sessions) > SESSIONS_TO_READ


def _with(fold: Fold, made: Mapping[str, Checkpoint]) -> Fold:
    """Return the fold with one more checkpoint for each group, still oldest first."""
    return replace(
        fold,
        checkpoints={
            key: sorted(
                [*(each for each in found if each.day != made[key].day), made[key]],
                key=lambda each: each.day,
            )
            for key, found in fold.checkpoints.items()
        },
    )


def _store(fold: Fold) -> None:
    """Write the two checkpoints of each group in place of all others, and of all other plans."""
    days = _days(fold)
    mine = StoredCheckpoint.objects.of(fold.plan.user)
    mine.filter(plan=fold.plan, folded_alone__in=[group.key for group in fold.groups]).delete()
    mine.exclude(plan=fold.plan).delete()
    StoredCheckpoint.objects.bulk_create(
        StoredCheckpoint(
            user=fold.plan.user,
            plan=fold.plan,
            folded_alone=group.key,
            day=each.day,
            inputs=group.inputs,
            content=each.as_json(),
        )
        for group in fold.groups
        for each in fold.checkpoints[group.key]
        if each.day in days
    )
