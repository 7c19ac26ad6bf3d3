"""The present password, typed again by somebody who is logged in: how often it may be tried."""

from datetime import datetime, timedelta

from accounts import entrance, limits
from accounts.forms import OwnPasswordForm


def check(form: OwnPasswordForm, now: datetime) -> timedelta:
    """Check a form, counted before the password is looked at; a right one costs nothing, also if
    another field is refused.

    Returns zero, or the time until it may be tried again: the form wasn't checked then.
    """
    uses = entrance.own_password_uses(form.user.pk)
    if wait := limits.take(uses, now=now):
        return wait
    if "password" not in form.errors:
        limits.give_back(uses)
    return timedelta(0)
