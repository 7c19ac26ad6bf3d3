"""The exercises of an easy day."""

from exercises.models import Exercise
from routines.planning.flare import GENTLE


def gentle_list() -> list[Exercise]:
    """Return the exercises for a flare or an easy day, beside short walks (brief.md D7)."""
    exercises = Exercise.objects.library().only("slug", "name").in_bulk(GENTLE)
    return [exercises[slug] for slug in GENTLE if slug in exercises]
