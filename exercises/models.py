"""Exercises: the library's, which only `actions.load_library` writes, from the files, and those
that people made themselves."""

import hashlib
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.keys import new_key
from exercises.dose import DoseRange, dose_from
from exercises.own import OWN_ENTRY, OwnEntry
from exercises.rungs import Rung, Way, first_that_fits
from exercises.vocabulary import (
    LOAD_TYPE_OF,
    Equipment,
    LoadNeed,
    LoadType,
    is_enough,
    is_ruled_out,
)

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from backhealth.prepared import Given

VERSION = """
    SELECT slug, digest FROM exercises_exercise
    WHERE owner_id IS NULL AND retired_at IS NULL ORDER BY slug
"""

# The columns that only pages about the exercise itself show.
TEXTS = (
    *("seed", "fed_id", "joints", "primary", "secondary", "daily_ok_note", "setup", "movement"),
    *("cues", "mistakes", "breathing", "back_note", "knee", "knee_note", "who_modify"),
    *("scale_down", "scale_up", "note", "link"),
)

# The columns that only the search for the next harder or easier exercise reads.
RUNGS = ("easier_rungs", "harder_rungs")


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    """Exercises. Every query says whose by its first method: a person's own exercise doesn't
    exist for anybody else."""

    def from_files(self) -> "ExerciseQuerySet":
        """Select the library's rows. Retired ones stay for the logs that refer to them."""
        return self.filter(owner=None)

    def library(self) -> "ExerciseQuerySet":
        """Select what the files describe today, the same for everybody."""
        return self.from_files().filter(retired_at=None)

    def of(self, user: "User") -> "ExerciseQuerySet":
        """Select what a person made, the retired ones as well."""
        return self.filter(owner=user)

    def visible_to(self, user: "User | Given | UUID") -> "ExerciseQuerySet":
        """Select the library and a person's own exercises, the retired ones as well."""
        return self.filter(Q(owner=None) | Q(owner=user))

    def known_to(self, user: "User | Given | UUID") -> "ExerciseQuerySet":
        """Select what a person may choose: the library and their own exercises."""
        return self.visible_to(user).filter(retired_at=None)

    def for_list(self) -> "ExerciseQuerySet":
        """Load only the columns that a card and the filters read."""
        return self.only(
            *("slug", "name", "position", "phase", "pattern", "primary", "secondary", "equipment"),
            *("any_of", "knee", "daily_ok", "cues", "easier", "harder", "figure_digest", "digest"),
            *("owner", "figure_of", "retired_at"),
        )

    def with_finish(self) -> "ExerciseQuerySet":
        """Load the drawing of the finish, without the other, larger drawings."""
        return self.select_related("drawing").defer(
            "drawing__start", "drawing__moving", "drawing__card", "drawing__moving_card"
        )


class Exercise(models.Model):
    """One exercise. The columns are the fields of `catalogue.Entry`; words are values of
    `vocabulary`, lists are JSON.

    `owner` is the person who made it, None for the library's. An own exercise has no drawing, but
    may show the library's exercise `figure_of`, and has a `note` and a `link`.
    """

    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    tier = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=200)
    fed_id = models.CharField(max_length=100, blank=True)
    phase = models.CharField(max_length=20)
    pattern = models.CharField(max_length=20)
    primary = models.JSONField()
    secondary = models.JSONField()
    joints = models.JSONField()
    equipment = models.JSONField()
    any_of = models.JSONField(default=list)
    optional_equipment = models.JSONField()
    support = models.CharField(max_length=20, blank=True)
    unilateral = models.BooleanField()
    sides = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=20)
    load = models.CharField(max_length=20)
    daily_ok = models.BooleanField()
    daily_ok_note = models.TextField(blank=True)
    easier = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    harder = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    easier_rungs = models.JSONField(default=list)  # `rungs.Rung`, the nearest first
    harder_rungs = models.JSONField(default=list)
    unlock = models.JSONField(null=True)
    dose_data = models.JSONField()
    setup = models.JSONField()
    movement = models.JSONField()
    cues = models.JSONField()
    mistakes = models.JSONField()
    breathing = models.TextField()
    back_note = models.TextField()
    knee = models.CharField(max_length=20)
    knee_note = models.TextField()
    caution = models.JSONField()  # the keys of `changes` in their order, which jsonb doesn't keep
    changes = models.JSONField(default=dict)
    who_modify = models.TextField(blank=True)
    scale_down = models.TextField()
    scale_up = models.TextField()
    figure_digest = models.CharField(max_length=16, default="", editable=False)
    digest = models.CharField(max_length=64, editable=False)
    retired_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    figure_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    link = models.URLField(blank=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse(f"exercises:{'own_exercise' if self.is_own else 'exercise'}", args=[self.pk])

    @cached_property
    def dose(self) -> DoseRange:
        """How much to do, as a `Dose`."""
        return dose_from(self.dose_data)

    @property
    def is_own(self) -> bool:
        """Whether a person made it."""
        return is_own(self.slug)

    @property
    def muscles(self) -> list[str]:
        """Every working muscle, the main ones first."""
        return [*self.primary, *self.secondary]

    @property
    def kit(self) -> list[str]:
        """Everything that it is done with, the needed things first."""
        return [*self.equipment, *self.any_of, *self.optional_equipment]

    def fits(self, at_hand: Iterable[str]) -> bool:
        """Return whether it can be done with these things."""
        return is_enough(at_hand, needed=self.equipment, any_of=self.any_of)

    def next_rung(
        self, way: Way, *, at_hand: Collection[str], cautions: Collection[str]
    ) -> Rung | None:
        """Return the nearest harder or easier exercise of its ladder that can be done with these
        things and cautions; None if there is none."""
        rows = self.harder_rungs if way == Way.HARDER else self.easier_rungs
        rungs = (Rung(**row) for row in rows)
        return first_that_fits(rungs, way, at_hand=at_hand, cautions=cautions)

    def is_ruled_out(self, cautions: Iterable[str]) -> bool:
        """Return whether a person with these cautions leaves it out."""
        return is_ruled_out(having=cautions, tags=self.caution, support=self.support)

    def as_entry(self) -> OwnEntry:
        """Return an own exercise as the person described it."""
        return OWN_ENTRY.validate_python(
            {
                "name": self.name,
                "pattern": self.pattern,
                "primary": self.primary,
                "secondary": self.secondary,
                "kit": self.kit,
                "load": self.load,
                "sides": self.sides or None,
                "dose": self.dose_data,
                "cues": self.cues,
                "steps": self.movement,
                "note": self.note,
                "link": self.link,
                "figure": self.figure_of_id,
            }
        )

    @property
    def is_helped(self) -> bool:
        """Whether its load is help, which goes down (docs/decisions/0040)."""
        return self.load == LoadNeed.HELP

    @property
    def takes_load(self) -> bool:
        """Whether there is a weight or help to write down."""
        return self.is_helped or bool(self.load_types)

    @property
    def load_types(self) -> list[LoadType]:
        """The kinds of weight it takes, the required one first; empty for body weight only."""
        if self.load == LoadNeed.NONE:
            return []
        kit = [Equipment(word) for word in self.kit]
        return list(dict.fromkeys(LOAD_TYPE_OF[thing] for thing in kit if thing in LOAD_TYPE_OF))


class Drawing(models.Model):
    """The pictures of an exercise (`figures.pictures.Pictures`) as SVG, too large to be read
    with each row."""

    exercise = models.OneToOneField(Exercise, models.CASCADE, primary_key=True)
    start = models.TextField()
    finish = models.TextField()
    moving = models.TextField()
    card = models.TextField()
    moving_card = models.TextField()

    def __str__(self) -> str:
        return self.exercise_id


# Begins with a digit, which no name of a library's file contains.
OWN = "mine-7"


def own_slug() -> str:
    """Return a new slug for an own exercise, which nobody can guess: a UUIDv7 without its time."""
    return f"mine-{new_key().hex[12:]}"


def is_own(slug: str) -> bool:
    """Return whether a slug names an exercise that a person made."""
    return slug.startswith(OWN)


def library_version() -> str:
    """Return a short hash that changes whenever an exercise of the library does. One query.

    In SQL, because every request for a public page asks for it, and Django takes longer to build
    the query than the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()[:16]
