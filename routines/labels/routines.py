"""What a routine and its days are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from routines.models import Plan, Routine
from routines.models.session import NOTHING_PLANNED
from routines.planning.programmes import Level
from routines.planning.turns import RoutineDay, weekdays_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STARTERS: Mapping[str, "StrOrPromise"] = {
    Level.L1: _("Foundation"),
    Level.L2: _("Build"),
    Level.L3: _("Strong"),
}


def routine_title(routine: Routine) -> str:
    """Return the name of a routine, or else that of the starter programme it is."""
    return routine.name or str(STARTERS.get(routine.starter, _("My routine")))


def planned_title(letter: str, plan: Plan) -> str:
    """Return the title of a session that a plan puts on a day."""
    return session_title(letter, plan.routine.name_of(letter))


def planned_words(letter: str, plan: Plan) -> str:
    """Return the same as it stands within a sentence."""
    return session_words(letter, plan.routine.name_of(letter))


def turns_sentence(routine: Routine) -> str:
    """Return which of a routine's days falls on which date, in a sentence."""
    days = routine.days
    if weekdays_of(days):
        named = (f"{WEEKDAYS[day.weekday or 0]}: {day_title(day)}" for day in days)
        return _now("%(days)s; at least a day of rest lies between.") % {"days": ", ".join(named)}
    if len(days) == 1:
        return _now("At least a day of rest lies between.")
    named = (day.name or day.letter.value for day in days)
    words = get_text_list(list(named), _now("and"))
    return _now("%(days)s take turns, with at least a day of rest between.") % {"days": words}


def day_title(day: RoutineDay) -> str:
    """Return the name of a day, or else its letter: "Session A"."""
    return session_title(day.letter, day.name)


def session_title(letter: str, name: str = "") -> str:
    """Return the name of a session's day, or else its letter: "Session A"."""
    if letter == NOTHING_PLANNED:
        return name or _now("Something else")
    return name or _now("Session %(name)s") % {"name": str(letter)}


def session_words(letter: str, name: str = "") -> str:
    """Return the same as it stands within a sentence: "session A"."""
    if letter == NOTHING_PLANNED:
        return name or _now("something else")
    return name or _now("session %(name)s") % {"name": str(letter)}
