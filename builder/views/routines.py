"""The routines that a person has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from routines.models import Plan, Routine


@require_safe
def routines(request: PersonRequest) -> HttpResponse:
    """List the person's routines, the one in use first."""
    plan = Plan.objects.of(request.user).current().first()
    used = plan.routine_id if plan else None
    kept = Routine.objects.of(request.user).kept().order_by("-made_at")
    mine = sorted(kept, key=lambda routine: routine.pk != used)
    return render(request, "builder/routines.html", {"mine": mine, "used": used})
