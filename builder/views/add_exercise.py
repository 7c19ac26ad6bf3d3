"""Adding an exercise to a day of a routine: by the library's search, by pattern, or from what the
person did lately."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import wants_partial
from builder.facts.picks import picks, strength_exercises
from builder.forms import PickForm
from builder.labels.editing import refused
from builder.views.editor import routine_of, version_sent
from exercises.models import Exercise
from routines import actions
from routines.facts.clearance import care_for
from routines.facts.current_plan import current_plan
from routines.facts.lately import done_lately
from routines.models import Routine

PAGE = "builder/add_exercise.html"


@require_http_methods(["GET", "HEAD", "POST"])
def add_exercise(request: PersonRequest, routine_id: UUID, letter: str) -> HttpResponse:
    """Show what may be added to a day, by search and filters; a POST adds one of them."""
    found = routine_of(request, routine_id)
    day = letter.upper()
    if day not in {each.letter for each in found.days}:
        raise Http404
    if request.method != "POST":
        return _shown(request, found, day)
    known = Exercise.objects.known_to(request.user)
    exercise = known.filter(pk=request.POST.get("exercise", "").replace("\0", "")).first()
    if exercise is None:
        return _shown(request, found, day, {"words": _("Choose one from the list.")}, status=422)
    try:
        actions.add_exercise(
            routine=found,
            day=day,
            exercise=exercise,
            today=request.user.today(),
            version=version_sent(request),
        )
    except actions.OlderVersion:
        found.refresh_from_db()
        since = found.changes_since(version_sent(request))
        return _shown(request, found, day, {"is_older": True, "since": since}, status=422)
    except actions.NotPossible as told:
        context = {"words": f"{exercise.name}: {refused(told.why)}"}
        return _shown(request, found, day, context, status=422)
    return redirect(reverse("builder:routine", args=[found.pk]) + f"#day-{letter}")


def _shown(
    request: PersonRequest,
    routine: Routine,
    day: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    user = request.user
    plan, care = current_plan(user), care_for(user)
    form = PickForm(request.GET or {"fits": "on"})
    exercises = strength_exercises(user)
    if plan and form.wants("fits"):
        exercises = [each for each in exercises if each.fits(plan.equipment)]
    if form.wants("lately"):
        lately = set(done_lately(user))
        exercises = [each for each in exercises if each.slug in lately]
    found = form.find(exercises)
    rows = routine.prescriptions.filter(programme_day=day)
    listed = [each for each in exercises if each.slug in found.slugs]
    there = set(rows.values_list("exercise_id", flat=True))
    shown = {
        "routine": routine,
        "day": next(each for each in routine.days if each.letter == day),
        "form": form,
        "has_plan": plan is not None,
        "picks": picks(user, listed, care, there, user.today()),
        "instead": found.instead,
    }
    template = f"{PAGE}#picks" if wants_partial(request) and status == 200 else PAGE
    refused_search = 422 if form.errors else status
    return render(request, template, shown | (context or {}), status=refused_search)
