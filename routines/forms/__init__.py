"""Forms: what a person may type, and the message beside a field that can't be accepted."""

from routines.forms.bring_along import BringAlongForm
from routines.forms.calendar_feed import CalendarAction, CalendarForm
from routines.forms.day_notes import DayNoteForm, DayNotesForm, HabitsForm
from routines.forms.log import (
    CorrectionForm,
    SetForm,
    TickForm,
)
from routines.forms.mornings import CheckForm, FlareForm, MorningForm, MorningsForm, ReadyForm
from routines.forms.personal_data import DeleteForm
from routines.forms.plan import ChangeForm, OfferForm, PastDayForm, WeekForm, WriteDownForm
from routines.forms.screening import AgreementForm, ClearedForm, RedFlagsForm, ScreeningForm
from routines.forms.session import (
    AddForm,
    FinishForm,
    PhaseForm,
    PlaceForm,
    RemoveForm,
    RestForm,
    RungForm,
    SkipForm,
    SwapForm,
    SwapSearchForm,
    TroubleForm,
    ViewForm,
)
from routines.forms.setup import SetupForm
from routines.forms.stop import StopForm
from routines.forms.target import (
    GoesOnForm,
    TargetAction,
    TargetActionForm,
    TargetForm,
    UnitForm,
)

__all__ = [
    "AddForm",
    "AgreementForm",
    "BringAlongForm",
    "CalendarAction",
    "CalendarForm",
    "ChangeForm",
    "CheckForm",
    "ClearedForm",
    "CorrectionForm",
    "DayNoteForm",
    "DayNotesForm",
    "DeleteForm",
    "FinishForm",
    "FlareForm",
    "GoesOnForm",
    "HabitsForm",
    "MorningForm",
    "MorningsForm",
    "OfferForm",
    "PastDayForm",
    "PhaseForm",
    "PlaceForm",
    "ReadyForm",
    "RedFlagsForm",
    "RemoveForm",
    "RestForm",
    "RungForm",
    "ScreeningForm",
    "SetForm",
    "SetupForm",
    "SkipForm",
    "StopForm",
    "SwapForm",
    "SwapSearchForm",
    "TargetAction",
    "TargetActionForm",
    "TargetForm",
    "TickForm",
    "TroubleForm",
    "UnitForm",
    "ViewForm",
    "WeekForm",
    "WriteDownForm",
]
