"""Adapt allauth's log-in and password pages to this app."""

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import actions, entrance, limits, mails
from accounts.addresses import client_address
from accounts.devices import device_of, name_of, remember
from accounts.former_guests import go_back_to, guest_before, remember_guest, say_what_waits
from accounts.forms import zone_label
from accounts.labels import soon
from accounts.log_ins import note_log_in, same_browser
from accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

log = logging.getLogger(__name__)

# In place of allauth's mails of these names: ours, and which address it links to.
OUR_MAILS = {
    "account/email/password_reset_key": ("set_password", "password_reset_url"),
    "account/email/unknown_account": ("no_account", "signup_url"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, "StrOrPromise"]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy(
            "This account is closed. The people who run this server can open it again."
        ),
        "email_password_mismatch": gettext_lazy("The e-mail address or the password isn’t right."),
        "enter_current_password": gettext_lazy("This isn’t your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Close allauth's sign-up: accounts are made by accounts.views.claim, which keeps a
        guest's log."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(client_address(request) or "unknown")

    def get_login_stages(self) -> list[str]:
        return ["accounts.factors.step.SecondStep"]

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count the attempt before the password is checked, so that parallel guesses are limited
        too.

        Replaces allauth's limit per account, which any stranger can use up for the owner.
        """
        self.attempt = entrance.log_in_attempt(request, credentials["email"])
        wait = limits.take(self.attempt.uses, now=timezone.now())
        if wait:
            raise ValidationError(
                _(
                    "Too many attempts. Try again %(soon)s, or choose “Forgot your password?” to "
                    "set a new one by e-mail."
                ),
                params={"soon": soon(wait)},
                code="too_many_login_attempts",
            )

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Report a closed account in the form; allauth would redirect to a page that we don't
        have."""
        user: User | None = super().authenticate(request, **credentials)
        if user:
            limits.give_back(self.attempt.wrong)
        if user and not user.is_active:
            raise self.validation_error("account_inactive")
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Log in. A guest's log waits until the person has said whether it comes along."""
        before = request.user
        guest = before if before.is_authenticated and before.is_guest else None
        with same_browser(request):
            super().login(request, user)
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)
        note_log_in(request, timezone.now())
        if guest is not None:
            remember_guest(request, guest, user, timezone.now())
        say_what_waits(request, user)

    def post_login(self, request: HttpRequest, user: User, **details: object) -> HttpResponse:
        if device_of(request, user.email or "") is None:
            _tell_of_new_device(request, user, timezone.now())
        response = remember(request, super().post_login(request, user, **details), user)
        if guest_before(request):
            response.headers["Location"] = reverse("routines:bring_along")
        return response

    def logout(self, request: HttpRequest) -> None:
        """Log out; who was here as a guest before, and hasn't brought the log along, is so
        again."""
        guest = guest_before(request)
        if guest is None:
            super().logout(request)
            return
        with same_browser(request):
            super().logout(request)
            go_back_to(request, guest, timezone.now())

    def set_password(self, user: User, password: str) -> None:
        """Set the password and log every other browser out."""
        super().set_password(user, password)
        actions.end_sessions(user=user, but=self.request.session.session_key)
        mails.tell("password_changed", to=str(user.email))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail of ours in place of allauth's.

        Raises NotSentError if the mail server didn't take it.
        """
        name, link = OUR_MAILS[template_prefix]
        try:
            mails.send(name, to=email, link=context[link])
        except (SMTPException, OSError) as fault:
            log.warning("a mail could not be sent: %s", type(fault).__name__)
            raise mails.NotSentError from None  # the fault quotes the address

    def is_safe_url(self, url: str) -> bool:
        """Treat an address that can't be parsed as unsafe; allauth raises ValueError for it."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Show no message: the page itself shows who is logged in."""


def _tell_of_new_device(request: HttpRequest, user: User, now: datetime) -> None:
    mails.tell(
        "new_device",
        to=str(user.email),
        device=name_of(request.headers.get("User-Agent", "")),
        # The person's own time: a template would show the server's.
        at=timezone.make_naive(now, user.zone),
        zone=zone_label(user.time_zone),
    )
