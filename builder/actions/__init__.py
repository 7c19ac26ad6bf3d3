"""The verbs of the pages of routines, beside those of `routines.actions`; one transaction each."""

from builder.actions.from_file import KeyTaken, begin_routine, make_from_file, take_over
from builder.actions.share import choose_share_notes, share_routine, switch_off_share
from exercises.actions import TooMany
from routines.actions import NotPossible

__all__ = [
    "KeyTaken",
    "NotPossible",
    "TooMany",
    "begin_routine",
    "choose_share_notes",
    "make_from_file",
    "share_routine",
    "switch_off_share",
    "take_over",
]
