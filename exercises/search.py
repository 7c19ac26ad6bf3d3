"""Finding exercises by words. Pure."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Words in small letters, without accents and marks: "Élan (Child's  Side-Plank)" →
    "elan childs side plank".
    """
    bare = text.replace("'", "").replace("’", "")
    if not bare.isascii():
        parts = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.casefold()))


def has_all_words(text: str, query: str) -> bool:
    """Whether each word of `query` begins a word of `text`. Both are folded."""
    return all(f" {word}" in f" {text}" for word in query.split())
