"""When the days of a routine are trained: in turn, or each on its weekday."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from builder.forms import WeekdaysForm
from routines import actions
from routines.labels.routines import day_title
from routines.models import PlannedSession, Routine

DAYS_SHOWN = 28


@require_http_methods(["GET", "HEAD", "POST"])
def weekdays(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Choose when the days of a routine are trained, and see what falls on which date."""
    routines = Routine.objects.of(request.user).select_related("user")
    found = get_object_or_404(routines, pk=routine_id)
    titles = {day.letter.value: day_title(day) for day in found.days}
    form = WeekdaysForm(posted(request), routine=found, titles=titles)
    context = {"routine": found, "form": form, **_coming(request, found, titles)}
    if request.method != "POST":
        return render(request, "builder/weekdays.html", context)
    if not form.is_valid():
        return render_refused(request, "builder/weekdays.html", context)
    try:
        actions.choose_weekdays(
            routine=found,
            weekdays=form.weekdays,
            today=request.user.today(),
            version=form.cleaned_data["version"],
        )
    except actions.OlderVersion:
        form.add_error(None, _("The routine was changed meanwhile. Look at it, then save again."))
        form.data = request.POST.dict() | {"version": found.version}
        return render_refused(request, "builder/weekdays.html", context)
    messages.success(request, _("Saved. Between two sessions there is still a day of rest."))
    return redirect("builder:weekdays", found.pk)


def _coming(request: PersonRequest, routine: Routine, titles: dict[str, str]) -> dict[str, Any]:
    """Return the sessions of the coming four weeks, and the days that none of them is; nothing of
    a routine that isn't in use."""
    today = request.user.today()
    sessions = PlannedSession.objects.of(request.user).filter(plan__routine=routine)
    coming = [
        (each.day, titles.get(each.programme_day, each.programme_day))
        for each in sessions.between(today, today + timedelta(days=DAYS_SHOWN - 1))
    ]
    reached = {title for _day, title in coming}
    never = [title for title in titles.values() if title not in reached]
    return {"coming": coming, "never": never if coming else []}
