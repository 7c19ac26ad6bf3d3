"""The pages of what was done, one file per screen."""

from history.views.activities import activities, activity, remove_activity, restore_activity
from history.views.exercise import check_exercise, exercise
from history.views.exercises import exercises
from history.views.history import history, session

__all__ = [
    "activities",
    "activity",
    "check_exercise",
    "exercise",
    "exercises",
    "history",
    "remove_activity",
    "restore_activity",
    "session",
]
