"""How often each way in may be used, and by whom it is counted.

By address the figures are wide enough for a school behind one address; by account they slow
guessing down and never shut the owner out: one connection alone cannot use up what strangers
together may try, a device known before is counted apart, and a new password by mail always works.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from accounts.addresses import client_address, networks
from accounts.devices import device_of
from accounts.limits import RateLimit, Use

TEN_MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
# Of the larger network round an IPv6 address as many times more may come.
WIDER = 10

GUESTS = (RateLimit("guest", 60, TEN_MINUTES), RateLimit("guest in a day", 300, DAY))
ACCOUNTS = (RateLimit("account", 60, TEN_MINUTES), RateLimit("account in a day", 300, DAY))
LOG_INS = (RateLimit("log-in", 120, TEN_MINUTES), RateLimit("log-in in a day", 1000, DAY))
MAILS = (RateLimit("mail", 20, TEN_MINUTES), RateLimit("mail in a day", 100, DAY))
# Five at once, then one an hour.
MAILS_TO = RateLimit("mail to", 5, 5 * HOUR)
# A wrong password. One connection at one account: five at once, then one every five minutes.
WRONG_HERE = RateLimit("wrong here", 5, timedelta(minutes=25))
# One connection at all accounts: sixty at once, then one every two minutes.
WRONG_FROM = RateLimit("wrong from", 60, 2 * HOUR)
# All strangers at one account: forty at once, then one every two minutes.
WRONG_AT = RateLimit("wrong at", 40, timedelta(minutes=80))
# A known device at its account: ten at once, then one every three minutes.
WRONG_KNOWN = RateLimit("wrong on a known device", 10, timedelta(minutes=30))


def guest_uses(request: HttpRequest) -> list[Use]:
    return _by_address(request, *GUESTS)


def account_uses(request: HttpRequest) -> list[Use]:
    return _by_address(request, *ACCOUNTS)


def mail_uses(request: HttpRequest, email: str) -> list[Use]:
    """To the same address as many go from a known device as from everywhere else."""
    email = email.lower()
    device = device_of(request, email)
    return [*_by_address(request, *MAILS), Use(MAILS_TO, f"{email} {device or ''}")]


@dataclass(frozen=True)
class Attempt:
    """What trying to log in uses: `every` always, because it costs work and a row for a year;
    `wrong` only where the password is wrong, and is given back where it is right."""

    every: list[Use]
    wrong: list[Use]

    @property
    def uses(self) -> list[Use]:
        return [*self.every, *self.wrong]


def log_in_attempt(request: HttpRequest, email: str) -> Attempt:
    """The same for an address that has no account, so that nobody learns which have one."""
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
