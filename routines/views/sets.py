"""One set: log it, copy the last time's figures, correct it, take it back, bring it back."""

from uuid import UUID

from django.db.models import UUIDField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused, wants_partial
from backhealth.prepared import Given, Prepared
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines import actions
from routines.forms import CorrectionForm, SetForm
from routines.models import SessionItem, SetLog
from routines.models.owned import PERSON
from routines.views.outbox import takes_outbox, when
from routines.views.session_page import page_of
from routines.views.set_answer import row_answer


@require_POST
@takes_outbox
def log_set(request: PersonRequest, item_id: UUID, key: UUID) -> HttpResponse:
    item = _item_of(request.user, item_id)
    form = SetForm(request.POST, item=item)
    if not form.is_valid():
        return row_answer(request, item, key, filled=(item.pk, key, form))
    told = when(request)
    try:
        entry = actions.SetEntry(**form.cleaned_data)
        log = actions.log_set(item=item, key=key, entry=entry, now=told.now, word=told.word)
    except actions.KeyTaken:
        raise Http404 from None
    answer = row_answer(request, item, key, moved=log.number != entry.number)
    return told.answered(answer, stands=log.client_ts)


@require_POST
def copy_previous(request: PersonRequest, item_id: UUID, key: UUID) -> HttpResponse:
    """Return the row again, with the figures of the last time in its fields. Writes nothing."""
    item = _item_of(request.user, item_id)
    form = SetForm.with_previous(item, request.POST)
    return row_answer(request, item, key, filled=(item.pk, key, form))


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def correct_set(request: PersonRequest, key: UUID) -> HttpResponse:
    log = _log_of(request.user, key)
    form = CorrectionForm(posted(request), log=log)
    context = {"log": log, "form": form, "other": log.other_half}
    if request.method != "POST":
        return render(request, "routines/correct_set.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/correct_set.html", context)
    told = when(request)
    entry = actions.SetEntry(**form.cleaned_data)
    log = actions.correct_set(log=log, entry=entry, now=told.now, word=told.word)
    return told.answered(redirect(_page_of(request, log)), stands=log.client_ts)


@require_POST
@takes_outbox
def remove_set(request: PersonRequest, key: UUID) -> HttpResponse:
    told = when(request)
    log = actions.remove_set(log=_log_of(request.user, key), now=timezone.now(), word=told.word)
    if wants_partial(request) or log.item.session.is_running:
        undo = log if log.removed_at else None
        answer = row_answer(request, log.item, log.row_key, undo=undo)
    else:
        answer = redirect(_page_of(request, log, undo=True))
    return told.answered(answer, stands=log.client_ts)


@require_POST
@takes_outbox
def restore_set(request: PersonRequest, key: UUID) -> HttpResponse:
    told = when(request)
    log = actions.restore_set(log=_log_of(request.user, key), now=timezone.now(), word=told.word)
    if wants_partial(request) or log.item.session.is_running:
        answer = row_answer(request, log.item, log.row_key)
    else:
        answer = redirect(_page_of(request, log))
    return told.answered(answer, stands=log.client_ts)


KEY = Given("key", UUIDField())
_ITEM = Prepared(
    lambda: (
        SessionItem.objects.of(PERSON)
        .filter(pk=KEY, phase=Phase.STRENGTH)
        .select_related("session__plan", "exercise")
    ),
    shared=[Exercise],
)


def _item_of(user: User, item_id: UUID) -> SessionItem:
    for item in _ITEM(user=user, key=item_id):
        return item
    raise Http404


def _log_of(user: User, key: UUID) -> SetLog:
    logs = SetLog.objects.of(user).select_related("item__session__plan", "item__exercise")
    return get_object_or_404(logs, pk=key)


def _page_of(request: PersonRequest, log: SetLog, *, undo: bool = False) -> str:
    """Return the address that shows a set: in the running session, or in History at its week."""
    session = log.item.session
    if session.is_running:
        return page_of(request, session.pk, item=log.item)
    query = f"until={session.local_date}" + (f"&undo={log.pk}" if undo else "")
    return f"{reverse('history:history')}?{query}#session-{session.pk}"
