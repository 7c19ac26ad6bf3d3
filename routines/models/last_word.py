"""Which of two words about one thing stands: devices send late, and clocks are wrong."""

from datetime import datetime

from django.utils import timezone


def is_overruled(at: datetime | None, *, by: datetime | None) -> bool:
    """Whether the word said `at` a moment comes too late, because a newer one stands.

    `by` is the moment of the word that stands, None where nothing was said; both are by the
    person's devices. `at` is None for a form that was sent plainly: that is always the newest word.
    A moment later than this server's clock was written while a clock was wrong, and the next word
    overrules it; else the row could not be changed before that moment comes. Ask while the row is
    held, so that no other word is written between the question and the change
    (docs/decisions/0012).
    """
    return at is not None and by is not None and at < by <= timezone.now()
