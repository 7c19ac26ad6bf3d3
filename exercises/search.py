"""Find exercises by words. Pure.

A typed word finds every word that begins with it. If no word in the whole library does, it is taken
for a typing mistake and finds the nearest words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
# Filler words of a query: they would find nothing, or much by chance.
FILLERS = frozenset(
    ["a", "an", "and", "exercise", "exercises", "for", "muscle", "muscles", "my", "the", "with"]
)
SHORTEST_STEM = 3
# (letters typed, slips forgiven), the longest first. Shorter words would match everything.
FORGIVEN = ((8, 2), (4, 1))
# Shorter words must begin right and be complete; longer ones may be unfinished.
LONG = 6


@dataclass(frozen=True)
class Matches:
    """The keys of the texts that were found.

    `instead` maps each typed word that begins no word at all to the words that were taken for it.
    """

    keys: frozenset[str]
    instead: Mapping[str, tuple[str, ...]]


def folded(text: str) -> str:
    """Return words in small letters, without accents and marks: "Élan (Child's Side-Plank)" →
    "elan childs side plank"."""
    bare = text.replace("'", "").replace("’", "")
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.casefold()))


def search(texts: Mapping[str, str], query: str) -> Matches:
    """Return the keys of the `texts` that contain each word of `query`. All are folded."""
    padded = {key: f" {text}" for key, text in texts.items()}
    keys, instead = set(padded), {}
    for typed, sought in _sought(query).items():
        found = _having(padded, [sought])
        if not found:
            near = nearest(sought, {word for text in texts.values() for word in text.split()})
            found = _having(padded, [_singular(word) for word in near])
            if near:
                instead[typed] = near
        keys &= found
        if not keys:
            break
    return Matches(frozenset(keys), instead)


def nearest(typed: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the `words` that differ from `typed` by the fewest slips, as far as its length
    forgives any, in alphabetical order."""
    most = next((slips for letters, slips in FORGIVEN if len(typed) >= letters), 0)
    is_long = len(typed) >= LONG
    alike = [
        word
        for word in words
        if len(word) >= len(typed) - most
        and (is_long or word[:1] == typed[:1] or word[:2] == typed[1::-1])
    ]
    for slips in range(1, most + 1):
        near = {word for word in alike if is_near(word, typed, slips, unfinished=is_long)}
        near |= {word for word in alike if is_near(_singular(word), typed, slips)}
        if near:
            return tuple(sorted(near))
    return ()


def is_near(word: str, typed: str, slips: int, *, unfinished: bool = False) -> bool:
    """Return whether `word` turns into `typed` by at most `slips` slips.

    A slip is a letter changed, left out or put in, or two neighbours swapped (Damerau 1964, no
    letter touched twice). With `unfinished` a beginning of `word` is enough.
    """
    same = 0
    for letter, other in zip(word, typed, strict=False):
        if letter != other:
            break
        same += 1
    word, typed = word[same:], typed[same:]
    if not typed:
        return unfinished or len(word) <= slips
    if not slips:
        return False
    rests = [(word, typed[1:])]
    if word:
        rests += [(word[1:], typed[1:]), (word[1:], typed)]
    if len(word) > 1 and word[1::-1] == typed[:2]:
        rests.append((word[2:], typed[2:]))
    return any(is_near(*rest, slips - 1, unfinished=unfinished) for rest in rests)


def _having(texts: Mapping[str, str], beginnings: Iterable[str]) -> set[str]:
    sought = [f" {beginning}" for beginning in beginnings]
    return {key for key, text in texts.items() if any(each in text for each in sought)}


def _sought(query: str) -> dict[str, str]:
    """Map each word of a query to its singular, without filler words unless there are no others."""
    typed = query.split()
    return {word: _singular(word) for word in typed if word not in FILLERS} or {
        word: word for word in typed
    }


def _singular(word: str) -> str:
    """Return the singular: "lunges" → "lunge", "stretches" → "stretch"; "press" and "abs" stay."""
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    stem = word[:-1]
    plural = word.endswith("s") and not word.endswith("ss") and len(stem) >= SHORTEST_STEM
    return stem if plural else word
