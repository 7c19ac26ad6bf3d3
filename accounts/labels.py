"""Texts about limits: which one was reached, what to do instead, and when to try again."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


@dataclass(frozen=True)
class TooOften:
    """The texts of one limit. `instead` are pages to go to, by name and label, the best first."""

    title: str | Promise
    why: str | Promise
    instead: tuple[tuple[str, str | Promise], ...]


LOG_IN = ("account_login", gettext_lazy("Log in"))
MAKE_ACCOUNT = ("accounts:claim", gettext_lazy("Make an account"))
EXERCISES = ("exercises:library", gettext_lazy("Look at the exercises"))
TOO_OFTEN = {
    "guest": TooOften(
        gettext_lazy("Many have just started from your network"),
        gettext_lazy(
            "To keep the app quick for everybody, only so many people can start without an account "
            "from one internet connection in a while. With an e-mail address and a password you "
            "can start right away, and with an account you have already you can log in."
        ),
        (MAKE_ACCOUNT, LOG_IN, EXERCISES),
    ),
    "account": TooOften(
        gettext_lazy("Many accounts were just made from your network"),
        gettext_lazy(
            "Only so many accounts can be made from one internet connection in a while. Nothing "
            "was changed, and what you have logged is safe. If you have an account, log in."
        ),
        (LOG_IN, EXERCISES),
    ),
    "password": TooOften(
        gettext_lazy("Too many attempts"),
        gettext_lazy(
            "The password was typed several times. Nothing was changed. If you don’t know it any "
            "more, set a new one by mail."
        ),
        (("account_reset_password", gettext_lazy("Forgot your password?")),),
    ),
    "mail": TooOften(
        gettext_lazy("Several mails were sent already"),
        gettext_lazy(
            "Please look into your mail, also among the unwanted: the link in any mail of the last "
            "three days sets a new password, as long as you have not used one."
        ),
        (LOG_IN,),
    ),
}


SUBJECTS = {
    "confirm_address": gettext_lazy("Confirm your address"),
    "address_taken": gettext_lazy("You have an account already"),
    "address_asked": gettext_lazy("Your address is to be changed"),
    "address_changed": gettext_lazy("Your address was changed"),
    "password_changed": gettext_lazy("Your password was changed"),
    "new_device": gettext_lazy("A log-in on a new device"),
}


def soon(wait: timedelta) -> str:
    """Return when it works again in words, rounded up so that the promise holds."""
    minutes = -(-wait // timedelta(minutes=1))
    if minutes <= 1:
        return _("in a minute")
    if minutes < 60:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    hours = -(-minutes // 60)
    return ngettext("in an hour", "in %(count)d hours", hours) % {"count": hours}
