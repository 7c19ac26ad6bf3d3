"""Reset a forgotten password on allauth's two pages, with our limits and the device's cookie."""

from allauth.account.forms import ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.views import PasswordResetFromKeyView, PasswordResetView
from django.http import HttpResponse
from django.utils import timezone

from accounts import entrance, limits
from accounts.devices import remember
from accounts.refusals import too_often


class AskForLink(PasswordResetView):
    def form_valid(self, form: ResetPasswordForm) -> HttpResponse:
        uses = entrance.mail_uses(self.request, form.cleaned_data["email"])
        wait = limits.take(uses, now=timezone.now())
        return too_often(self.request, "mail", wait) if wait else super().form_valid(form)


class SetPassword(PasswordResetFromKeyView):
    def form_valid(self, form: ResetPasswordKeyForm) -> HttpResponse:
        """Set the password and remember the device, so that guesses from elsewhere can't lock
        its owner out."""
        return remember(self.request, super().form_valid(form), self.reset_user)
