"""The session: start it, look at it, rest, finish it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.keys import new_key
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused, wants_partial
from routines.actions.rest import end_rest, lengthen_rest
from routines.actions.schedule import why_not
from routines.actions.session import (
    KeyTaken,
    NothingPlanned,
    discard_session,
    finish_session,
    write_down_session,
)
from routines.actions.session import start_session as begin
from routines.forms import FinishForm, RestForm, StartSessionForm, ViewForm, WriteDownForm
from routines.models import Plan, Session, SetLog
from routines.views.session_page import page_of, session_context


@require_POST
def start_session(request: PersonRequest) -> HttpResponse:
    form = StartSessionForm(request.POST)
    if not form.is_valid():
        return redirect("routines:today")
    try:
        session = begin(user=request.user, key=form.cleaned_data["key"], now=timezone.now())
    except KeyTaken:
        raise Http404 from None
    except NothingPlanned:
        messages.info(request, _("Today is a rest day. Rest is when muscles get stronger."))
        return redirect("routines:write_down")
    return redirect("routines:session", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: PersonRequest) -> HttpResponse:
    """For what was trained beside the plan or on a day that passed: the log takes the truth."""
    plan = get_object_or_404(Plan.objects.of(request.user).current().select_related("user"))
    today = request.user.today()
    initial = {"day": request.GET.get("day") or today, "programme_day": "A", "key": new_key()}
    form = WriteDownForm(posted(request), today=today, initial=initial)
    context = {"form": form, "reasons": why_not(plan=plan, today=today, day=today)}
    if request.method != "POST":
        return render(request, "routines/write_down.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/write_down.html", context)
    try:
        found = write_down_session(user=request.user, now=timezone.now(), **form.cleaned_data)
    except KeyTaken:
        raise Http404 from None
    return redirect("routines:session", found.pk)


@require_safe
def session(request: PersonRequest, session_id: UUID) -> HttpResponse:
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    undo = _taken_back(request, found)
    return render(request, "routines/session.html", session_context(request, found, undo=undo))


def _taken_back(request: PersonRequest, session: Session) -> SetLog | None:
    """The set that the address says was taken back just now, where it was."""
    form = ViewForm(request.GET)
    form.is_valid()
    if not (key := form.cleaned_data.get("undo")):
        return None
    logs = SetLog.objects.of(request.user).filter(item__session=session)
    return logs.filter(pk=key).exclude(removed_at=None).first()


@require_POST
def rest(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Lengthens or shortens the running rest, or ends it."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    form = RestForm(request.POST)
    if form.is_valid() and form.cleaned_data["change"] == "skip":
        found = end_rest(session=found)
    elif form.is_valid():
        seconds = int(form.cleaned_data["change"])
        found = lengthen_rest(session=found, seconds=seconds, now=timezone.now())
    if not wants_partial(request):
        return redirect(page_of(request, found.pk))
    return render(request, "routines/_rest.html", session_context(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """What was done against what was planned; again, it corrects the effort and the note."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    context = session_context(request, found)
    initial = {"rir": "" if found.rir is None else str(found.rir), "note": found.note}
    form = FinishForm(posted(request), initial=initial)
    context["form"] = form
    if request.method != "POST":
        return render(request, "routines/finish.html", context)
    if form.is_valid() and context["sets_done"]:
        finish_session(session=found, now=timezone.now(), **form.cleaned_data)
        # A guest's cookie is the only key to the log: it lasts a year from the last session.
        request.session.modified = True
        return redirect("routines:history")
    if not context["sets_done"]:
        form.add_error(None, _("No set is logged yet. Go on, or set this session aside."))
    return render_refused(request, "routines/finish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Asks first; the sets stay in History either way."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    if request.method != "POST":
        return render(request, "routines/discard.html", session_context(request, found))
    discard_session(session=found, now=timezone.now())
    return redirect("routines:today")
