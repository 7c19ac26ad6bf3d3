"""The pages of exercises."""

from exercises.views.library import exercise, handout, library, picture
from exercises.views.own import (
    bring_back_own_exercise,
    change_own_exercise,
    new_own_exercise,
    own_exercise,
    own_exercises,
    own_handout,
    own_shelf,
    retire_own_exercise,
)

__all__ = [
    "bring_back_own_exercise",
    "change_own_exercise",
    "exercise",
    "handout",
    "library",
    "new_own_exercise",
    "own_exercise",
    "own_exercises",
    "own_handout",
    "own_shelf",
    "picture",
    "retire_own_exercise",
]
