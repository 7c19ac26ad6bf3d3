"""The short form of a session, about twenty minutes: which exercises it keeps (brief.md S7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exercises.vocabulary import Pattern

EXERCISES = 4
SETS = 2
WARM_UP_S = 5 * 60
COOL_DOWN = frozenset({"slow-walk"})  # two minutes
MAIN = frozenset({Pattern.SQUAT, Pattern.HINGE, Pattern.LUNGE, Pattern.STEP, Pattern.BRIDGE})


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A strength exercise of the day; `last`: the day it was last done, None for never."""

    slug: str
    pattern: Pattern
    last: date | None


def kept_strength(candidates: Sequence[Candidate], *, balance: bool) -> frozenset[str]:
    """Return the four exercises that the short form keeps.

    The main patterns come first, of these what wasn't done for longest, and no pattern twice while
    there is another. `balance`: the person needs a balance exercise in every session.
    """
    first = [each for each in candidates if balance and each.pattern == Pattern.BALANCE]
    by_age = sorted(candidates, key=lambda each: (each.pattern not in MAIN, each.last or date.min))
    once: dict[Pattern, Candidate] = {}
    for each in (*first, *by_age):
        once.setdefault(each.pattern, each)
    ordered = [*once.values(), *(each for each in by_age if each not in once.values())]
    return frozenset(each.slug for each in ordered[:EXERCISES])


def kept_warm_up(seconds: Sequence[tuple[str, int]]) -> frozenset[str]:
    """Return the warm-up exercises, given in order with their seconds, that fit into five
    minutes."""
    kept: list[str] = []
    left = WARM_UP_S
    for slug, lasts in seconds:
        if lasts <= left:
            kept.append(slug)
            left -= lasts
    return frozenset(kept)
