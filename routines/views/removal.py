"""Removing a session from the log, and bringing it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import PersonRequest
from routines import actions
from routines.models import Session
from routines.views.session_page import session_context


@require_http_methods(["GET", "HEAD", "POST"])
def remove_session(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Ask for confirmation, then remove it; History can undo it, at once and later."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    if request.method != "POST" or found.is_running:
        context = session_context(request, found)
        return render(request, "routines/remove_session.html", context)
    actions.remove_session(session=found, now=timezone.now())
    day = found.local_date
    return redirect(f"{reverse('history:history')}?until={day}&removed={found.pk}")


@require_POST
def restore_session(request: PersonRequest, session_id: UUID) -> HttpResponse:
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    actions.restore_session(session=found, now=timezone.now())
    return redirect(f"{reverse('history:history')}?until={found.local_date}#session-{found.pk}")
