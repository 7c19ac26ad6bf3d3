"""Log in on allauth's page, which is open to guests, too."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts.factors.challenges import Purpose
from accounts.factors.passkeys import passkey_context
from accounts.forms import InOurWords

# Seconds that a log-in half done is kept.
HALF_DONE = 15 * 60


class LogIn(InOurWords, LoginView):
    @method_decorator(login_not_required)
    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Send people with an account on; settings.py stops allauth from sending guests on too."""
        if request.user.is_authenticated and not request.user.is_guest:
            return HttpResponseRedirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: type[LoginForm] | None = None) -> LoginForm:
        form: LoginForm = super().get_form(form_class)
        # Browsers offer passkeys beside the addresses that they know.
        form.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        form.fields["password"].help_text = ""  # a link that the page has
        return form

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Keep a stranger's session no longer than the log-in half done in it."""
        response = super().form_valid(form)
        if not self.request.user.is_authenticated:
            self.request.session.set_expiry(HALF_DONE)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **passkey_context(Purpose.LOG_IN)}
