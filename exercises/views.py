"""The library's pages. They are the same for everybody: no session, no person and no token is
touched, so a browser may keep them and ask with their ETag whether they still hold.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from django.views.decorators.vary import vary_on_headers

from backhealth.http import wants_partial
from exercises.forms import LibraryForm
from exercises.ladders import shelves
from exercises.models import Exercise


def _etag(request: HttpRequest, **kwargs: Any) -> str:
    parts = (
        getattr(settings, "RELEASE", "dev"),
        get_language(),
        wants_partial(request),
        request.get_full_path(),
        Exercise.objects.current().version(),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@login_not_required
@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
@condition(etag_func=_etag)
def library(request: HttpRequest) -> HttpResponse:
    form = LibraryForm(request.GET)
    exercises = list(Exercise.objects.current().for_list())
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
        # A shorter address than the one asked for, without the empty fields; in place of the last
        # one, so that the way back does not lead through every letter typed.
        query = form.query
        response["HX-Replace-Url"] = reverse("exercises:library") + (f"?{query}" if query else "")
    return response


@login_not_required
@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
@condition(etag_func=_etag)
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    exercises = Exercise.objects.current().select_related("easier", "harder")
    found = get_object_or_404(exercises, slug=slug)
    return render(request, "exercises/exercise.html", {"exercise": found, "dose": found.dose})
