"""What may be asked of History."""

from history.forms.activities import ActivitiesForm, ActivityForm
from history.forms.history import ExercisesForm, HistoryForm

__all__ = ["ActivitiesForm", "ActivityForm", "ExercisesForm", "HistoryForm"]
