"""Exercises of one's own: a person's alone, so that nobody else's request finds them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Units
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises import actions
from exercises.forms import LibraryForm, OwnExerciseForm
from exercises.ladders import Shelf, ShelfGroup
from exercises.models import Exercise


@require_safe
def own_exercises(request: PersonRequest) -> HttpResponse:
    """List a person's own exercises, and those that were removed."""
    every = list(Exercise.objects.of(request.user).for_list().order_by("name", "slug"))
    context = {
        "exercises": [each for each in every if each.retired_at is None],
        "retired": [each for each in every if each.retired_at],
    }
    return render(request, "exercises/own_exercises.html", context)


@login_not_required
@never_cache
@require_safe
def own_shelf(request: HttpRequest) -> HttpResponse:
    """Show the person's own exercises that the library's search and filters find.

    The library's page is the same for everybody, and asks for this shelf. A stranger gets an empty
    answer, and so does a person who has none.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    exercises = Exercise.objects.known_to(request.user).exclude(owner=None).for_list()
    every = list(exercises.order_by("name", "slug"))
    if not every:
        return HttpResponse(status=204)
    form = LibraryForm(request.GET)
    slugs = form.find(every).slugs
    found = [each for each in every if each.slug in slugs]
    shelf = Shelf("own-exercises", _("My exercises"), [ShelfGroup(found, is_ladder=False)])
    status = 200 if form.is_valid() else 422
    return render(
        request, "exercises/own_shelf.html", {"shelf": shelf, "found": found}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_own_exercise(request: PersonRequest) -> HttpResponse:
    """Make an exercise."""
    form = OwnExerciseForm(
        posted(request), library=_library(), in_pounds=_weighs_in_pounds(request)
    )
    if request.method != "POST":
        return render(request, "exercises/new_own_exercise.html", {"form": form})
    if form.is_valid():
        try:
            made = actions.make_own_exercise(user=request.user, entry=form.entry())
        except actions.TooMany:
            form.add_error(None, _("You have very many exercises. Remove some first."))
        else:
            return redirect("exercises:own_exercise", made.slug)
    return render_refused(request, "exercises/new_own_exercise.html", {"form": form})


@require_safe
def own_exercise(request: PersonRequest, own: str) -> HttpResponse:
    found = _own(request, own)
    return render(request, "exercises/own_exercise.html", _shown(found))


@require_safe
def own_handout(request: PersonRequest, own: str) -> HttpResponse:
    """Show the exercise on one sheet of paper, with boxes to write in."""
    found = _own(request, own)
    return render(request, "exercises/own_handout.html", {**_shown(found), "is_brief": True})


@require_http_methods(["GET", "HEAD", "POST"])
def change_own_exercise(request: PersonRequest, own: str) -> HttpResponse:
    found = _own(request, own)
    form = OwnExerciseForm(
        posted(request), library=_library(), changes=found, in_pounds=_weighs_in_pounds(request)
    )
    context = {"form": form, "exercise": found}
    if request.method != "POST":
        return render(request, "exercises/change_own_exercise.html", context)
    if not form.is_valid():
        return render_refused(request, "exercises/change_own_exercise.html", context)
    actions.change_own_exercise(exercise=found, entry=form.entry())
    return redirect("exercises:own_exercise", found.slug)


@require_POST
def retire_own_exercise(request: PersonRequest, own: str) -> HttpResponse:
    found = _own(request, own)
    actions.retire_own_exercise(exercise=found, now=timezone.now())
    said = _("%(name)s is removed. Its history stays, and it can come back.")
    messages.success(request, said % {"name": found.name})
    return redirect("exercises:own_exercises")


@require_POST
def bring_back_own_exercise(request: PersonRequest, own: str) -> HttpResponse:
    found = actions.bring_back_own_exercise(exercise=_own(request, own))
    return redirect("exercises:own_exercise", found.slug)


def _own(request: PersonRequest, slug: str) -> Exercise:
    mine = Exercise.objects.of(request.user).select_related("easier", "figure_of__drawing")
    return get_object_or_404(mine, pk=slug)


def _shown(exercise: Exercise) -> dict[str, Any]:
    return {"exercise": exercise, "dose": exercise.dose}


def _weighs_in_pounds(request: PersonRequest) -> bool:
    return request.user.units == Units.IMPERIAL


def _library() -> list[Exercise]:
    """Return the exercises whose figures can be borrowed."""
    return list(Exercise.objects.library().only("slug", "name").order_by("name"))
