"""The plan on paper: a sheet for each day."""

from dataclasses import dataclass, field, replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from exercises.vocabulary import Phase
from routines.facts.doses import ExerciseDose, doses_of
from routines.facts.units import in_own_units
from routines.models import Plan, Prescription

# Movements are large, and the sheets show only the finish.
NOT_SHOWN = [f"exercise__drawing__{name}" for name in ("start", "moving", "card", "moving_card")]


@dataclass
class Sheet:
    """One programme day's exercises by phase."""

    warm_up: list[Prescription] = field(default_factory=list)
    strength: list[ExerciseDose] = field(default_factory=list)
    cool_down: list[Prescription] = field(default_factory=list)


@require_safe
def handout(request: PersonRequest) -> HttpResponse:
    plan = Plan.objects.of(request.user).current().select_related("routine").first()
    if plan is None:
        return redirect("routines:setup")
    plan.user = request.user
    context = {"plan": plan, "sheets": _sheets(plan)}
    return render(request, "routines/handout.html", context)


def _sheets(plan: Plan) -> dict[str, Sheet]:
    sheets = {day.letter.value: Sheet() for day in plan.routine.days}
    prescribed = plan.prescriptions.select_related("exercise")
    for each in prescribed.filter(phase=Phase.WARM_UP):
        sheets[each.programme_day].warm_up.append(each)
    for each in prescribed.filter(phase=Phase.COOL_DOWN):
        sheets[each.programme_day].cool_down.append(each)
    drawn = prescribed.select_related("exercise__drawing").defer(*NOT_SHOWN)
    for asked in doses_of(drawn.filter(phase=Phase.STRENGTH)):
        dose = in_own_units(asked.dose, asked.exercise, plan)
        sheets[asked.programme_day].strength.append(replace(asked, dose=dose))
    return sheets
