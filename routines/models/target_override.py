"""The target that a person chose for an exercise in place of the app's."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet
from routines.models.prescribed import LoadUnit
from routines.planning.performance import GoesOn

GOES_ON = [(each.value, each.value) for each in GoesOn]


class TargetOverrideQuerySet(OwnedQuerySet["TargetOverride"]):
    def standing(self) -> "TargetOverrideQuerySet":
        """Filter out the choices that were taken back."""
        return self.filter(taken_back_at=None)


class TargetOverride(Owned):
    """The person's own target for an exercise.

    It is the target of the first session that begins at `since` or later; later targets are worked
    out from there. `day` is the person's own date then. `load` is the figure typed, in `load_unit`,
    and is help if `load_helps`; None for neither. `hold_s`, `pause_s`, `height_cm` and `band` are
    None if left to the app. `goes_on`: by which rules later targets are worked out, "" by those
    that held before.
    `is_carried`: it isn't the person's choice, but where the exercise stood in another routine.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    exercise = models.ForeignKey("exercises.Exercise", models.RESTRICT, related_name="+")
    day = models.DateField()
    since = models.DateTimeField()
    sets = models.PositiveSmallIntegerField()
    lo = models.PositiveSmallIntegerField()
    hi = models.PositiveSmallIntegerField()
    load = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    load_unit = models.CharField(max_length=2, choices=LoadUnit.choices, default=LoadUnit.KG)
    load_helps = models.BooleanField(default=False)
    hold_s = models.PositiveSmallIntegerField(null=True, blank=True)
    pause_s = models.PositiveSmallIntegerField(null=True, blank=True)
    height_cm = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    band = models.PositiveSmallIntegerField(null=True, blank=True)
    goes_on = models.CharField(max_length=5, choices=GOES_ON, blank=True)
    is_carried = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = TargetOverrideQuerySet.as_manager()

    class Meta:
        # Of two for the same session the later one counts: its key is larger.
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["user", "exercise"], name="override_user_exercise")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lo__lte=models.F("hi")), name="override_range_ascends"
            ),
            models.CheckConstraint(condition=Q(sets__gte=1), name="override_has_a_set"),
            models.CheckConstraint(
                condition=Q(load__isnull=True) | Q(load__gte=0), name="override_load_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id} from {self.day}"
