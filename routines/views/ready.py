"""The questions before a session, and its start."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.keys import new_key
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import render_refused
from routines import actions
from routines.facts.back_state import back_state
from routines.facts.clearance import CheckDue, StrengthLocked, lock_on
from routines.facts.duration import length_on
from routines.facts.gentle import gentle_list
from routines.forms import ReadyForm
from routines.forms.session import PAINS
from routines.models import Plan, Session
from routines.views.plan_changes import just_changed


@require_safe
def ready(request: PersonRequest) -> HttpResponse:
    """Ask about pain, illness and tiredness; each button starts the session."""
    plan = get_object_or_404(
        Plan.objects.of(request.user).current().select_related("user", "routine")
    )
    day = request.user.today()
    if lock_on(request.user, day):
        return redirect("routines:screening_result")
    context = {
        "form": ReadyForm(
            initial={"short": "short" in request.GET, "empty": "empty" in request.GET}
        ),
        "key": new_key(),
        "pains": PAINS,
        "changed": just_changed(request),
        "length": length_on(plan, day, back_state(request.user, day)),
    }
    return render(request, "routines/ready.html", context)


@require_POST
def start_session(request: PersonRequest) -> HttpResponse:
    """Start the planned session if the answers allow it."""
    form = ReadyForm(request.POST)
    if "key" in form.errors:
        return redirect("routines:today")
    if not form.is_valid():
        context = {"form": form, "key": new_key(), "pains": PAINS}
        return render_refused(request, "routines/ready.html", context)
    try:
        session = _start(request.user, form)
    except actions.KeyTaken:
        raise Http404 from None
    except (StrengthLocked, CheckDue, actions.NothingPlanned, actions.NotToday) as found:
        return _instead(request, found)
    return redirect("routines:session", session.pk)


def _start(user: User, form: ReadyForm) -> Session:
    asked = dict(form.cleaned_data)
    if not asked.pop("empty"):
        return actions.start_session(user=user, now=timezone.now(), **asked)
    asked.pop("short")
    return actions.start_empty_session(user=user, now=timezone.now(), **asked)


def _instead(request: PersonRequest, found: Exception) -> HttpResponse:
    """Return the page to show if no session may start."""
    match found:
        case StrengthLocked():
            return redirect("routines:screening_result")
        case CheckDue():
            return redirect("routines:screening")
        case actions.NotToday(ready=None):
            return redirect("routines:today")
        case actions.NotToday(ready=why):
            context = {"found": why, "gentle": gentle_list(), "today": request.user.today()}
            return render(request, "routines/ready.html", context)
    messages.info(request, _("Today is a rest day. Rest is when muscles get stronger."))
    return redirect("routines:write_down")
