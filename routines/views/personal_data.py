"""The end of an account."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.devices import forget as forget_device
from accounts.former_guests import go_back_to, guest_before
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.forms import DeleteForm
from routines.views.outbox import forget


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest) -> HttpResponse:
    """Ask for confirmation, then delete the account."""
    form = DeleteForm(posted(request))
    if request.method != "POST":
        return render(request, "routines/delete.html", {"form": form})
    if not form.is_valid():
        return render_refused(request, "routines/delete.html", {"form": form})
    user, key, guest = request.user, request.user.pk, guest_before(request)
    logout(request)
    actions.delete_everything(user)
    if guest is not None:
        go_back_to(request, guest, timezone.now())
    return forget_device(request, forget(redirect("routines:landing"), key, "all"), key)
