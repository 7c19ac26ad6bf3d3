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

__all__ = [
    "Address",
    "add_device",
    "ask_for_test",
    "forget_left_devices",
    "note_failed",
    "note_taken",
    "note_test",
    "remove_device",
]
