"""The last step before training by a routine that came from elsewhere: what it means for the
person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.guests import go_on_to
from accounts.requests import PersonRequest
from builder import actions
from builder.facts.beginning import locked_in, never_for
from builder.facts.days import prescribed_days
from routines.facts.clearance import allowed_on
from routines.facts.current_plan import current_plan
from routines.labels.routines import routine_title
from routines.models import Routine


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    """Show what is left out, done otherwise or not at hand, then train by the routine.

    Somebody without a plan sets one up first, and is led back here.
    """
    user = request.user
    routine = get_object_or_404(Routine.objects.of(user), pk=routine_id)
    routine.user = user
    plan = current_plan(user)
    if plan is None:
        go_on_to(request, request.path)
        return redirect("routines:setup")
    allowed = allowed_on(user, user.today())
    context = {
        "routine": routine,
        "plan": plan,
        "allowed": allowed,
        "days": prescribed_days(routine),
        "never": never_for(routine, allowed.care.cautions),
        "locked": locked_in(routine, user, user.today()),
    }
    if request.method != "POST":
        return render(request, "builder/begin.html", context)
    try:
        actions.begin_routine(routine=routine, today=user.today())
    except actions.NotPossible:
        context["is_empty"] = True
        return render(request, "builder/begin.html", context, status=422)
    said = _("You train by “%(name)s” from now on.") % {"name": routine_title(routine)}
    messages.success(request, said)
    return redirect("routines:today")
