"""The pages of routines, one file per screen."""

from builder.views.add_exercise import add_exercise
from builder.views.by_link import shared_routine, shared_sheet
from builder.views.editor import arrange, change_routine_day, routine
from builder.views.prescription import prescription
from builder.views.routines import routines
from builder.views.share import share

__all__ = [
    "add_exercise",
    "arrange",
    "change_routine_day",
    "prescription",
    "routine",
    "routines",
    "share",
    "shared_routine",
    "shared_sheet",
]
