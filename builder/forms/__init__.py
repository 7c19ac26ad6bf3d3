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
from builder.forms.read import ReadForm
from builder.forms.routines import PutAwayForm, RenameForm
from builder.forms.share import ShareAction, ShareForm, UseForm
from builder.forms.weekdays import By, WeekdaysForm

__all__ = [
    "ArrangeForm",
    "By",
    "DayForm",
    "Move",
    "PickForm",
    "PrescriptionForm",
    "PutAwayForm",
    "ReadForm",
    "RenameForm",
    "RoutineForm",
    "ShareAction",
    "ShareForm",
    "UseForm",
    "VersionForm",
    "WeekdaysForm",
]
