"""The plan: a person's choices, the routine they train by, and the sessions on their days."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from backhealth.prepared import Given
from routines.models.merging import Merging, OneEach, Rule
from routines.models.owned import Owned, OwnedQuerySet
from routines.models.routine import DAYS, LEVELS, Prescription, PrescriptionQuerySet, Routine
from routines.planning.turns import weekdays_of


class PlanQuerySet(OwnedQuerySet["Plan"]):
    def current(self) -> "PlanQuerySet":
        return self.filter(ended_on=None)

    def in_force_on(self, day: date) -> "Plan":
        """Return the plan that was current on a day; for days before the first plan, the current
        one."""
        began = self.filter(started_on__lte=day).order_by("-started_on", "-pk")
        return began.first() or self.current().get()


class Plan(Owned):
    """What a person trains and when, until another plan replaces it.

    `weekdays`: 0 = Monday … 6 = Sunday. `weights`: the weights at hand, {"unit": "kg", "dumbbell":
    ["4", "8"], "kettlebell": []}; for a kind with none listed, every step is assumed.

    `wants_three`: begins with two sessions a week, and is offered the third after two weeks.
    `deload_from`: the first day of the last lighter week; `deload_asked_on`: when the person last
    answered the offer of one; `level_asked_on`: when they last answered the offer of the next
    level.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    routine = models.ForeignKey(Routine, models.RESTRICT, related_name="plans")
    level = models.CharField(max_length=2, choices=LEVELS)
    sessions_per_week = models.PositiveSmallIntegerField()
    weekdays = models.JSONField()
    equipment = models.JSONField()
    weights = models.JSONField(default=dict, blank=True)
    wants_three = models.BooleanField(default=False)
    deload_from = models.DateField(null=True, blank=True)
    deload_asked_on = models.DateField(null=True, blank=True)
    level_asked_on = models.DateField(null=True, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_on=None), name="plan_one_current_a_person"
            ),
            models.CheckConstraint(
                condition=Q(sessions_per_week__in=(2, 3)), name="plan_two_or_three_sessions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}, {self.sessions_per_week} a week from {self.started_on}"

    @property
    def prescriptions(self) -> PrescriptionQuerySet:
        """The exercises of the routine, of each of its days."""
        return Prescription.objects.filter(routine=self.routine_id)

    @property
    def training_weekdays(self) -> list[int]:
        """The weekdays to train on: those of the routine's days if each has one, or else those that
        the person chose for the week."""
        return sorted(weekdays_of(self.routine.days)) or self.weekdays

    def goes_on_with_own_routine(self, level: str) -> bool:
        """Return whether a plan at this level goes on with the routine in use, which is the
        person's own."""
        return not self.routine.starter and level == self.level

    def is_deload_on(self, day: date) -> bool:
        """Return whether a day is in a lighter week, which is seven days long."""
        return self.deload_from is not None and 0 <= (day - self.deload_from).days < 7


class PlannedSessionQuerySet(OwnedQuerySet["PlannedSession"]):
    def between(self, first: date | Given, last: date | Given) -> "PlannedSessionQuerySet":
        """Filter the days from `first` to `last`, both included."""
        return self.filter(day__range=(first, last))


class PlannedSession(Owned):
    """A strength session planned for a day. All other days are rest days.

    Planning anew keeps the row of the first future session for the new first one, and so on, so
    that a calendar sees a session move; `sequence` counts the moves. `dismissed`: its day passed,
    and the person chose to drop or to move it, so Today doesn't ask about it again.
    """

    merging: ClassVar[Merging] = OneEach(by=("day",))
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    day = models.DateField()
    programme_day = models.CharField(max_length=1, choices=DAYS)
    sequence = models.PositiveIntegerField(default=0)
    dismissed = models.BooleanField(default=False)

    objects: ClassVar = PlannedSessionQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="plannedsession_one_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.programme_day}"
