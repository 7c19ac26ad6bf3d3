"""Pages about the person: start without an account, keep the log, settings."""

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.forms import ClaimForm, SettingsForm, StartForm
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_POST
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Makes a guest, unless somebody is signed in already: two taps don't make two people."""
    if not request.user.is_authenticated:
        guest = actions.start_as_guest(time_zone=StartForm(request.POST).zone())
        login(request, guest, backend=BACKEND)
    return redirect("routines:today")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def claim(request: HttpRequest) -> HttpResponse:
    """An e-mail address and a password for the guest's log, or for a stranger's new account."""
    if request.user.is_authenticated and not request.user.is_guest:
        return redirect("accounts:settings")
    form = ClaimForm(posted(request))
    if request.method != "POST":
        return render(request, "accounts/claim.html", {"form": form})
    if not form.is_valid() or not _claimed(request, form):
        return render_refused(request, "accounts/claim.html", {"form": form})
    messages.success(request, _("Your log is yours now: log in with this address anywhere."))
    return redirect("routines:today")


def _claimed(request: HttpRequest, form: ClaimForm) -> bool:
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    try:
        if isinstance(request.user, User):
            actions.claim(user=request.user, email=email, password=password)
            update_session_auth_hash(request, request.user)
            actions.end_sessions(user=request.user, but=request.session.session_key)
        else:
            person = actions.sign_up(email=email, password=password)
            login(request, person, backend=BACKEND)
    except IntegrityError:
        form.refuse_taken()
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    form = SettingsForm(posted(request), instance=request.user)
    if request.method != "POST":
        return render(request, "accounts/settings.html", {"form": form})
    if not form.is_valid():
        return render_refused(request, "accounts/settings.html", {"form": form})
    form.save()
    messages.success(request, _("Saved."))
    return redirect("accounts:settings")
