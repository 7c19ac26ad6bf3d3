"""A routine for anybody who has its link: on a screen, on paper, and as a copy to train by."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.forms import StartForm
from accounts.guests import sign_in_as_guest
from accounts.keys import new_key
from accounts.models import User
from backhealth.http import absolute
from backhealth.qr import qr_code
from builder import actions
from builder.facts.days import prescribed_days
from builder.facts.routines import free_name
from builder.forms import UseForm
from builder.models import Share
from routines.labels.routines import routine_title


@require_safe
@login_not_required
@never_cache
def shared_routine(request: HttpRequest, share_token: str) -> HttpResponse:
    found = get_object_or_404(Share.objects.at(share_token))
    context = {
        "share": found,
        "routine": found.routine,
        "days": prescribed_days(found.routine, with_notes=found.with_notes),
        "key": new_key(),
        "form": StartForm(),
    }
    return _unlisted(render(request, "builder/shared_routine.html", context))


@require_POST
@login_not_required
def use_shared(request: HttpRequest, share_token: str) -> HttpResponse:
    """Copy the routine among the person's own; a stranger begins as a guest."""
    found = get_object_or_404(Share.objects.at(share_token))
    form = UseForm(request.POST)
    if not form.is_valid():
        return redirect("builder:shared_routine", share_token)
    if refused := sign_in_as_guest(request):
        return refused
    user = cast(User, request.user)
    name = free_name(user, routine_title(found.routine))
    try:
        routine = actions.take_over(
            user=user, share=found, name=name, key=form.cleaned_data["key"], now=timezone.now()
        )
    except actions.KeyTaken:
        raise Http404 from None
    except actions.TooMany:
        messages.error(request, _("You have too many exercises of your own for this routine."))
        return redirect("builder:routines")
    return redirect("builder:begin", routine.pk)


@require_safe
@login_not_required
@never_cache
def shared_sheet(request: HttpRequest, share_token: str) -> HttpResponse:
    """Show the sheets to print, a day each, with the code of the link."""
    found = get_object_or_404(Share.objects.at(share_token))
    address = absolute(reverse("builder:shared_routine", args=[share_token]))
    context = {
        "share": found,
        "routine": found.routine,
        "days": prescribed_days(found.routine, with_notes=found.with_notes, with_drawings=True),
        "address": address,
        "code": qr_code(address),
    }
    return _unlisted(render(request, "builder/shared_sheet.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Ask search engines to leave the page out: its address is a secret."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
