"""The library's pages. They are the same for everybody: no session, no person and no token is
touched, so a browser may keep them and ask with their ETag whether they still hold.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from backhealth.http import same_for_everybody, wants_partial
from exercises.forms import LibraryForm
from exercises.ladders import shelves
from exercises.models import Exercise, library_version


@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@same_for_everybody(library_version)
def library(request: HttpRequest) -> HttpResponse:
    form = LibraryForm(request.GET)
    is_valid = form.is_valid()
    exercises = Exercise.objects.current().for_list()
    found = shelves(exercises, form.wants if is_valid else lambda _: True)
    partial = wants_partial(request)
    context = {
        "form": form,
        "shelves": found,
        "count": sum(shelf.count for shelf in found),
        "asked": form.asked if is_valid else [],
        "partial": partial,
    }
    template = "exercises/library.html#results" if partial else "exercises/library.html"
    response = render(request, template, context, status=200 if is_valid else 422)
    if partial and is_valid:
        # a shorter address than the one asked for, without the empty fields
        query = form.query
        response["HX-Push-Url"] = reverse("exercises:library") + (f"?{query}" if query else "")
    return response


@same_for_everybody(library_version)
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    exercises = Exercise.objects.current().select_related("easier", "harder")
    found = get_object_or_404(exercises, slug=slug)
    return render(request, "exercises/exercise.html", {"exercise": found, "dose": found.dose})
