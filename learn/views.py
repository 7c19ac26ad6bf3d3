"""Pages to read, and the safety page: public, the same for everyone, cached by browsers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from backhealth.http import kept_offline, no_rows, public_page
from exercises.models import Exercise, library_version
from learn.claims import CHAPTERS
from learn.guides import COOL_DOWN, WARM_UP, WATER, guide
from learn.muscles import muscle_groups
from learn.signs import (
    EMERGENCY,
    SOON,
    STOP_EMERGENCY,
    STOP_IN_PREGNANCY,
    STOP_SESSION,
    STOP_URGENT,
    URGENT,
)
from learn.sources import SOURCES
from learn.terms import TERMS


@public_page(no_rows)
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "learn/overview.html")


@public_page(library_version)
def anatomy(request: HttpRequest) -> HttpResponse:
    groups = muscle_groups(Exercise.objects.library().for_list())
    return render(request, "learn/anatomy.html", {"groups": groups})


@public_page(library_version)
def warm_up(request: HttpRequest) -> HttpResponse:
    shown = guide(WARM_UP, Exercise.objects.library())
    return render(request, "learn/warm_up.html", {"guide": shown})


@public_page(library_version)
def cool_down(request: HttpRequest) -> HttpResponse:
    shown = guide(COOL_DOWN, Exercise.objects.library())
    return render(request, "learn/cool_down.html", {"guide": shown})


@public_page(library_version)
def warm_up_handout(request: HttpRequest) -> HttpResponse:
    shown = guide(WARM_UP, Exercise.objects.library().with_finish())
    return render(request, "learn/warm_up_handout.html", {"guide": shown})


@public_page(library_version)
def cool_down_handout(request: HttpRequest) -> HttpResponse:
    shown = guide(COOL_DOWN, Exercise.objects.library().with_finish())
    return render(request, "learn/cool_down_handout.html", {"guide": shown})


@public_page(no_rows)
def how_often(request: HttpRequest) -> HttpResponse:
    return render(request, "learn/how_often.html")


@public_page(library_version)
def water(request: HttpRequest) -> HttpResponse:
    shown = guide(WATER, Exercise.objects.library())
    return render(request, "learn/water.html", {"guide": shown})


@public_page(no_rows)
def questions(request: HttpRequest) -> HttpResponse:
    return render(request, "learn/questions.html")


@public_page(no_rows)
def everyday(request: HttpRequest) -> HttpResponse:
    return render(request, "learn/everyday.html")


@public_page(no_rows)
def evidence(request: HttpRequest) -> HttpResponse:
    context = {"chapters": CHAPTERS, "sources": SOURCES}
    return render(request, "learn/evidence.html", context)


@public_page(no_rows)
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "learn/glossary.html", {"terms": TERMS})


@public_page(no_rows)
def safety(request: HttpRequest) -> HttpResponse:
    signs = {
        "emergency": EMERGENCY,
        "urgent": URGENT,
        "soon": SOON,
        "stop_emergency": STOP_EMERGENCY,
        "stop_urgent": STOP_URGENT,
        "stop_in_pregnancy": STOP_IN_PREGNANCY,
        "stop_session": STOP_SESSION,
    }
    return kept_offline(request, render(request, "learn/safety.html", signs))
