"""The exercise that a name of another app means, as the person chose."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from exercises.models import Exercise
from routines.models.merging import Merging, OneEach
from routines.models.owned import Owned, OwnedQuerySet

LONGEST_NAME = 200


class Means(models.TextChoices):
    """What a name stands for: an exercise, an activity beside training, or nothing to be kept."""

    EXERCISE = "exercise"
    ACTIVITY = "activity"
    NOTHING = "nothing"


class NameChoice(Owned):
    """What a person chose for a name, `folded`; the next file is asked about it no more."""

    merging: ClassVar[Merging] = OneEach(by=("name",))
    name = models.CharField(max_length=LONGEST_NAME)
    means = models.CharField(max_length=8, choices=Means.choices)
    exercise = models.ForeignKey(Exercise, models.CASCADE, null=True, related_name="+")

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="namechoice_one_a_name"),
            models.CheckConstraint(
                condition=Q(means=Means.EXERCISE, exercise__isnull=False)
                | (Q(means__in=[Means.ACTIVITY, Means.NOTHING]) & Q(exercise=None)),
                name="namechoice_has_its_exercise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.exercise_id or self.means}"
