"""The second step of a log-in with a password: until it is done, nobody is logged in."""

from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.functional import cached_property

from accounts.factors.facts import Factors, factors_of, has_second_step
from accounts.models import User


class SecondStep(LoginStage):
    """A stage of allauth's log-in, which keeps what was done in the session for 15 minutes."""

    key = "accounts.second_step"
    urlname = "accounts:second_step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Ask for the second step those who have one."""
        if not has_second_step(self.user):
            return None, True
        # A log-in half done ends with the password that began it.
        self.state["password"] = self.user.get_session_auth_hash()
        return redirect(self.urlname), True

    @property
    def user(self) -> User:
        user: User = self.login.user
        return user

    @cached_property
    def factors(self) -> Factors:
        """Return what the step may be done with; nothing if all of it was taken away meanwhile."""
        return factors_of(self.user)


def waiting_step(request: HttpRequest) -> SecondStep | None:
    """Return the second step that this browser's log-in waits for; None if none waits (any more).

    A guest who logs in is still the guest until it is done.
    """
    if request.user.is_authenticated and not request.user.is_guest:
        return None
    step = LoginStageController.enter(request, SecondStep.key)
    if step is None or step.user is None or not step.user.is_active:
        return None
    proof = step.state.get("password", "")
    if not constant_time_compare(proof, step.user.get_session_auth_hash()):
        return None
    found: SecondStep = step
    return found
