"""The second step of a log-in, and showing again who is there."""

from datetime import datetime

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import entrance, limits, mails, own_password
from accounts.account_first import account_first
from accounts.factors import actions, passkeys
from accounts.factors.challenges import Purpose
from accounts.factors.confirming import note_confirmed
from accounts.factors.facts import Type, factors_of
from accounts.factors.forms import CodeForm
from accounts.factors.step import SecondStep, waiting_step
from accounts.forms import OwnPasswordForm
from accounts.labels import soon
from accounts.models import User
from accounts.refusals import too_often
from accounts.requests import PersonRequest
from accounts.views.passkeys import shown_passkey
from backhealth.http import posted, render_refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a passkey after the password. Nobody is logged in before that."""
    if request.user.is_authenticated and not request.user.is_guest:
        return redirect("routines:today")
    step = waiting_step(request)
    if step is None:
        return render(request, "accounts/second_step.html")
    if request.POST.get("action") == "leave":
        left: HttpResponse = step.abort()
        return left
    return _answered(request, step) if request.method == "POST" else _ask(request, step, CodeForm())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@account_first
def confirm(request: PersonRequest) -> HttpResponse:
    """Ask for the password, or a passkey, before something that changes how one logs in."""
    form = OwnPasswordForm(posted(request), user=request.user)
    if request.method != "POST":
        return _ask_again(request, form)
    by_passkey = "credential" in request.POST
    refused = _not_by_passkey(request) if by_passkey else _not_by_password(request, form)
    if refused:
        return refused
    note_confirmed(request, timezone.now())
    # Not `redirect`, which takes what has no slash for the name of a page.
    return HttpResponseRedirect(get_next_redirect_url(request) or reverse("accounts:security"))


def _not_by_passkey(request: PersonRequest) -> HttpResponse | None:
    if wait := limits.take(entrance.passkey_uses(request), now=timezone.now()):
        return too_often(request, "passkey", wait)
    if shown_passkey(request, Purpose.CONFIRM, request.user) is None:
        return _ask_again(request, OwnPasswordForm(user=request.user), refused=True)
    return None


def _not_by_password(request: PersonRequest, form: OwnPasswordForm) -> HttpResponse | None:
    if wait := own_password.check(form, timezone.now()):
        return too_often(request, "password", wait)
    return None if form.is_valid() else _ask_again(request, form)


def _ask_again(
    request: PersonRequest, form: OwnPasswordForm, *, refused: bool = False
) -> HttpResponse:
    context = {
        **passkeys.passkey_context(Purpose.CONFIRM, request.user),
        "form": form,
        "refused": refused,
        "next": get_next_redirect_url(request),
    }
    if request.method != "POST":
        return render(request, "accounts/confirm.html", context)
    return render_refused(request, "accounts/confirm.html", context)


def _answered(request: HttpRequest, step: SecondStep) -> HttpResponse:
    if not step.factors.are_on:
        # Taken away meanwhile: the password, which was right, is enough.
        return _done(step)
    if "credential" in request.POST:
        return _by_passkey(request, step)
    form = CodeForm(request.POST)
    return _by_code(request, step, form) if form.is_valid() else _ask(request, step, form, 422)


def _by_passkey(request: HttpRequest, step: SecondStep) -> HttpResponse:
    if wait := limits.take(entrance.passkey_uses(request), now=timezone.now()):
        return too_often(request, "passkey", wait)
    if shown_passkey(request, Purpose.SECOND_STEP, step.user) is None:
        return _ask(request, step, CodeForm(), 422, refused=True)
    return _done(step)


def _by_code(request: HttpRequest, step: SecondStep, form: CodeForm) -> HttpResponse:
    user, now = step.user, timezone.now()
    uses = entrance.code_uses(request, user)
    if wait := limits.take(uses, now=now):
        _tell_of_guesses(user, now)
        said = _("Too many wrong codes. Try again %(soon)s.") % {"soon": soon(wait)}
        form.add_error("code", said)
        return _ask(request, step, form, 429)
    used = actions.use_code(user=user, typed=form.cleaned_data["code"], now=now)
    if used is None:
        if limits.take(entrance.code_slip_uses(user.pk), now=now):
            _tell_of_guesses(user, now)
        form.add_error("code", _("This code isn’t right, or it was used before."))
        return _ask(request, step, form, 422)
    limits.give_back(uses)
    response = _done(step)
    if used == Type.RECOVERY_CODES:
        _say_code_used(request, user)
    return response


def _tell_of_guesses(user: User, now: datetime) -> None:
    if not limits.take(entrance.guess_told_uses(user.pk), now=now):
        mails.tell("codes_guessed", to=str(user.email))


def _done(step: SecondStep) -> HttpResponse:
    response: HttpResponse = step.exit()
    return response


def _ask(
    request: HttpRequest,
    step: SecondStep,
    form: CodeForm,
    status: int = 200,
    *,
    refused: bool = False,
) -> HttpResponse:
    context = {
        **passkeys.passkey_context(Purpose.SECOND_STEP, step.user),
        "form": form,
        "refused": refused,
        "factors": step.factors,
    }
    return render(request, "accounts/second_step.html", context, status=status)


def _say_code_used(request: HttpRequest, user: User) -> None:
    left = factors_of(user).codes_left or 0
    said = ngettext(
        "You used a recovery code: %(left)d is left. Make new ones in the settings, under "
        "“Passkeys and codes”.",
        "You used a recovery code: %(left)d are left. New ones are made in the settings, under "
        "“Passkeys and codes”.",
        left,
    )
    messages.warning(request, said % {"left": left})
    mails.tell("code_used", to=str(user.email))
