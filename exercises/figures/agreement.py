"""Find where a figure and the rest of its exercise's file contradict each other."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exercises.figures.format import Figure
from exercises.figures.pose import Pose
from exercises.figures.solver import Motion
from exercises.vocabulary import Equipment, Pattern, Sides

STATURE_CM = 170  # of the person in the figures

# The props that show a thing. A box stands for the bench of a squat to a box.
DRAWN_AS: Mapping[Equipment, Collection[str]] = {
    Equipment.CHAIR: ("chair", "chair-back"),
    Equipment.WALL: ("wall", "wall-beside"),
    Equipment.STEP: ("step",),
    Equipment.RAIL: ("rail",),
    Equipment.BROOMSTICK: ("stick",),
    Equipment.CUSHION: ("cushion", "ball-between-knees"),
    Equipment.STRAP: ("strap", "belt", "slider"),
    Equipment.BENCH: ("bench", "step"),
    Equipment.BAND: ("band", "anchored-band"),
    Equipment.DUMBBELL: ("dumbbell",),
    Equipment.KETTLEBELL: ("kettlebell",),
    Equipment.BARBELL: ("barbell", "bar-on-back", "bar-on-hips"),
    Equipment.BACKPACK: ("backpack",),
    Equipment.LEG_PRESS_MACHINE: ("leg-press",),
    Equipment.FOAM_ROLLER: ("roller",),
    Equipment.BALL: ("ball", "ball-between-knees"),
    Equipment.POOL: ("water",),
}
# Words that say where to look, or warn of a head that is held wrongly.
SAYS_WHERE_TO_LOOK = re.compile(
    r"\b(eyes|looks? (at|forward|ahead)|looking (up|down)|head (up|hangs|thrown))\b", re.IGNORECASE
)
SAYS_AT_THE_CHEST = re.compile(r"\bweight against the breastbone\b", re.IGNORECASE)
SAYS_BETWEEN_THE_FEET = re.compile(r"\bblock between the feet\b", re.IGNORECASE)
SAYS_THIGH = re.compile(r"\bthighs?\b", re.IGNORECASE)
ALIKE = 15  # degrees


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the rest of an exercise's file says.

    `words` are its sentences about doing it, `cues` the number of its cues; `step_height_cm` is the
    dose's lowest and highest step, if it is done on one. Each of `equipment` is needed, and one of
    `any_of`.
    """

    words: Sequence[str]
    cues: int
    pattern: Pattern
    equipment: Sequence[Equipment] = ()
    any_of: Sequence[Equipment] = ()
    sides: Sides | None = None
    step_height_cm: tuple[int, int] | None = None

    def mentions(self, what: re.Pattern[str]) -> bool:
        return any(map(what.search, self.words))


def disagreements(figure: Figure, said: Said) -> Iterator[str]:
    """Yield sentences."""
    if max((mark.cue for mark in figure.marks), default=0) > said.cues:
        yield "the figure pins a cue that is not there"
    if said.step_height_cm:
        low, high = said.step_height_cm
        drawn = [prop.height * STATURE_CM for prop in figure.props if prop.kind == "step"]
        if not any(low <= height <= high for height in drawn):
            yield "the step in the figure is not as high as the dose says"
    yield from _missing_things(figure, said)
    yield from _misplaced_things(figure, said)
    if figure.view == "side" and figure.gaze is None and _is_about_the_head(said):
        yield "the figure has no gaze, but the words say where to look"
    if said.sides is Sides.ALTERNATING and not _moves_both_legs(figure):
        yield "the sides alternate, but the figure moves one more than the other"


def _missing_things(figure: Figure, said: Said) -> Iterator[str]:
    drawn = {prop.kind for prop in figure.props}
    for thing in said.equipment:
        if not drawn.intersection(DRAWN_AS.get(thing, drawn)):
            yield f"the figure shows no {thing}"
    if said.any_of and not any(drawn.intersection(DRAWN_AS.get(t, ())) for t in said.any_of):
        yield f"the figure shows none of {', '.join(said.any_of)}"


def _misplaced_things(figure: Figure, said: Said) -> Iterator[str]:
    at_the_chest = [prop for prop in figure.props if prop.kind == "dumbbell" and prop.at == "chest"]
    if said.mentions(SAYS_AT_THE_CHEST) and not at_the_chest:
        yield "the figure holds no weight at the chest"
    between = [prop for prop in figure.props if prop.kind == "step" and prop.between_feet]
    if said.mentions(SAYS_BETWEEN_THE_FEET) and not between:
        yield "the figure has no block between the feet"
    if figure.resting and not said.mentions(SAYS_THIGH):
        yield "a hand rests on a thigh, but the words don't say so"


def _is_about_the_head(said: Said) -> bool:
    """Tell whether the neck has to be minded: in every hinge, and where the words mention it."""
    return said.pattern is Pattern.HINGE or said.mentions(SAYS_WHERE_TO_LOOK)


def _moves_both_legs(figure: Figure) -> bool:
    path = Motion(figure).path
    near, far = (_range(path, f"{side}.thigh") for side in ("near", "far"))
    return abs(near - far) < ALIKE


def _range(path: Sequence[Pose], bone: str) -> float:
    angles = [pose.angles[bone] for pose in path]
    return max(angles) - min(angles)
