"""Texts by code: about a limit that was reached, and in mails about the account."""

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
    "passkey": TooOften(
        gettext_lazy("Too many attempts"),
        gettext_lazy(
            "Passkeys were tried many times from your internet connection. Nothing was changed. "
            "Your password, and a code if you have one, still work."
        ),
        (LOG_IN,),
    ),
    "mail": TooOften(
        gettext_lazy("Several mails were sent already"),
        gettext_lazy(
            "Please look into your mail, also among the unwanted: the link in any mail of the last "
            "three days sets a new password, as long as you have not used one."
        ),
        (LOG_IN,),
    ),
    "address": TooOften(
        gettext_lazy("Several mails were sent already"),
        gettext_lazy(
            "Please look into your mail, also among the unwanted: the link in the newest one works "
            "for three days. Nothing was changed."
        ),
        (("accounts:settings", gettext_lazy("Settings")),),
    ),
}

NOT_SENT = gettext_lazy("The mail can’t be sent just now. Please try again in a minute.")
ON_ITS_WAY = gettext_lazy(
    "A mail is on its way to %(email)s. Open the link in it within three days."
)
FIRST_PROOF = gettext_lazy(
    "Your address is confirmed now. If it was somebody else who made this account, log in, look in "
    "the settings under “Passkeys and codes”, “Tokens for programs” and “Calendar link”, and "
    "remove what isn’t yours."
)

SUBJECTS = {
    "set_password": gettext_lazy("Set a new password"),
    "no_account": gettext_lazy("There is no account with this address"),
    "confirm_address": gettext_lazy("Confirm your address"),
    "address_taken": gettext_lazy("You have an account already"),
    "address_asked": gettext_lazy("Your address is to be changed"),
    "address_changed": gettext_lazy("Your address was changed"),
    "password_changed": gettext_lazy("Your password was changed"),
    "new_device": gettext_lazy("A log-in on a new device"),
    "passkey_added": gettext_lazy("A new passkey"),
    "passkey_removed": gettext_lazy("A passkey was removed"),
    "app_on": gettext_lazy("Your log-in asks for a code now"),
    "app_off": gettext_lazy("Your log-in asks for no code any more"),
    "codes_made": gettext_lazy("New recovery codes"),
    "code_used": gettext_lazy("A recovery code was used"),
    "codes_guessed": gettext_lazy("Wrong codes for your account"),
    "token_made": gettext_lazy("A new token for a program"),
    "factors_forgotten": gettext_lazy("Your log-in needs no second step any more"),
}
# What mails of one sentence say: about the second step of the log-in, and about programs.
FACTOR_NEWS = {
    "passkey_added": gettext_lazy(
        "A passkey was added to your backhealth account. It logs in by itself."
    ),
    "passkey_removed": gettext_lazy(
        "A passkey of your backhealth account was removed. All other devices were logged out."
    ),
    "app_on": gettext_lazy(
        "From now on, a log-in with the password of your backhealth account asks for a code of "
        "your authenticator, too."
    ),
    "app_off": gettext_lazy(
        "A log-in with the password of your backhealth account asks for no code of an "
        "authenticator any more. All other devices were logged out."
    ),
    "codes_made": gettext_lazy(
        "Recovery codes were made for your backhealth account. Those made before don’t work any "
        "more."
    ),
    "code_used": gettext_lazy(
        "Somebody logged in to your backhealth account with its password and a recovery code. "
        "The code doesn’t work any more."
    ),
    "codes_guessed": gettext_lazy(
        "Somebody typed the password of your backhealth account, and then several wrong codes. "
        "They weren’t logged in."
    ),
    "token_made": gettext_lazy(
        "A token was made in your backhealth account. Until it ends or is switched off, a program "
        "that has it can read your log or write into it, as was ticked."
    ),
    "factors_forgotten": gettext_lazy(
        "The people who run this server removed the passkeys, the authenticator and the recovery "
        "codes of your backhealth account, and logged out all devices. The password alone logs "
        "in, until you set up a second step again."
    ),
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
