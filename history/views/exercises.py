"""The exercises of the log, and the search for one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from history.facts.exercises import logged_exercises
from history.forms import ExercisesForm


@require_safe
def exercises(request: PersonRequest) -> HttpResponse:
    """Show the exercises that the person has logged; each leads to its history."""
    form = ExercisesForm(request.GET)
    is_good = form.is_valid()
    query = form.cleaned_data["q"] if is_good else ""
    context = {"form": form, "query": query, "exercises": logged_exercises(request.user, query)}
    return render(request, "history/exercises.html", context, status=200 if is_good else 422)
