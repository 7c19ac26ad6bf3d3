"""What is done about reminders; only these write."""

from reminders.actions.push_devices import (
    Address,
    add_device,
    ask_for_test,
    forget_left_devices,
    note_failed,
    note_taken,
    note_test,
    remove_device,
)
from reminders.actions.reminding import (
    begin_to_send,
    call_off,
    forget_reminders,
    forget_those_under_way,
    give_up,
    look_again_later,
    look_at_once,
    make_reminders,
    note_outcome,
)
from reminders.actions.settings import choose_reminder, stop_mails

__all__ = [
    "Address",
    "add_device",
    "ask_for_test",
    "begin_to_send",
    "call_off",
    "choose_reminder",
    "forget_left_devices",
    "forget_reminders",
    "forget_those_under_way",
    "give_up",
    "look_again_later",
    "look_at_once",
    "make_reminders",
    "note_failed",
    "note_outcome",
    "note_taken",
    "note_test",
    "remove_device",
    "stop_mails",
]
