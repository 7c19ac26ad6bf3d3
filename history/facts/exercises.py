"""The exercises that a person has logged, by the library's own search."""

from django.db.models import Exists, OuterRef

from accounts.models import User
from exercises.filters import find
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.models import SessionItem, SetLog, Status


def logged_exercises(user: User, query: str) -> list[Exercise]:
    """Return the exercises with a set in a person's log that the library's search finds, by name.

    All of them for an empty query. One query, which looks for one set of each exercise.
    """
    sets = SetLog.objects.standing().filter(item=OuterRef("pk"))
    items = SessionItem.objects.of(user).filter(exercise=OuterRef("pk"), phase=Phase.STRENGTH)
    items = items.exclude(session__status=Status.TAKEN_BACK)
    logged = Exercise.objects.visible_to(user).filter(Exists(items.filter(Exists(sets))))
    exercises = list(logged.for_list().order_by("name"))
    found = find(exercises, {"q": query})
    return [each for each in exercises if each.slug in found.slugs]
