"""One exercise of a session: ticked, hurting, skipped, swapped; and a whole phase left out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises.filters import find
from exercises.models import Exercise
from routines import actions
from routines.facts.clearance import care_for
from routines.facts.consent import NotAgreed
from routines.facts.swaps import offered_swaps
from routines.forms import (
    PhaseForm,
    SkipForm,
    SwapForm,
    SwapSearchForm,
    TickForm,
    TroubleForm,
)
from routines.models import Session, SessionItem
from routines.views.outbox import ask_first, takes_outbox, when
from routines.views.session_page import is_one, item_answer, page_of, trouble_context


@require_POST
@takes_outbox
def tick_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    form = TickForm(request.POST)
    form.is_valid()
    item = _item_of(request.user, item_id)
    told = when(request)
    item = actions.tick_item(
        item=item, ticked=form.cleaned_data["done"], now=told.now, word=told.word
    )
    return told.answered(item_answer(request, item), stands=item.ticked_ts)


@require_http_methods(["GET", "HEAD", "POST"])
@takes_outbox
def trouble(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Record how much an exercise hurts; its card then shows whether to stop, and gentler
    exercises.

    The page is for browsers without scripts: with them, the session has the same fields.
    """
    item, form = _item_of(request.user, item_id), TroubleForm(request.POST)
    if request.method != "POST":
        return render(request, "routines/trouble.html", trouble_context(request, item))
    if not form.is_valid():
        return item_answer(request, item, refused=form)
    told = when(request)
    try:
        if form.cleaned_data["slip"]:
            item = actions.forget_pain(item=item, now=told.now, word=told.word)
        else:
            pain = form.cleaned_data["pain"]
            item = actions.say_pain(item=item, pain=pain, now=told.now, word=told.word)
    except NotAgreed:
        why = _("How it hurts is kept only with your agreement. Agree, then send this again.")
        return ask_first(request, "routines:agreement", why)
    return told.answered(item_answer(request, item), stands=item.pain_ts)


@require_POST
@takes_outbox
def skip_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    item, form = _item_of(request.user, item_id), SkipForm(request.POST)
    if not form.is_valid():
        return item_answer(request, item, refused=form)
    told = when(request)
    reason = form.cleaned_data["reason"]
    item = actions.skip_item(item=item, reason=reason, now=told.now, word=told.word)
    return told.answered(item_answer(request, item), stands=item.skipped_ts)


@require_POST
def skip_phase(request: PersonRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    form = PhaseForm(request.POST)
    if form.is_valid():
        actions.skip_phase(session=session, now=timezone.now(), **form.cleaned_data)
    return redirect(page_of(request, session.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def swap_item(request: PersonRequest, item_id: UUID) -> HttpResponse:
    """Offer the exercises that may replace this one, or that were searched for; then swap it."""
    item = _item_of(request.user, item_id)
    hurts = item.stop is not None
    search = SwapSearchForm(request.GET)
    sought = _sought(request.user, search)
    found = offered_swaps(
        item,
        hurts=hurts,
        cautions=care_for(request.user).cautions,
        asked_for=request.POST.getlist("exercise") if sought is None else sought,
    )
    offered = {each.slug: each for each in found if hurts or sought is None or each.slug in sought}
    form = SwapForm(posted(request), offered=list(offered))
    context = {
        "item": item,
        "offered": list(offered.values()),
        "form": form,
        "hurts": hurts,
        "search": search,
        "sought": sought,
        "one": is_one(request),
        "at": item.position,
        "back": page_of(request, item.session_id, item=item),
    }
    if request.method != "POST":
        return render(request, "routines/swap_item.html", context)
    if item.swapped_at is None and not form.is_valid():
        return render_refused(request, "routines/swap_item.html", context)
    chosen = offered.get(request.POST.get("exercise", ""), item.exercise)
    swapped = actions.swap_item(item=item, exercise=chosen, now=timezone.now())
    return redirect(page_of(request, item.session_id, item=swapped))


def _sought(user: User, search: SwapSearchForm) -> frozenset[str] | None:
    """Return the exercises known to the person that match the search; None without one."""
    query = search.cleaned_data["q"] if search.is_valid() else ""
    if not query:
        return None
    return find(Exercise.objects.known_to(user).for_list(), {"q": query}).slugs


@require_POST
def undo_swap(request: PersonRequest, item_id: UUID) -> HttpResponse:
    item = actions.undo_swap(item=_item_of(request.user, item_id), now=timezone.now())
    return redirect(page_of(request, item.session_id, item=item))


def _item_of(user: User, item_id: UUID) -> SessionItem:
    items = SessionItem.objects.of(user).select_related("session__plan", "exercise")
    return get_object_or_404(items, pk=item_id)
