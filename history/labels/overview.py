"""What History says first, in words."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exercises.decimals import decimal_text
from history.facts.gains import GainOfMonth
from history.facts.log import HurtOften
from history.facts.overview import Overview
from history.planning.gains import Better
from history.planning.mornings import Back, Change, Mean
from routines.planning.loads import shown
from routines.templatetags.routine_words import unit_sign

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANGES: Mapping[Change, "StrOrPromise"] = {
    Change.LESS: _("less now"),
    Change.SAME: _("about the same now"),
    Change.MORE: _("more now"),
}
NOW, BEFORE, FIRST = (
    _("The last seven mornings"),
    _("The seven before"),
    _("The first seven"),
)


def sessions_words(done: int) -> str:
    """Return how much was done this week: "This week: 2 sessions"."""
    words = ngettext("This week: %(done)d session", "This week: %(done)d sessions", done)
    return words % {"done": done}


def in_range_words(overview: Overview) -> str:
    """Return how many weeks were in range: "9 of the last 11 weeks in range"."""
    words = ngettext(
        "%(met)d of the last %(asked)d week in range",
        "%(met)d of the last %(asked)d weeks in range",
        overview.asked,
    )
    return words % {"met": overview.met, "asked": overview.asked}


def means_of(back: Back) -> "Iterator[tuple[StrOrPromise, Mean]]":
    """Return the means that are known, each with its name, the last mornings first."""
    for words, mean in ((NOW, back.now), (BEFORE, back.before), (FIRST, back.first)):
        if mean is not None:
            yield words, mean


def hurt_words(hurt: HurtOften) -> str:
    """Return where it hurt: "Goblet squat: in 2 sessions, up to 5 of 10, left out once"."""
    words = ngettext(
        "%(name)s: in %(sessions)d session, up to %(pain)d of 10",
        "%(name)s: in %(sessions)d sessions, up to %(pain)d of 10",
        hurt.sessions,
    )
    if not hurt.sessions:
        words = "%(name)s"
    if hurt.left_out:
        words += ", " + ngettext(
            "left out %(left_out)d time", "left out %(left_out)d times", hurt.left_out
        )
    return words % hurt._asdict()


def gain_words(gain: GainOfMonth) -> str:
    """Return what went up: "12 → 16 kg", "22 → 31 s"."""
    if gain.better == Better.AMOUNT:
        return f"{gain.before.amount} → {gain.now.amount} {unit_sign(gain.measure)}"
    before, now = (shown(abs(each.load), gain.unit) for each in (gain.before, gain.now))
    words = f"{decimal_text(before)} → {decimal_text(now)} {gain.unit.value}"
    if gain.before.load >= 0:
        return words
    return _now("%(words)s of help") % {"words": words}
