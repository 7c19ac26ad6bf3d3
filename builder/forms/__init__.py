"""What may be sent to the pages of routines."""

from builder.forms.editing import (
    ArrangeForm,
    DayForm,
    Move,
    PickForm,
    PrescriptionForm,
    RoutineForm,
    VersionForm,
)
from builder.forms.share import ShareAction, ShareForm

__all__ = [
    "ArrangeForm",
    "DayForm",
    "Move",
    "PickForm",
    "PrescriptionForm",
    "RoutineForm",
    "ShareAction",
    "ShareForm",
    "VersionForm",
]
