"""What a person may choose about reminders."""

from reminders.forms.push_device import PushDeviceForm
from reminders.forms.settings import RemindersForm

__all__ = ["PushDeviceForm", "RemindersForm"]
