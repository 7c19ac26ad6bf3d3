"""What a person may choose about reminders."""

from reminders.forms.settings import RemindersForm

__all__ = ["RemindersForm"]
