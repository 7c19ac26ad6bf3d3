"""Which exercises a person did lately."""

from accounts.models import User
from exercises.vocabulary import Phase
from routines.models import Session, SessionItem

LATELY = 8  # sessions: after a break of months they are still those that the person knows


def done_lately(user: User) -> list[str]:
    """Return the slugs of the strength exercises of the last sessions, the last done first; none
    that was only swapped out or skipped. One query."""
    sessions = Session.objects.of(user).done().values("pk")[:LATELY]
    items = SessionItem.objects.filter(
        session__in=sessions, phase=Phase.STRENGTH, swapped_at=None, skipped=""
    ).order_by("-session__local_date", "position")
    return list(dict.fromkeys(items.values_list("exercise", flat=True)))
