"""How allauth's log-in and password pages behave here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from accounts import actions
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts begin with accounts.views.claim, which keeps what a guest has logged."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: object) -> AbstractBaseUser | None:
        """Says in the form that an account is closed; allauth has a page for it, which we don't."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user and not user.is_active:
            raise self.validation_error("account_inactive")
        return user

    def set_password(self, user: User, password: str) -> None:
        """A new password logs every other browser out, for good."""
        super().set_password(user, password)
        actions.end_sessions(user=user, but=self.request.session.session_key)

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Logging in and out shows for itself."""
