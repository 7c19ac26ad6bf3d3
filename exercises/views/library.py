"""The library's pages, which are the same for everyone.

They read no session, no person and no token, so browsers may keep them and revalidate them by their
ETag.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from backhealth.http import kept_for_ever, public_page, wants_partial
from exercises.claims import claims
from exercises.forms import LibraryForm
from exercises.ladders import shelves
from exercises.models import Drawing, Exercise, is_own, library_version

LONG = 800  # letters; a longer handout is set in smaller type, to stay on one page


@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@public_page(library_version, query=tuple(LibraryForm.base_fields))
def library(request: HttpRequest) -> HttpResponse:
    form = LibraryForm(request.GET)
    exercises = list(Exercise.objects.library().for_list())
    found = form.find(exercises)
    asked = form.asked(found)
    partial = wants_partial(request)
    context = {
        "form": form,
        "filters": form.filters(found),
        "asked": asked,
        "in_use": sum(each.field != "q" for each in asked),
        "instead": found.instead,
        "shelves": shelves(exercises, found.slugs, found.named),
        "count": len(found.slugs),
        "partial": partial,
    }
    template = "exercises/library.html#results" if partial else "exercises/library.html"
    status = 200 if form.is_valid() else 422
    response = render(request, template, context, status=status)
    if partial and form.is_valid():
        # Replaces the address by a shorter one without the empty fields, so that Back doesn't
        # lead through every letter typed.
        query = form.query
        response["HX-Replace-Url"] = reverse("exercises:library") + (f"?{query}" if query else "")
    return response


@public_page(library_version)
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    if is_own(slug):
        return redirect("exercises:own_exercise", slug)
    exercises = Exercise.objects.library().select_related("easier", "harder", "drawing")
    shown = exercises.defer("drawing__card", "drawing__moving_card")
    found = get_object_or_404(shown, slug=slug)
    context = {"exercise": found, "dose": found.dose, "claims": claims(found)}
    return render(request, "exercises/exercise.html", context)


@public_page(library_version)
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the exercise on one sheet of paper, with boxes to write in."""
    if is_own(slug):
        return redirect("exercises:own_handout", slug)
    exercises = Exercise.objects.library().select_related("easier", "drawing")
    found = get_object_or_404(exercises, slug=slug)
    context = {"exercise": found, "dose": found.dose, "is_brief": _letters(found) < LONG}
    return render(request, "exercises/handout.html", context)


def _letters(exercise: Exercise) -> int:
    """Return the length of the handout's texts."""
    mistakes = [text for each in exercise.mistakes for text in each.values()]
    care = [exercise.who_modify, *exercise.changes.values()]
    notes = [exercise.breathing, exercise.back_note, *care]
    return sum(map(len, [*exercise.setup, *exercise.movement, *exercise.cues, *mistakes, *notes]))


@login_not_required
@require_safe
def picture(request: HttpRequest, slug: str, kind: str, digest: str) -> HttpResponse:
    """Serve a figure as a file for <img>.

    Its address changes with the drawing, so a browser may keep it for ever; the address of an older
    drawing redirects to the current one.
    """
    column = "card" if kind == "still" else "moving_card"
    drawings = Drawing.objects.select_related("exercise").only(column, "exercise__figure_digest")
    found = get_object_or_404(drawings, pk=slug)
    today = found.exercise.figure_digest
    if digest != today:
        return redirect("exercises:picture", slug, kind, today)
    response = HttpResponse(getattr(found, column), content_type="image/svg+xml")
    # The colours are in the file: the page's style sheet doesn't reach into an <img>.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return kept_for_ever(response)
