"""The prescription of one exercise: the same columns in a plan and in a session's snapshot."""

from dataclasses import fields
from decimal import Decimal

from django.db import models
from django.db.models import Q

from exercises.decimals import without_zeros
from exercises.vocabulary import CM_PER_INCH
from routines.planning.dose import Counting, Dose

TENTH, HALF = Decimal("0.1"), Decimal("0.5")
FIGURES = tuple(each.name for each in fields(Dose))
STORED = Decimal("0.001")  # lengths are kept to a thousandth of a cm


class LoadUnit(models.TextChoices):
    KG = "kg"
    LB = "lb"


class LengthUnit(models.TextChoices):
    CM = "cm"
    IN = "in"


def length_in(height_cm: Decimal, unit: str) -> Decimal:
    """Convert a height to the cm or inches that a person reads.

    A figure typed in that unit is returned to a tenth, as it was typed; a figure typed in the other
    unit is rounded down to a half.
    """
    exact = height_cm / CM_PER_INCH if unit == LengthUnit.IN else height_cm
    tenths = exact.quantize(TENTH)
    is_typed = abs(tenths - exact) < STORED
    return without_zeros(tenths if is_typed else exact // HALF * HALF)


class Prescribed(Counting, models.Model):
    """Sets × range × load × rest × tempo × effort (brief.md G, Prescription).

    `lo`, `hi` and `aim` count repetitions, seconds or minutes as `measure` says, for each side if
    `per_side`; `aim` is what one tap logs. `load` is in `load_unit`, and is help if
    `load_helps`. `pause_s` is at the lowest
    point of each repetition. `height_cm` is the height of a step, 0 without one, and is shown in
    `length_unit`. `band` is the band's number from the lightest, 0 for none.
    """

    exercise = models.ForeignKey("exercises.Exercise", models.RESTRICT, related_name="+")
    phase = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=20)
    sets = models.PositiveSmallIntegerField()
    lo = models.PositiveSmallIntegerField()
    hi = models.PositiveSmallIntegerField()
    aim = models.PositiveSmallIntegerField()
    per_side = models.BooleanField(default=False)
    sides = models.CharField(max_length=20, blank=True)
    hold_s = models.PositiveSmallIntegerField(default=0)
    pause_s = models.PositiveSmallIntegerField(default=0)
    # To a thousandth, so that a tenth of an inch is kept as it was typed.
    height_cm = models.DecimalField(max_digits=6, decimal_places=3, default=Decimal(0))
    length_unit = models.CharField(max_length=2, choices=LengthUnit.choices, default=LengthUnit.CM)
    band = models.PositiveSmallIntegerField(default=0)
    rest_s = models.PositiveSmallIntegerField(default=0)
    tempo = models.CharField(max_length=20, blank=True)
    rir_lo = models.PositiveSmallIntegerField(null=True, blank=True)
    rir_hi = models.PositiveSmallIntegerField(null=True, blank=True)
    takes_load = models.BooleanField(default=False)
    load = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    load_unit = models.CharField(max_length=2, choices=LoadUnit.choices, default=LoadUnit.KG)
    load_helps = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lo__lte=models.F("hi")), name="%(class)s_range_ascends"
            ),
            models.CheckConstraint(condition=Q(sets__gte=1), name="%(class)s_has_a_set"),
            models.CheckConstraint(
                condition=Q(load__isnull=True) | Q(load__gte=0), name="%(class)s_load_not_negative"
            ),
        ]

    @property
    def dose(self) -> Dose:
        """The prescription as a value."""
        return Dose(**{name: getattr(self, name) for name in FIGURES})
