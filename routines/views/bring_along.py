"""A guest has logged in: what was logged without the account comes along, or is somebody else's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.former_guests import forget_waiting, go_back_to, guest_before, waiting_guest
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.facts.guest_log import guest_log, is_empty
from routines.forms import BringAlongForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring_along(request: PersonRequest) -> HttpResponse:
    """Show what the guest has logged and ask for the plan that goes on; bring it along."""
    guest = guest_before(request) or waiting_guest(request.user)
    if guest is None or is_empty(guest):
        forget_waiting(request)
        return redirect("routines:today")
    found = guest_log(guest, request.user)
    form = BringAlongForm(posted(request), asks_plan=found.guests_plan is not None)
    context = {"form": form, "found": found, "is_here": guest_before(request) == guest}
    if request.method != "POST":
        return render(request, "routines/bring_along.html", context)
    if not form.is_valid():
        return render_refused(request, "routines/bring_along.html", context)
    return _brought(request, guest, form)


@require_POST
def back_to_guest(request: PersonRequest) -> HttpResponse:
    """Log out of the account, and be the guest again who was here before."""
    guest = guest_before(request)
    if guest is not None:
        go_back_to(request, guest, timezone.now())
    return redirect("routines:today")


def _brought(request: PersonRequest, guest: User, form: BringAlongForm) -> HttpResponse:
    try:
        actions.merge_guest(
            guest=guest,
            user=request.user,
            keeps_guests_plan=form.keeps_guests_plan,
            now=timezone.now(),
        )
    except actions.NoSuchGuest:
        # Answered in another tab a moment ago.
        return redirect("routines:today")
    forget_waiting(request)
    messages.success(request, _("Your log came along: it is all in your account now."))
    return redirect("routines:today")
