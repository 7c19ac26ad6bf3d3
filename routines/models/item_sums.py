"""What charts and bests read of the log, so that ten years of sets are never read for a page."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from backhealth.prepared import Given
from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet


class ItemSumsQuerySet(OwnedQuerySet["ItemSums"]):
    def between(self, first: object, last: object) -> "ItemSumsQuerySet":
        """Filter the days from `first` to `last`, both included."""
        return self.filter(local_date__range=(first, last))

    def of_exercise(self, slug: str | Given) -> "ItemSumsQuerySet":
        return self.filter(exercise=slug)


class ItemSums(Owned):
    """The sums of one exercise in one session: derived from its sets, written anew with them.

    There is a row for each strength exercise with a set in a session that is done: none for a
    session that runs, was removed or was set aside. So a query needs no look at sessions or sets:

        ItemSums.objects.of(user).of_exercise(slug).between(first, last)

    Its key is the item's. `local_date` is the session's. `sets`: how many; a set of both sides is
    one. `hard_sets`: those with fewer than 5 good repetitions left, or without an answer. Loads
    are in kg: 0 without one, below 0 for help, so that more is harder in every exercise.

    - `load_kg`, `load_amount`: the best set by load, and of those with the same load by amount.
    - `amount`, `amount_load_kg`: the best set by repetitions, seconds or minutes (`measure`), and
      of those with the same amount by load.
    - `left_load_kg`, `left_amount`, `right_…`: the best set of each side by load, then by amount;
      None where no set of that side was logged.
    - `height_cm`, `band`: those of the session's item; 0 without one.
    - `rir_total` and `rir_count`: the sum of the good repetitions left, and of how many logs it is.

    Only `actions.item_sums.keep_sums` writes it. `history` decides what a figure means.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    session = models.ForeignKey("routines.Session", models.CASCADE, related_name="sums")
    item = models.OneToOneField("routines.SessionItem", models.CASCADE, related_name="sums")
    exercise = models.ForeignKey("exercises.Exercise", models.RESTRICT, related_name="+")
    local_date = models.DateField()
    measure = models.CharField(max_length=20)
    sets = models.PositiveSmallIntegerField()
    hard_sets = models.PositiveSmallIntegerField()
    load_kg = models.DecimalField(max_digits=8, decimal_places=4)
    load_amount = models.PositiveSmallIntegerField()
    amount = models.PositiveSmallIntegerField()
    amount_load_kg = models.DecimalField(max_digits=8, decimal_places=4)
    left_load_kg = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    left_amount = models.PositiveSmallIntegerField(null=True)
    right_load_kg = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    right_amount = models.PositiveSmallIntegerField(null=True)
    height_cm = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal(0))
    band = models.PositiveSmallIntegerField(default=0)
    rir_total = models.PositiveSmallIntegerField(default=0)
    rir_count = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = ItemSumsQuerySet.as_manager()

    class Meta:
        ordering = ["local_date", "pk"]
        indexes = [
            models.Index(fields=["user", "local_date"], name="itemsums_user_day"),
            models.Index(fields=["user", "exercise", "local_date"], name="itemsums_exercise_day"),
            # The best of ten years is the last row of an index.
            models.Index(
                fields=["user", "exercise", "load_kg", "load_amount"], name="itemsums_by_load"
            ),
            models.Index(fields=["user", "exercise", "amount"], name="itemsums_by_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.local_date} {self.exercise_id}: {self.sets} sets"
