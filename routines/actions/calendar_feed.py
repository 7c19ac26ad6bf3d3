"""The link to a person's calendar: make it, change its settings, replace it, switch it off."""

from datetime import datetime, time

from accounts.models import User
from routines.models import CalendarFeed
from routines.models.calendar_feed import new_token


def make_feed(
    *, user: User, with_rest_days: bool, starts_at: time | None, now: datetime
) -> CalendarFeed:
    """Make the link. If there is one already it stays, with the new settings."""
    choices = {"with_rest_days": with_rest_days, "starts_at": starts_at, "made_at": now}
    return CalendarFeed.objects.update_or_create(user=user, defaults=choices)[0]


def choose_feed_entries(
    *, user: User, with_rest_days: bool, starts_at: time | None, now: datetime
) -> None:
    """Change what the calendar shows. One switched off meanwhile, in another tab, stays off."""
    CalendarFeed.objects.of(user).update(
        with_rest_days=with_rest_days, starts_at=starts_at, made_at=now
    )


def replace_feed_link(*, user: User, now: datetime) -> None:
    """Replace the address; the old one stops working."""
    CalendarFeed.objects.of(user).update(token=new_token(), made_at=now)


def switch_off_feed(*, user: User) -> None:
    CalendarFeed.objects.of(user).delete()
