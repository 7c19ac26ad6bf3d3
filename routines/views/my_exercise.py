"""A person's own part of an exercise's page; the page itself is the same for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exercises.models import Exercise
from routines.facts.logged import logged_items, sessions_with

SESSIONS_SHOWN = 3


@login_not_required
@never_cache
@require_safe
def my_exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the last sessions with one exercise, and the units to use.

    A stranger gets an empty answer, because the page must not lead to the log-in.
    """
    if not request.user.is_authenticated:
        get_object_or_404(Exercise.objects.from_files().only("slug"), pk=slug)
        return HttpResponse(status=204)
    exercises = Exercise.objects.visible_to(request.user).only("slug", "name")
    exercise = get_object_or_404(exercises, pk=slug)
    sessions = sessions_with(request.user, slug)[:SESSIONS_SHOWN]
    logged = logged_items(sessions, exercise=slug)
    context = {"exercise": exercise, "logged": logged}
    return render(request, "routines/my_exercise.html", context)
