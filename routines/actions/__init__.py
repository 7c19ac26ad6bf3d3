"""The verbs: everything a person does. Each is one transaction, keyword-only, and returns the
thing."""

from routines.actions.calendar_feed import (
    choose_feed_entries,
    make_feed,
    replace_feed_link,
    switch_off_feed,
)
from routines.actions.checkpoints import forget_since, keep_checkpoints
from routines.actions.consent import agree
from routines.actions.day_notes import choose_habits, note_day
from routines.actions.item import (
    forget_pain,
    say_pain,
    skip_item,
    skip_phase,
    swap_item,
    undo_swap,
)
from routines.actions.kept_changes import keep_changes
from routines.actions.log import SetEntry, correct_set, log_set, remove_set, restore_set
from routines.actions.merge import NoSuchGuest, merge_guest
from routines.actions.mornings import record_check, record_morning, say_flare, say_usual_pain
from routines.actions.past_sessions import (
    PastRows,
    past_rows,
    take_back_past,
    work_out_anew,
    write_past,
)
from routines.actions.personal_data import delete_everything
from routines.actions.plan import (
    PlanChoices,
    answer_deload,
    answer_level,
    answer_offer,
    answer_third_session,
    change_rung,
    keep_swaps,
    make_plan,
    set_up_plan,
)
from routines.actions.plan_changes import DayRefused, change_plan, train_today, undo_change
from routines.actions.prescription import (
    Manner,
    change_prescription,
    copy_exercise,
    put_back,
)
from routines.actions.removal import remove_session, restore_session
from routines.actions.renewal import renew
from routines.actions.rest import end_rest, lengthen_rest
from routines.actions.routine import (
    add_day,
    add_exercise,
    archive_routine,
    bring_back_routine,
    change_day,
    copy_routine,
    join_exercises,
    leave_superset,
    move_exercise,
    remove_day,
    remove_exercise,
    rename_routine,
)
from routines.actions.routine_in_use import copy_starter, use_routine, use_starter
from routines.actions.routine_rows import NotPossible, OlderVersion
from routines.actions.routine_weekdays import choose_weekdays
from routines.actions.schedule import replan
from routines.actions.screening import (
    add_to_verdict,
    answer_screening,
    forget_health,
    record_clearance,
    report_red_flags,
    withdraw_consent,
)
from routines.actions.session import (
    KeyTaken,
    NothingPlanned,
    NotToday,
    back_date,
    discard_session,
    finish_session,
    start_empty_session,
    start_session,
    tick_item,
    write_down_session,
)
from routines.actions.session_items import HasSets, NotAdded, add_item, arrange_items, remove_item
from routines.actions.starter import prescribe_starter, remake_prescriptions
from routines.actions.stop import stop_session
from routines.actions.target_overrides import (
    AboveAllowed,
    Chosen,
    choose_set_ahead,
    choose_target,
    take_choice_back,
)
from routines.actions.units import choose_unit

__all__ = [
    "AboveAllowed",
    "Chosen",
    "DayRefused",
    "HasSets",
    "KeyTaken",
    "Manner",
    "NoSuchGuest",
    "NotAdded",
    "NotPossible",
    "NotToday",
    "NothingPlanned",
    "OlderVersion",
    "PastRows",
    "PlanChoices",
    "SetEntry",
    "add_day",
    "add_exercise",
    "add_item",
    "add_to_verdict",
    "agree",
    "answer_deload",
    "answer_level",
    "answer_offer",
    "answer_screening",
    "answer_third_session",
    "archive_routine",
    "arrange_items",
    "back_date",
    "bring_back_routine",
    "change_day",
    "change_plan",
    "change_prescription",
    "change_rung",
    "choose_feed_entries",
    "choose_habits",
    "choose_set_ahead",
    "choose_target",
    "choose_unit",
    "choose_weekdays",
    "copy_exercise",
    "copy_routine",
    "copy_starter",
    "correct_set",
    "delete_everything",
    "discard_session",
    "end_rest",
    "finish_session",
    "forget_health",
    "forget_pain",
    "forget_since",
    "join_exercises",
    "keep_changes",
    "keep_checkpoints",
    "keep_swaps",
    "leave_superset",
    "lengthen_rest",
    "log_set",
    "make_feed",
    "make_plan",
    "merge_guest",
    "move_exercise",
    "note_day",
    "past_rows",
    "prescribe_starter",
    "put_back",
    "record_check",
    "record_clearance",
    "record_morning",
    "remake_prescriptions",
    "remove_day",
    "remove_exercise",
    "remove_item",
    "remove_session",
    "remove_set",
    "rename_routine",
    "renew",
    "replace_feed_link",
    "replan",
    "report_red_flags",
    "restore_session",
    "restore_set",
    "say_flare",
    "say_pain",
    "say_usual_pain",
    "set_up_plan",
    "skip_item",
    "skip_phase",
    "start_empty_session",
    "start_session",
    "stop_session",
    "swap_item",
    "switch_off_feed",
    "take_back_past",
    "take_choice_back",
    "tick_item",
    "train_today",
    "undo_change",
    "undo_swap",
    "use_routine",
    "use_starter",
    "withdraw_consent",
    "work_out_anew",
    "write_down_session",
    "write_past",
]
