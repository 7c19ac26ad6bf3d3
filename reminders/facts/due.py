"""Whose time has come, among thousands of people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.models import zone_named
from reminders.facts.days import AWAY
from reminders.models import ReminderSetting
from reminders.planning.kinds import Kind
from reminders.planning.windows import Window, open_window
from routines.facts.back_state import DAYS_READ
from routines.models import DayMark, FlareMark, MorningCheck, PlannedSession, Session

DAY = timedelta(days=1)
PersonDays = set[tuple[UUID, date]]


@dataclass(frozen=True, kw_only=True)
class Due:
    """A setting whose window is open."""

    setting: ReminderSetting
    window: Window


def settings_to_look_at(
    now: datetime, most: int, *, but: Collection[UUID] = ()
) -> list[ReminderSetting]:
    """Return the settings whose moment has come, `but` some. One query, by an index."""
    found = ReminderSetting.objects.filter(next_at__lte=now).exclude(pk__in=but)
    return list(found.select_related("user").order_by("next_at")[:most])


def settings_to_work_out_anew(now: datetime, most: int) -> list[ReminderSetting]:
    """Return the settings whose moment is still to come, but was worked out for another zone than
    the person's, or by a clock that ran ahead. One query, which compares all settings: not for each
    minute."""
    is_wrong = ~Q(time_zone=F("user__time_zone")) | Q(worked_out_at__gt=now)
    found = ReminderSetting.objects.filter(is_wrong, next_at__gt=now)
    return list(found.select_related("user")[:most])


def due_among(found: Iterable[ReminderSetting], now: datetime) -> list[Due]:
    """Return those whose window is open and who may have something to be reminded of. At most ten
    queries, however many people there are."""
    opened = [(each, window_of(each, now)) for each in found if each.user.is_active]
    due = [Due(setting=each, window=window) for each, window in opened if window is not None]
    if not due:
        return []
    people, days = {each.setting.user_id for each in due}, {each.window.day for each in due}
    quiet = _begun(people, days) | _away(people, days)
    due = [each for each in due if _whose(each) not in quiet and not _was_today(each)]
    kinds = {each.setting.kind for each in due}
    may_have = {kind: MAY_HAVE[kind](people, days) for kind in map(Kind, kinds)}
    return [each for each in due if _whose(each) in may_have[Kind(each.setting.kind)]]


def window_of(setting: ReminderSetting, now: datetime) -> Window | None:
    """Return the window of a setting that is open now, in the zone where the person is now."""
    if setting.next_at is None:
        return None
    # A clock that ran ahead has looked at times which come once more.
    ran_ahead = setting.worked_out_at is not None and setting.worked_out_at > now
    return open_window(
        at=setting.at,
        zone=setting.user.zone,
        next_at=now if ran_ahead else setting.next_at,
        worked_out_for=zone_named(setting.time_zone),
        now=now,
    )


def _whose(due: Due) -> tuple[UUID, date]:
    return due.setting.user_id, due.window.day


def _was_today(due: Due) -> bool:
    return due.setting.last_on == due.window.day


def _begun(people: Collection[UUID], days: Collection[date]) -> PersonDays:
    began = Session.objects.filter(user__in=people).began()
    today = set(began.filter(local_date__in=days).values_list("user", "local_date"))
    running = began.in_progress().filter(local_date__in={day - DAY for day in days})
    after = {(user, day + DAY) for user, day in running.values_list("user", "local_date")}
    return today | after


def _away(people: Collection[UUID], days: Collection[date]) -> PersonDays:
    marks = DayMark.objects.filter(user__in=people, day__in=days, mark__in=AWAY)
    return set(marks.values_list("user", "day"))


def _planned(people: Collection[UUID], days: Collection[date]) -> PersonDays:
    rows = PlannedSession.objects.filter(user__in=people, day__in=days)
    return set(rows.values_list("user", "day"))


def _may_be_asked_in_the_morning(people: Collection[UUID], days: Collection[date]) -> PersonDays:
    """Select those who trained the day before, and all who said something about their back."""
    done = Session.objects.filter(user__in=people).done()
    before = done.filter(local_date__in={day - DAY for day in days})
    after = {(user, day + DAY) for user, day in before.values_list("user", "local_date")}
    return after | _on_each_of(_reported(people, min(days)), days)


def _reported(people: Collection[UUID], today: date) -> set[UUID]:
    since = today - timedelta(days=DAYS_READ)
    rows: tuple[QuerySet[FlareMark] | QuerySet[MorningCheck], ...] = (
        FlareMark.objects.filter(user__in=people, day__gte=since),
        MorningCheck.objects.filter(user__in=people, day__gte=since),
    )
    return {user for each in rows for user in each.order_by().values_list("user", flat=True)}


def _may_have_missed(people: Collection[UUID], days: Collection[date]) -> PersonDays:
    """Select those with a session planned in the six days before, and none today."""
    week = PlannedSession.objects.filter(
        user__in=people, day__range=(min(days) - 6 * DAY, max(days) - DAY), dismissed=False
    )
    planned = defaultdict(set)
    for user, day in week.values_list("user", "day"):
        planned[user].add(day)
    passed = {
        (user, today)
        for user, before in planned.items()
        for today in days
        if any(today - 6 * DAY <= day < today for day in before)
    }
    return passed - _planned(people, days)


def _may_have_a_test(people: Collection[UUID], days: Collection[date]) -> PersonDays:
    return _on_each_of(people, days) - _planned(people, days)


def _on_each_of(people: Iterable[UUID], days: Collection[date]) -> PersonDays:
    return {(user, day) for user in people for day in days}


MAY_HAVE = {
    Kind.TRAINING: _planned,
    Kind.MORNING: _may_be_asked_in_the_morning,
    Kind.MISSED: _may_have_missed,
    Kind.TESTS: _may_have_a_test,
}
