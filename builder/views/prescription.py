"""The figures of an exercise of a routine, and the person's own note."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from accounts.requests import PersonRequest
from backhealth.http import posted, wants_partial
from builder.facts.editor import rows_of, targets_of
from builder.forms import PrescriptionForm
from builder.views.editor import changed, routine_of, row_of, version_sent
from routines import actions
from routines.facts.back_state import back_state
from routines.facts.clearance import care_for
from routines.facts.current_plan import current_plan
from routines.models import Prescription, Routine

PAGE = "builder/prescription.html"


@require_http_methods(["GET", "HEAD", "POST"])
def prescription(request: PersonRequest, routine_id: UUID, prescription_id: int) -> HttpResponse:
    """Show and change what a routine asks of an exercise."""
    found = routine_of(request, routine_id)
    row = row_of(found, prescription_id)
    form, context = _form(request, found, row)
    if request.method != "POST":
        return _shown(request, row, context)
    if not form.is_valid():
        return _shown(request, row, context, status=422)
    chosen = actions.Chosen(**form.figures) if form.has_other_figures else None
    try:
        actions.change_prescription(
            prescription=row,
            chosen=chosen,
            manner=actions.Manner(**form.manner),
            version=version_sent(request),
            now=timezone.now(),
        )
    except actions.OlderVersion:
        found.refresh_from_db()
        since = found.changes_since(version_sent(request))
        return _shown(request, row, context | {"is_older": True, "since": since}, status=422)
    except actions.AboveAllowed:
        # Something was reported between the page and the form.
        form.add_error(None, _("For now no more than the app’s target."))
        return _shown(request, row, context, status=422)
    others = [each.programme_day for each in context["also_on"] if chosen]
    return changed(request, found, [row.programme_day, *others])


def _form(
    request: PersonRequest, routine: Routine, row: Prescription
) -> tuple[PrescriptionForm, dict[str, Any]]:
    """Return the form with what the next session asks for, and the rest of the page."""
    plan, care, rows = current_plan(request.user), care_for(request.user), rows_of(routine)
    is_used = plan is not None and plan.routine_id == routine.pk
    target = None
    if plan and is_used:
        back = back_state(request.user, request.user.today())
        target = targets_of(plan, rows, back, care)[row.exercise_id]
    dose = target.on(row.dose) if target else row.dose
    allowed = target.allowed if target else None
    form = PrescriptionForm(
        posted(request), dose=dose, allowed=allowed, care=care, note=row.note, auto_id="figure_%s"
    )
    others = [each for each in rows if each.exercise_id == row.exercise_id and each.pk != row.pk]
    context = {"routine": routine, "row": row, "form": form, "is_used": is_used}
    return form, context | {"also_on": others, "why": target.why if target else None}


def _shown(
    request: PersonRequest, row: Prescription, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    if not wants_partial(request):
        return render(request, PAGE, context, status=status)
    answer = render(request, f"{PAGE}#figures", context, status=status)
    return reswap(retarget(answer, f"#figures-{row.pk}"), "innerHTML")
