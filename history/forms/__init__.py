"""What may be asked of History."""

from history.forms.activities import ActivitiesForm, ActivityForm
from history.forms.history import ExercisesForm, HistoryForm
from history.forms.report import AT_FIRST, ReportForm, ReportLinkForm
from history.forms.self_tests import (
    FORMS,
    AmountForm,
    LengthForm,
    NamedActivitiesForm,
    NormGroupForm,
    ResultForm,
    ScoresForm,
    TriesForm,
)

__all__ = [
    "AT_FIRST",
    "FORMS",
    "ActivitiesForm",
    "ActivityForm",
    "AmountForm",
    "ExercisesForm",
    "HistoryForm",
    "LengthForm",
    "NamedActivitiesForm",
    "NormGroupForm",
    "ReportForm",
    "ReportLinkForm",
    "ResultForm",
    "ScoresForm",
    "TriesForm",
]
