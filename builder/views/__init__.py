"""The pages of routines, one file per screen."""

from builder.views.by_link import shared_routine, shared_sheet
from builder.views.routines import routines
from builder.views.share import share

__all__ = [
    "routines",
    "share",
    "shared_routine",
    "shared_sheet",
]
