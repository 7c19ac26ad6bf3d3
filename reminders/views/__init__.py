"""The pages of reminders."""

from reminders.views.reminders import reminders
from reminders.views.stop_mails import stop_mails

__all__ = ["reminders", "stop_mails"]
