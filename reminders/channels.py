"""What a way of reminding takes and answers: the mail, and the push to a device.

A channel is a module or a package beside this one, which has rows and pages of its own if it needs
some. It joins by a function with the signature of `Channel`, named for its `Via` in
`open_channels` of `reminders/sending.py`. The words are ready when it gets them, in the person's
language, and none is about health. Whether to remind, when to try again, and that nothing is sent
twice is decided there; a channel tries once, in a bounded time, and returns the outcome where the
network or the provider fails.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from accounts.keys import new_key
from reminders.planning.kinds import Kind

if TYPE_CHECKING:
    from accounts.models import User


class Outcome(Enum):
    """HANDED_OVER: the provider took it, of several devices at least one. LATER: it failed, and may
    work in some minutes. UNKNOWN: it went silent when it had the message, and may have taken it.
    NOBODY: there is nowhere to send it, and trying again changes nothing."""

    HANDED_OVER = auto()
    LATER = auto()
    UNKNOWN = auto()
    NOBODY = auto()


@dataclass(frozen=True)
class NotBefore:
    """LATER, and the provider asked not to be tried before a moment."""

    moment: datetime


@dataclass(frozen=True, kw_only=True)
class Message:
    """What to say. `path`: the page that it leads to, from the root of the server. `tag`: a newer
    message with the same one takes the place of an older one that is still shown.

    `kind`: what it reminds of, None if it is a trial. `key`: its own, and the same when it is tried
    again.
    """

    title: str
    body: str
    path: str
    tag: str
    kind: Kind | None = None
    key: UUID = field(default_factory=new_key)


class Channel(Protocol):
    def __call__(self, user: "User", message: Message) -> Outcome | NotBefore:
        """Give a message to the person's provider, and return the outcome."""
