"""The session: log it afterwards, show it, rest, set it aside."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.keys import new_key
from accounts.requests import PersonRequest
from backhealth.http import kept_offline, posted, render_refused, wants_partial
from backhealth.prepared import Prepared
from routines import actions
from routines.compiled import answer
from routines.facts.duration import length_of
from routines.facts.schedule import why_not
from routines.forms import RestForm, WriteDownForm
from routines.forms.session import ALL_ROWS, END_REST
from routines.labels.routines import day_title
from routines.models import Plan, Session
from routines.models.owned import PERSON
from routines.views.session_page import (
    SESSION,
    all_rows,
    page_of,
    session_context,
    taken_back,
    view_asked,
)
from routines.views.session_parts import parts_address


@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: PersonRequest) -> HttpResponse:
    """Begin the log of a session trained outside the plan or on an earlier day."""
    plan = get_object_or_404(
        Plan.objects.of(request.user).current().select_related("user", "routine")
    )
    today = request.user.today()
    initial = {"day": request.GET.get("day") or today, "key": new_key()}
    days = [(day.letter.value, day_title(day)) for day in plan.routine.days]
    form = WriteDownForm(posted(request), today=today, days=days, initial=initial)
    context = {"form": form, "reasons": why_not(plan=plan, today=today, day=today)}
    if request.method != "POST":
        return render(request, "routines/write_down.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/write_down.html", context)
    try:
        found = actions.write_down_session(
            user=request.user, now=timezone.now(), **form.cleaned_data
        )
    except actions.KeyTaken:
        raise Http404 from None
    return redirect("routines:session", found.pk)


_SESSION = Prepared(lambda: Session.objects.of(PERSON).filter(pk=SESSION).select_related("plan"))


# Going back must show the sets logged meanwhile, not the browser's older copy.
@never_cache
@require_safe
def session(request: PersonRequest, session_id: UUID) -> HttpResponse:
    found = next(iter(_SESSION(user=request.user, session=session_id)), None)
    if found is None:
        raise Http404
    if found.removed_at:
        return redirect("routines:remove_session", found.pk)
    asked = view_asked(request)
    undo = asked.get("undo")
    log = taken_back(request.user, undo) if undo else None
    context = session_context(request, found, undo=log)
    items = [card.item for card in context["cards"]]
    if asked.get("rows") != ALL_ROWS:
        context |= {"brief": True, "all_rows": all_rows(context)}
        # Where the templates and timers differ from those of other sessions, they are in the page.
        if found.is_live and not (context["one"] or context["closed"]):
            context["parts"] = parts_address()
    context["length"] = length_of(items) if found.is_live else None
    context["out_of_time"] = sum(item.out_of_time for item in items)
    page = render(request, "routines/session.html", context)
    return kept_offline(request, page) if found.is_running else page


@require_POST
def rest(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Lengthen or shorten the running rest, or end it."""
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    form = RestForm(request.POST)
    if form.is_valid() and form.cleaned_data["change"] == END_REST:
        found = actions.end_rest(session=found)
    elif form.is_valid():
        seconds = int(form.cleaned_data["change"])
        found = actions.lengthen_rest(session=found, seconds=seconds, now=timezone.now())
    if not wants_partial(request):
        return redirect(page_of(request, found.pk))
    return answer(request, "routines/_rest.jinja.html", session_context(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Ask for confirmation, then set a running session aside; its sets stay in History.

    A finished one is removed instead, by another page.
    """
    found = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    if not found.is_running:
        return redirect("routines:remove_session", found.pk)
    if request.method != "POST":
        return render(request, "routines/discard.html", session_context(request, found))
    actions.discard_session(session=found, now=timezone.now())
    return redirect("routines:today")
