"""The end of a session, and corrections to it later."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.facts.completion import to_check
from routines.facts.consent import has_agreed
from routines.facts.kept_changes import SessionChanges, session_changes
from routines.facts.swaps import Swapped, swapped
from routines.forms import FinishForm, PastDayForm
from routines.forms.session import KEEP_ORDER, NO, YES
from routines.models import Session
from routines.views.outbox import When, takes_outbox, when
from routines.views.rows import ItemCard
from routines.views.session_page import session_context


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def finish(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Show what was done against the plan, and end the session; afterwards, correct the report."""
    found = get_object_or_404(_sessions(request), pk=session_id)
    context = session_context(request, found)
    kept = _changes(found, context["cards"]) if found.is_running else None
    form = FinishForm(posted(request), initial=_said(found), to_check=to_check(found), changes=kept)
    changes = swapped(found.items.select_related("exercise"))
    # Asked only while it runs, not when the report is corrected later.
    asked = bool(changes and found.plan and found.is_running)
    context["kept"] = kept
    context |= {"form": form, "changes": changes, "asked": asked}
    context["asks_pain"] = has_agreed(request.user)
    context["left_out"] = [
        card.item
        for card in context["cards"]
        if card.item.is_strength and card.item.skipped and not card.item.swapped_at
    ]
    if request.method != "POST":
        return render(request, "routines/finish.html", context)
    if form.is_valid() and context["sets_done"]:
        told = when(request)
        ended = _finish(found, form, changes if asked else [], told)
        if kept:
            _keep(kept, form, request.user.today())
        # A guest's cookie is the only key to the log: it lasts a year from here, at least.
        request.session.modified = True
        return told.answered(redirect("routines:summary", found.pk), stands=ended.said_ts)
    if not context["sets_done"]:
        form.add_error(None, _("No set is logged yet. Go on, or set this session aside."))
    return render_refused(request, "routines/finish.html", context)


def _said(session: Session) -> dict[str, Any]:
    return {
        "pain": "" if session.pain is None else str(session.pain),
        "rir": "" if session.rir is None else str(session.rir),
        "note": session.note,
        "keep": NO,
    }


def _finish(session: Session, form: FinishForm, changes: list[Swapped], told: When) -> Session:
    said = {name: form.cleaned_data[name] for name in ("pain", "rir", "note")}
    ended = actions.finish_session(
        session=session,
        form_kept=form.form_kept(),
        now=timezone.now(),
        word=told.word,
        ended_at=told.now,
        **said,
    )
    if session.plan and form.cleaned_data["keep"] == YES:
        swaps = [(first.exercise_id, last.exercise) for first, last in changes]
        actions.keep_swaps(
            plan=session.plan,
            programme_day=session.programme_day,
            swaps=swaps,
            today=session.user.today(),
        )
    return ended


def _changes(session: Session, found: Sequence[ItemCard]) -> SessionChanges:
    strength = [card for card in found if card.item.is_strength]
    begun = {card.item.pk for card in strength if card.done}
    return session_changes(session, [card.item for card in strength], begun)


def _keep(kept: SessionChanges, form: FinishForm, today: date) -> None:
    order = bool(form.cleaned_data.get(KEEP_ORDER))
    added, removed = form.kept("added"), form.kept("removed")
    if added or removed or order:
        actions.keep_changes(changes=kept, added=added, removed=removed, order=order, today=today)


@require_http_methods(["GET", "HEAD", "POST"])
def back_date(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Change the day on which a session was trained, if it isn't the day on which it was begun."""
    found = get_object_or_404(_sessions(request).standing(), pk=session_id)
    today = request.user.today()
    form = PastDayForm(posted(request), today=today, initial={"day": found.local_date})
    context = {"session": found, "form": form}
    if request.method != "POST":
        return render(request, "routines/back_date.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/back_date.html", context)
    day = form.cleaned_data["day"]
    actions.back_date(session=found, day=day, now=timezone.now())
    return redirect(f"{reverse('history:history')}?until={day}#session-{found.pk}")


def _sessions(request: PersonRequest) -> Any:
    return Session.objects.of(request.user).select_related("plan__routine", "user")
