"""The session: start it, log its sets, finish it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.keys import new_key
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused, wants_partial
from routines.actions.log import Done
from routines.actions.log import log_set as write_set
from routines.actions.schedule import why_not
from routines.actions.session import (
    KeyTaken,
    NothingPlanned,
    discard_session,
    finish_session,
    write_down_session,
)
from routines.actions.session import start_session as begin
from routines.actions.session import tick_item as tick
from routines.forms import FinishForm, SetForm, StartSessionForm, TickForm, WriteDownForm
from routines.models import Plan, Session, SessionItem, SetLog
from routines.views.rows import cards

Refused = tuple[UUID, UUID, SetForm]


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
    return render(request, "routines/session.html", _session_context(found))


def _session_context(session: Session, refused: Refused | None = None) -> dict[str, Any]:
    """Two queries: the items with their exercises, and the sets."""
    items = list(session.items.select_related("exercise"))
    logs = list(SetLog.objects.standing().filter(item__session=session))
    found = cards(items, logs, refused)
    strength = [each for each in found if each.item.is_strength]
    return {
        "session": session,
        "cards": found,
        "sets_done": sum(each.done for each in strength),
        "sets_prescribed": sum(each.item.rows_prescribed for each in strength),
    }


@require_POST
def log_set(request: PersonRequest, item_id: UUID, key: UUID) -> HttpResponse:
    item = get_object_or_404(
        SessionItem.objects.of(request.user).select_related("session", "exercise"),
        pk=item_id,
        phase="strength",
    )
    form = SetForm(request.POST, item=item)
    if not form.is_valid():
        return item_answer(request, item, refused=(item.pk, key, form))
    try:
        write_set(item=item, key=key, done=Done(**form.cleaned_data), now=timezone.now())
    except KeyTaken:
        raise Http404 from None
    return item_answer(request, item)


@require_POST
def tick_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    item = get_object_or_404(
        SessionItem.objects.of(request.user).select_related("session", "exercise"), pk=item_id
    )
    form = TickForm(request.POST)
    form.is_valid()
    item = tick(item=item, ticked=form.cleaned_data["done"], now=timezone.now())
    return item_answer(request, item)


def item_answer(
    request: PersonRequest, item: SessionItem, refused: Refused | None = None
) -> HttpResponse:
    """Only the card that changed, and the counter; the whole page again without htmx."""
    if not refused and not wants_partial(request):
        page = reverse("routines:session", args=[item.session_id])
        return redirect(f"{page}#item-{item.pk}")
    context = _session_context(item.session, refused)
    if not wants_partial(request):
        return render_refused(request, "routines/session.html", context)
    context["card"] = next(each for each in context["cards"] if each.item.pk == item.pk)
    context["is_answer"] = True
    status = 422 if refused else 200
    return render(request, "routines/session.html#item", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """What was done against what was planned; again, it corrects the effort and the note."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    context = _session_context(found)
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
        return render(request, "routines/discard.html", _session_context(found))
    discard_session(session=found, now=timezone.now())
    return redirect("routines:today")
