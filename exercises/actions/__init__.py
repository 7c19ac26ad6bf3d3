"""The verbs of exercises: the library is loaded, and people make their own."""

from exercises.actions.library import Loaded, load_library
from exercises.actions.own import (
    TooMany,
    bring_back_own_exercise,
    change_own_exercise,
    keep_own_exercise,
    make_own_exercise,
    retire_own_exercise,
)

__all__ = [
    "Loaded",
    "TooMany",
    "bring_back_own_exercise",
    "change_own_exercise",
    "keep_own_exercise",
    "load_library",
    "make_own_exercise",
    "retire_own_exercise",
]
