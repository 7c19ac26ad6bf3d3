"""Which exercises a running session has, and in which order: add, take out, move, do in turn."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.keys import new_key
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines import actions
from routines.facts.addable import addable
from routines.facts.item_order import order_after
from routines.forms import AddForm, PlaceForm, RemoveForm, SwapSearchForm
from routines.labels.sessions import NOT_ADDED
from routines.models import Session, SessionItem
from routines.views.outbox import takes_outbox, when
from routines.views.session_page import item_answer, page_of


@require_POST
@takes_outbox
def place_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Move an exercise, or do it in turn with the next one; the script has shown that already."""
    item, form = _item_of(request.user, item_id), PlaceForm(request.POST)
    if not form.is_valid():
        return item_answer(request, item, refused=form)
    told = when(request)
    order = form.cleaned_data["order"]
    session = actions.arrange_items(
        session=item.session,
        order=order or order_after(item, form.cleaned_data["step"]),
        now=told.now,
        word=told.word,
    )
    is_shown = order and (told.word is None or told.word.at == session.order_ts)
    answer = HttpResponse(status=204) if is_shown else redirect(page_of(request, session.pk))
    return told.answered(answer, stands=session.order_ts)


@require_POST
@takes_outbox
def remove_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Take an exercise that wasn't begun out of the session, or bring it back."""
    item, form = _item_of(request.user, item_id), RemoveForm(request.POST)
    form.is_valid()
    told = when(request)
    removed = form.cleaned_data["removed"]
    try:
        item = actions.remove_item(item=item, removed=removed, now=told.now, word=told.word)
    except actions.HasSets:
        name = {"name": item.exercise_name}
        why = _("%(name)s has a set: take it back first, or skip the rest.") % name
        form.add_error("removed", why)
        return item_answer(request, item, refused=form)
    return told.answered(item_answer(request, item), stands=item.removed_ts)


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def add_item(request: PersonRequest, session_id: UUID) -> HttpResponse:
    """Offer the exercises done lately, or found by a search; then add one to the session."""
    sessions = Session.objects.of(request.user).select_related("plan", "user")
    session = get_object_or_404(sessions, pk=session_id)
    if not session.is_running:
        return redirect("routines:session", session.pk)
    search = SwapSearchForm(request.GET)
    query = search.cleaned_data["q"] if search.is_valid() else ""
    form = AddForm(posted(request), initial={"after": request.GET.get("after")})
    context = {"session": session, "form": form, "search": search, "query": query}
    context["after"] = _named(session, request.POST.get("after") or request.GET.get("after"))
    if request.method == "POST" and form.is_valid() and (item := _add(session, form)):
        return redirect(page_of(request, session.pk, item=item))
    context["found"] = [(each, new_key()) for each in addable(session, query)]
    page = "routines/add_item.html"
    return (render if request.method != "POST" else render_refused)(request, page, context)


def _add(session: Session, form: AddForm) -> SessionItem | None:
    """Add the exercise to the session; None if it can't be, with the reason in the form."""
    asked = form.cleaned_data
    known = Exercise.objects.known_to(session.user).filter(phase=Phase.STRENGTH)
    exercise = known.filter(pk=asked["exercise"]).first()
    if exercise is None:
        form.add_error(None, _("Choose one from the list."))
        return None
    now, after = timezone.now(), asked["after"]
    try:
        return actions.add_item(
            session=session, key=asked["key"], exercise=exercise, after=after, now=now
        )
    except actions.KeyTaken:
        raise Http404 from None
    except actions.NotAdded as found:
        form.add_error(None, NOT_ADDED[found.why] % {"name": exercise.name})
        return None


def _named(session: Session, key: str | None) -> SessionItem | None:
    """Return the item of the session with this key, if there is one."""
    return next((each for each in session.items.all() if str(each.pk) == key), None)


def _item_of(user: User, item_id: UUID) -> SessionItem:
    items = SessionItem.objects.of(user).filter(phase=Phase.STRENGTH)
    return get_object_or_404(items.select_related("session__plan", "exercise"), pk=item_id)
