"""The link to a routine: make it, choose what it shows, switch it off."""

from datetime import datetime

from builder.models import Share
from routines.models import Routine


def share_routine(*, routine: Routine, with_notes: bool, now: datetime) -> Share:
    """Make the link. If there is one already it stays, with the new choice."""
    choices = {"user_id": routine.user_id, "with_notes": with_notes}
    return Share.objects.update_or_create(
        routine=routine, defaults=choices, create_defaults=choices | {"made_at": now}
    )[0]


def choose_share_notes(*, routine: Routine, with_notes: bool) -> None:
    """Change what the link shows. One switched off meanwhile, in another tab, stays off."""
    Share.objects.of(routine.user).filter(routine=routine).update(with_notes=with_notes)


def switch_off_share(*, routine: Routine) -> None:
    """End the link at once. A later one has another address."""
    Share.objects.of(routine.user).filter(routine=routine).delete()
