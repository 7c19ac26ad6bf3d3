"""The sentences that people read for the codes of `planning` and `models`, by code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from routines.labels.back import ADVICE, DUE, LEVELS_ABOVE, LOOKS, RAMPS, SIGNS
from routines.labels.day_notes import DOSES, GENTLE_DOSES, HABITS, NIGHTS, PAGES, PAUSES
from routines.labels.days import DAY_STATES
from routines.labels.routines import STARTERS
from routines.labels.sessions import LOCKED, RUNG_HELD, SKIPPED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The sentences that need no figures.
SENTENCES: dict[str, Mapping[Any, "StrOrPromise"]] = {
    "advice": ADVICE,
    "day_state": DAY_STATES,
    "due": DUE,
    "gentle_habit_dose": GENTLE_DOSES,
    "habit": HABITS,
    "habit_dose": DOSES,
    "habit_page": PAGES,
    "habit_pause": PAUSES,
    "level_above": LEVELS_ABOVE,
    "locked": LOCKED,
    "look": LOOKS,
    "night": NIGHTS,
    "ramp": RAMPS,
    "rung_held": RUNG_HELD,
    "sign": SIGNS,
    "skipped": SKIPPED,
    "starter": STARTERS,
}
