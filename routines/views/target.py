"""The person's own target for an exercise of the plan, in place of the app's."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from exercises.decimals import decimal_text
from routines import actions
from routines.facts.back_state import back_state
from routines.facts.doses import ExerciseDose, strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import NextTarget, next_targets
from routines.facts.session_items import at_target, running_item
from routines.forms import GoesOnForm, TargetAction, TargetActionForm, TargetForm, UnitForm
from routines.models import Plan


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the exercise's next target, the reason for it, and a form to choose another."""
    plan = get_object_or_404(Plan.objects.of(request.user).current().select_related("user"))
    each, aim = _of(plan, slug)
    action = TargetActionForm(posted(request))
    wanted = action.cleaned_data["action"] if action.is_valid() else ""
    own = request.POST if wanted == TargetAction.OWN else None
    typed = _old(aim, each) if wanted == TargetAction.OLD else own
    form = TargetForm(typed, dose=each.dose, allowed=aim.allowed)
    goes_on = GoesOnForm(own, initial={"goes_on": aim.goes_on.value})
    own_unit = {"unit": each.dose.load_unit}
    unit = UnitForm(request.POST if wanted == TargetAction.UNIT else None, initial=own_unit)
    context = {"each": each, "aim": aim, "form": form, "goes_on": goes_on, "unit": unit}
    if request.method != "POST":
        return render(request, "routines/target.html", context)
    now = timezone.now()
    if wanted == TargetAction.UNIT and unit.is_valid():
        actions.choose_unit(user=request.user, exercise=each.exercise, **unit.cleaned_data)
        return redirect("routines:target", slug)
    if wanted == TargetAction.APP:
        actions.take_choice_back(plan=plan, exercise=each.exercise, now=now)
        return _back(request, slug)
    if not form.is_valid() or not (own is None or goes_on.is_valid()):
        return render_refused(request, "routines/target.html", context)
    rest = _old_rest(aim) if wanted == TargetAction.OLD else {}
    figures = {"load": None, **form.cleaned_data, **rest}
    goes = goes_on.cleaned_data if own is not None else {}
    chosen = actions.Chosen(**figures, **goes)
    try:
        actions.choose_target(plan=plan, exercise=each.exercise, chosen=chosen, now=now)
    except actions.AboveAllowed:
        # Something was reported between the page and the form.
        form.add_error(None, _("For now no more than the app’s target."))
        return render_refused(request, "routines/target.html", context)
    return _back(request, slug)


def _of(plan: Plan, slug: str) -> tuple[ExerciseDose, NextTarget]:
    strength = strength_of(plan)
    each = next((one for one in strength if one.slug == slug), None)
    if each is None:
        raise Http404
    back = back_state(plan.user, plan.user.today())
    fold = actions.keep_checkpoints(plan_fold(plan, strength, back))
    target = next_targets(fold)[slug]
    return at_target(each, target), target


def _old(aim: NextTarget, each: ExerciseDose) -> dict[str, Any]:
    """Return the figures before the change, or the present ones if nothing changed."""
    if before := aim.why.before:
        figures = {"sets": before.sets, "lo": before.lo, "hi": before.hi}
        return {**figures, "load": before.load_figure, "unit": aim.why.unit}
    dose = each.dose
    load = decimal_text(dose.load or Decimal(0))
    return {"sets": dose.sets, "lo": dose.lo, "hi": dose.hi, "load": load}


def _old_rest(aim: NextTarget) -> dict[str, Any]:
    """Return the other figures before the change; None for figures that older rows didn't store."""
    before = aim.why.before
    if before is None:
        return {}
    return {
        "hold_s": before.hold_s,
        "pause_s": before.pause_s,
        "height_cm": before.height,
        "band": before.band,
    }


def _back(request: PersonRequest, slug: str) -> HttpResponse:
    item = running_item(request.user, slug)
    if item is None:
        return redirect("routines:week")
    return redirect("routines:session", item.session_id)
