"""Where the targets of a plan stood at the end of a past day: what is older needn't be read."""

from typing import ClassVar

from django.db import models

from routines.models.merging import Merging, Rule
from routines.models.owned import Owned
from routines.models.plan import Plan


class StoredCheckpoint(Owned):
    """The fold of the targets up to a `day`: derived from the log, and deleted when that changes.

    `folded_alone` is the slug of an exercise outside the plan, "" for all exercises of the plan
    together. `inputs` is a digest of everything but dated rows that the fold depended on; a row
    with another digest is not used. `content` is a `facts.checkpoints.Checkpoint` as JSON.
    """

    merging: ClassVar[Merging] = Rule.GOES
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    folded_alone = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    inputs = models.CharField(max_length=64)
    content = models.TextField()

    class Meta:
        ordering = ["day"]
        indexes = [models.Index(fields=["user", "day"], name="checkpoint_user_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "folded_alone", "day"], name="checkpoint_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folded_alone or 'plan'} up to {self.day}"
