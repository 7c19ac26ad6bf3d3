"""Reminders are written before they are sent, and each step of sending is written as it is taken,
so that neither a second machine nor a crash sends one twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from reminders.channels import NotBefore, Outcome
from reminders.models import Progress, Reminder, ReminderSetting
from reminders.planning.kinds import Kind, Via
from reminders.planning.moments import next_moment
from reminders.planning.occasions import Occasion
from reminders.planning.windows import Window

# After a failed try. After the last of them it is given up.
AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
# A provider is asked for seconds. What is under way for longer, nobody waits for any more.
UNDER_WAY = timedelta(minutes=10)
KEPT_FOR = timedelta(days=14)


@transaction.atomic
def make_reminders(
    *, setting: ReminderSetting, occasion: Occasion, window: Window, now: datetime
) -> list[Reminder]:
    """Write the reminders of an occasion, one for each way that the person chose; none if there
    were some already. Of two machines that do so at once, one writes them."""
    user = setting.user
    same = Reminder.objects.of(user).filter(kind=occasion.kind, day=occasion.day)
    if same.exists():
        return []
    ways = [via for via, on in ((Via.MAIL, setting.by_mail), (Via.PUSH, setting.by_push)) if on]
    made = [
        Reminder(
            user=user,
            kind=occasion.kind,
            via=via,
            day=occasion.day,
            made_at=now,
            ends_at=window.ends_at,
            try_at=now,
        )
        for via in ways
    ]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    ReminderSetting.objects.filter(pk=setting.pk).update(last_on=window.day)
    written = set(same.values_list("pk", flat=True))
    return [each for each in made if each.pk in written]


def begin_to_send(*, reminder: Reminder, now: datetime) -> bool:
    """Note that sending begins, and return whether it may: False if another machine has begun, or
    if the person has stopped this way meanwhile, which calls it off."""
    waiting = _waiting(reminder)
    wanted = Exists(
        ReminderSetting.objects.filter(
            user=OuterRef("user"),
            user__is_active=True,
            kind=reminder.kind,
            **{f"by_{reminder.via}": True},
        )
    )
    begun = waiting.filter(wanted).update(
        progress=Progress.SENDING, try_at=None, began_at=now, tries=F("tries") + 1
    )
    if not begun:
        waiting.exclude(wanted).update(progress=Progress.NOT_NEEDED, try_at=None)
    reminder.tries += begun
    return begun == 1


def note_outcome(*, reminder: Reminder, outcome: Outcome | NotBefore, now: datetime) -> Progress:
    """Write what the provider answered, and return where the reminder stands. A failed try is due
    again soon, a few times, and never when it is too late."""
    under_way = Reminder.objects.filter(pk=reminder.pk, progress=Progress.SENDING)
    if outcome is Outcome.HANDED_OVER:
        _note_told(reminder)
        return _write(under_way, Progress.HANDED_OVER, handed_over_at=now)
    if outcome is Outcome.UNKNOWN:
        _note_told(reminder)
        return _write(under_way, Progress.UNKNOWN)
    if outcome is Outcome.NOBODY:
        return _write(under_way, Progress.NOWHERE)
    if reminder.tries <= len(AGAIN_AFTER):
        try_at = now + AGAIN_AFTER[reminder.tries - 1]
        if isinstance(outcome, NotBefore):
            try_at = max(try_at, outcome.moment)
        if try_at < reminder.ends_at:
            return _write(under_way, Progress.WAITING, try_at=try_at)
    return _write(under_way, Progress.GIVEN_UP)


def _note_told(reminder: Reminder) -> None:
    """Note the day of a reminder of tests that went out: only then the next waits for an answer."""
    if reminder.kind == Kind.TESTS:
        rows = ReminderSetting.objects.filter(user=reminder.user_id, kind=reminder.kind)
        rows.update(told_on=reminder.day)


def call_off(*, reminder: Reminder) -> Progress:
    """Note that there is nothing to remind of any more, before it was sent."""
    return _write(_waiting(reminder), Progress.NOT_NEEDED, try_at=None)


def give_up(*, reminder: Reminder) -> Progress:
    """Note that it is too late to send it."""
    return _write(_waiting(reminder), Progress.GIVEN_UP, try_at=None)


def _waiting(reminder: Reminder) -> QuerySet[Reminder]:
    found: QuerySet[Reminder] = Reminder.objects.filter(pk=reminder.pk, progress=Progress.WAITING)
    return found


def _write(rows: QuerySet[Reminder], progress: Progress, **columns: datetime | None) -> Progress:
    """Write how far a reminder is, unless another machine has taken it meanwhile."""
    rows.update(progress=progress, **columns)
    return progress


def forget_those_under_way(*, now: datetime) -> int:
    """Note of reminders that were under way when a process ended that nobody knows whether they
    arrived, and return how many. They aren't sent again: one that is missing does less harm than
    one that comes twice."""
    under_way = Reminder.objects.filter(progress=Progress.SENDING)
    left = list(under_way.filter(began_at__lte=now - UNDER_WAY))
    if not left:
        return 0
    for each in left:
        _note_told(each)
    keys = [each.pk for each in left]
    return under_way.filter(pk__in=keys).update(progress=Progress.UNKNOWN)


@transaction.atomic
def look_again_later(*, looked_at: Iterable[ReminderSetting], now: datetime) -> None:
    """Write when to look next, except where the person changed the setting meanwhile."""
    alike = defaultdict(list)
    for each in looked_at:
        alike[each.at, each.next_at, each.user.time_zone].append(each)
    for (at, _was, zone), rows in alike.items():
        next_at = next_moment(at, rows[0].user.zone, now)
        _unchanged(rows).update(next_at=next_at, time_zone=zone, worked_out_at=now)


@transaction.atomic
def look_at_once(*, opened: Iterable[ReminderSetting], now: datetime) -> None:
    """Let the next round look at settings. What their moment was worked out for stays: it says that
    the person travelled."""
    alike = defaultdict(list)
    for each in opened:
        alike[each.at, each.next_at].append(each)
    for rows in alike.values():
        _unchanged(rows).update(next_at=now)


def _unchanged(rows: Sequence[ReminderSetting]) -> QuerySet[ReminderSetting]:
    """Select settings that are alike, as far as they still are."""
    keys = [each.pk for each in rows]
    return ReminderSetting.objects.filter(pk__in=keys, at=rows[0].at, next_at=rows[0].next_at)


def forget_reminders(*, now: datetime, most: int) -> int:
    """Delete reminders of which none could be sent twice any more, and return how many."""
    old = Reminder.objects.filter(made_at__lte=now - KEPT_FOR).order_by("made_at")
    keys = list(old.values_list("pk", flat=True)[:most])
    return Reminder.objects.filter(pk__in=keys).delete()[0]
