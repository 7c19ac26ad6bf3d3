"""The pages of routines, one file per screen."""

from builder.views.routines import routines

__all__ = [
    "routines",
]
