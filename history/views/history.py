"""The log: what one asks first, a calendar, and the sessions, folded."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import wants_partial
from backhealth.prepared import Prepared
from history.facts import log, overview
from history.facts.gains import gains_of, month_start
from history.facts.self_tests import self_tests_gone_up
from history.forms import HistoryForm
from history.labels.activities import activity_words
from history.labels.calendar import CALENDAR_MARKS
from history.labels.overview import (
    CHANGES,
    gain_words,
    hurt_words,
    in_range_words,
    means_of,
    sessions_words,
)
from history.labels.self_tests import difference_words, tested_words
from history.labels.sessions import EASED
from history.labels.weeks import WEEKS
from history.planning.months import last_of_month, month_of, year_of
from routines.compiled import answer
from routines.models import Session
from routines.models.owned import PERSON
from routines.views.session_page import taken_back

# An address that asks for an earlier calendar gets the calendar of this day.
EARLIEST = date(2000, 1, 1)


@lru_cache(maxsize=16)
def _words(_language: str | None) -> dict[str, Any]:
    """Return the words that the compiled templates look up, translated once into a language."""
    weekdays = [(str(WEEKDAYS[each]), str(WEEKDAYS_ABBR[each])) for each in range(7)]
    return {
        "activity_words": activity_words,
        "change_words": _translated(CHANGES),
        "difference_words": difference_words,
        "eased_words": _translated(EASED),
        "gain_words": gain_words,
        "hurt_words": hurt_words,
        "in_range_words": in_range_words,
        "mark_words": _translated(CALENDAR_MARKS),
        "sessions_words": sessions_words,
        "tested_words": tested_words,
        "week_words": _translated(WEEKS),
        "weekday_words": weekdays,
        "activities_address": reverse("history:activities"),
        "exercises_address": reverse("history:exercises"),
        "charts_address": reverse("history:charts"),
        "mornings_address": reverse("routines:mornings"),
    }


def _translated(words: Mapping[Any, Any]) -> dict[Any, str]:
    return {code: str(word) for code, word in words.items()}


_REMOVED = Prepared(
    lambda: Session.objects.of(PERSON).removed().only("local_date", "programme_day", "day_name")
)


@require_safe
def history(request: PersonRequest) -> HttpResponse:
    """Show four weeks of the log up to the day asked for, newest first; long breaks are skipped.

    Without a day, what one asks first stands above: the last twelve weeks, and how the back was.
    The sessions of the day asked for are open; of the others, the newest has its sets.
    """
    form = HistoryForm(request.GET)
    is_good = form.is_valid()
    until, undo = form.cleaned_data.get("until"), form.cleaned_data.get("undo")
    context = {
        "form": form,
        **_log(request.user, until, request.user.today()),
        "undo": taken_back(request.user, undo) if undo else None,
        "removed_now": form.cleaned_data.get("removed"),
        "removed": _REMOVED(user=request.user),
    }
    return render(request, "history/history.html", context, status=200 if is_good else 422)


@require_safe
def session(request: PersonRequest, logged_id: UUID) -> HttpResponse:
    """Show one session of the log with its sets; a part of History if htmx asks for it."""
    mine = Session.objects.of(request.user).in_the_log()
    found = get_object_or_404(mine, pk=logged_id)
    context = {"logged": log.logged_session(request.user, found)}
    if wants_partial(request):
        return answer(request, "history/_session_sets.jinja.html", context)
    return render(request, "history/session.html", context)


def _log(user: User, until: date | None, today: date) -> dict[str, Any]:
    """Return what the page shows of the log up to a day; nothing of an empty log."""
    newest = log.last_day_of_log(user, until or date.max)
    if newest is None:
        return {}
    first_day = log.first_day_of_log(user, newest)
    shown = min(max(until or today, EARLIEST), max(today, EARLIEST))
    first = shown.replace(month=1, day=1)
    since = min(first, overview.strip_start(user, today)) if until is None else first
    done = overview.done_days(user, since, last_of_month(shown.replace(month=12)))
    mornings = _mornings(user, newest, until, today)
    context = _calendar(user, shown, done, first_day, today)
    weeks = log.weeks_of_log(user, newest, opened=newest, mornings=dict(mornings))
    if until is None:
        found = overview.overview(user, today, done=done, mornings=mornings, first_day=first_day)
        context |= _overview(found, weeks) | _gains(user, today)
    page_start = log.page_start(user, newest)
    return context | {
        "weeks": weeks,
        "opened": newest if newest == until else None,
        "older": page_start - log.DAY if first_day < page_start else None,
        "today": today,
        **_words(get_language()),
    }


def _overview(found: overview.Overview, weeks: list[log.LoggedWeek]) -> dict[str, Any]:
    this_week = found.weeks[-1].first
    return {
        "overview": found,
        "this_week": next((week for week in weeks if week.first == this_week), None),
        "kinds": sorted({week.kind for week in found.weeks}),
        "means": list(means_of(found.back)) if found.back else [],
        "hurt": log.hurt_in(weeks),
    }


def _gains(user: User, today: date) -> dict[str, Any]:
    """Return what went up in the last four weeks: in the log, and in tests of one's own."""
    gone_up = self_tests_gone_up(user, month_start(today), today)
    return {"gains": gains_of(user, today), "tests_gone_up": gone_up}


def _mornings(user: User, newest: date, until: date | None, today: date) -> list[overview.Morning]:
    """Return the mornings of the weeks shown, and of the overview if it stands above them."""
    first, last = log.page_start(user, newest), newest + log.DAY
    if until is None:
        first, last = overview.strip_start(user, today) - overview.LEAD, today
    return overview.mornings_of(user, first, last)


def _calendar(
    user: User, shown: date, done: dict[date, int], first_day: date, today: date
) -> dict[str, Any]:
    first = shown.replace(day=1)
    month = month_of(
        shown,
        sessions=done,
        beside=overview.days_beside(user, first, last_of_month(first)),
        week_start=user.week_start,
        earliest=first_day,
        today=today,
    )
    year = year_of(shown, sessions=done, earliest=first_day, today=today)
    return {
        "month": month,
        "year": year,
        "weekdays": [(user.week_start + number) % 7 for number in range(7)],
    }
