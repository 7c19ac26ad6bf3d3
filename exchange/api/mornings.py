"""How the back is on a morning: health data, with its own scope and the person's consent."""

from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from exchange.api.access import LOG_HEALTH, READ_HEALTH, ApiRequest
from exchange.api.paging import NEWEST_DAY_FIRST, Asked, Listed, listed, part_of
from exchange.api.problems import wrong_field
from exchange.api.shapes.fields import Day, SentLater, ZeroToTen
from routines import actions
from routines.forms.plan import DAYS_BACK
from routines.models import MorningCheck

router = Router(tags=["Mornings"])


class Morning(Schema):
    """The entry of one day."""

    day: date
    pain: int = Field(description="0 to 10.")
    sore: bool = Field(description="Whether the muscles are sore; no rule depends on it.")
    recorded_at: datetime

    @classmethod
    def of(cls, row: MorningCheck) -> "Morning":
        return cls(day=row.day, pain=row.pain, sore=row.sore, recorded_at=row.recorded_at)


class MorningSaid(SentLater):
    """How the back is."""

    pain: ZeroToTen
    sore: bool = False


@router.api_operation(
    ["GET", "HEAD"],
    "mornings",
    auth=READ_HEALTH,
    response=Listed[Morning],
    summary="List mornings",
)
def mornings(request: ApiRequest, response: HttpResponse, asked: Query[Asked]) -> dict[str, object]:
    """Return the entries, the newest first."""
    mine = MorningCheck.objects.of(request.auth.user)
    found, following = part_of(mine, NEWEST_DAY_FIRST, asked)
    return listed(request, response, [Morning.of(each) for each in found], following)


@router.put("mornings/{day}", auth=LOG_HEALTH, response=Morning, summary="Say how a morning is")
def say_morning(request: ApiRequest, day: Day, said: MorningSaid) -> Morning:
    """Store the entry of a day within the last year, or correct it: one a day."""
    user, today = request.auth.user, request.auth.user.today()
    if not today - timedelta(days=DAYS_BACK) <= day <= today:
        raise wrong_field("path.day", "Name a day within the last year.")
    now, word = said.when(timezone.now())
    found = actions.record_morning(
        user=user, day=day, pain=said.pain, sore=said.sore, today=today, now=now, word=word
    )
    return Morning.of(found)
