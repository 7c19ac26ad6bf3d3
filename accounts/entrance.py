"""Limit how often people may start, sign up, log in and ask for mail.

The limits by address leave room for a school behind one address. The limits by account slow
guessing down without locking the owner out: a single connection can't use up the attempts that all
strangers share, a known device is counted separately, and a new password by mail always works.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest

from accounts.addresses import client_address, networks
from accounts.devices import device_of
from accounts.limits import RateLimit, Use
from accounts.models import User

TEN_MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
# The larger network around an IPv6 address is allowed this many times as much.
WIDER = 10

GUESTS = (RateLimit("guest", 60, TEN_MINUTES), RateLimit("guest in a day", 300, DAY))
ACCOUNTS = (RateLimit("account", 60, TEN_MINUTES), RateLimit("account in a day", 300, DAY))
LOG_INS = (RateLimit("log-in", 120, TEN_MINUTES), RateLimit("log-in in a day", 1000, DAY))
MAILS = (RateLimit("mail", 20, TEN_MINUTES), RateLimit("mail in a day", 100, DAY))
TOKENS = (RateLimit("wrong token", 60, TEN_MINUTES), RateLimit("wrong token in a day", 300, DAY))
# Mails to one address: five at once, then one an hour.
MAILS_TO = RateLimit("mail to", 5, 5 * HOUR)
# A wrong password, from one connection at one account: five at once, then one every five minutes.
WRONG_HERE = RateLimit("wrong here", 5, timedelta(minutes=25))
# From one connection at all accounts: sixty at once, then one every two minutes.
WRONG_FROM = RateLimit("wrong from", 60, 2 * HOUR)
# From all strangers at one account: forty at once, then one every two minutes.
WRONG_AT = RateLimit("wrong at", 40, timedelta(minutes=80))
# From a known device at its account: ten at once, then one every three minutes.
WRONG_KNOWN = RateLimit("wrong on a known device", 10, timedelta(minutes=30))

# A wrong code after a right password, from one connection, or from a known device, at its account:
# five at once, then one every five minutes.
CODE_HERE = RateLimit("code here", 5, timedelta(minutes=25))
CODE_KNOWN = RateLimit("code on a known device", 5, timedelta(minutes=25))
# From all known devices at one account: twenty at once, then one every ten minutes. Who reads a
# person's mail makes as many known devices as they like, by setting the password again and again.
CODE_KNOWN_AT = RateLimit("code on all known devices", 20, timedelta(minutes=200))
# From all strangers at one account: twenty at once, then one every ten minutes. Of a million codes
# three are right at a time: guessing without end takes four years for an even chance.
CODE_AT = RateLimit("code at", 20, timedelta(minutes=200))
# Wrong codes in a day that a person types by a slip. Nothing is refused after them; the person
# hears of more, also if they come so slowly that no other limit is reached.
CODE_SLIPS = RateLimit("wrong codes in a day", 10, DAY)
# A mail that somebody guesses codes, to the person: one a day.
GUESS_TOLD = RateLimit("guess told", 1, DAY)
# What a passkey signed, from one connection. There is nothing to be guessed; it costs work.
PASSKEYS = (RateLimit("passkey", 60, TEN_MINUTES), RateLimit("passkey in a day", 600, DAY))

# The present password, typed again to change something: ten at once, then one every three minutes.
OWN_PASSWORD = RateLimit("own password", 10, timedelta(minutes=30))


def own_password_uses(key: UUID | None) -> list[Use]:
    """Return what typing the present password again uses; `key` is the person's."""
    return [Use(OWN_PASSWORD, str(key))]


def code_uses(request: HttpRequest, user: User) -> list[Use]:
    """Return what a wrong code uses, of an authenticator or for recovery. Five wrong ones at once
    on a known device keep nobody out elsewhere, and the other way round."""
    email = str(user.email)
    device = device_of(request, email)
    if device:
        return [Use(CODE_KNOWN, f"{email} {device}"), Use(CODE_KNOWN_AT, email)]
    here, _ = networks(client_address(request))
    return [Use(CODE_HERE, f"{email} {here}"), Use(CODE_AT, email)]


def code_slip_uses(key: UUID) -> list[Use]:
    """Return what a wrong code uses of those that are a slip; `key` is the person's."""
    return [Use(CODE_SLIPS, str(key))]


def guess_told_uses(key: UUID) -> list[Use]:
    """Return what a mail about guessed codes uses; `key` is the person's."""
    return [Use(GUESS_TOLD, str(key))]


def passkey_uses(request: HttpRequest) -> list[Use]:
    """Return what an answer of a passkey uses, right or wrong."""
    return _by_address(request, *PASSKEYS)


def guest_uses(request: HttpRequest) -> list[Use]:
    return _by_address(request, *GUESTS)


def account_uses(request: HttpRequest) -> list[Use]:
    return _by_address(request, *ACCOUNTS)


def mail_uses(request: HttpRequest, email: str) -> list[Use]:
    """Return what a mail to this address uses. A known device has an allowance of its own."""
    email = email.lower()
    device = device_of(request, email)
    return [*_by_address(request, *MAILS), Use(MAILS_TO, f"{email} {device or ''}")]


def wrong_token_uses(request: HttpRequest) -> list[Use]:
    """Return what a token that doesn't exist uses, when a program sends it."""
    return _by_address(request, *TOKENS)


@dataclass(frozen=True)
class Attempt:
    """The limits that an attempt to log in uses.

    `every` always counts, because an attempt costs work and a row for a year; `wrong` counts for a
    wrong password only, and is given back after a right one.
    """

    every: list[Use]
    wrong: list[Use]

    @property
    def uses(self) -> list[Use]:
        return [*self.every, *self.wrong]


def log_in_attempt(request: HttpRequest, email: str) -> Attempt:
    """Return what an attempt to log in uses, whether or not the address has an account.

    Both cases use the same limits, so that nobody learns which addresses have accounts.
    """
    email = email.lower()
    device = device_of(request, email)
    if device:
        own = [Use(limit, f"device {device}") for limit in LOG_INS]
        return Attempt(own, [Use(WRONG_KNOWN, f"{email} {device}")])
    here, _ = networks(client_address(request))
    strangers = [Use(WRONG_HERE, f"{email} {here}"), Use(WRONG_AT, email)]
    return Attempt(_by_address(request, *LOG_INS), [*_by_address(request, WRONG_FROM), *strangers])


def _by_address(request: HttpRequest, *limits: RateLimit) -> list[Use]:
    own, wide = networks(client_address(request))
    uses = [Use(limit, own) for limit in limits]
    if wide is not None:
        uses += [Use(_wider(limit), wide) for limit in limits]
    return uses


def _wider(limit: RateLimit) -> RateLimit:
    return RateLimit(f"{limit.name}, wider", limit.amount * WIDER, limit.period)
