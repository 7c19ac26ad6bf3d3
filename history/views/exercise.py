"""One exercise through time, and who checked it."""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from backhealth.http import render_refused
from exercises.models import Exercise
from history.facts.exercise_progress import exercise_progress
from history.planning.periods import USUAL, Period, period_named
from routines import actions
from routines.facts.consent import NotAgreed
from routines.facts.logged import logged_items, sessions_with
from routines.facts.unlocks import unlock_state_of
from routines.forms import CheckForm
from routines.models import ProfessionalCheck, Session

SESSIONS_A_PAGE = 20


@require_safe
def exercise(request: PersonRequest, slug: str) -> HttpResponse:
    """Show one exercise over time, the newest session first."""
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user), pk=slug)
    return render(request, "history/exercise.html", exercise_page(request, exercise, form=None))


def exercise_page(
    request: PersonRequest, exercise: Exercise, form: CheckForm | None
) -> dict[str, Any]:
    """Return the context of an exercise's history; `form` is the form that was refused, if any.

    Its charts are on the first page of its sessions alone.
    """
    today = request.user.today()
    page, sessions, is_last = _page_of(
        sessions_with(request.user, exercise.pk).only("pk"), request.GET.get("page", "")
    )
    period = period_named(request.GET.get("period", ""))
    checked = ProfessionalCheck.objects.of(request.user).filter(exercise=exercise).first()
    initial = {"day": today}
    return {
        "exercise": exercise,
        "period": period,
        "periods": list(Period),
        "same_period": "" if period == USUAL else f"&period={period}",
        "progress": None if page > 1 else exercise_progress(request.user, exercise, period, today),
        "newer": page - 1,
        "earlier": None if is_last else page + 1,
        "logged": logged_items(sessions, exercise=exercise.pk),
        "checked": checked,
        "form": form or CheckForm(today=today, initial=initial),
        "lock": unlock_state_of(request.user, exercise, today),
    }


def _page_of(sessions: QuerySet[Session], asked: str) -> tuple[int, list[Session], bool]:
    """Return the number of a page, its sessions, and whether it is the last one.

    The first page for what is no number, and for a number beyond the last. They are not counted:
    that would take longer with each year of a log.
    """
    number = int(asked) if re.fullmatch(r"[1-9]\d{0,4}", asked, re.ASCII) else 1
    start = (number - 1) * SESSIONS_A_PAGE
    found = list(sessions[start : start + SESSIONS_A_PAGE + 1])
    if not found and number > 1:
        return _page_of(sessions, "1")
    return number, found[:SESSIONS_A_PAGE], len(found) <= SESSIONS_A_PAGE


@require_POST
def check_exercise(request: PersonRequest, slug: str) -> HttpResponse:
    """Record that a professional checked the person's form."""
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user), pk=slug)
    form = CheckForm(request.POST, today=request.user.today())
    if not form.is_valid():
        context = exercise_page(request, exercise, form)
        return render_refused(request, "history/exercise.html", context)
    try:
        actions.record_check(user=request.user, exercise=exercise, **form.cleaned_data)
    except NotAgreed:
        return redirect("routines:agreement")
    return redirect("history:exercise", exercise.pk)
