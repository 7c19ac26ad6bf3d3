"""What a routine and its days are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from routines.models import Routine
from routines.planning.programmes import Level
from routines.planning.turns import RoutineDay

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


def day_title(day: RoutineDay) -> str:
    """Return the name of a day, or else its letter: "Session A"."""
    return session_title(day.letter, day.name)


def session_title(letter: str, name: str = "") -> str:
    """Return the name of a session's day, or else its letter: "Session A"."""
    return name or _now("Session %(name)s") % {"name": str(letter)}


def session_words(letter: str, name: str = "") -> str:
    """Return the same as it stands within a sentence: "session A"."""
    return name or _now("session %(name)s") % {"name": str(letter)}
