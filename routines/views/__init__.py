"""Pages of the plan, the session and the log."""

from routines.views.calendar_feed import calendar, calendar_feed
from routines.views.changes import change, day, undo
from routines.views.history import correct_set, exercise_history, history, remove_set
from routines.views.my_exercise import my_exercise
from routines.views.plan import answer_offer, replan, setup, week
from routines.views.session import (
    discard,
    finish,
    log_set,
    session,
    start_session,
    tick_item,
    write_down,
)
from routines.views.today import landing, today

__all__ = [
    "answer_offer",
    "calendar",
    "calendar_feed",
    "change",
    "correct_set",
    "day",
    "discard",
    "exercise_history",
    "finish",
    "history",
    "landing",
    "log_set",
    "my_exercise",
    "remove_set",
    "replan",
    "session",
    "setup",
    "start_session",
    "tick_item",
    "today",
    "undo",
    "week",
    "write_down",
]
