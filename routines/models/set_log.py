"""The sets that were done, one row for each side if they are logged separately."""

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, NamedTuple
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from exercises.vocabulary import KG_PER_LB, Sides
from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet
from routines.models.prescribed import LoadUnit


def other_side(key: UUID) -> UUID:
    """Return the key of the other half of an alternating set; the page makes one key for both."""
    return UUID(int=key.int ^ 1)


class Side(models.TextChoices):
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class SetLogQuerySet(OwnedQuerySet["SetLog"]):
    def standing(self) -> "SetLogQuerySet":
        """Filter out the sets that were taken back."""
        return self.filter(removed_at=None)

    def ticks(self) -> "SetLogQuerySet":
        """Filter one log for each ticked row: an alternating set is two logs and one row."""
        return self.exclude(side=Side.RIGHT, item__per_side=True, item__sides=Sides.ALTERNATING)


class SetLog(Owned):
    """One set and side as it was done. The key comes from the page: sent twice, written once.

    `amount` counts repetitions, seconds or minutes, as the item's `measure` says. `load` is the
    figure typed, in `load_unit`; `load_kg` is worked out from it for comparing. A set of an
    alternating exercise is one log for the left side, and one for the right with the key
    `other_side`. `client_ts` is when it was last changed, by the person's device: the newest change
    wins, in any order of arrival (`models.last_word`).
    """

    merging: ClassVar[Merging] = Rule.MOVES
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("routines.SessionItem", models.CASCADE, related_name="set_logs")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.BOTH)
    amount = models.PositiveSmallIntegerField(validators=[MaxValueValidator(3600)])
    load = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    load_unit = models.CharField(max_length=2, choices=LoadUnit.choices, default=LoadUnit.KG)
    load_kg = models.DecimalField(
        max_digits=8, decimal_places=4, null=True, blank=True, editable=False
    )
    rir = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    client_ts = models.DateTimeField(null=True, blank=True)
    logged_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SetLogQuerySet.as_manager()

    class Meta:
        ordering = ["number", "side", "logged_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__lte=3600), name="setlog_amount_to_3600"),
            models.CheckConstraint(condition=Q(number__range=(1, 99)), name="setlog_number_to_99"),
            models.CheckConstraint(
                condition=Q(rir__isnull=True) | Q(rir__lte=5), name="setlog_rir_to_5"
            ),
            models.CheckConstraint(
                condition=Q(load__isnull=True) | Q(load__gte=0), name="setlog_load_not_negative"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="setlog_side_known"),
        ]

    def __str__(self) -> str:
        return f"set {self.number} {self.side}: {self.amount}"

    @property
    def row_key(self) -> UUID:
        """The key of its row: if one row holds both sides, the left one's."""
        is_right_half = self.item.is_paired and self.side == Side.RIGHT
        return other_side(self.pk) if is_right_half else self.pk

    @property
    def other_half(self) -> "SetLog | None":
        """The log of the other side, if one row holds both; None otherwise. One query."""
        if not self.item.is_paired:
            return None
        halves = SetLog.objects.of(self.user).standing().filter(item=self.item)
        return halves.filter(pk=other_side(self.pk)).first()

    def weigh(self, load: Decimal | None, unit: str) -> None:
        """Store the load as typed, and work out the kilograms (1 lb = 0.45359237 kg exactly)."""
        self.load, self.load_unit = load, unit
        factor = KG_PER_LB if unit == LoadUnit.LB else Decimal(1)
        self.load_kg = None if load is None else (load * factor).quantize(Decimal("0.0001"))


class LoggedRow(NamedTuple):
    """One row of logged sets: `log`, or the left side's, and `other`, the right side's if they
    alternate."""

    log: SetLog
    other: SetLog | None


def rows_of(logs: Iterable[SetLog], *, is_paired: bool) -> list[LoggedRow]:
    """Group an item's logs into rows: if its sides alternate, left and right share one."""
    if not is_paired:
        return [LoggedRow(log, None) for log in logs]
    by_key = {log.pk: log for log in logs}
    return [
        LoggedRow(log, by_key.get(other_side(log.pk)))
        for log in by_key.values()
        if log.side != Side.RIGHT or other_side(log.pk) not in by_key
    ]
