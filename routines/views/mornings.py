"""The back from day to day: the morning's question, a flare-up, the check before a session."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.keys import new_key
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises.models import Exercise
from routines.actions import mornings as actions
from routines.actions.session import KeyTaken, NothingPlanned, NotToday, start_session
from routines.forms import CheckForm, FlareForm, MorningForm, MorningsForm, ReadyForm
from routines.forms.session import PAIN
from routines.models import MorningCheck, Plan
from routines.views.history import exercise_page

SHOWN = 28


@require_http_methods(["GET", "HEAD", "POST"])
def mornings(request: PersonRequest) -> HttpResponse:
    """The entry of a day, new or put right, and the last ones."""
    today = request.user.today()
    asked = MorningsForm(request.GET)
    day = (asked.cleaned_data["day"] if asked.is_valid() else None) or today
    mine = MorningCheck.objects.of(request.user)
    there = mine.filter(day=day).first()
    initial = {"day": day, "sore": there.sore if there else False}
    form = MorningForm(posted(request), today=today, initial=initial)
    context: dict[str, Any] = {"form": form, "there": there, "pains": [each for each, _n in PAIN]}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.record_morning(user=request.user, today=today, now=timezone.now(), **said)
        return redirect("routines:today")
    context["entries"] = mine.order_by("-day")[:SHOWN]
    if request.method == "POST":
        return render_refused(request, "routines/mornings.html", context)
    return render(request, "routines/mornings.html", context)


@require_POST
def say_flare(request: PersonRequest) -> HttpResponse:
    form = FlareForm(request.POST)
    if form.is_valid():
        kind, today = form.cleaned_data["kind"], request.user.today()
        actions.say_flare(user=request.user, kind=kind, today=today)
    return redirect("routines:today")


@require_http_methods(["GET", "HEAD", "POST"])
def ready(request: PersonRequest) -> HttpResponse:
    """Asks before a session, and starts it where what was said allows it."""
    get_object_or_404(Plan.objects.of(request.user).current())
    form = ReadyForm(posted(request))
    context = {"form": form, "key": new_key(), "pains": [each for each, _n in PAIN]}
    if request.method != "POST":
        return render(request, "routines/ready.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/ready.html", context)
    try:
        begun = start_session(user=request.user, now=timezone.now(), **form.cleaned_data)
    except KeyTaken:
        raise Http404 from None
    except NothingPlanned:
        messages.info(request, _("Today is a rest day. Rest is when muscles get stronger."))
        return redirect("routines:write_down")
    except NotToday as found:
        if found.ready is None:
            return redirect("routines:today")
        gentle = actions.gentle_list()
        context |= {"found": found.ready, "gentle": gentle, "today": request.user.today()}
        return render(request, "routines/ready.html", context)
    return redirect("routines:session", begun.pk)


@require_POST
def check_exercise(request: PersonRequest, slug: str) -> HttpResponse:
    """Keeps that a professional checked the person's form."""
    exercise = get_object_or_404(Exercise, pk=slug)
    form = CheckForm(request.POST, today=request.user.today())
    if not form.is_valid():
        context = exercise_page(request, exercise, form)
        return render_refused(request, "routines/exercise_history.html", context)
    actions.record_check(user=request.user, exercise=exercise, **form.cleaned_data)
    return redirect("routines:exercise_history", exercise.pk)
