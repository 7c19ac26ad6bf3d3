"""Pages of the plan, the session and the log."""

from routines.views.at_hand import at_hand
from routines.views.bring_along import back_to_guest, bring_along
from routines.views.calendar_feed import calendar, calendar_feed
from routines.views.day_notes import day_notes, habits
from routines.views.finish import back_date, finish
from routines.views.handout import handout
from routines.views.items import (
    skip_item,
    skip_phase,
    swap_item,
    tick_item,
    trouble,
    undo_swap,
)
from routines.views.mornings import mornings, say_flare
from routines.views.my_exercise import my_exercise
from routines.views.outbox import outbox, outbox_token
from routines.views.personal_data import delete
from routines.views.plan import answer_offer, replan, setup, week
from routines.views.plan_changes import change, day, train_today, undo
from routines.views.ready import ready, start_session
from routines.views.removal import remove_session, restore_session
from routines.views.rungs import rungs
from routines.views.screening import agreement, red_flags, screening, screening_result, withdraw
from routines.views.session import (
    discard,
    rest,
    session,
    write_down,
)
from routines.views.session_items import add_item, place_item, remove_item
from routines.views.session_parts import session_parts
from routines.views.sets import (
    copy_previous,
    correct_set,
    log_set,
    remove_set,
    restore_set,
)
from routines.views.stop import stop
from routines.views.summary import summary
from routines.views.target import target
from routines.views.today import landing, today

__all__ = [
    "add_item",
    "agreement",
    "answer_offer",
    "at_hand",
    "back_date",
    "back_to_guest",
    "bring_along",
    "calendar",
    "calendar_feed",
    "change",
    "copy_previous",
    "correct_set",
    "day",
    "day_notes",
    "delete",
    "discard",
    "finish",
    "habits",
    "handout",
    "landing",
    "log_set",
    "mornings",
    "my_exercise",
    "outbox",
    "outbox_token",
    "place_item",
    "ready",
    "red_flags",
    "remove_item",
    "remove_session",
    "remove_set",
    "replan",
    "rest",
    "restore_session",
    "restore_set",
    "rungs",
    "say_flare",
    "screening",
    "screening_result",
    "session",
    "session_parts",
    "setup",
    "skip_item",
    "skip_phase",
    "start_session",
    "stop",
    "summary",
    "swap_item",
    "target",
    "tick_item",
    "today",
    "train_today",
    "trouble",
    "undo",
    "undo_swap",
    "week",
    "withdraw",
    "write_down",
]
