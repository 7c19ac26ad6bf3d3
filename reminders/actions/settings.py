"""What a person wants to be reminded of."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from reminders.models import Progress, Reminder, ReminderSetting
from reminders.planning.kinds import Kind, Via
from reminders.planning.moments import next_moment


@transaction.atomic
def choose_reminder(
    *, user: User, kind: Kind, at: time, by_mail: bool, by_push: bool, now: datetime
) -> ReminderSetting:
    """Write how the person wants to be reminded of something: from the next time of day on, so
    never at once. Neither way: not at all. A guest has no address, so gets no mail."""
    by_mail = by_mail and user.email is not None
    row, _is_new = ReminderSetting.objects.get_or_create(
        user=user, kind=kind, defaults={"at": at, "time_zone": user.time_zone}
    )
    row = ReminderSetting.objects.select_for_update(no_key=True).get(pk=row.pk)
    keeps_its_moment = row.at == at and row.next_at is not None
    row.at, row.by_mail, row.by_push = at, by_mail, by_push
    if not (by_mail or by_push):
        row.next_at = None
    elif not keeps_its_moment:
        row.time_zone, row.next_at = user.time_zone, next_moment(at, user.zone, now)
        row.worked_out_at = now
    row.save()
    _call_back(user.pk, [kind], [via for via, on in _ways(row) if not on])
    return row


@transaction.atomic
def stop_mails(*, user_id: UUID, kind: Kind | None) -> None:
    """Send no more mails of this kind, or of any kind if it is None; also none that waits to be
    tried again. Doing it twice does no harm."""
    kinds = list(Kind) if kind is None else [kind]
    rows = ReminderSetting.objects.filter(user=user_id, kind__in=kinds)
    rows.update(by_mail=False)
    rows.filter(by_push=False).update(next_at=None)
    _call_back(user_id, kinds, [Via.MAIL])


def _ways(row: ReminderSetting) -> tuple[tuple[Via, bool], ...]:
    return (Via.MAIL, row.by_mail), (Via.PUSH, row.by_push)


def _call_back(user_id: UUID, kinds: list[Kind], ways: list[Via]) -> None:
    waiting: QuerySet[Reminder] = Reminder.objects.filter(
        Q(progress=Progress.WAITING), user=user_id, kind__in=kinds, via__in=ways
    )
    waiting.update(progress=Progress.NOT_NEEDED, try_at=None)
