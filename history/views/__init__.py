"""The pages of what was done, one file per screen."""

from history.views.activities import activities, activity, remove_activity, restore_activity
from history.views.exercise import check_exercise, exercise
from history.views.exercises import exercises
from history.views.history import history, session
from history.views.report import given_sheet, report, report_sheet, switch_off_report_link

__all__ = [
    "activities",
    "activity",
    "check_exercise",
    "exercise",
    "exercises",
    "given_sheet",
    "history",
    "remove_activity",
    "report",
    "report_sheet",
    "restore_activity",
    "session",
    "switch_off_report_link",
]
