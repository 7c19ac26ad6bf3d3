"""What an easy day is spent with."""

from exercises.models import Exercise
from routines.planning.flare import GENTLE


def gentle_list() -> list[Exercise]:
    """What a flare and an easy day are spent with, beside short walks (brief.md D7)."""
    exercises = Exercise.objects.current().only("slug", "name").in_bulk(GENTLE)
    return [exercises[slug] for slug in GENTLE if slug in exercises]
