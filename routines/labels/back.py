"""Sentences about the state of the back, and about the questions and offers that depend on it."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from routines.planning.deload import Sign
from routines.planning.flare import Advice, FlareState
from routines.planning.programmes import Level
from routines.planning.questions import Look
from routines.planning.screening import Due

# Why a professional's look is advised.
ADVICE = {
    Advice.LONG_FLARE: _("This flare-up has lasted more than two weeks."),
    Advice.THIRD_FLARE: _("This is the third flare-up within eight weeks."),
    Advice.NO_BETTER: _("It has been four weeks or more without getting better."),
    Advice.HIGH_USUAL: _("Your usual pain is 6 of 10 or more."),
}

# How the next session is eased on the way back from a flare-up.
RAMPS = {
    FlareState.RAMP1: _(
        "First step back: the next session has half the sets and 30 % less weight, and two days "
        "of rest lie between sessions."
    ),
    FlareState.RAMP2: _(
        "Second step back: the next session has three quarters of the sets and 15 % less weight, "
        "and two days of rest lie between sessions."
    ),
}

_AFTER_A_BREAK = _(
    "After so long a break please answer the questions before training again. They take two "
    "minutes."
)
# What a professional should have a look at, although training goes on.
LOOKS = {
    Look.APPOINTMENT: _(
        "Please make an appointment with a doctor or physiotherapist, and tell them what you "
        "noticed. The plan goes on gently until then."
    ),
    Look.OLD_INJURY: _(
        "Please have a professional look at your old back injury once, and ask which exercises "
        "suit it. Until then, train in small ranges."
    ),
    Look.CHECK_UP: _(
        "At 70 or older and new to regular exercise: please have a check-up with your doctor first."
    ),
}

# Why the questions before training are asked.
DUE = {
    Due.NEVER_ASKED: _(
        "Before the next session there are a few questions to answer, so that the plan suits you. "
        "They take two minutes."
    ),
    Due.AGREEMENT: _(
        "The words that you agreed to have changed. Please read and agree to them before the next "
        "session."
    ),
    Due.A_YEAR: _(
        "A year has passed since you answered the questions before training. Please answer them "
        "again before the next session."
    ),
    Due.LONG_BREAK: _AFTER_A_BREAK,
    Due.FLARE: _(
        "The flare-up has calmed down. Before strength work comes back, please answer the "
        "questions before training again. They take two minutes."
    ),
}

# Why a lighter week is offered before its time, in the order they are shown.
SIGNS = {
    Sign.PAIN_UP: _("Your mornings hurt more than the week before."),
    Sign.TIRED: _("Sessions found you tired."),
    Sign.STALLED: _("Some exercises have stood still for three sessions."),
}

# The offer of the next level; the first level is never offered.
LEVELS_ABOVE = {
    Level.L2: _("You seem ready for the next level, Build"),
    Level.L3: _("You seem ready for the next level, Strong"),
}


def sign_sentences(signs: Iterable[Sign]) -> list[str]:
    """Return the sentence of each sign that applies, in the order they are shown."""
    found = set(signs)
    return [str(sentence) for sign, sentence in SIGNS.items() if sign in found]
