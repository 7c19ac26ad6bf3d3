"""Daily habits: which ones, and what is noted about a day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.facts.clearance import is_65_or_older
from routines.facts.consent import NotAgreed
from routines.facts.day_notes import notes_of
from routines.forms import DayNoteForm, DayNotesForm, HabitsForm
from routines.forms.day_notes import NIGHTS
from routines.templatetags.routine_labels import notes_address
from routines.views.outbox import ask_first, takes_outbox, when


@require_http_methods(["GET", "HEAD", "POST"])
def habits(request: PersonRequest) -> HttpResponse:
    """Choose which daily habits Today offers."""
    user = request.user
    form = HabitsForm(posted(request), initial={"habits": user.habits})
    context = {"form": form, "balance_advised": is_65_or_older(user)}
    if request.method != "POST":
        return render(request, "routines/habits.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/habits.html", context)
    actions.choose_habits(user=user, habits=form.cleaned_data["habits"])
    return redirect("routines:today")


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def day_notes(request: PersonRequest) -> HttpResponse:
    """Show what was noted about a day, and store or take back one note."""
    user, today = request.user, request.user.today()
    if request.method == "POST":
        return _note(request)
    asked = DayNotesForm(request.GET)
    day = (asked.cleaned_data["day"] if asked.is_valid() else None) or today
    context = {"notes": notes_of(user, min(day, today)), "nights": NIGHTS, "today": today}
    return render(request, "routines/day_notes.html", context)


def _note(request: PersonRequest) -> HttpResponse:
    user, today = request.user, request.user.today()
    form = DayNoteForm(request.POST, today=today)
    if not form.is_valid():
        return render_refused(request, "routines/day_notes.html", _refused(request, form))
    told, said = when(request), form.cleaned_data
    try:
        found = actions.note_day(user=user, now=told.now, word=told.word, **said)
    except NotAgreed:
        return ask_first(request, "routines:agreement", _("This is kept once you agree to it."))
    to = reverse("routines:today")
    if found.day != today:
        to = notes_address(found.day)
    return told.answered(redirect(to), stands=found.noted_at)


def _refused(request: PersonRequest, form: DayNoteForm) -> dict[str, Any]:
    """Return the context of the page that shows one habit alone, with what was wrong."""
    today = request.user.today()
    day = form.cleaned_data.get("day", today)
    notes = notes_of(request.user, day).only(form.cleaned_data.get("about", ""))
    return {"notes": notes, "form": form, "today": today}
