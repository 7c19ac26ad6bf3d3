"""The stop signs of a session."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import kept_offline, posted, render_refused
from routines import actions
from routines.facts.clearance import care_for
from routines.facts.consent import has_agreed
from routines.forms import StopForm
from routines.models import Session
from routines.views.outbox import takes_outbox, when


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def stop(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Show the stop signs; the one that is tapped ends the session and says what to do now."""
    sessions = Session.objects.of(request.user).select_related("user")
    shown = sessions if request.method == "POST" else sessions.in_progress()
    found = get_object_or_404(shown, pk=session_id)
    form = StopForm(posted(request))
    context = {
        "session": found,
        "form": form,
        "signs": form.signs(care_for(request.user).cautions),
        "is_kept": has_agreed(request.user),
    }
    if request.method != "POST":
        return kept_offline(request, render(request, "routines/stop.html", context))
    if not form.is_valid():
        return render_refused(request, "routines/stop.html", context)
    told = when(request)
    context["level"] = actions.stop_session(
        session=found,
        sign=form.cleaned_data["sign"],
        now=timezone.now(),
        word=told.word,
        stopped_at=told.now,
    )
    return render(request, "routines/stop.html", context)
