"""Small things that a person may do or note each day, and when calf raises pause (brief.md C2
S5–S6).

None of them is a session: no rule of the schedule and no target depends on them.
"""

from collections.abc import Mapping
from enum import StrEnum


class About(StrEnum):
    """What a note of a day is about: one of the daily `HABITS`; sleep and rest; the calves."""

    CALF_RAISES = "calf_raises"
    WALKING = "walking"
    MOBILITY = "mobility"
    WATER = "water"
    BALANCE = "balance"
    NIGHT = "night"
    CALVES = "calves"


class Answer(StrEnum):
    """What is noted: DONE for a habit; WELL, SO_SO or BADLY for a night; HURT or FINE for the
    calves."""

    DONE = "done"
    WELL = "well"
    SO_SO = "so_so"
    BADLY = "badly"
    HURT = "hurt"
    FINE = "fine"


class Pause(StrEnum):
    """Why a habit isn't suggested on a day.

    LOCKED: strength training is locked. FLARE: the back flares up. CALVES_HURT: a calf or its
    tendon hurt more than 2 of 10, and no morning since was without that. CALF_WORK: the day's
    session works the calves with weight or on one leg.
    """

    LOCKED = "locked"
    FLARE = "flare"
    CALVES_HURT = "calves_hurt"
    CALF_WORK = "calf_work"


HABITS = (About.CALF_RAISES, About.WALKING, About.MOBILITY, About.WATER, About.BALANCE)
TIMED = frozenset({About.WALKING, About.MOBILITY, About.WATER})  # their minutes can be noted
OF_HEALTH = (About.NIGHT, About.CALVES)  # kept only with consent
MOST_HABITS = 3
MOST_MINUTES = 600

ANSWERS: Mapping[About, tuple[Answer, ...]] = {
    **dict.fromkeys(HABITS, (Answer.DONE,)),
    About.NIGHT: (Answer.WELL, Answer.SO_SO, Answer.BADLY),
    About.CALVES: (Answer.HURT, Answer.FINE),
}


def why_paused(
    habit: About,
    *,
    is_locked: bool,
    in_flare: bool,
    calves_hurt: bool,
    works_calves: bool,
) -> Pause | None:
    """Return why a habit isn't suggested today; None if it is.

    Only calf raises, which are strength work, pause for pain; walking, mobility, balance and easy
    movement in water are what a flare allows (brief.md D7). Exercise in water waits with strength
    training for a professional. Balance never pauses.
    """
    if habit == About.WATER:
        return Pause.LOCKED if is_locked else None
    if habit != About.CALF_RAISES:
        return None
    reasons = (
        (Pause.LOCKED, is_locked),
        (Pause.FLARE, in_flare),
        (Pause.CALVES_HURT, calves_hurt),
        (Pause.CALF_WORK, works_calves),
    )
    return next((reason for reason, applies in reasons if applies), None)
