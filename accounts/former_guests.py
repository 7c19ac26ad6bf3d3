"""A guest's log that waits while its person is logged in to an account: whose it is, and the way
back to it."""

from datetime import datetime

from django.http import HttpRequest

from accounts import actions
from accounts.log_ins import log_in, same_browser
from accounts.models import FormerGuest, User

# In the session: the key of the guest who was here before the log-in; whether a log waits, which
# Today and the settings say.
BEFORE, WAITS = "guest_before", "log_waits"


def remember_guest(request: HttpRequest, guest: User, user: User, now: datetime) -> None:
    """Let a guest's log wait for the answer of the person who has just logged in."""
    actions.wait_for_answer(guest=guest, user=user, now=now)
    request.session[BEFORE] = str(guest.pk)


def say_what_waits(request: HttpRequest, user: User) -> None:
    """Make Today say that a log waits, also one from another device. Two queries at most."""
    if waiting_guest(user):
        request.session[WAITS] = True


def waiting_guest(user: User) -> User | None:
    """Return the guest whose log waits for this person's answer; None if none does. Two queries at
    most."""
    waiting = FormerGuest.objects.filter(user=user, merged_at=None).order_by("-asked_at")
    return User.objects.filter(pk__in=waiting.values("key"), is_guest=True).first()


def guest_before(request: HttpRequest) -> User | None:
    """Return the guest who was signed in here before this log-in, while the log still waits."""
    key = request.session.get(BEFORE)
    if key is None or not isinstance(request.user, User):
        return None
    waits = FormerGuest.objects.filter(key=key, user=request.user, merged_at=None).exists()
    return User.objects.filter(pk=key, is_guest=True).first() if waits else None


def go_back_to(request: HttpRequest, guest: User, now: datetime) -> None:
    """Sign the guest in again, whose log is somebody else's than the account's."""
    FormerGuest.objects.filter(key=guest.pk, merged_at=None).delete()
    with same_browser(request):
        log_in(request, guest, now)


def forget_waiting(request: HttpRequest) -> None:
    """Ask no more on this device."""
    for name in (BEFORE, WAITS):
        request.session.pop(name, None)


def merged_keys(user: User) -> list[str]:
    """Return the keys of the guests whose logs came into the person's account. One query."""
    merged = FormerGuest.objects.filter(user=user, merged_at__isnull=False)
    return [str(key) for key in merged.values_list("key", flat=True)]
