"""What one logs in with: an overview, codes of an authenticator, recovery codes."""

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import mails
from accounts.account_first import account_first
from accounts.address_first import address_first
from accounts.factors import actions
from accounts.factors.codes import counter_of
from accounts.factors.confirming import ask_to_confirm, is_confirmed
from accounts.factors.drafts import draft, forget_draft
from accounts.factors.facts import factors_of, recovery_codes_of, unused_codes
from accounts.factors.forms import CodeForm
from accounts.factors.passkeys import are_possible
from accounts.factors.shown_codes import are_shown, hide, show
from accounts.requests import PersonRequest
from backhealth.http import posted, render_refused


@require_safe
@never_cache
@account_first
def security(request: PersonRequest) -> HttpResponse:
    """Show what this person logs in with."""
    context = {"factors": factors_of(request.user), "passkeys_work": are_possible()}
    return render(request, "accounts/security.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@account_first
def authenticator(request: PersonRequest) -> HttpResponse:
    """Switch codes of an authenticator on, by a code of it, or off."""
    confirmed = is_confirmed(request, timezone.now())
    if request.method == "POST" and not confirmed:
        return ask_to_confirm(request)
    if factors_of(request.user).app_since:
        return _is_on(request, confirmed=confirmed)
    return _set_up(request, confirmed=confirmed)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@account_first
def recovery_codes(request: PersonRequest) -> HttpResponse:
    """Show recovery codes once they are made, and make new ones."""
    now = timezone.now()
    if request.method == "POST" and request.POST.get("action") == "kept":
        hide(request)
        return redirect("accounts:security")
    if request.method == "POST":
        return _made(request) if is_confirmed(request, now) else ask_to_confirm(request)
    row = recovery_codes_of(request.user)
    context = {
        "factors": factors_of(request.user),
        "codes": _in_groups(unused_codes(row)) if row and are_shown(request, row, now) else [],
        "confirmed": is_confirmed(request, now),
    }
    return render(request, "accounts/recovery_codes.html", context)


@require_safe
@never_cache
def recovery_codes_file(request: PersonRequest) -> HttpResponse:
    """Give the codes as a text file, as long as their page shows them."""
    row = recovery_codes_of(request.user)
    if row is None or not are_shown(request, row, timezone.now()):
        raise Http404
    context = {
        "codes": _in_groups(unused_codes(row)),
        "since": request.user.local_date(row.created_at),
    }
    response = render(
        request, "accounts/recovery_codes.txt", context, content_type="text/plain; charset=utf-8"
    )
    name = "backhealth-recovery-codes.txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def after_adding(request: PersonRequest, *, had_codes: bool, said: str) -> HttpResponse:
    """Lead on after a factor was added: to the recovery codes, if it brought them."""
    messages.success(request, said)
    row = recovery_codes_of(request.user)
    if had_codes or row is None:
        return redirect("accounts:security")
    show(request, row, timezone.now())
    return redirect("accounts:recovery_codes")


def _is_on(request: PersonRequest, *, confirmed: bool) -> HttpResponse:
    if request.method == "POST":
        is_off = request.POST.get("action") == "off"
        return _switched_off(request) if is_off else redirect("accounts:recovery_codes")
    # Perhaps it was switched on elsewhere.
    forget_draft(request)
    return render(request, "accounts/authenticator.html", {"is_on": True, "confirmed": confirmed})


@address_first("accounts/authenticator.html")
def _set_up(request: PersonRequest, *, confirmed: bool) -> HttpResponse:
    if not confirmed:
        return render(request, "accounts/authenticator.html")
    found, form = draft(request, timezone.now()), CodeForm(posted(request))
    secret, adapter = found.secret, get_adapter()
    url = adapter.build_totp_url(request.user, secret)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    context = {
        "confirmed": True,
        "form": form,
        "ended": found.in_place_of_another,
        "url": url,
        "secret": groups,
        "code": adapter.build_totp_svg(url),
    }
    if request.method != "POST":
        return render(request, "accounts/authenticator.html", context)
    counter = None
    if found.in_place_of_another:
        form.add_error("code", _("This code belongs to the key that has ended."))
    elif form.is_valid():
        counter = counter_of(form.cleaned_data["code"], secret, timezone.now())
        if counter is None:
            form.add_error("code", _("This code isn’t right. Take the one that is shown now."))
    if counter is None:
        return render_refused(request, "accounts/authenticator.html", context)
    return _switched_on(request, secret, counter)


def _switched_on(request: PersonRequest, secret: str, counter: int) -> HttpResponse:
    had_codes = recovery_codes_of(request.user) is not None
    here = request.session.session_key
    made = actions.switch_on_app(user=request.user, secret=secret, counter=counter, here=here)
    if made is None:
        # The first of two taps has written to the session what is shown next.
        return redirect("accounts:recovery_codes")
    forget_draft(request)
    mails.tell("app_on", to=str(request.user.email))
    said = _("From now on, the log-in asks for a code after your password.")
    return after_adding(request, had_codes=had_codes, said=said)


def _switched_off(request: PersonRequest) -> HttpResponse:
    actions.switch_off_app(user=request.user, here=request.session.session_key)
    mails.tell("app_off", to=str(request.user.email))
    messages.success(request, _("No code of an authenticator is asked for any more."))
    return redirect("accounts:security")


def _made(request: PersonRequest) -> HttpResponse:
    if factors_of(request.user).are_on:
        row = actions.make_recovery_codes(user=request.user)
        show(request, row, timezone.now())
        mails.tell("codes_made", to=str(request.user.email))
    return redirect("accounts:recovery_codes")


def _in_groups(codes: list[str]) -> list[str]:
    return [f"{code[:4]} {code[4:]}" for code in codes]
