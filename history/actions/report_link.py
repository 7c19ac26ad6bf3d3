"""The links to a sheet for an appointment: make one, switch it off."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from accounts.actions import lock_person
from accounts.digests import digest_of
from accounts.models import User
from history.models import MOST_LINKS, ReportLink
from history.models.report_link import new_token
from history.planning.report import Interval, Part
from routines.facts.consent import refuse_unless_agreed


class TooManyLinks(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The person has as many links as fit; one has to be switched off first."""


@transaction.atomic
def make_report_link(
    *, user: User, period: Interval, parts: Collection[Part], days: int, now: datetime
) -> str:
    """Make a link that ends after some days, and return its token, which is stored nowhere.

    Links that have ended are deleted. Raises NotAgreed and TooManyLinks.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    links = ReportLink.objects.of(user)
    links.filter(ends_at__lte=now).delete()
    if links.count() >= MOST_LINKS:
        raise TooManyLinks
    token = new_token()
    ReportLink.objects.create(
        user=user,
        digest=digest_of(token),
        first=period.first,
        last=period.last,
        parts="".join(part for part in Part if part in parts),
        made_at=now,
        ends_at=now + timedelta(days=days),
    )
    return token


def switch_off_report_link(*, link: ReportLink) -> None:
    """End a link at once."""
    ReportLink.objects.of(link.user).filter(pk=link.pk).delete()
