"""The verbs of looking back: tests, activities beside strength training, links to a sheet."""

from history.actions.activities import (
    ActivityEntry,
    correct_activity,
    remove_activity,
    restore_activity,
    write_activity,
)
from history.actions.norm_group import forget_norm_group, say_norm_group
from history.actions.report_link import TooManyLinks, make_report_link, switch_off_report_link
from history.actions.self_tests import (
    KeyTaken,
    correct_result,
    name_activities,
    record_result,
    remove_result,
    restore_result,
    skip_test,
)
from routines.facts.consent import NotAgreed

__all__ = [
    "ActivityEntry",
    "KeyTaken",
    "NotAgreed",
    "TooManyLinks",
    "correct_activity",
    "correct_result",
    "forget_norm_group",
    "make_report_link",
    "name_activities",
    "record_result",
    "remove_activity",
    "remove_result",
    "restore_activity",
    "restore_result",
    "say_norm_group",
    "skip_test",
    "switch_off_report_link",
    "write_activity",
]
