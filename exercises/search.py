"""Finding exercises by words. Pure.

A typed word finds every word that it begins. Where it begins none in the whole library, it is
taken for a slip and finds the words that it nearly begins.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
# Asked for beside what is sought; they would find nothing, or much by chance.
FILLERS = frozenset(
    ["a", "an", "and", "exercise", "exercises", "for", "muscle", "muscles", "my", "the", "with"]
)
SHORTEST_STEM = 3
# Letters typed → slips forgiven, the longest first. Shorter words would match everything.
FORGIVEN = ((8, 2), (4, 1))
# Shorter ones have to begin right and be whole, too; longer ones may still be being typed.
LONG = 6


@dataclass(frozen=True)
class Matches:
    """The keys of the texts that were found. `instead` holds each typed word that begins no word
    at all, with the words that were taken for it.
    """

    keys: frozenset[str]
    instead: Mapping[str, tuple[str, ...]]


def folded(text: str) -> str:
    """Words in small letters, without accents and marks: "Élan (Child's  Side-Plank)" →
    "elan childs side plank".
    """
    bare = text.replace("'", "").replace("’", "")
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.casefold()))


def search(texts: Mapping[str, str], query: str) -> Matches:
    """The keys of those `texts` in which each word of `query` is found. All are folded."""
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
    """Those of `words` that are `typed` but for the fewest slips that its length forgives, in
    the order of the alphabet.
    """
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
    """Whether `word`, or with `unfinished` some beginning of it, becomes `typed` by at most
    `slips` of these: a letter changed, left out or put in, or two neighbours swapped
    (Damerau 1964, none of them touching a letter twice).
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
    """The words of a query, with what to look for: the singular. Fillers alone are looked for."""
    typed = query.split()
    return {word: _singular(word) for word in typed if word not in FILLERS} or {
        word: word for word in typed
    }


def _singular(word: str) -> str:
    """ "lunges" → "lunge", "stretches" → "stretch"; "press" and "abs" stay."""
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    stem = word[:-1]
    plural = word.endswith("s") and not word.endswith("ss") and len(stem) >= SHORTEST_STEM
    return stem if plural else word
