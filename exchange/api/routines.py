"""The person's routines: which exercises are trained on which of their days."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from exchange.api.access import READ, ApiRequest
from exchange.api.paging import BY_KEY, Asked, Listed, listed, part_of
from exchange.api.shapes.log import Target
from routines.labels.routines import routine_title
from routines.models import Plan, Prescription, Routine

router = Router(tags=["Routines"])
WITH_EXERCISES = Prefetch(
    "prescriptions", Prescription.objects.select_related("exercise").order_by("position", "pk")
)


class RoutineExercise(Schema):
    """One exercise on a day of a routine."""

    exercise: str = Field(description="Its slug.")
    name: str
    phase: str
    superset: int = Field(description="Neighbours with the same number take turns; 0 alone.")
    note: str
    target: Target = Field(description="As prescribed; a session asks for what the log says.")

    @classmethod
    def of(cls, row: Prescription) -> "RoutineExercise":
        return cls(
            exercise=row.exercise_id,
            name=row.exercise.name,
            phase=row.phase,
            superset=row.superset,
            note=row.note,
            target=Target.of(row),
        )


class ShownDay(Schema):
    """One of the days of a routine."""

    letter: str
    name: str
    weekday: int | None = Field(description="0 is Monday; null if the days take turns.")
    exercises: list[RoutineExercise]


class ShownRoutine(Schema):
    """What is trained on which day."""

    id: UUID
    title: str
    starter: str = Field(description="The level of the programme that came along; “” if changed.")
    in_use: bool
    version: int
    made_at: datetime
    archived_at: datetime | None
    days: list[ShownDay]

    @classmethod
    def of(cls, routine: Routine, *, in_use: bool) -> "ShownRoutine":
        """Return the shape of a routine whose exercises were prefetched."""
        by_day = defaultdict(list)
        for row in routine.prescriptions.all():
            by_day[row.programme_day].append(RoutineExercise.of(row))
        return cls(
            id=routine.pk,
            title=routine_title(routine),
            starter=routine.starter,
            in_use=in_use,
            version=routine.version,
            made_at=routine.made_at,
            archived_at=routine.archived_at,
            days=[
                ShownDay(
                    letter=day.letter,
                    name=day.name,
                    weekday=day.weekday,
                    exercises=by_day[day.letter],
                )
                for day in routine.days
            ],
        )


@router.api_operation(
    ["GET", "HEAD"],
    "routines",
    auth=READ,
    response=Listed[ShownRoutine],
    summary="List routines",
)
def routines(request: ApiRequest, response: HttpResponse, asked: Query[Asked]) -> dict[str, object]:
    """Return the person's routines, the oldest first, with those that were put away."""
    mine = Routine.objects.of(request.auth.user).prefetch_related(WITH_EXERCISES)
    found, following = part_of(mine, BY_KEY, asked)
    used = _in_use(request)
    shown = [ShownRoutine.of(each, in_use=each.pk == used) for each in found]
    return listed(request, response, shown, following)


@router.api_operation(
    ["GET", "HEAD"],
    "routines/{uuid:routine_id}",
    auth=READ,
    response=ShownRoutine,
    summary="Read a routine",
)
def routine(request: ApiRequest, routine_id: UUID) -> ShownRoutine:
    """Return one routine with its days and their exercises."""
    mine = Routine.objects.of(request.auth.user).prefetch_related(WITH_EXERCISES)
    found = get_object_or_404(mine, pk=routine_id)
    return ShownRoutine.of(found, in_use=found.pk == _in_use(request))


def _in_use(request: ApiRequest) -> UUID | None:
    plans = Plan.objects.of(request.auth.user).current()
    return plans.values_list("routine_id", flat=True).first()
