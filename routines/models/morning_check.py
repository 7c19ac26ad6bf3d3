"""What a person reports about the back: each morning and in a flare-up; and who checked an
exercise."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key

if TYPE_CHECKING:
    from accounts.models import User


class MorningCheckQuerySet(models.QuerySet["MorningCheck"]):
    def of(self, user: "User") -> "MorningCheckQuerySet":
        return self.filter(user=user)


class MorningCheck(models.Model):
    """The report of one morning: pain of the back, 0 to 10; one a local day.

    `sore`: the muscles are sore, which no rule depends on (brief.md D1).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    pain = models.PositiveSmallIntegerField()
    sore = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    objects = MorningCheckQuerySet.as_manager()

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


class FlareMarkQuerySet(models.QuerySet["FlareMark"]):
    def of(self, user: "User") -> "FlareMarkQuerySet":
        return self.filter(user=user)


class FlareMark(models.Model):
    """The person's own report of a flare-up, the last one of a day.

    The flare state is worked out from these and from the mornings, and stored nowhere (brief.md
    D7).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=5, choices=Said.choices)

    objects = FlareMarkQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="flaremark_one_a_day"),
            models.CheckConstraint(condition=Q(kind__in=Said.values), name="flaremark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"


class ProfessionalCheckQuerySet(models.QuerySet["ProfessionalCheck"]):
    def of(self, user: "User") -> "ProfessionalCheckQuerySet":
        return self.filter(user=user)


class ProfessionalCheck(models.Model):
    """A professional's check of the person's form in an exercise; `name` is the professional's
    (E6)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    exercise = models.ForeignKey("exercises.Exercise", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    day = models.DateField()

    objects = ProfessionalCheckQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "exercise"], name="professionalcheck_one_an_exercise"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id}: {self.day}"
