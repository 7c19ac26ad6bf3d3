"""What a person notes about a day with one tap: a habit done, how the night was, a calf that
hurts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from routines.models.merging import Merging, OneEach
from routines.models.owned import Owned, OwnedQuerySet
from routines.planning.habits import ANSWERS, MOST_MINUTES, TIMED, About, Answer


class DayNoteQuerySet(OwnedQuerySet["DayNote"]):
    def standing(self) -> "DayNoteQuerySet":
        """Filter the notes that weren't taken back."""
        return self.exclude(answer="")


class DayNote(Owned):
    """One thing about one day, one row however often and from wherever it is noted.

    `day` and `time_zone` are the person's own. `answer` is empty once the note is taken back: the
    row stays, so that `noted_at`, when the person last changed it, overrules what another device
    sends late. `minutes`: only of some habits, None if not given.
    """

    merging: ClassVar[Merging] = OneEach(by=("about", "day"), gives_way=Q(answer=""))
    day = models.DateField()
    time_zone = models.CharField(max_length=64)
    about = models.CharField(max_length=11, choices=[(each.value, each.name) for each in About])
    answer = models.CharField(
        max_length=5, choices=[(each.value, each.name) for each in Answer], blank=True
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    noted_at = models.DateTimeField()

    objects: ClassVar = DayNoteQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        indexes = [models.Index(fields=["user", "day"], name="daynote_user_day")]
        constraints = [
            models.UniqueConstraint(fields=["user", "about", "day"], name="daynote_one_a_day"),
            models.CheckConstraint(
                condition=Q(about__in=[about.value for about in About]), name="daynote_known"
            ),
            *(
                models.CheckConstraint(
                    condition=~Q(about=about.value)
                    | Q(answer__in=["", *(answer.value for answer in answers)]),
                    name=f"daynote_{about.value}_answer",
                )
                for about, answers in ANSWERS.items()
            ),
            models.CheckConstraint(
                condition=Q(minutes=None)
                | Q(
                    minutes__range=(1, MOST_MINUTES),
                    about__in=sorted(about.value for about in TIMED),
                ),
                name="daynote_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.about} {self.answer}"
