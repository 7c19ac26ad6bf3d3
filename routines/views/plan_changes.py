"""Changing the plan by hand: a day's page, what else would move, and undoing it."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from backhealth.http import render_refused
from routines import actions
from routines.facts.clearance import StrengthLocked, lock_on
from routines.facts.plan_changes import marks_for
from routines.facts.previews import good_days, preview
from routines.facts.schedule import why_not
from routines.forms import ChangeForm, WeekForm
from routines.models import DayAction, DayMark, Lock, Plan, PlanChange, PlannedSession


@require_safe
def day(request: PersonRequest, year: int, month: int, number: int) -> HttpResponse:
    """Show one day of the plan, and the changes that can be made to it."""
    try:
        chosen = date(year, month, number)
    except (ValueError, OverflowError):
        raise Http404 from None
    plan = get_object_or_404(
        Plan.objects.of(request.user).current().select_related("user", "routine")
    )
    today = request.user.today()
    planned = PlannedSession.objects.of(request.user).filter(day=chosen).first()
    can_move = planned and chosen >= today
    context = {
        "plan": plan,
        "day": chosen,
        "is_past": chosen < today,
        "is_today": chosen == today,
        "planned": planned,
        "good_days": good_days(plan=plan, today=today, day=chosen) if can_move else [],
        "mark": DayMark.objects.of(request.user).filter(day=chosen).first(),
        "reasons": why_not(plan=plan, today=today, day=chosen),
        "form": ChangeForm(today=today, initial={"day": chosen, "to": chosen}),
        "is_closed": lock_on(request.user, today) == Lock.PROFESSIONAL,
    }
    return render(request, "routines/day.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest) -> HttpResponse:
    """Make a change, or show what else it would move, if asked to or by GET.

    Both refuse with the rule. An illness is accepted only by POST, because addresses end up in
    logs.
    """
    if request.method != "POST" and request.GET.get("action") == DayAction.ILL:
        return redirect("routines:week")
    plan = get_object_or_404(
        Plan.objects.of(request.user).current().select_related("user", "routine")
    )
    today = request.user.today()
    form = ChangeForm(request.POST if request.method == "POST" else request.GET, today=today)
    if not form.is_valid():
        return render_refused(request, "routines/change.html", {"form": form})
    asked = form.cleaned_data
    marks = marks_for(asked["action"], day=asked["day"], to=asked["to"])
    context = {"form": form, "asked": asked}
    if asked["action"] == DayAction.MOVE:
        context["good_days"] = good_days(plan=plan, today=today, day=asked["day"])
    try:
        if request.method != "POST" or asked["look"]:
            to_come = {each: mark for each, mark in marks.items() if each >= today}
            found = preview(plan=plan, today=today, changes=to_come)
            context |= {"preview": found, "refused": found.refused}
            return render(request, "routines/change.html", context)
        made = actions.change_plan(user=request.user, marks=marks, today=today, now=timezone.now())
    except StrengthLocked:
        return redirect("routines:screening_result")
    except actions.DayRefused as refused:
        context["refused"] = refused.findings
        return render_refused(request, "routines/change.html", context)
    return redirect(f"{reverse('routines:week')}?changed={made.pk}")


@require_POST
def train_today(request: PersonRequest) -> HttpResponse:
    """Put the next session on today, and go on to its start."""
    user = request.user
    get_object_or_404(Plan.objects.of(user).current())
    today = user.today()
    try:
        made = actions.train_today(user=user, today=today, now=timezone.now())
    except StrengthLocked:
        return redirect("routines:screening_result")
    except actions.DayRefused as refused:
        asked = {"action": DayAction.SESSION, "day": today, "to": None}
        context = {"asked": asked, "refused": refused.findings}
        return render_refused(request, "routines/change.html", context)
    ready = reverse("routines:ready")
    return redirect(f"{ready}?changed={made.pk}" if made else ready)


def just_changed(request: PersonRequest) -> PlanChange | None:
    """Return the change that this page follows, to offer undoing it. At most one query."""
    if not request.GET:
        return None
    form = WeekForm(request.GET)
    key = form.cleaned_data["changed"] if form.is_valid() else None
    changes = PlanChange.objects.of(request.user)
    return changes.filter(pk=key, undone_at=None).first() if key else None


@require_POST
def undo(request: PersonRequest, change_id: UUID) -> HttpResponse:
    made = get_object_or_404(PlanChange.objects.of(request.user), pk=change_id)
    actions.undo_change(change=made, today=request.user.today(), now=timezone.now())
    return redirect("routines:week")
