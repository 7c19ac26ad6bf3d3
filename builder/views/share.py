"""The page of a routine's link: switch it on, see what others see, switch it off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from backhealth.http import absolute, posted, render_refused
from backhealth.qr import qr_code
from builder import actions
from builder.forms import ShareAction, ShareForm
from builder.models import Share
from routines.models import Routine


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: PersonRequest, routine_id: UUID) -> HttpResponse:
    routine = get_object_or_404(Routine.objects.of(request.user), pk=routine_id)
    routine.user = request.user
    found = Share.objects.of(request.user).filter(routine=routine).first()
    form = ShareForm(
        posted(request), initial={"with_notes": found is not None and found.with_notes}
    )
    context = {"routine": routine, "share": found, "form": form, **_address(found)}
    if request.method != "POST":
        return render(request, "builder/share.html", context)
    if not form.is_valid():
        return render_refused(request, "builder/share.html", context)
    messages.success(request, _do(routine, form))
    return redirect("builder:share", routine.pk)


def _address(found: Share | None) -> dict[str, str]:
    """Return the link, and its code for the camera of a phone."""
    if found is None:
        return {}
    address = absolute(reverse("builder:shared_routine", args=[found.token]))
    return {"address": address, "code": qr_code(address)}


def _do(routine: Routine, form: ShareForm) -> str:
    """Carry out the button that was pressed; return a message about it."""
    with_notes = form.cleaned_data["with_notes"]
    match form.cleaned_data["action"]:
        case ShareAction.ON:
            actions.share_routine(routine=routine, with_notes=with_notes, now=timezone.now())
            return _("The link is on. Whoever has it can read and print this routine.")
        case ShareAction.CHOOSE:
            actions.choose_share_notes(routine=routine, with_notes=with_notes)
            return _("Saved. The link shows it from now on.")
        case _:
            actions.switch_off_share(routine=routine)
            return _("The link is off: it leads nowhere any more, also from paper.")
