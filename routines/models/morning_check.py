"""What a person reports about the back: each morning and in a flare-up; and who checked an
exercise."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from routines.models.merging import Merging, OneEach
from routines.models.owned import HealthData


class MorningCheck(HealthData):
    """The report of one morning: pain of the back, 0 to 10; one a local day.

    `sore`: the muscles are sore, which no rule depends on (brief.md D1).
    """

    merging: ClassVar[Merging] = OneEach(by=("day",))
    day = models.DateField()
    pain = models.PositiveSmallIntegerField()
    sore = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="morningcheck_one_a_day"),
            models.CheckConstraint(condition=Q(pain__lte=10), name="morningcheck_pain_to_10"),
        ]

    def __str__(self) -> str:
        return f"morning of {self.day}"


class Said(models.TextChoices):
    """SAID: the back flares up. ENDED: it has settled."""

    SAID = "said"
    ENDED = "ended"


class FlareMark(HealthData):
    """The person's own report of a flare-up, the last one of a day.

    The flare state is worked out from these and from the mornings, and stored nowhere (brief.md
    D7).
    """

    merging: ClassVar[Merging] = OneEach(by=("day",), gives_way=Q(kind=Said.ENDED))
    day = models.DateField()
    kind = models.CharField(max_length=5, choices=Said.choices)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="flaremark_one_a_day"),
            models.CheckConstraint(condition=Q(kind__in=Said.values), name="flaremark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"


class ProfessionalCheck(HealthData):
    """A professional's check of the person's form in an exercise; `name` is the professional's
    (E6)."""

    merging: ClassVar[Merging] = OneEach(by=("exercise",))
    exercise = models.ForeignKey("exercises.Exercise", models.RESTRICT, related_name="+")
    name = models.CharField(max_length=100)
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "exercise"], name="professionalcheck_one_an_exercise"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id}: {self.day}"
