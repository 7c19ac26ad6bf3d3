"""The pages of what was done, one file per screen."""

from history.views.exercise import check_exercise, exercise
from history.views.history import history

__all__ = ["check_exercise", "exercise", "history"]
