"""What a person agreed to, and the result of the questions before training. Never the answers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from exercises.vocabulary import Caution
from routines.models.merging import Merging, Rule
from routines.models.owned import HealthData, Owned, OwnedQuerySet
from routines.planning.cautions import LoadKept
from routines.planning.questions import Outcome

OUTCOMES = [(outcome.value, outcome.name) for outcome in Outcome]


class Subject(models.TextChoices):
    """What a person agrees to.

    TERMS: what the app is and isn't. HEALTH_DATA: keeping what is reported about one's health.
    """

    TERMS = "terms"
    HEALTH_DATA = "health_data"


# The versions of the wording. People who agreed to an older one are asked before the next session.
VERSIONS = {Subject.TERMS: 1, Subject.HEALTH_DATA: 3}


class AgreementQuerySet(OwnedQuerySet["Agreement"]):
    def standing(self) -> "AgreementQuerySet":
        """Filter the agreements to today's wording that were not withdrawn."""
        todays = Q()
        for subject, version in VERSIONS.items():
            todays |= Q(subject=subject, version=version)
        return self.filter(todays, withdrawn_at=None)


class Agreement(Owned):
    """One consent of a person, with the version of the wording.

    A withdrawn one stays as a record that reveals nothing about health.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    subject = models.CharField(max_length=12, choices=Subject.choices)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject"],
                condition=Q(withdrawn_at=None),
                name="agreement_one_standing_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(subject__in=Subject.values), name="agreement_subject_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"


class Screening(HealthData):
    """The present verdict about a person; answering again replaces it.

    `outcome` is a `planning.questions.Outcome`, `tags` are cautions, `looks` are the advised
    `planning.questions.Look`s. `answered_on` and `text_version` belong to the last answers; None
    and 0 if a red flag was reported, or a session stopped, before there were any. `standing`: the
    part of the outcome that no new answers lift. `flagged_on`: the last day on which a red flag was
    reported. `waits`: ill on the day of the answers. `cleared_on`: the day on which a professional
    said that the person may train. `load_kept_from` to `load_kept_to`: the days on which no weight
    goes up.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    text_version = models.PositiveSmallIntegerField(default=0)
    outcome = models.PositiveSmallIntegerField(choices=OUTCOMES)
    standing = models.PositiveSmallIntegerField(choices=OUTCOMES, default=Outcome.OK.value)
    flagged_on = models.DateField(null=True, blank=True)
    tags = models.JSONField(default=list)
    looks = models.JSONField(default=list)
    waits = models.BooleanField(default=False)
    is_65_or_older = models.BooleanField(default=False)
    cleared_on = models.DateField(null=True, blank=True)
    load_kept_from = models.DateField(null=True, blank=True)
    load_kept_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[value for value, _name in OUTCOMES]),
                name="screening_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__lt=Outcome.SOON.value) | Q(flagged_on__isnull=False),
                name="screening_flag_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        # Without the outcome, which belongs in no log file.
        return f"answered on {self.answered_on}"

    @property
    def cautions(self) -> frozenset[Caution]:
        return frozenset(Caution(tag) for tag in self.tags)

    @property
    def load_kept(self) -> LoadKept | None:
        if self.load_kept_from is None:
            return None
        return LoadKept(since=self.load_kept_from, to=self.load_kept_to)
