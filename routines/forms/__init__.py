"""Forms: what a person may type, and the message beside the field where it can't be."""

from routines.forms.calendar_feed import CalendarForm
from routines.forms.log import (
    CorrectionForm,
    FinishForm,
    HistoryForm,
    SetForm,
    StartSessionForm,
    TickForm,
)
from routines.forms.plan import ChangeForm, OfferForm, WeekForm, WriteDownForm
from routines.forms.setup import SetupForm

__all__ = [
    "CalendarForm",
    "ChangeForm",
    "CorrectionForm",
    "FinishForm",
    "HistoryForm",
    "OfferForm",
    "SetForm",
    "SetupForm",
    "StartSessionForm",
    "TickForm",
    "WeekForm",
    "WriteDownForm",
]
