"""How long a session takes, worked out from its prescriptions.

Repetitions are timed by their tempo, holds by their seconds; both are multiplied by sides and sets,
and the rests between sets and the time to get into place are added. [choice]: the constants below;
brief.md S7 expects 7 to 10 minutes of warm-up, 20 to 35 of strength and 7 to 11 of cool-down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from exercises.vocabulary import Measure, Phase
from routines.planning.tempo import rep_seconds

LEAD_IN_S = 3  # before a timed hold
CHANGE_SIDES_S = 5
CHANGE_EXERCISE_S = 10  # from one exercise of a superset to the next
# The time to finish one exercise, read the next and get into place for it.
GET_READY_S = {Phase.WARM_UP: 10, Phase.STRENGTH: 45, Phase.COOL_DOWN: 10, Phase.CARDIO: 10}


@dataclass(frozen=True, kw_only=True)
class Work:
    """One exercise of a session, in the figures of a prescription.

    `amount` is the target of a set, in repetitions, seconds or minutes as `measure` says, for each
    side if `per_side`. `set_s`: the length of a whole set, if the library gives one; otherwise it
    is worked out. Neighbours with the same `superset` are done in turn; 0 alone.
    """

    phase: Phase
    measure: Measure
    sets: int
    amount: int
    per_side: bool = False
    tempo: str = ""
    hold_s: int = 0
    pause_s: int = 0
    rest_s: int = 0
    set_s: int | None = None
    superset: int = 0

    @cached_property
    def whole_set_s(self) -> int:
        """The seconds of one set, on both sides if it has two; asked for each number of sets."""
        if self.set_s is not None:
            return self.set_s
        if self.measure == Measure.REPS:
            one_rep = rep_seconds(self.tempo, hold_s=self.hold_s, pause_s=self.pause_s)
            one_side = self.amount * one_rep
        elif self.measure == Measure.SECONDS:
            one_side = self.amount + LEAD_IN_S
        else:
            one_side = self.amount * 60
        return 2 * one_side + CHANGE_SIDES_S if self.per_side else one_side


@dataclass(frozen=True, kw_only=True)
class Length:
    """The minutes of each part of a session, rounded; the whole is their sum."""

    warm_up: int
    strength: int
    cool_down: int

    @property
    def minutes(self) -> int:
        return self.warm_up + self.strength + self.cool_down


def length(works: Iterable[Work]) -> Length:
    """Return how long a session of these exercises takes."""
    seconds = dict.fromkeys(Phase, 0)
    for each in with_shared_rests(list(works)):
        seconds[each.phase] += seconds_of(each)
    return Length(
        warm_up=_minutes(seconds[Phase.WARM_UP]),
        strength=_minutes(seconds[Phase.STRENGTH]),
        cool_down=_minutes(seconds[Phase.COOL_DOWN]),
    )


def with_shared_rests(works: Sequence[Work]) -> list[Work]:
    """Return the exercises with their part of the one rest that a superset has in each round.

    That is the longest of their rests; each change from one exercise to the next takes some seconds
    too.
    """
    found: list[Work] = []
    for superset, run in groupby(works, key=lambda each: each.superset):
        members = list(run)
        if not superset or len(members) < 2:
            found.extend(members)
            continue
        rest_s = max(each.rest_s for each in members) + (len(members) - 1) * CHANGE_EXERCISE_S
        found.extend(replace(each, rest_s=rest_s // len(members)) for each in members)
    return found


def seconds_of(work: Work) -> int:
    """Return how many seconds one exercise takes with its sets, the rests between, and getting
    ready."""
    return seconds_with(work, work.sets)


def seconds_with(work: Work, sets: int) -> int:
    """Return how many seconds one exercise takes with another number of sets."""
    between = (sets - 1) * work.rest_s
    return sets * work.whole_set_s + between + GET_READY_S[work.phase]


def _minutes(seconds: int) -> int:
    """Round to the nearest minute, halves upwards."""
    return (seconds + 30) // 60
