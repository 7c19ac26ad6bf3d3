"""The reminders that a person wants, and those on their way."""

from reminders.models.reminder import Reminder
from reminders.models.setting import ReminderSetting

__all__ = ["Reminder", "ReminderSetting"]
