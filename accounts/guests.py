"""Starting without an account, from the landing page or from a page that somebody was sent."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import actions, entrance, limits
from accounts.forms import StartForm
from accounts.log_ins import log_in
from accounts.refusals import too_often

WAY_ON = "way_on"


def sign_in_as_guest(request: HttpRequest) -> HttpResponse | None:
    """Create a guest and sign them in, unless someone is signed in already: two taps don't make
    two people.

    Returns the refusal where a limit is reached, None otherwise.
    """
    if request.user.is_authenticated:
        return None
    wait = limits.take(entrance.guest_uses(request), now=timezone.now())
    if wait:
        return too_often(request, "guest", wait)
    guest = actions.start_as_guest(time_zone=StartForm(request.POST).zone())
    log_in(request, guest, timezone.now())
    return None


def go_on_to(request: HttpRequest, address: str) -> None:
    """Remember where the person wants to go once their plan is set up: an address of ours."""
    request.session[WAY_ON] = address


def way_on(request: HttpRequest) -> str | None:
    """Return where the person wanted to go, once; None if nowhere."""
    found: str | None = request.session.pop(WAY_ON, None)
    return found
