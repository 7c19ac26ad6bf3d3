"""The verbs of the pages of routines, beside those of `routines.actions`; one transaction each."""

from builder.actions.share import choose_share_notes, share_routine, switch_off_share

__all__ = [
    "choose_share_notes",
    "share_routine",
    "switch_off_share",
]
