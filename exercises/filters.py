"""Find exercises by search and filters, and count what each further choice would find."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from exercises.labels import labels
from exercises.models import Exercise
from exercises.search import folded, search
from exercises.vocabulary import Equipment

NOTHING = "none"
FITS: dict[str, Callable[[Exercise, Any], bool]] = {
    "pattern": lambda exercise, asked: exercise.pattern == asked,
    "phase": lambda exercise, asked: exercise.phase == asked,
    "muscle": lambda exercise, asked: asked in exercise.muscles,
    "equipment": lambda exercise, asked: exercise.fits(asked),
    "knee": lambda exercise, asked: exercise.knee == asked,
    "rest_day": lambda exercise, _asked: exercise.daily_ok,
}
FIELDS = ("q", *FITS)


@dataclass(frozen=True)
class Found:
    """The exercises found, with counts for the filters.

    `named` are the slugs whose names contain all words of the search, `instead` the words that were
    taken for mistyped ones (`search.Matches`). `without` is, for each field, the number of
    exercises if it were empty. `choices` is, for each filter and choice, the number with that
    choice picked and everything else unchanged; for equipment, with that box ticked in addition.
    """

    slugs: frozenset[str]
    named: frozenset[str]
    instead: Mapping[str, tuple[str, ...]]
    without: Mapping[str, int]
    choices: Mapping[str, Mapping[str, int]]


def find(exercises: Iterable[Exercise], asked: Mapping[str, Any]) -> Found:
    """Return the exercises that match `asked`, which has a value for each of FIELDS in use.

    One pass: an exercise that fails a single field counts for that field's choices; one that fails
    two counts nowhere.
    """
    every = list(exercises)
    query = folded(asked.get("q") or "")
    used = [(field, fits) for field, fits in FITS.items() if asked.get(field)]
    matches = search({each.slug: _text(each) for each in every if query}, query)
    slugs = []
    without: Counter[str] = Counter()
    choices: dict[str, Counter[str]] = {field: Counter() for field in FITS}
    for each in every:
        failed = [field for field, fits in used if not fits(each, asked[field])]
        if query and each.slug not in matches.keys:
            failed.append("q")
        if len(failed) > 1:
            continue
        if not failed:
            slugs.append(each.slug)
        for field in failed or FIELDS:
            without[field] += 1
            if field != "q":
                choices[field].update(_choices(each, field, asked.get(field)))
    named = search({each.slug: _folded(each.name) for each in every if query}, query).keys
    return Found(frozenset(slugs), named, matches.instead, without, choices)


def _choices(exercise: Exercise, field: str, asked: Any) -> Iterable[str]:
    """Return the choices of a filter that would show an exercise if only that filter hid it."""
    if field == "muscle":
        return exercise.muscles
    if field == "rest_day":
        return ["1"] if exercise.daily_ok else []
    if field == "equipment":
        if exercise.fits(asked or []):
            return [NOTHING, *Equipment]
        return [thing for thing in Equipment if exercise.fits([*(asked or []), thing])]
    return [getattr(exercise, field)]


def _text(exercise: Exercise) -> str:
    """Return everything of an exercise that the search reads. A hyphenated name is found as one
    word, too."""
    own = [exercise.name, exercise.name.replace("-", ""), *exercise.cues]
    muscle, also, equipment = labels("muscle"), labels("muscle_also"), labels("equipment")
    words = [f"{word} {muscle[word]} {also.get(word, '')}" for word in exercise.muscles]
    words += [equipment[word] for word in [*exercise.equipment, *exercise.any_of]]
    return _folded(" ".join([*own, *words]))


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    """Return a text folded; cached, because folding the whole library takes most of a search's
    time."""
    return folded(text)
