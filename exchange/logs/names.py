"""The name of an exercise in another app → what it may be here, the likeliest first."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from exercises.search import folded, search

MOST = 5  # that are offered

BRACKETS = re.compile(r"\([^)]*\)")
# The equipment in a name. Without it the search finds the movement.
EQUIPMENT = frozenset(
    ["band", "barbell", "bodyweight", "cable", "dumbbell", "kettlebell", "machine", "weighted"]
)


class Certainty(StrEnum):
    SAME = "same"  # it has this very name
    ALIAS = "alias"  # other apps call it so
    CLOSE = "close"  # the search finds it


@dataclass(frozen=True)
class Known:
    """An exercise of the library or the person's own: its slug or key, and all its names."""

    slug: str
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    slug: str
    certainty: Certainty


def match(name: str, known: Sequence[Known]) -> tuple[Match, ...]:
    """Return the exercises that a name may mean, at most MOST; none if there is nothing like it.

    Only SAME and ALIAS are certain enough to be chosen for a person.
    """
    sought = _key(name)
    found = {
        each.slug: Certainty.SAME
        for each in known
        if sought in map(_key, (each.name, *each.other_names))
    }
    alias = ALIASES.get(sought)
    if alias in {each.slug for each in known}:
        found.setdefault(alias, Certainty.ALIAS)
    for slug in _close(name, known):
        found.setdefault(slug, Certainty.CLOSE)
    return tuple(Match(slug, certainty) for slug, certainty in [*found.items()][:MOST])


def _close(name: str, known: Sequence[Known]) -> list[str]:
    """Return what the library's own search finds for the name, or without its equipment; those
    with the fewest other words first."""
    texts = {each.slug: folded(" ".join((each.name, *each.other_names))) for each in known}
    words = folded(BRACKETS.sub(" ", name)).split()
    movement = " ".join(word for word in words if word not in EQUIPMENT)
    for query in filter(None, (folded(name), movement)):
        if keys := search(texts, query).keys:
            found = [slug for slug in texts if slug in keys]
            return sorted(found, key=lambda slug: len(texts[slug].split()))
    return []


def _key(name: str) -> str:
    """Return a name as it is compared: folded, each word without a final s."""
    return " ".join(word.rstrip("s") for word in folded(name).split())


def _aliases() -> dict[str, str]:
    text = (Path(__file__).parent / "aliases.toml").read_text(encoding="utf-8")
    return {_key(alias): slug for slug, names in tomllib.loads(text).items() for alias in names}


ALIASES = _aliases()
