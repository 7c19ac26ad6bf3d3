"""The pages of what was done, one file per screen."""

from history.views.activities import activities, activity, remove_activity, restore_activity
from history.views.charts import charts
from history.views.exercise import check_exercise, exercise
from history.views.exercises import exercises
from history.views.history import history, session
from history.views.report import given_sheet, report, report_sheet, switch_off_report_link
from history.views.self_test_person import name_activities, norm_group
from history.views.self_test_results import (
    remove_self_test,
    restore_self_test,
    self_test_result,
)
from history.views.self_tests import self_test, self_test_offer, self_tests, skip_self_test

__all__ = [
    "activities",
    "activity",
    "charts",
    "check_exercise",
    "exercise",
    "exercises",
    "given_sheet",
    "history",
    "name_activities",
    "norm_group",
    "remove_activity",
    "remove_self_test",
    "report",
    "report_sheet",
    "restore_activity",
    "restore_self_test",
    "self_test",
    "self_test_offer",
    "self_test_result",
    "self_tests",
    "session",
    "skip_self_test",
    "switch_off_report_link",
]
