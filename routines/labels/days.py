"""Sentences about days: the purpose of each, why a session can't be on one, what a change asks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from routines.labels.dates import day_names
from routines.models import DayAction, DayState
from routines.planning.findings import RefusedDay, Rule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# One word under each day of a week.
DAY_STATES = {
    DayState.DONE: _("done"),
    DayState.PLANNED: _("train"),
    DayState.GENTLE: _("gentle"),
    DayState.MISSED: _("open"),
    DayState.DISMISSED: _("let go"),
    DayState.REST: _("rest"),
}

# %(days)s: the sessions that are too near; %(limit)d: the rule's figure.
REFUSALS: Mapping[Rule, "StrOrPromise"] = {
    Rule.PAST: _("That day is over."),
    Rule.BEYOND_HORIZON: _("That is further ahead than the plan reaches."),
    Rule.ONE_A_DAY: _("You have trained on that day already. One session a day is enough."),
    Rule.UNAVAILABLE: _("That day is marked as rest, away or ill."),
    Rule.REST_DAY: ngettext_lazy(
        "It is too close to the session on %(days)s: at least %(limit)d whole day of rest lies "
        "between two sessions.",
        "It is too close to the session on %(days)s: at least %(limit)d whole days of rest lie "
        "between two sessions.",
        "limit",
    ),
    Rule.SEVEN_DAYS: _("With %(days)s it would be more than three sessions in seven days running."),
    Rule.WEEK_FULL: ngettext_lazy(
        "That week has its %(limit)d session already.",
        "That week has its %(limit)d sessions already.",
        "limit",
    ),
}

_NO_SESSIONS = _("No sessions from %(first)s to %(last)s?")
# The question above a change of the plan, by its action.
CHANGES = {
    DayAction.MOVE: _("Move %(weekday)s’s session to %(to)s?"),
    DayAction.SESSION: _("Train on %(day)s?"),
    DayAction.REST: _("Rest on %(day)s?"),
    DayAction.CLEAR: _("Leave %(day)s to the plan?"),
    DayAction.AWAY: _NO_SESSIONS,
    DayAction.ILL: _NO_SESSIONS,
}


def refusal(finding: RefusedDay) -> str:
    """Return why a session can't be on a day, as one sentence."""
    figures = {"days": day_names(finding.clashes_with), "limit": finding.limit}
    return REFUSALS[finding.rule] % figures


def change_question(asked: Mapping[str, Any]) -> str:
    """Return the question whether to make a change.

    `asked`: the cleaned data of `ChangeForm`, with `action`, `day`, and `to`, None for one day.
    """
    day, to = asked["day"], asked["to"] or asked["day"]
    return CHANGES[asked["action"]] % {
        "weekday": date_format(day, "l"),
        "day": date_format(day, "l, j F"),
        "to": date_format(to, "l, j F"),
        "first": date_format(day, "j F"),
        "last": date_format(to, "j F"),
    }
