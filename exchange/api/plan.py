"""The plan, and the sessions that come next."""

from datetime import date
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from exchange.api.access import READ, ApiRequest
from exchange.api.problems import Refused
from exchange.labels.problems import Code
from routines.labels.routines import planned_title
from routines.models import Plan, PlannedSession

router = Router(tags=["Plan"])


class ComingSession(Schema):
    """A day on which strength training is planned."""

    day: date
    programme_day: str = Field(description="Which day of the routine: A to D.")
    title: str


class ShownPlan(Schema):
    """When the person trains, and what."""

    routine: UUID = Field(description="The routine in use.")
    level: str
    sessions_per_week: int
    weekdays: list[int] = Field(description="0 is Monday.")
    started_on: date
    sessions: list[ComingSession] = Field(
        description="From today on, twelve weeks ahead. All other days are rest days."
    )


@router.api_operation(
    ["GET", "HEAD"], "plan", auth=READ, response=ShownPlan, summary="Read the plan"
)
def plan(request: ApiRequest) -> ShownPlan:
    """Return the plan with the sessions from today on."""
    user = request.auth.user
    found = Plan.objects.of(user).current().select_related("routine").first()
    if found is None:
        raise Refused(Code.NO_PLAN)
    coming = PlannedSession.objects.of(user).filter(day__gte=user.today(), dismissed=False)
    return ShownPlan(
        routine=found.routine_id,
        level=found.level,
        sessions_per_week=found.sessions_per_week,
        weekdays=found.training_weekdays,
        started_on=found.started_on,
        sessions=[
            ComingSession(
                day=each.day,
                programme_day=each.programme_day,
                title=planned_title(each.programme_day, found),
            )
            for each in coming
        ],
    )
