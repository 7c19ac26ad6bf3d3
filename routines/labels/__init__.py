"""The sentences that people read for the codes of `planning` and `models`, by code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from routines.labels.back import ADVICE, DUE, LEVELS_ABOVE, LOOKS, RAMPS, SIGNS
from routines.labels.days import DAY_STATES
from routines.labels.sessions import SKIPPED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The sentences that need no figures.
SENTENCES: dict[str, Mapping[Any, "StrOrPromise"]] = {
    "advice": ADVICE,
    "day_state": DAY_STATES,
    "due": DUE,
    "level_above": LEVELS_ABOVE,
    "look": LOOKS,
    "ramp": RAMPS,
    "sign": SIGNS,
    "skipped": SKIPPED,
}
