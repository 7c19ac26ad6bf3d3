"""The pages of reminders."""

from reminders.views.push_devices import add_push_device, stop_push_device, test_push_device
from reminders.views.reminders import reminders
from reminders.views.stop_mails import stop_mails

__all__ = ["add_push_device", "reminders", "stop_mails", "stop_push_device", "test_push_device"]
