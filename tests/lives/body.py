"""A simulated body: what it can lift, how its back feels, and how training changes it. Pure.

No figure here is a finding. They are set so that a half-year looks like those that are reported of
beginners: an untrained adult gains about a quarter in strength, most of it in the first months.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

# What an untrained adult can do to the last good repetition, or for how many seconds, on each side.
UNTRAINED = {
    "pelvic-tilt": 40,
    "glute-bridge": 22,
    "marching-bridge": 13,
    "hip-thrust": 16,
    "single-leg-glute-bridge": 11,
    "high-chair-stand": 24,
    "sit-to-stand": 18,
    "box-squat": 19,
    "bodyweight-squat": 18,
    "wall-sit": 40,
    "hip-hinge-drill": 30,
    "assisted-split-squat": 13,
    "stationary-lunge": 12,
    "reverse-lunge": 12,
    "walking-lunge": 11,
    "step-up-assisted": 15,
    "step-up": 13,
    "seated-calf-raise": 40,
    "calf-raise": 24,
    "single-leg-calf-raise": 13,
    "clamshell": 19,
    "side-lying-raise": 17,
    "banded-lateral-walk": 15,
    "bird-dog": 10,
    "dead-bug": 13,
    "mcgill-curl-up": 9,
    "side-plank-knees": 20,
    "side-plank": 16,
    "single-leg-stance": 25,
    "supported-single-leg-deadlift": 12,
    "single-leg-deadlift": 9,
}
# The weight that an untrained adult can lift ten times, in kg as a page asks for it.
UNTRAINED_WEIGHT = {
    "goblet-squat": 14,
    "romanian-deadlift": 9,
    "backpack-romanian-deadlift": 14,
    "kettlebell-deadlift": 22,
    "barbell-deadlift": 40,
    "barbell-back-squat": 35,
    "leg-press": 70,
}
# The part of the body that moves with the weight, in kg; half of it where each hand holds one.
OWN_WEIGHT = {"leg-press": 15, "romanian-deadlift": 20}
OWN = 40
TIRES = 0.04  # the part that each further set of an exercise falls short of the last one
REST_DAYS = 10  # after which strength begins to fall
FALLS_A_DAY = 0.004
ROUNDING = 1e-6


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a set asks of the body. `usual` is the middle of the library's own range, for an
    exercise that the tables above don't name."""

    slug: str
    pattern: str
    is_timed: bool
    usual: float
    load: float = 0
    hold_s: int = 0
    pause_s: int = 0
    height_cm: float = 0
    band: int = 0


@dataclass(frozen=True, kw_only=True)
class Build:
    """What a person is made of.

    `fitness`: 1 for the untrained adult of the tables. `can`: repetitions or seconds of this person
    where they differ from the tables, `can_lift`: weights for ten repetitions in kg.
    `gains`: by how much a session makes the trained pattern stronger; `limit`: how much stronger
    than at the start a half-year can make it.
    """

    fitness: float = 1.0
    can: Mapping[str, float] = field(default_factory=dict)
    can_lift: Mapping[str, float] = field(default_factory=dict)
    gains: float = 0.008
    limit: float = 1.35


class Body:
    """The strength of one person, by movement pattern: training one rung makes the next easier."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.strength: dict[str, float] = {}
        self.trained: dict[str, int] = {}

    def strength_of(self, pattern: str, day: int) -> float:
        """Return the strength in a pattern on a day, 1 at the start: it falls with long rest."""
        idle = day - self.trained.get(pattern, day) - REST_DAYS
        return max(0.85, self.strength.get(pattern, 1.0) * (1 - FALLS_A_DAY) ** max(0, idle))

    def most(self, asked: Asked, day: int, number: int) -> int:
        """Return how many repetitions or seconds the body can do in a set, to the last good one."""
        strength = self.strength_of(asked.pattern, day)
        fresh = self._most_fresh(asked, strength)
        for each, costs in ((asked.hold_s - 3, 0.03), (asked.pause_s, 0.06), (asked.band - 1, 0.1)):
            fresh *= 1 - min(0.6, max(0, each) * costs)
        fresh *= 1 - 0.02 * max(0.0, asked.height_cm - 10)
        return max(1, int(fresh * (1 - TIRES) ** (number - 1) + ROUNDING))

    def _most_fresh(self, asked: Asked, strength: float) -> float:
        own = OWN_WEIGHT.get(asked.slug, OWN)
        ten = self.build.can_lift.get(asked.slug)
        if ten is None and asked.slug in UNTRAINED_WEIGHT:
            ten = UNTRAINED_WEIGHT[asked.slug] * self.build.fitness
        if ten is None:
            untrained = UNTRAINED.get(asked.slug, asked.usual) * self.build.fitness
            most = self.build.can.get(asked.slug, untrained)
        else:
            most = repetitions(own + ten, 10, own)
        if asked.is_timed:
            return most * strength
        return repetitions(own, most, (own + asked.load) / strength)

    def train(self, pattern: str, day: int, *, sets: int, effort: float) -> None:
        """Grow stronger by a session: less with one set, with easy ones, and near the limit."""
        now = self.strength_of(pattern, day)
        room = max(0.0, (self.build.limit - now) / (self.build.limit - 1))
        dose = min(1.0, 0.5 + 0.25 * (sets - 1)) * effort
        self.strength[pattern] = now * (1 + self.build.gains * dose * room)
        self.trained[pattern] = day


def repetitions(weight: float, most: float, other: float) -> float:
    """Return how often somebody lifts another weight who lifts a weight `most` times (Epley)."""
    return max(0.0, 30 * (weight * (1 + most / 30) / other - 1))


@dataclass(frozen=True, kw_only=True)
class Spike:
    """The back gets worse on a day, up to a height, and settles evenly over some days."""

    day: int
    height: int
    lasts: int = 9


@dataclass(frozen=True, kw_only=True)
class Back:
    """How a back feels, 0 to 10.

    `usual`: on each day, counted from 0. `noise`: how far a day may differ from it. `spikes`: when
    it gets worse. `hurts`: what one exercise makes of it on a day, by its name; a day without an
    entry is as any other. `after_hard`: how much worse the morning after an exhausting session is.
    """

    usual: Callable[[int], float] = lambda _day: 0
    noise: float = 0.0
    spikes: tuple[Spike, ...] = ()
    hurts: Mapping[str, Callable[[int], int | None]] = field(default_factory=dict)
    after_hard: float = 0.0

    def pain(self, day: int, seed: object, *, strain: float = 0) -> int:
        """Return the pain of a day, always the same one for a seed; `strain` of 1 is exhausting."""
        chance = Random(f"{seed} back {day}")
        felt = self.usual(day) + chance.uniform(-self.noise, self.noise)
        felt += self.after_hard * strain
        for spike in self.spikes:
            since = day - spike.day
            if 0 <= since < spike.lasts:
                share = 1 - since / spike.lasts
                felt = max(felt, self.usual(day) + (spike.height - self.usual(day)) * share)
        return min(10, max(0, round(felt)))
