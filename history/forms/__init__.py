"""What may be asked of History."""

from history.forms.activities import ActivitiesForm, ActivityForm
from history.forms.history import ExercisesForm, HistoryForm
from history.forms.report import AT_FIRST, ReportForm, ReportLinkForm

__all__ = [
    "AT_FIRST",
    "ActivitiesForm",
    "ActivityForm",
    "ExercisesForm",
    "HistoryForm",
    "ReportForm",
    "ReportLinkForm",
]
