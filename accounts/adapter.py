"""How allauth's log-in and password pages behave here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts begin with accounts.views.claim, which keeps what a guest has logged."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Logging in and out shows for itself."""
