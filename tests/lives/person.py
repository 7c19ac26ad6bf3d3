"""A person whose half-year is played: what they answer, own and do, and their body. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.lives.body import Back, Build
from tests.lives.routine import OwnRoutine

HOME = ("chair", "wall", "mat", "step", "broomstick")
GYM = (*HOME, "bench", "band", "dumbbell", "kettlebell", "barbell", "leg_press_machine")


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How a person uses the app.

    From 0 to 1, how often they: train in a planned session (`comes`), answer the morning's question
    (`mornings`), say how many repetitions they had left (`rir`), that their form held (`form`), and
    how much it hurt (`pain`). `away`: days without the app. `takes_offers`: a third session, a
    lighter week, the next level, a harder exercise. `spare`: good repetitions that they leave,
    None for as many as they are asked to. `own_weights`: begins with the weights that they know.
    `says_flare`: says themselves that the back flares up; `says_settled`: that it has settled.
    """

    comes: float = 1.0
    mornings: float = 1.0
    rir: float = 1.0
    form: float = 1.0
    pain: float = 1.0
    away: Sequence[range] = ()
    takes_offers: bool = True
    spare: int | None = None
    own_weights: bool = False
    says_flare: bool = False
    says_settled: bool = True


@dataclass(frozen=True, kw_only=True)
class Person:
    """One simulated person.

    `answers`: to the questions before training, by code; what isn't named is a no. `cleared`: after
    how many days a professional has cleared them, if the answers ask for it; 0 if none does.
    `usual_pain`: as given in the set-up, None if not said. `routines`: of their own, made on the
    first day; the first one is used at once, and the next one after each `changes_every` weeks.
    """

    name: str
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cleared: int = 0
    usual_pain: int | None = 0
    level: str = "L1"
    sessions: int = 3
    weekdays: tuple[int, ...] = (0, 2, 4)
    equipment: tuple[str, ...] = HOME
    weights: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    routines: Sequence[OwnRoutine] = ()
    changes_every: int = 0
    build: Build = field(default_factory=Build)
    back: Back = field(default_factory=Back)
    habits: Habits = field(default_factory=Habits)
