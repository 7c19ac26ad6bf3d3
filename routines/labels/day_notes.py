"""The daily habits and what else is noted about a day, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.models import DayNote
from routines.planning.habits import About, Answer, Pause

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HABITS = {
    About.CALF_RAISES: gettext_lazy("Calf raises"),
    About.WALKING: gettext_lazy("Walking"),
    About.MOBILITY: gettext_lazy("Mobility"),
    About.WATER: gettext_lazy("Water exercise"),
    About.BALANCE: gettext_lazy("Balance"),
}

# What a habit asks for, at most (brief.md C2 S6, D7, E4).
DOSES = {
    About.CALF_RAISES: gettext_lazy("Both feet, no weight, up to 3 × 20, pain 0 to 2"),
    About.WALKING: gettext_lazy("At a pace at which you can still talk"),
    About.MOBILITY: gettext_lazy("Easy movements of back, hips and ankles"),
    About.WATER: gettext_lazy("Walking or exercise in warm water"),
    About.BALANCE: gettext_lazy("On one leg, a hand on a worktop or a wall"),
}
# … and while the back flares up.
GENTLE_DOSES = {
    **DOSES,
    About.WALKING: gettext_lazy("5 to 10 minutes, two or three times"),
    About.WATER: gettext_lazy("Easy walking in warm water"),
}

# Where a habit is shown.
PAGES: Mapping[About, "StrOrPromise"] = {
    About.CALF_RAISES: reverse_lazy("exercises:exercise", args=["calf-raise"]),
    About.WALKING: reverse_lazy("exercises:exercise", args=["brisk-walk"]),
    About.MOBILITY: format_lazy("{}?rest_day=1", reverse_lazy("exercises:library")),
    About.WATER: reverse_lazy("learn:water"),
    About.BALANCE: reverse_lazy("exercises:exercise", args=["single-leg-stance"]),
}

PAUSES = {
    Pause.LOCKED: gettext_lazy("Waits until strength training is open again."),
    Pause.FLARE: gettext_lazy("Pauses while the back flares up."),
    Pause.CALVES_HURT: gettext_lazy(
        "Pauses until a morning on which calf and heel tendon are at 2 of 10 or less."
    ),
    Pause.CALF_WORK: gettext_lazy(
        "Not today: the session works the calves with weight or on one leg."
    ),
}

NIGHTS = {
    Answer.WELL: gettext_lazy("Well"),
    Answer.SO_SO: gettext_lazy("So-so"),
    Answer.BADLY: gettext_lazy("Badly"),
}

OF_HEALTH: Mapping[Answer, "StrOrPromise"] = {
    Answer.WELL: gettext_lazy("slept and rested well"),
    Answer.SO_SO: gettext_lazy("slept and rested so-so"),
    Answer.BADLY: gettext_lazy("slept and rested badly"),
    Answer.HURT: gettext_lazy("a calf or its tendon hurt"),
    Answer.FINE: gettext_lazy("calves fine again"),
}


def note_words(note: DayNote) -> "StrOrPromise":
    """Return what a note says: "Walking, 20 min", "slept and rested well"."""
    if note.about not in HABITS:
        return OF_HEALTH[Answer(note.answer)]
    name = HABITS[About(note.about)]
    if note.minutes is None:
        return name
    return _("%(habit)s, %(minutes)d min") % {"habit": name, "minutes": note.minutes}
