"""What a routine and its days are called."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from routines.models import Routine
from routines.planning.programmes import Level
from routines.planning.turns import RoutineDay

LEVELS = {Level.L1: _("Foundation"), Level.L2: _("Build"), Level.L3: _("Strong")}


def routine_title(routine: Routine) -> str:
    """Return the name of a routine, or else that of the starter programme it is."""
    starter = LEVELS[Level(routine.starter)] if routine.starter else _("Routine")
    return routine.name or str(starter)


def day_title(day: RoutineDay) -> str:
    """Return the name of a day, or else its letter: "Session A"."""
    return day.name or _now("Session %(letter)s") % {"letter": day.letter.value}
