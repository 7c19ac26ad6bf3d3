"""What the page of an exercise claims, each sentence beside its sources (brief.md F)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from exercises.vocabulary import Equipment, Pattern, Phase


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence of a page with its sources: ids in `learn.sources`."""

    id: str
    says: Promise
    sources: tuple[str, ...]


CUES = Claim(
    id="cues",
    says=_(
        "Cues speak of the floor, the wall or the weight: that helps learning more reliably "
        "than naming muscles."
    ),
    sources=("f53",),
)
AMOUNT = Claim(
    id="amount",
    says=_("Two to three days a week, sets and repetitions, rest between sessions."),
    sources=("f1", "f3"),
)
EFFORT = Claim(
    id="effort",
    says=_(
        "Stopping with good repetitions left: going to the limit adds nothing reliable, and "
        "guesses are rough."
    ),
    sources=("f2", "f52"),
)
KNEES_PAST_TOES = Claim(
    id="knees_past_toes",
    says=_(
        "Knees may pass the toes a little: holding them back tips the trunk and moves the "
        "load to hips and low back."
    ),
    sources=("f50",),
)
DEADLIFT = Claim(
    id="deadlift",
    says=_(
        "Deadlifts with back pain helped people with less pain and better back endurance, and"
        " they had a coach."
    ),
    sources=("f10",),
)
BALANCE = Claim(
    id="balance",
    says=_("From 65 on, balance work on three or more days a week."),
    sources=("f4",),
)
EVERY_DAY = Claim(
    id="every_day",
    says=_("Calf work every day: programmes for tendons do both, daily and three times a week."),
    sources=("f49",),
)
ROLLING = Claim(
    id="rolling",
    says=_("Rolling: short-term range of movement; the long-term effect is mixed."),
    sources=("f46",),
)
STRETCHING = Claim(
    id="stretching",
    says=_("How long to hold a stretch."),
    sources=("f47",),
)
WATER = Claim(
    id="water",
    says=_(
        "Exercise in water with arthritis of knee or hip: a small effect on pain, and well kept up."
    ),
    sources=("f48",),
)


def claims(exercise: Exercise) -> list[Claim]:
    """Return the claims on the page of an exercise, in its order."""
    kit = set(exercise.kit)
    found = [CUES]
    if exercise.phase == Phase.STRENGTH:
        found += [AMOUNT, EFFORT]
    if exercise.pattern == Pattern.SQUAT:
        found.append(KNEES_PAST_TOES)
    if exercise.pattern == Pattern.HINGE and Equipment.BARBELL in kit:
        found.append(DEADLIFT)
    if exercise.pattern == Pattern.BALANCE:
        found.append(BALANCE)
    if exercise.pattern == Pattern.CALF and exercise.daily_ok:
        found.append(EVERY_DAY)
    if Equipment.FOAM_ROLLER in kit:
        found.append(ROLLING)
    elif exercise.pattern == Pattern.STRETCH:
        found.append(STRETCHING)
    if Equipment.POOL in kit:
        found.append(WATER)
    return found
