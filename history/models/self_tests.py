"""Tests of one's own: results, offers that were skipped, and the age and sex for the norms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from history.planning.norms import AgeBand, Sex
from history.planning.self_tests import Figure, SelfTest, Side, Unit
from routines.models.merging import Merging, OneEach, Rule
from routines.models.owned import HealthData, OwnedQuerySet

TESTS = [(each.value, each.name) for each in SelfTest]
UNITS = [(each.value, each.name) for each in Unit]
AGE_BANDS = [(each.value, each.value) for each in AgeBand]
SEXES = [(each.value, each.name) for each in Sex]


class ThreeActivities(HealthData):
    """Up to three activities that the person would like to do more easily, and names once.

    Other activities are a new row: scores of different activities aren't compared.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    first = models.CharField(max_length=80)
    second = models.CharField(max_length=80, blank=True)
    third = models.CharField(max_length=80, blank=True)
    named_on = models.DateField()

    class Meta:
        ordering = ["named_on", "pk"]

    def __str__(self) -> str:
        return f"activities of {self.named_on}"

    @property
    def names(self) -> list[str]:
        return [name for name in (self.first, self.second, self.third) if name]


class SelfTestResultQuerySet(OwnedQuerySet["SelfTestResult"]):
    def standing(self) -> "SelfTestResultQuerySet":
        """Filter out the results that were removed."""
        return self.filter(removed_at=None)


class SelfTestResult(HealthData):
    """What one test of one day found. The key comes from the page: sent twice, written once.

    `amount`: of a test without sides; of the activities the mean of their scores. `left`, `right`:
    the best of each side, None for a side that wasn't measured. They count `unit`, as typed.
    `tries`: all that was typed where more than one figure is: {"left": [12, 30], "right": [41]}, or
    {"scores": [3, 5, 4]} in the order of `activities`.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    test = models.CharField(max_length=14, choices=TESTS)
    day = models.DateField()
    amount = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    left = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    right = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    unit = models.CharField(max_length=7, choices=UNITS)
    tries = models.JSONField(default=dict)
    activities = models.ForeignKey(
        ThreeActivities, models.SET_NULL, null=True, blank=True, related_name="results"
    )
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SelfTestResultQuerySet.as_manager()

    class Meta:
        ordering = ["day", "recorded_at", "pk"]
        indexes = [models.Index(fields=["user", "test", "day"], name="selftestresult_of_a_test")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False, left=None, right=None)
                | Q(amount=None, left__isnull=False)
                | Q(amount=None, right__isnull=False),
                name="selftestresult_one_amount_or_sides",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0}),
                    name=f"selftestresult_{name}_from_0",
                )
                for name in ("amount", "left", "right")
            ),
            models.CheckConstraint(
                condition=Q(test__in=[value for value, _name in TESTS]),
                name="selftestresult_test_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.test}: {self.day}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure of each side that was measured, left before right."""
        of_sides = ((Side.BOTH, self.amount), (Side.LEFT, self.left), (Side.RIGHT, self.right))
        return tuple(
            Figure(day=self.day, amount=amount, unit=self.unit, side=side)
            for side, amount in of_sides
            if amount is not None
        )


class SkippedTest(HealthData):
    """An offer of a test that the person skipped on a day: it counts as answered for four weeks."""

    merging: ClassVar[Merging] = OneEach(by=("test", "day"))
    test = models.CharField(max_length=14, choices=TESTS)
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "test", "day"], name="skippedtest_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.test} skipped: {self.day}"


class NormGroup(HealthData):
    """The age band and the sex by which norms are looked up; each is "" if it wasn't given."""

    merging: ClassVar[Merging] = OneEach(gives_way=Q(age="", sex=""))
    age = models.CharField(max_length=5, choices=AGE_BANDS, blank=True)
    sex = models.CharField(max_length=5, choices=SEXES, blank=True)
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], name="normgroup_one_a_person"),
        ]

    def __str__(self) -> str:
        return f"said on {self.said_on}"

    @property
    def age_band(self) -> AgeBand | None:
        return AgeBand(self.age) if self.age else None

    @property
    def known_sex(self) -> Sex | None:
        return Sex(self.sex) if self.sex else None
