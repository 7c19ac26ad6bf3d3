"""What is still missing for the next level, in words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from routines.planning.levels import Lacking, MovingUp
from routines.planning.programmes import Level

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# %(missing)s: what is missing, in a few words each.
TOWARDS = {
    Level.L2: _("Towards the next level, Build: %(missing)s."),
    Level.L3: _("Towards the next level, Strong: %(missing)s."),
}
READY = {
    Level.L2: _(
        "Nothing is missing for the next level, Build. It is offered on Today, every two weeks "
        "until you take it."
    ),
    Level.L3: _(
        "Nothing is missing for the next level, Strong. It is offered on Today, every two weeks "
        "until you take it."
    ),
}
# %(tops)d of %(tried)d exercises are at the top already.
MISSING = {
    Lacking.TOP: _(
        "two thirds of the exercises at the top of their range (so far %(tops)d of %(tried)d)"
    ),
    Lacking.PAIN: _("mornings that hurt no more than at this level’s start"),
    Lacking.LOWERED: _("two weeks in which no exercise was too much"),
    Lacking.CALM: _("two calm weeks, without a flare-up or a lighter week"),
    Lacking.LOAD_KEPT: _("the time after the pregnancy"),
}
NOTHING_TRIED = _("two thirds of the exercises at the top of their range")


def towards_next_level(found: MovingUp) -> "StrOrPromise":
    """Return one sentence about the level above; "" if there is none."""
    if found.to is None:
        return ""
    if found.is_ready:
        return READY[found.to]
    missing = ", ".join(_words(lacking, found) for lacking in found.lacking)
    return TOWARDS[found.to] % {"missing": missing}


def _words(lacking: Lacking, found: MovingUp) -> str:
    if lacking == Lacking.DAYS:
        days = found.days
        return ngettext("%(days)d more day", "%(days)d more days", days) % {"days": days}
    if lacking == Lacking.SESSIONS:
        count = found.sessions
        words = ngettext("%(count)d more session", "%(count)d more sessions", count)
        return words % {"count": count}
    if lacking == Lacking.TOP and not found.tried:
        return str(NOTHING_TRIED)
    return str(MISSING[lacking] % {"tops": found.tops, "tried": found.tried})
