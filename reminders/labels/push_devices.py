"""What became of a test on a device, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from reminders.facts.push_devices import Device
from reminders.models import Tried

TRIED = {
    Tried.ASKED: gettext_lazy("A test is on its way. It comes within a minute or so."),
    Tried.TAKEN: gettext_lazy(
        "The test was handed over. If nothing is shown, look whether notifications of this browser "
        "are allowed on the device, and whether it is set to be quiet."
    ),
    Tried.LATER: gettext_lazy(
        "The browser’s push service didn’t answer. Reminders are tried again for a while."
    ),
    Tried.REFUSED: gettext_lazy(
        "The browser’s push service refused the test. Stop reminders on that device, and switch "
        "them on there again."
    ),
    Tried.GONE: gettext_lazy(
        "The browser’s push service doesn’t know that device any more. Stop reminders there, and "
        "switch them on again."
    ),
}
LATE = gettext_lazy(
    "Nothing was sent yet. The server does this each minute: if it stays like this, whoever runs "
    "the server should have a look."
)


def words_for(device: Device) -> str | Promise:
    """Return what became of the device's last test."""
    return LATE if device.is_late or device.tried is None else TRIED[device.tried]
