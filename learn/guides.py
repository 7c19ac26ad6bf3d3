"""Guided lists: exercises of the library in the order in which to do them, with their time.

The warm-up follows brief.md A2 and the cool-down A3, in the library's order, as sessions do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from exercises.dose import DoseRange, Range
from exercises.models import Exercise, ExerciseQuerySet

# Each step's name and its exercises; the templates have the words.
Plan = dict[str, tuple[str, ...]]

WARM_UP: Plan = {
    "warm": ("march-in-place",),
    "arms": ("arm-circles", "arm-swings"),
    "hips": ("hip-circles", "leg-swings", "butt-kicks", "ankle-circles"),
    "lunges": ("warm-up-forward-lunge", "warm-up-side-lunge"),
    "spine": ("cat-camel",),
}
COOL_DOWN: Plan = {
    "walk": ("slow-walk",),
    "loosen": (),
    "roll": (
        *("foam-roll-quads", "foam-roll-hamstrings"),
        *("foam-roll-calves", "foam-roll-glutes"),
    ),
    "stretch": ("quad-stretch", "hamstring-stretch", "calf-stretch", "glute-stretch"),
    "poses": ("cobra-pose", "bridge-pose", "downward-facing-dog"),
    "more": ("hip-flexor-stretch", "childs-pose"),
}
WATER: Plan = {"water": ("water-walking", "water-aerobics")}

# The optional step doesn't count in the sum.
EXTRA = "more"


@dataclass(frozen=True)
class GuideRow:
    """One exercise of a list; `number` is its place in the whole list."""

    number: int
    exercise: Exercise
    seconds: Range


@dataclass
class Guide:
    """The rows of a list by step. `seconds` is the time of one round of each, without the extra
    ones."""

    steps: dict[str, list[GuideRow]] = field(default_factory=dict)

    @property
    def seconds(self) -> Range:
        return total(row for name, rows in self.steps.items() if name != EXTRA for row in rows)

    @property
    def times(self) -> dict[str, Range]:
        """The seconds of each step."""
        return {name: total(rows) for name, rows in self.steps.items()}


def guide(plan: Plan, exercises: ExerciseQuerySet) -> Guide:
    """Return the rows of `plan`, numbered in order; slugs that aren't among `exercises` are left
    out. One query."""
    wanted = [slug for slugs in plan.values() for slug in slugs]
    by_slug = exercises.in_bulk(wanted)
    shown = Guide()
    number = 0
    for name, slugs in plan.items():
        shown.steps[name] = []
        for slug in slugs:
            if exercise := by_slug.get(slug):
                number += 1
                shown.steps[name].append(GuideRow(number, exercise, seconds_of(exercise.dose)))
    return shown


def seconds_of(dose: DoseRange) -> Range:
    """Return the shortest and the longest time of one set, both sides included.

    Raises ValueError for repetitions whose file gives no `est_seconds`.
    """
    if dose.est_seconds is not None:
        return Range(dose.est_seconds, dose.est_seconds)
    if dose.minutes:
        return Range(dose.minutes.lo * 60, dose.minutes.hi * 60)
    if dose.seconds:
        sides = 2 if dose.per_side else 1
        return Range(dose.seconds.lo * sides, dose.seconds.hi * sides)
    raise ValueError("repetitions without est_seconds")


def total(rows: Iterable[GuideRow]) -> Range:
    times = [row.seconds for row in rows]
    return Range(sum(time.lo for time in times), sum(time.hi for time in times))
