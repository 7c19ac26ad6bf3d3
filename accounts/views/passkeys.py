"""Passkeys: add, name and remove them, and log in with one."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import entrance, limits, mails
from accounts.account_first import account_first
from accounts.address_first import address_first
from accounts.devices import name_of
from accounts.factors import actions, passkeys
from accounts.factors.challenges import Purpose
from accounts.factors.confirming import ask_to_confirm, is_confirmed
from accounts.factors.facts import passkey_of, passkeys_of, recovery_codes_of
from accounts.factors.forms import NewPasskeyForm, PasskeyAnswerForm, PasskeyNameForm
from accounts.models import User
from accounts.refusals import too_often
from accounts.requests import PersonRequest
from accounts.views.security import after_adding
from backhealth.http import posted, render_refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def passkey_log_in(request: HttpRequest) -> HttpResponse:
    """Log in with a passkey alone, which is both: something that one has, and a finger or a PIN."""
    if request.user.is_authenticated and not request.user.is_guest:
        return redirect("routines:today")
    if request.method == "POST":
        if wait := limits.take(entrance.passkey_uses(request), now=timezone.now()):
            return too_often(request, "passkey", wait)
        if found := shown_passkey(request, Purpose.LOG_IN):
            return _logged_in(request, found)
    context = {
        **passkeys.passkey_context(Purpose.LOG_IN),
        "refused": request.method == "POST",
        "next": get_next_redirect_url(request),
    }
    if request.method != "POST":
        return render(request, "accounts/passkey_log_in.html", context)
    return render_refused(request, "accounts/passkey_log_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@account_first
@address_first("accounts/new_passkey.html")
def new_passkey(request: PersonRequest) -> HttpResponse:
    """Add a passkey, which the browser makes."""
    confirmed = is_confirmed(request, timezone.now())
    if request.method == "POST" and not confirmed:
        return ask_to_confirm(request)
    if not confirmed or not passkeys.are_possible():
        return render(request, "accounts/new_passkey.html", {"confirmed": confirmed})
    device = name_of(request.headers.get("User-Agent", "")) or _("A passkey")
    form = NewPasskeyForm(posted(request), initial={"name": device})
    context = {
        **passkeys.new_passkey_context(request.user),
        "confirmed": True,
        "form": form,
    }
    if request.method != "POST":
        return render(request, "accounts/new_passkey.html", context)
    made = form.is_valid() and passkeys.made(
        request.user,
        form.cleaned_data["credential"],
        form.cleaned_data["challenge"],
        now=timezone.now(),
    )
    if made:
        return _added(request, made, form.cleaned_data["name"] or device)
    return render_refused(request, "accounts/new_passkey.html", {**context, "refused": True})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def passkey(request: PersonRequest, passkey_id: int) -> HttpResponse:
    """Give a passkey another name, or remove it."""
    row = get_object_or_404(passkeys_of(request.user), pk=passkey_id)
    confirmed = is_confirmed(request, timezone.now())
    if request.method == "POST" and not confirmed:
        return ask_to_confirm(request)
    if request.method == "POST" and request.POST.get("action") == "remove":
        return _removed(request, row)
    found = passkey_of(row, request.user)
    form = PasskeyNameForm(posted(request), initial={"name": found.name})
    context = {"confirmed": confirmed, "form": form, "found": found}
    if request.method != "POST":
        return render(request, "accounts/passkey.html", context)
    if not form.is_valid():
        return render_refused(request, "accounts/passkey.html", context)
    if not actions.rename_passkey(passkey=row, name=form.cleaned_data["name"]):
        raise Http404
    messages.success(request, _("Saved."))
    return redirect("accounts:security")


def shown_passkey(
    request: HttpRequest, purpose: Purpose, user: User | None = None
) -> Authenticator | None:
    """Return the passkey, of this person or of anybody, whose answer was sent, and note that it was
    used; None if the answer is wrong."""
    form = PasskeyAnswerForm(request.POST)
    if not form.is_valid():
        return None
    answer, sign = form.cleaned_data["credential"], form.cleaned_data["challenge"]
    now = timezone.now()
    found = passkeys.used(purpose, answer, sign, user, now=now)
    return found if found and actions.use_passkey(passkey=found, now=now) else None


def _logged_in(request: HttpRequest, row: Authenticator) -> HttpResponse:
    """Log in as allauth does after a right password, without a second step."""
    adapter, user, next_page = get_adapter(), row.user, get_next_redirect_url(request)
    adapter.login(request, user)
    response: HttpResponse = adapter.post_login(
        request,
        user,
        email_verification="none",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=next_page,
    )
    return response


def _added(request: PersonRequest, made: dict[str, Any], name: str) -> HttpResponse:
    had_codes, here = recovery_codes_of(request.user) is not None, request.session.session_key
    try:
        actions.add_passkey(user=request.user, name=name, credential=made, here=here)
    except actions.TooManyPasskeys:
        messages.error(request, _("You have as many passkeys as one may have. Remove one first."))
        return redirect("accounts:security")
    mails.tell("passkey_added", to=str(request.user.email))
    said = _("The passkey is added. On the log-in page it logs in by itself.")
    return after_adding(request, had_codes=had_codes, said=said)


def _removed(request: PersonRequest, row: Authenticator) -> HttpResponse:
    actions.remove_passkey(passkey=row, here=request.session.session_key)
    mails.tell("passkey_removed", to=str(request.user.email))
    messages.success(request, _("The passkey is removed, and you are logged out everywhere else."))
    return redirect("accounts:security")
