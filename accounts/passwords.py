"""Change a password, or reset a forgotten one, on allauth's pages, with our limits and the
device's cookie."""

from allauth.account.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.views import (
    PasswordChangeView,
    PasswordResetFromKeyView,
    PasswordResetView,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions, entrance, limits, mails
from accounts.devices import remember
from accounts.forms import InOurWords
from accounts.labels import FIRST_PROOF, NOT_SENT
from accounts.refusals import too_often
from backhealth.http import render_refused


class ChangePassword(InOurWords, PasswordChangeView):
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Count the attempt before the present password is checked, and give it back after a right
        one. allauth's own limit is counted in the cache, which forgets, and not in one step."""
        wait = limits.take(entrance.own_password_uses(request.user.pk), now=timezone.now())
        return too_often(request, "password", wait) if wait else super().post(request)

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Say that it is changed; allauth would show the empty form again."""
        limits.give_back(entrance.own_password_uses(self.request.user.pk))
        super().form_valid(form)
        said = _("Your password is changed, and you are logged out everywhere else.")
        messages.success(self.request, said)
        return redirect("accounts:settings")


class AskForLink(InOurWords, PasswordResetView):
    def form_valid(self, form: ResetPasswordForm) -> HttpResponse:
        """Answer the same for every address, also when the mail server takes no mail, so that
        nobody learns who has an account."""
        uses = entrance.mail_uses(self.request, form.cleaned_data["email"])
        if wait := limits.take(uses, now=timezone.now()):
            return too_often(self.request, "mail", wait)
        try:
            return super().form_valid(form)
        except mails.NotSentError:
            form.add_error("email", NOT_SENT)
            return render_refused(
                self.request, self.template_name, self.get_context_data(form=form)
            )


class SetPassword(InOurWords, PasswordResetFromKeyView):
    def logout(self) -> None:
        """Log somebody else out before the page is shown, but no guest: nobody but this browser has
        the key to a guest's log, which waits once the person has logged in."""
        if not (self.request.user.is_authenticated and self.request.user.is_guest):
            super().logout()

    def form_valid(self, form: ResetPasswordKeyForm) -> HttpResponse:
        """Set the password and remember the device, so that guesses from elsewhere can't lock
        its owner out. If its mail is the first proof of the address, say where to look for what
        somebody else may have added before."""
        response = super().form_valid(form)
        if actions.prove_address(user=self.reset_user):
            messages.info(self.request, FIRST_PROOF)
        return remember(self.request, response, self.reset_user)
