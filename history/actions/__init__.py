"""The verbs of tests of one's own."""

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
    "correct_result",
    "forget_norm_group",
    "name_activities",
    "record_result",
    "remove_result",
    "restore_result",
    "say_norm_group",
    "skip_test",
]
