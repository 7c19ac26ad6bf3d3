"""Sentences about a session and its exercises: why it is eased, what was left out, pain."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from routines.facts.addable import Lock
from routines.models import Session, SessionItem, Skip
from routines.planning.cut_offs import Stop, Zone
from routines.planning.easing import Reason
from routines.planning.find_weight import Turn
from routines.planning.ladder import Held

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Why a session is eased. %(pain)s: the pain reported before it.
EASED = {
    Reason.DELOAD: _(
        "Lighter week: half the sets, a tenth less weight, two more good ones left in each set. "
        "You chose it on Today."
    ),
    Reason.ILLNESS: _(
        "First session after being ill: half the sets, and at least four good ones left in each. "
        "Next time goes on as usual."
    ),
    Reason.EASE_BACK: _(
        "After a break of more than two weeks: two thirds of the sets and 15 %% less weight, to "
        "ease back in."
    ),
    Reason.REBUILD: _(
        "After a longer break: half the sets and 30 %% less weight. Strength comes back faster "
        "than it came."
    ),
    Reason.RESTART: _("After a long break: half the sets and half the weight, to start afresh."),
    Reason.RAMP1: _("First step back after a flare-up: half the sets and 30 %% less weight."),
    Reason.RAMP2: _(
        "Second step back after a flare-up: three quarters of the sets and 15 %% less weight."
    ),
    Reason.REDUCED: _(
        "You said %(pain)s of 10 before the session: half the sets and easier variants, without "
        "heavy hip hinges and walking lunges."
    ),
}

# What an answer made of the weight that is looked for.
FOUND = {
    Turn.UP: _("More weight, as you had plenty left."),
    Turn.DOWN: _("Less weight, so that about three good ones are left."),
    Turn.RIGHT: _("The same weight: it fits."),
    Turn.HELD: _("The same weight: it stays for now."),
    Turn.NONE_NEAR: _("The same weight: none nearer is at hand."),
}

# Why an exercise can't be added to a session; %(name)s is its name.
LOCKED: dict[Lock | None, "StrOrPromise"] = {
    Lock.UNLOCK: _("Locked: easier ones, or a professional’s look, come first."),
    Lock.CAUTION: _("Locked: nothing makes it fit for what you told us to take care of."),
}
NOT_ADDED: dict[Lock | None, "StrOrPromise"] = {
    **LOCKED,
    None: _("The session has twenty exercises. Take one out before you add %(name)s."),
}

# Why the harder exercise has to wait.
RUNG_HELD = {
    Held.FLARE: _("It has to wait until your back has settled for two sessions."),
    Held.PAIN: _("It has to wait for a calm session: pain keeps this exercise as it is for now."),
}

_SKIPPED = _("Skipped.")
SKIPPED = {
    Skip.BUSY: _("Skipped: it was in use."),
    Skip.KIT: _("Skipped: no kit for it."),
    Skip.TIRED: _("Skipped: tired."),
    Skip.HURTS: _("Skipped: it hurts."),
    Skip.PHASE: _SKIPPED,
    Skip.OTHER: _SKIPPED,
}

_STOP = _("%(highest)s of 10: stop this exercise for today.")
# Why an exercise is stopped, with the pain reported in this session.
STOPPED = {
    Stop.PAIN: _STOP,
    Stop.CLIMB: _("From %(lowest)s to %(pain)s of 10: it climbs, so stop this exercise for today."),
}
# What pain means if it doesn't stop the exercise; red always does.
GOING_ON = {
    Zone.GREEN: _("%(pain)s of 10: carry on."),
    Zone.AMBER: _(
        "%(pain)s of 10: go on only if it does not climb, with less weight or a smaller movement."
    ),
}


def eased_sentence(session: Session) -> str:
    """Return why a session asks for less than the plan, and how much less."""
    return EASED[Reason(session.eased)] % {"pain": session.pain_before}


def pain_sentence(item: SessionItem) -> str:
    """Return what the reported pain means for the remaining sets of an exercise."""
    figures = {"pain": item.pain, "lowest": item.pain_low, "highest": item.pain_high}
    if item.stop:
        return STOPPED[item.stop] % figures
    return GOING_ON[item.zone] % figures if item.zone else ""
