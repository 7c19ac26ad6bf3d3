"""The words of a reminder. Others may read them on a locked screen or over a shoulder, so they
mention no health, and they don't blame."""

from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reminders.channels import Message
from reminders.planning.kinds import Kind
from reminders.planning.occasions import Occasion

# The title and the sentence below it; `day` and `missed` are put in as names of days.
WORDS: dict[Kind, tuple[str | Promise, str | Promise]] = {
    Kind.TRAINING: (
        gettext_lazy("Today is a planned day"),
        gettext_lazy("What is planned is ready, whenever it suits you."),
    ),
    Kind.MORNING: (
        gettext_lazy("Good morning"),
        gettext_lazy("One question is waiting, and one tap answers it."),
    ),
    Kind.MISSED: (
        gettext_lazy("%(day)s still fits"),
        gettext_lazy(
            "What was planned for %(missed)s can move there. Leaving it out is fine, too."
        ),
    ),
    Kind.TESTS: (
        gettext_lazy("Something to measure is due"),
        gettext_lazy(
            "It takes a few minutes and shows what has changed. Another day is fine, too."
        ),
    ),
}
GENTLE: dict[Kind, tuple[str | Promise, str | Promise]] = {
    Kind.TRAINING: (
        gettext_lazy("Today may be an easy day"),
        gettext_lazy("Nothing has to be done. What is welcome today is on your page."),
    ),
    Kind.MORNING: (
        gettext_lazy("Good morning"),
        gettext_lazy(
            "One question is waiting, for whenever you like. Nothing else has to be done."
        ),
    ),
}


def message_for(occasion: Occasion, today: date, key: UUID) -> Message:
    """Return the words of a reminder in the language that is active."""
    words = GENTLE if occasion.gently else WORDS
    title, body = (str(each) for each in words[occasion.kind])
    if occasion.fits_on:
        days = {"day": _day(occasion.fits_on, today), "missed": _weekday(occasion.day)}
        title, body = title % days, body % days
    return Message(
        title=title,
        body=body,
        path=reverse("routines:today"),
        tag=occasion.kind,
        kind=occasion.kind,
        key=key,
    )


def _day(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if day == today + timedelta(days=1):
        return _("Tomorrow")
    return _weekday(day)


def _weekday(day: date) -> str:
    return date_format(day, "l")
