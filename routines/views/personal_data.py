"""The data stored about a person: downloading it, and deleting it."""

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.devices import forget as forget_device
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused
from routines import actions
from routines.facts.personal_data import personal_data
from routines.forms import DeleteForm
from routines.views.outbox import forget


@require_safe
@never_cache
def download(request: PersonRequest) -> HttpResponse:
    name = f"backhealth-{request.user.today()}.json"
    return JsonResponse(
        personal_data(request.user),
        json_dumps_params={"indent": 1, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest) -> HttpResponse:
    """Ask for confirmation, then delete the account."""
    form = DeleteForm(posted(request))
    if request.method != "POST":
        return render(request, "routines/delete.html", {"form": form})
    if not form.is_valid():
        return render_refused(request, "routines/delete.html", {"form": form})
    user, key = request.user, request.user.pk
    logout(request)
    actions.delete_everything(user)
    return forget_device(request, forget(redirect("routines:landing"), key, "all"), key)
