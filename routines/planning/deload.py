"""When a lighter week is offered (brief.md C6); what it asks for is in `easing`."""

from datetime import date, timedelta

OFFER_AFTER = timedelta(weeks=6)


def is_due(*, today: date, since: date) -> bool:
    """Whether six weeks have passed since the plan began, or since it was last offered."""
    return today - since >= OFFER_AFTER
