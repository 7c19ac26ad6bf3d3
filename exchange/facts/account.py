"""What is stored about a person's account beside its settings: for them to see, never brought
back."""

from datetime import datetime
from typing import Any

from accounts.factors.facts import second_factors
from accounts.log_ins import log_ins
from accounts.models import FormerGuest, NewAddress, User


def of_the_account(user: User, *, now: datetime) -> dict[str, Any]:
    """Return log-ins, second factors, an address that waits to be confirmed, and guests whose log
    came along or waits. Keys that would let anybody in are left out. Four queries."""
    guests = FormerGuest.objects.filter(user=user).order_by("asked_at")
    asked = NewAddress.objects.filter(user=user).values("email", "asked_at")
    return {
        "log_ins": [
            {"device": each.device, "began_at": each.began_at, "seen_at": each.seen_at}
            for each in log_ins(user, now, here=None)
        ],
        "second_factors": second_factors(user),
        "new_address": asked.first(),
        "former_guests": list(guests.values("asked_at", "merged_at")),
    }
