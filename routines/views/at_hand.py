"""The way from a plan to the exercises that fit the things at hand."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exercises.filters import NOTHING
from exercises.vocabulary import Equipment
from routines.models import Plan


@login_not_required
@never_cache
@require_safe
def at_hand(request: HttpRequest) -> HttpResponse:
    """Lead to the library, filtered by the equipment that the plan was set up with.

    The library is the same for everybody and knows no plan. Who has none is led to the boxes there.
    """
    plan = None
    if request.user.is_authenticated:
        plan = Plan.objects.of(request.user).current().first()
    library = reverse("exercises:library")
    if plan is None:
        return redirect(f"{library}#what-you-have")
    things = [thing.value for thing in Equipment if thing in plan.equipment] or [NOTHING]
    return redirect(f"{library}?{urlencode({'equipment': things}, doseq=True)}")
