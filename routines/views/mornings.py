"""The back from day to day: the morning's question, a flare-up, who checked an exercise."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.facts.consent import NotAgreed
from routines.forms import FlareForm, MorningForm, MorningsForm
from routines.forms.session import PAINS
from routines.models import MorningCheck
from routines.views.outbox import ask_first, takes_outbox, when

SHOWN = 28


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def mornings(request: PersonRequest) -> HttpResponse:
    """Show the last entries, and store or correct the entry of a day."""
    today = request.user.today()
    asked = MorningsForm(request.GET)
    day = (asked.cleaned_data["day"] if asked.is_valid() else None) or today
    mine = MorningCheck.objects.of(request.user)
    there = mine.filter(day=day).first()
    initial = {"day": day, "sore": there.sore if there else False}
    form = MorningForm(posted(request), today=today, initial=initial)
    context: dict[str, Any] = {"form": form, "there": there, "pains": PAINS}
    if request.method == "POST" and form.is_valid():
        told, said = when(request), form.cleaned_data
        try:
            found = actions.record_morning(
                user=request.user, today=today, now=told.now, word=told.word, **said
            )
        except NotAgreed:
            return ask_first(request, "routines:agreement", _("This is kept once you agree to it."))
        return told.answered(redirect("routines:today"), stands=found.recorded_at)
    context["entries"] = entries = list(mine.order_by("-day")[:SHOWN])
    # The form can be for any day shown: its report is newer than all of their entries.
    context["said_at"] = max((each.recorded_at for each in [there, *entries] if each), default=None)
    if request.method == "POST":
        return render_refused(request, "routines/mornings.html", context)
    return render(request, "routines/mornings.html", context)


@require_POST
def say_flare(request: PersonRequest) -> HttpResponse:
    form = FlareForm(request.POST)
    if form.is_valid():
        kind, today = form.cleaned_data["kind"], request.user.today()
        try:
            actions.say_flare(user=request.user, kind=kind, today=today)
        except NotAgreed:
            return redirect("routines:agreement")
    return redirect("routines:today")
