"""The busiest hour of a crowd: who asks for which page at which second. Pure, from a seed.

One in ten trains: opens Today, starts, logs twenty sets with pages between them, and finishes. The
others open Today once. All begin at random moments of the hour, each independent of the others, so
that the requests of a second are Poisson distributed. The hour is a circle: a session that begins
late in it continues at its beginning, as sessions of the hour before would.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from random import Random

HOUR_S = 3600
ONE_IN = 10
SETS = 20
MINUTE_S = 60.0


class Step(StrEnum):
    TODAY = "today"
    READY = "ready"
    START = "start"
    SESSION = "session"
    SET = "set"
    EXERCISE = "exercise"
    FINISHING = "finishing"
    FINISH = "finish"
    SUMMARY = "summary"


def _sets() -> list[tuple[Step, float]]:
    """Return the sets with the seconds before each, and a page after every fifth."""
    pages = {5: Step.SESSION, 10: Step.EXERCISE, 15: Step.SESSION}
    found: list[tuple[Step, float]] = []
    for number in range(1, SETS + 1):
        found.append((Step.SET, 90))
        if number in pages:
            found.append((pages[number], 30))
    return found


# Each step with the seconds since the step before it; the warm-up takes five minutes.
TRAINING: Sequence[tuple[Step, float]] = [
    *((Step.TODAY, 0), (Step.READY, 15), (Step.START, 10), (Step.SESSION, 1), (Step.SESSION, 210)),
    *_sets(),
    *((Step.FINISHING, 300), (Step.FINISH, 30), (Step.SUMMARY, 1)),
]
_TIMES = list(accumulate(seconds for _step, seconds in TRAINING))


@dataclass(frozen=True, order=True)
class Event:
    """A request at a second of the window; of a set, `number` is which one, from 0."""

    at: float
    step: Step
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What one person asks for in the window, in order. `trains`: in a session, not only Today.

    `sets_before`: sets logged before the window; None if the session hasn't been started then.
    `is_over`: the session was finished before the window.
    """

    events: list[Event]
    trains: bool
    sets_before: int | None = None
    is_over: bool = False


def visits(people: int, *, seed: int, warm_up_s: float) -> list[Visit]:
    """Return the visits of a minute of the hour, and of `warm_up_s` before it, which are at
    negative seconds."""
    chance = Random(f"{people} {seed}")
    training = people // ONE_IN
    found = [_training(chance.uniform(0, HOUR_S), warm_up_s) for _ in range(training)]
    for _ in range(people - training):
        at = chance.uniform(0, HOUR_S) - warm_up_s
        if at < MINUTE_S:
            found.append(Visit(events=[Event(at, Step.TODAY)], trains=False))
    return [visit for visit in found if visit.events]


def _training(begin: float, warm_up_s: float) -> Visit:
    """Return the visit of a person whose session begins `begin` seconds into the hour."""
    window = warm_up_s + MINUTE_S
    times = [(begin + time) % HOUR_S for time in _TIMES]
    numbers = list(accumulate((step == Step.SET for step, _ in TRAINING), initial=0))
    inside = [place for place, at in enumerate(times) if at < window]
    events = [Event(times[at] - warm_up_s, TRAINING[at][0], numbers[at]) for at in inside]
    if not events:
        return Visit(events=[], trains=True)
    steps = [step for step, _seconds in TRAINING]
    first = inside[0]
    has_started = first > steps.index(Step.START)
    return Visit(
        events=events,
        trains=True,
        sets_before=numbers[first] if has_started else None,
        is_over=first > steps.index(Step.FINISH),
    )
