"""What was done beside strength training: written down, corrected, removed, brought back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.keys import new_key
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from history import actions
from history.forms import ActivitiesForm, ActivityForm
from history.models import Activity
from routines.facts.consent import NotAgreed
from routines.templatetags.routine_labels import week_address

SHOWN = 28


@require_http_methods(["GET", "HEAD", "POST"])
def activities(request: PersonRequest) -> HttpResponse:
    """Show the last activities, and write one down."""
    today = request.user.today()
    form = ActivityForm(posted(request), today=today, initial={"day": today, "key": new_key()})
    if request.method == "POST" and form.is_valid():
        key, entry = _entry(form)
        try:
            found = actions.write_activity(user=request.user, key=key, entry=entry)
        except NotAgreed:
            return redirect("routines:agreement")
        if found is None:
            raise Http404
        return redirect(_in_the_log(found))
    if request.method == "POST":
        return render_refused(request, "history/activities.html", _page(request, form))
    return render(request, "history/activities.html", _page(request, form))


def _page(request: PersonRequest, form: ActivityForm) -> dict[str, Any]:
    asked = ActivitiesForm(request.GET)
    removed = asked.cleaned_data["removed"] if asked.is_valid() else None
    mine = Activity.objects.of(request.user)
    return {
        "form": form,
        "removed": mine.filter(pk=removed).exclude(removed_at=None).first() if removed else None,
        "activities": mine.standing()[:SHOWN],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: PersonRequest, activity_id: UUID) -> HttpResponse:
    """Correct an activity."""
    found = _found(request, activity_id)
    shown = {name: getattr(found, name) for name in ("day", "kind", "minutes", "note")}
    initial = {**shown, "key": found.pk}
    today = request.user.today()
    form = ActivityForm(posted(request), today=today, stored=found.day, initial=initial)
    context = {"form": form, "activity": found}
    if request.method != "POST":
        return render(request, "history/activity.html", context)
    if not form.is_valid():
        return render_refused(request, "history/activity.html", context)
    try:
        _key, entry = _entry(form)
        found = actions.correct_activity(activity=found, entry=entry)
    except NotAgreed:
        return redirect("routines:agreement")
    return redirect(_in_the_log(found))


@require_POST
def remove_activity(request: PersonRequest, activity_id: UUID) -> HttpResponse:
    """Remove an activity; the page that follows can undo it."""
    actions.remove_activity(activity=_found(request, activity_id), now=timezone.now())
    return redirect(f"{reverse('history:activities')}?removed={activity_id}")


@require_POST
def restore_activity(request: PersonRequest, activity_id: UUID) -> HttpResponse:
    actions.restore_activity(activity=_found(request, activity_id))
    return redirect("history:activities")


def _entry(form: ActivityForm) -> tuple[UUID, actions.ActivityEntry]:
    """Return the key that the page made, and what was typed."""
    typed = dict(form.cleaned_data)
    return typed.pop("key"), actions.ActivityEntry(**typed)


def _found(request: PersonRequest, key: UUID) -> Activity:
    mine = Activity.objects.of(request.user).select_related("user")
    return get_object_or_404(mine, pk=key)


def _in_the_log(found: Activity) -> str:
    return f"{week_address(found.day)}#log"
