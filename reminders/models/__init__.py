"""The reminders that a person wants, and those on their way."""

from reminders.models.push_subscription import MOST_DEVICES, PushSubscription, Tried
from reminders.models.reminder import Progress, Reminder
from reminders.models.setting import ReminderSetting

__all__ = [
    "MOST_DEVICES",
    "Progress",
    "PushSubscription",
    "Reminder",
    "ReminderSetting",
    "Tried",
]
