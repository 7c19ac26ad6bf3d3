"""The log, week by week; every set can be corrected."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.prepared import Prepared
from history.forms import HistoryForm
from routines.facts.day_notes import NotedDay, noted_days
from routines.facts.logged import (
    LoggedItem,
    last_day_of_log,
    logged_by_session,
)
from routines.models import Session
from routines.models.owned import FIRST, LAST, PERSON
from routines.models.session import DONE
from routines.views.session_page import taken_back
from routines.views.weeks import week_start

DAYS_A_PAGE = 4 * 7
WEEKS_COUNTED = 12
# The columns of a session that History shows.
SESSION = (
    "programme_day",
    "day_name",
    "local_date",
    "status",
    "off_plan",
    "wanted_a_week",
    "pain",
    "rir",
    "note",
)

_SESSIONS = Prepared(
    lambda: Session.objects.of(PERSON).in_the_log().between(FIRST, LAST).only(*SESSION)
)
_DAYS_DONE = Prepared(
    lambda: (
        Session.objects.of(PERSON).done().filter(local_date__gte=FIRST).values_list("local_date")
    )
)
_REMOVED = Prepared(
    lambda: Session.objects.of(PERSON).removed().only("local_date", "programme_day", "day_name")
)


class LoggedSession(NamedTuple):
    """A session of the log with its exercises, which only an open week shows."""

    session: Session
    items: list[LoggedItem]


@require_safe
def history(request: PersonRequest) -> HttpResponse:
    """Show four training weeks up to the requested day, newest first; long breaks are skipped.

    The newest is open. The sessions of the others are links, each to the page on which its week is
    the newest.
    """
    form = HistoryForm(request.GET)
    is_good = form.is_valid()
    until, undo = form.cleaned_data.get("until"), form.cleaned_data.get("undo")
    newest = last_day_of_log(request.user, until or date.max)
    first, today = _page_start(request.user, newest), request.user.today()
    context = {
        "form": form,
        "weeks": _weeks(request.user, first, newest, today) if newest else [],
        "older": last_day_of_log(request.user, first - timedelta(days=1)) if newest else None,
        "in_range": _weeks_in_range(request.user, today),
        "undo": taken_back(request.user, undo) if undo else None,
        "removed_now": form.cleaned_data.get("removed"),
        "removed": _REMOVED(user=request.user),
    }
    return render(request, "history/history.html", context, status=200 if is_good else 422)


def _page_start(user: User, newest: date | None) -> date:
    if newest is None:
        return date.max
    return week_start(newest, user.week_start) - timedelta(days=DAYS_A_PAGE - 7)


def _weeks(user: User, first: date, last: date, today: date) -> list[dict[str, Any]]:
    """Return the weeks with sessions or notes in them, newest first. Four queries.

    The newest week with sessions is open: its sessions have their exercises and sets.
    """
    sessions = _SESSIONS(user=user, first=first, last=last)
    opened = week_start(sessions[0].local_date, user.week_start) if sessions else None
    logged = logged_by_session(
        each for each in sessions if week_start(each.local_date, user.week_start) == opened
    )
    shown: dict[date, list[LoggedSession]] = defaultdict(list)
    for each in sessions:
        start = week_start(each.local_date, user.week_start)
        shown[start].append(LoggedSession(each, logged[each.pk]))
    noted: dict[date, list[NotedDay]] = defaultdict(list)
    for day in noted_days(user, first, last):
        noted[week_start(day.day, user.week_start)].append(day)
    starts = sorted(shown.keys() | noted.keys(), reverse=True)
    return [
        _week(start, shown[start], noted[start], today) | {"is_open": start == opened}
        for start in starts
    ]


def _week(
    start: date, shown: list[LoggedSession], noted: list[NotedDay], today: date
) -> dict[str, Any]:
    sessions = [each.session for each in shown]
    last = start + timedelta(days=6)
    done = sum(session.status in DONE for session in sessions)
    return {
        "first": start,
        "last": last,
        "is_over": last < today,
        "done": done,
        "wanted": sessions[0].wanted_a_week if sessions else None,
        "sessions": shown,
        "noted": noted,
    }


def _weeks_in_range(user: User, today: date) -> dict[str, int]:
    """Count the weeks with two or three sessions among the last twelve since the first session (F).

    The current week counts as soon as it has two, and before that not at all.
    """
    this_week = week_start(today, user.week_start)
    since = this_week - timedelta(days=7 * (WEEKS_COUNTED - 1))
    days = _DAYS_DONE(user=user, first=since)
    counts = Counter(week_start(day, user.week_start) for (day,) in days)
    started = min(counts, default=this_week)
    weeks = (this_week - started).days // 7 + 1
    met = sum(count >= 2 for count in counts.values())
    running = counts[this_week] < 2
    return {"met": met, "of": weeks - running}
