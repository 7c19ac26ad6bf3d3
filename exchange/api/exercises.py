"""Exercises: the library’s, and those that the person made."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from exchange.api.access import READ, ApiRequest
from exchange.api.paging import BY_SLUG, Asked, Listed, listed, part_of
from exchange.api.shapes.fields import columns
from exercises.models import Exercise

router = Router(tags=["Exercises"])
COLUMNS = (
    *("slug", "name", "phase", "pattern", "primary", "secondary", "equipment", "any_of"),
    *("measure", "load", "unilateral", "sides", "daily_ok", "setup", "movement", "cues"),
    *("mistakes", "breathing", "knee", "note", "link"),
)


class ShownExercise(Schema):
    """What one can do, and how."""

    slug: str
    name: str
    own: bool = Field(description="Whether the person made it.")
    retired: bool
    phase: str
    pattern: str
    primary: list[str] = Field(description="The muscles that work most.")
    secondary: list[str]
    equipment: list[str] = Field(description="All of these are needed.")
    any_of: list[str] = Field(description="One of these is enough.")
    measure: str = Field(description="What a set counts: reps, seconds or minutes.")
    load: str = Field(description="Which kind of weight it takes.")
    unilateral: bool
    sides: str
    daily_ok: bool
    easier: str | None = Field(description="The slug of the next easier one.")
    harder: str | None
    setup: list[str]
    movement: list[str]
    cues: list[str]
    mistakes: list[dict[str, str]]
    breathing: str
    knee: str
    note: str
    link: str

    @classmethod
    def of(cls, exercise: Exercise) -> "ShownExercise":
        return cls(
            **columns(exercise, *COLUMNS),
            own=exercise.is_own,
            retired=exercise.retired_at is not None,
            easier=exercise.easier_id,
            harder=exercise.harder_id,
        )


@router.api_operation(
    ["GET", "HEAD"],
    "exercises",
    auth=READ,
    response=Listed[ShownExercise],
    summary="List exercises",
)
def exercises(
    request: ApiRequest, response: HttpResponse, asked: Query[Asked]
) -> dict[str, object]:
    """Return what the person may choose, by slug: the library and their own exercises."""
    found, following = part_of(Exercise.objects.known_to(request.auth.user), BY_SLUG, asked)
    return listed(request, response, [ShownExercise.of(each) for each in found], following)


@router.api_operation(
    ["GET", "HEAD"],
    "exercises/{slug:slug}",
    auth=READ,
    response=ShownExercise,
    summary="Read an exercise",
)
def exercise(request: ApiRequest, slug: str) -> ShownExercise:
    """Return one exercise, also one that is retired, for the logs that name it."""
    known = Exercise.objects.visible_to(request.auth.user)
    return ShownExercise.of(get_object_or_404(known, pk=slug))
