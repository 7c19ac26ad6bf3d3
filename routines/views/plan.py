"""Setting up, and the plan's weeks."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db.models import UUIDField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import accounts.actions
from accounts.guests import way_on
from accounts.requests import PersonRequest
from backhealth.http import render_refused
from backhealth.prepared import Given, Prepared
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines import actions
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import Allowed, Care, clearance
from routines.facts.current_plan import current_plan
from routines.facts.doses import ExerciseDose, doses_of, prescribed
from routines.facts.duration import Length, in_time, lengths
from routines.facts.first_session import first_session
from routines.facts.fold import plan_fold
from routines.facts.levels import level_progress
from routines.facts.next_targets import next_targets
from routines.facts.prescriptions import begins_at_foundation, left_out
from routines.facts.previews import preview_again
from routines.facts.session_items import at_targets
from routines.facts.weeks import weeks_from
from routines.forms import OfferForm, SetupForm
from routines.forms.session import YES
from routines.forms.setup import day_set
from routines.labels.first_session import begins_when, first_two
from routines.models import Plan, Prescription
from routines.views.plan_changes import just_changed

WEEKS_SHOWN = 4


@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: PersonRequest) -> HttpResponse:
    """Set up a plan, once the questions before training are answered."""
    back = back_state(request.user, request.user.today())
    allowed = clearance(request.user, back)
    if allowed.needs_a_professional:
        return redirect("routines:screening_result")
    if allowed.due:
        return redirect("routines:screening")
    plan = current_plan(request.user)
    before = _answers(plan) if plan else {}
    own = plan.routine if plan and not plan.routine.starter else None
    context: dict[str, Any] = {"is_first": not before, "own_routine": own}
    if request.method != "POST":
        context["form"] = SetupForm(person=request.user, initial=before)
        return render(request, "routines/setup.html", context)
    context["form"] = form = SetupForm(request.POST, person=request.user)
    if not form.is_valid():
        return render_refused(request, "routines/setup.html", context)
    _set_up(request, form.cleaned_data)
    # Somebody new may start at once, and Today offers it; it shows the week, too.
    return redirect(way_on(request) or ("routines:week" if before else "routines:today"))


def _set_up(request: PersonRequest, chosen: dict[str, Any]) -> None:
    """Write the settings and the plan, and say when it begins."""
    user = accounts.actions.change_settings(
        user=request.user, units=chosen.pop("units"), time_zone=chosen.pop("time_zone")
    )
    user = actions.say_usual_pain(user=user, pain=chosen.pop("usual_pain"))
    choices = actions.PlanChoices(**chosen)
    plan = actions.set_up_plan(user=user, choices=choices, today=user.today())
    if found := first_session(plan, user.today()):
        messages.success(request, begins_when(found, user.today()))
        if plan.wants_three:
            messages.info(request, first_two(found))


def _answers(plan: Plan) -> dict[str, Any]:
    """Return the choices behind the present plan, as a start for the next one."""
    weights = dict(plan.weights)
    unit = weights.pop("unit", "")
    if any(weights.values()):
        weights["weights_unit"] = unit
    return {
        "level": plan.level,
        "equipment": plan.equipment,
        "weekdays": day_set(plan.weekdays, 3 if plan.wants_three else plan.sessions_per_week),
        **weights,
    }


@require_safe
def week(request: PersonRequest) -> HttpResponse:
    plan = current_plan(request.user)
    if plan is None:
        return redirect("routines:setup")
    back = back_state(request.user, request.user.today())
    allowed = clearance(request.user, back)
    context = {
        "allowed": allowed,
        "changed": just_changed(request),
        "plan": plan,
        "in_flare": back.in_flare,
        "weeks": weeks_from(request.user, back, WEEKS_SHOWN, in_flare=back.in_flare),
        **(_of_the_starter(plan, back, allowed) if plan.routine.starter else {}),
        **_exercises(plan, allowed.care, back),
    }
    return render(request, "routines/week.html", context)


def _of_the_starter(plan: Plan, back: BackState, allowed: Allowed) -> dict[str, Any]:
    """Return the exercises that a starter programme leaves out, and the way to the next one."""
    is_open = not allowed.needs_a_professional
    return {
        "left_out": left_out(plan, allowed.care),
        "from_the_start": begins_at_foundation(plan, allowed.care),
        "next_level": level_progress(plan, back, allowed.care) if is_open else None,
    }


@dataclass(frozen=True)
class ShownDay:
    """One programme day of the plan's page."""

    length: Length
    exercises: list[tuple[Prescription, ExerciseDose]] = field(default_factory=list)


_FIELDS = Exercise._meta.concrete_fields
# What the page shows of the exercise in whose place another one is: its name, and why not.
OF_INSTEAD = {"slug", "name", "equipment", "any_of", "caution"}

_PRESCRIBED = Prepared(
    lambda: (
        prescribed(Given("routine", UUIDField()))
        .select_related("exercise", "instead_of")
        .defer(*(f"instead_of__{each.name}" for each in _FIELDS if each.name not in OF_INSTEAD))
    ),
    shared=[Exercise],
)


def _exercises(plan: Plan, care: Care, back: BackState) -> dict[str, Any]:
    """Return day A and day B: their length, and their strength exercises with the next targets.

    Also, each once, the warm-up exercises that one of the cautions concerns, and what a routine of
    the person's own asks for without its equipment at hand.
    """
    prescriptions = _PRESCRIBED(routine=plan.routine_id)
    strength = [each for each in prescriptions if each.is_strength]
    doses = doses_of(strength)
    fold = actions.keep_checkpoints(plan_fold(plan, doses, back, care))
    asked = at_targets(doses, next_targets(fold))
    minutes = lengths(plan, back, prescriptions=prescriptions)
    days = {name: ShownDay(length) for name, length in minutes.items()}
    around = doses_of(each for each in prescriptions if not each.is_strength)
    for name, day in days.items():
        whole = [each for each in (*around, *asked) if each.programme_day == name]
        fitted = {each.position: each for each in in_time(whole, asked)}
        mine = [row for row in strength if row.programme_day == name]
        day.exercises.extend((row, fitted[row.position]) for row in mine)
    warm_up = {
        each.exercise_id: each.exercise
        for each in prescriptions
        if each.phase == Phase.WARM_UP and care.cautions & set(each.exercise.caution)
    }
    lacking = {
        each.exercise_id: each.exercise
        for each in strength
        if not plan.routine.starter and not each.exercise.fits(plan.equipment)
    }
    return {
        "days": days,
        "warm_up": list(warm_up.values()),
        "not_at_hand": list(lacking.values()),
    }


@require_POST
def answer_offer(request: PersonRequest) -> HttpResponse:
    """Accept or decline a third session, a lighter week, or the next level."""
    form = OfferForm(request.POST)
    if not form.is_valid():
        return redirect("routines:today")
    plans = Plan.objects.of(request.user).current().select_related("user", "routine")
    if plan := plans.filter(pk=form.cleaned_data["plan"]).first():
        actions.answer_offer(
            plan=plan,
            offer=form.cleaned_data["offer"],
            wanted=form.cleaned_data["answer"] == YES,
            today=request.user.today(),
        )
    return redirect("routines:today")


@require_http_methods(["GET", "HEAD", "POST"])
def replan(request: PersonRequest) -> HttpResponse:
    """Show what planning again would move, then do it."""
    plan = get_object_or_404(
        Plan.objects.of(request.user).current().select_related("user", "routine")
    )
    today = request.user.today()
    if request.method == "POST":
        actions.replan(user=request.user, today=today, any_day=True)
        return redirect("routines:week")
    return render(
        request, "routines/replan.html", {"preview": preview_again(plan=plan, today=today)}
    )
