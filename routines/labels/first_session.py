"""When a new plan begins, in words. They mention no health: a message may be stored in a cookie."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.facts.first_session import FirstSession
from routines.labels.dates import day_names
from routines.planning.findings import Rule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Why a plan doesn't begin on a day, by the rule that refuses it.
NOT_FIRST: Mapping[Rule, "StrOrPromise"] = {
    Rule.REST_DAY: gettext_lazy(
        "you trained on %(others)s, and at least one whole day of rest lies between two sessions"
    ),
    Rule.ONE_A_DAY: gettext_lazy("you have trained on that day already"),
    Rule.SEVEN_DAYS: gettext_lazy("with %(others)s it would be more than three in seven days"),
    Rule.WEEK_FULL: gettext_lazy("that week has its sessions already"),
    Rule.UNAVAILABLE: gettext_lazy("you keep that day free"),
}


def begins_when(found: FirstSession, today: date) -> str:
    """Return on which day a plan begins, and why on none of the earlier chosen days."""
    if found.day == today:
        return _("Your first session is today.")
    day = date_format(found.day, "l, j F")
    if found.skipped is None:
        return _("Your first session is on %(day)s, the next of your days.") % {"day": day}
    return _("Your first session is on %(day)s. Not on %(skipped)s: %(why)s.") % {
        "day": day,
        "skipped": date_format(found.skipped, "l, j F"),
        "why": _why(found),
    }


def first_two(found: FirstSession) -> str:
    """Return that a new person begins with two of the three sessions a week, and on which days."""
    return _(
        "The first two weeks have two sessions each, the first ones on %(days)s. "
        "Then you can add the third."
    ) % {"days": day_names(found.days)}


def _why(found: FirstSession) -> str:
    if found.is_closed:
        return _("today stays free")
    if found.rule is None or found.rule not in NOT_FIRST:
        return _("the sessions lie further apart this way")
    return NOT_FIRST[found.rule] % {"others": day_names(found.clashes_with)}
