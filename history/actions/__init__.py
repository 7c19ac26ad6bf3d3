"""The verbs of tests of one's own, and of activities beside strength training."""

from history.actions.activities import (
    ActivityEntry,
    correct_activity,
    remove_activity,
    restore_activity,
    write_activity,
)
from history.actions.norm_group import forget_norm_group, say_norm_group
from history.actions.self_tests import (
    correct_result,
    name_activities,
    record_result,
    remove_result,
    restore_result,
    skip_test,
)

__all__ = [
    "ActivityEntry",
    "correct_activity",
    "correct_result",
    "forget_norm_group",
    "name_activities",
    "record_result",
    "remove_activity",
    "remove_result",
    "restore_activity",
    "restore_result",
    "say_norm_group",
    "skip_test",
    "write_activity",
]
