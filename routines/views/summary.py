"""The result of a session: the page that follows its end."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from routines.facts.summary import done_items, next_session, next_time, took
from routines.models import Session


@require_safe
def summary(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Show the work done, the gains, and the next session's targets."""
    sessions = Session.objects.of(request.user).select_related("plan__user", "user")
    found = get_object_or_404(sessions, pk=session_id)
    items = done_items(found)
    today = request.user.today()
    plan = found.plan if found.plan and found.plan.ended_on is None else None
    context = {
        "session": found,
        "items": [each for each in items if each.item.set_logs.all()],
        "left_out": [each.item for each in items if not each.item.set_logs.all()],
        "sets": sum(len(each.item.logged_rows()) for each in items),
        "gains": [each for each in items if each.gain],
        "took": took(found),
        "next": next_session(found, today) if plan else None,
        "then": next_time(plan, found, today) if plan else None,
    }
    return render(request, "routines/summary.html", context)
