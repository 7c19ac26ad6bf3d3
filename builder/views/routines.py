"""The routines that a person has: which one to train by, and what becomes of the others."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from backhealth.http import render_refused, wants_partial
from builder.facts.routines import free_name, my_routines, starters
from builder.forms import PutAwayForm, RenameForm
from routines import actions
from routines.facts.clearance import care_for
from routines.facts.current_plan import current_plan
from routines.labels.routines import STARTERS, routine_title
from routines.models import Plan, Routine

PAGE = "builder/routines.html"


@require_safe
def routines(request: PersonRequest) -> HttpResponse:
    """List the person's routines, the one in use first, and those that came along."""
    return render(request, PAGE, _context(request))


@require_POST
def use_routine(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Train by one of the person's own routines from now on."""
    get_object_or_404(Plan.objects.of(request.user).current())
    found = _mine(request, routine_id)
    try:
        actions.use_routine(routine=found, today=request.user.today())
    except actions.NotPossible:
        said = _("%(name)s has a day without an exercise. Add one first.")
        return _answer(request, said % {"name": routine_title(found)}, is_refusal=True)
    return _answer(request, _in_use(routine_title(found)))


@require_POST
def use_starter(request: PersonRequest, level: str) -> HttpResponse:
    """Train by a starter programme from now on."""
    get_object_or_404(Plan.objects.of(request.user).current())
    known = _known(level)
    actions.use_starter(user=request.user, level=known, today=request.user.today())
    return _answer(request, _in_use(STARTERS[known]))


@require_POST
def copy_routine(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Copy one of the person's own routines under a name that is free."""
    found = _mine(request, routine_id)
    name = free_name(request.user, _copy_of(routine_title(found)))
    return _copied(request, actions.copy_routine(routine=found, name=name))


@require_POST
def copy_starter(request: PersonRequest, level: str) -> HttpResponse:
    """Make a starter programme a routine of the person's own, to be changed freely."""
    plan = get_object_or_404(Plan.objects.of(request.user).current().select_related("user"))
    known = _known(level)
    name = free_name(request.user, _("My %(name)s") % {"name": STARTERS[known]})
    return _copied(request, actions.copy_starter(plan=plan, level=known, name=name))


@require_POST
def rename_routine(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    found = _mine(request, routine_id)
    form = RenameForm(request.POST, routine=found)
    if form.is_valid():
        try:
            renamed = actions.rename_routine(routine=found, **form.cleaned_data)
        except actions.OlderVersion:
            form.add_error("name", _("It was changed meanwhile. Look at it, then save once more."))
            form.data = request.POST.dict() | {"version": found.version}
        else:
            return _answer(request, _("It is called %(name)s now.") % {"name": renamed.name})
    return render_refused(request, _template(request), _context(request, refused=form))


@require_POST
def archive_routine(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Put a routine away; the page can undo it, at once and later."""
    found = _mine(request, routine_id)
    try:
        actions.archive_routine(routine=found, now=timezone.now())
    except actions.NotPossible:
        said = _("%(name)s is in use: use another one first.") % {"name": routine_title(found)}
        return _answer(request, said, is_refusal=True)
    if wants_partial(request):
        return render(request, _template(request), _context(request, just_put_away=found))
    return redirect(f"{reverse('builder:routines')}?put_away={found.pk}")


@require_POST
def bring_back_routine(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    found = actions.bring_back_routine(routine=_mine(request, routine_id))
    return _answer(request, _("%(name)s is back.") % {"name": routine_title(found)})


def _mine(request: PersonRequest, routine_id: UUID) -> Routine:
    return get_object_or_404(Routine.objects.of(request.user).select_related("user"), pk=routine_id)


def _known(level: str) -> str:
    """Return the level that an address names in small letters."""
    if level not in {each.lower() for each in STARTERS}:
        raise Http404
    return level.upper()


def _copied(request: PersonRequest, copied: Routine) -> HttpResponse:
    said = _("%(name)s is yours, to be changed as you like. What you train stays as it was.")
    return _answer(request, said % {"name": copied.name})


def _copy_of(name: object) -> str:
    return _("Copy of %(name)s") % {"name": name}


def _in_use(name: object) -> str:
    said = _(
        "%(name)s is in use now. Your history and targets stay: each exercise goes on from where "
        "it stood."
    )
    return said % {"name": name}


def _template(request: PersonRequest) -> str:
    return f"{PAGE}#lists" if wants_partial(request) else PAGE


def _answer(request: PersonRequest, said: str, *, is_refusal: bool = False) -> HttpResponse:
    """Answer a change: with the lists anew for htmx, or else by showing the page again."""
    if wants_partial(request):
        context = _context(request, said=said, is_refusal=is_refusal)
        return render(request, _template(request), context)
    (messages.error if is_refusal else messages.success)(request, said)
    return redirect("builder:routines")


def _context(request: PersonRequest, **more: Any) -> dict[str, Any]:
    plan = current_plan(request.user)
    found = my_routines(request.user, plan.routine_id if plan else None)
    refused = more.get("refused")
    forms = {
        each.routine.pk: refused
        if refused is not None and refused.routine == each.routine
        else RenameForm(routine=each.routine)
        for each in found.mine
    }
    return {
        "plan": plan,
        "mine": [(each, forms[each.routine.pk]) for each in found.mine if not each.is_received],
        "received": [(each, forms[each.routine.pk]) for each in found.mine if each.is_received],
        "put_away": found.put_away,
        "starters": starters(plan, care_for(request.user)) if plan else [],
        "just_put_away": _just_put_away(request, found.put_away),
        **more,
    }


def _just_put_away(request: PersonRequest, put_away: Any) -> Routine | None:
    form = PutAwayForm(request.GET)
    asked = form.cleaned_data["put_away"] if form.is_valid() else None
    return next((routine for routine in put_away if routine.pk == asked), None)
