"""The tokens of a person's programs: make one, see them, switch one off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import mails, proof
from accounts.factors.confirming import ask_to_confirm, is_confirmed
from accounts.requests import PersonRequest
from backhealth.http import absolute, posted, render_refused
from exchange import actions
from exchange.forms import TokenForm
from exchange.models import MOST_TOKENS, ApiToken


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: PersonRequest) -> HttpResponse:
    """List the tokens. A POST makes one, whose secret is shown this once."""
    address_first, confirmed = proof.is_missing(request.user), _is_confirmed(request)
    if request.method == "POST" and address_first:
        return redirect("exchange:tokens")
    if request.method == "POST" and not confirmed:
        return ask_to_confirm(request)
    form = TokenForm(posted(request))
    secret = _make(request, form) if request.method == "POST" else None
    context = {
        "address_first": address_first,
        "confirmed": confirmed,
        "form": form if secret is None else TokenForm(),
        "secret": secret,
        "tokens": ApiToken.objects.of(request.user).standing(timezone.now()).select_related("user"),
        "example": secret and _example(secret),
    }
    if form.errors:
        return render_refused(request, "exchange/tokens.html", context)
    return render(request, "exchange/tokens.html", context)


def _is_confirmed(request: PersonRequest) -> bool:
    """Return whether it is known who is there: a token goes on for months, also after a device that
    lay open is closed. Guests have nothing to show it by."""
    return request.user.is_guest or is_confirmed(request, timezone.now())


def _example(secret: str) -> str:
    """Return a command that shows whether a token works."""
    return f'curl -H "Authorization: Bearer {secret}" {absolute(reverse("exchange:api:me"))}'


def _make(request: PersonRequest, form: TokenForm) -> str | None:
    """Make the token and return its secret; None, with a message beside the field, if it can't
    be."""
    if not form.is_valid():
        return None
    try:
        secret = actions.make_token(user=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.TooManyTokens:
        too_many = _("You have %(count)s tokens. Switch one of them off first.")
        form.add_error("name", too_many % {"count": MOST_TOKENS})
        return None
    if request.user.email:
        mails.tell("token_made", to=request.user.email)
    return secret


@require_POST
def switch_off_token(request: PersonRequest, token_id: UUID) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(ApiToken.objects.of(request.user), pk=token_id)
    actions.switch_off_token(token=token)
    messages.success(request, _("The token is off: the program that has it gets no further."))
    return redirect("exchange:tokens")
