"""Tests of one's own: health data, with its own scope."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from exchange.api.access import READ_HEALTH, ApiRequest
from exchange.api.paging import NEWEST_DAY_FIRST, Asked, Listed, listed, part_of
from exchange.api.shapes.fields import columns, load_text
from history.models import SelfTestResult

router = Router(tags=["Tests"])


class SelfTestFigures(Schema):
    """What one test of one day found."""

    id: UUID
    test: str
    day: date
    amount: str | None = Field(description="In “unit”; null if each side was measured.")
    left: str | None
    right: str | None
    unit: str = Field(description="stands, seconds, cm, in or points.")
    tries: dict[str, list[int]] = Field(description="All that was typed, if it is more than one.")
    recorded_at: datetime

    @classmethod
    def of(cls, row: SelfTestResult) -> "SelfTestFigures":
        return cls(
            **columns(row, "id", "test", "day", "unit", "tries", "recorded_at"),
            amount=load_text(row.amount),
            left=load_text(row.left),
            right=load_text(row.right),
        )


@router.api_operation(
    ["GET", "HEAD"],
    "tests",
    auth=READ_HEALTH,
    response=Listed[SelfTestFigures],
    summary="List results of tests",
)
def self_tests(
    request: ApiRequest, response: HttpResponse, asked: Query[Asked]
) -> dict[str, object]:
    """Return results, the newest first, without those that were removed."""
    mine = SelfTestResult.objects.of(request.auth.user).standing()
    found, following = part_of(mine, NEWEST_DAY_FIRST, asked)
    return listed(request, response, [SelfTestFigures.of(each) for each in found], following)


@router.api_operation(
    ["GET", "HEAD"],
    "tests/{uuid:result_id}",
    auth=READ_HEALTH,
    response=SelfTestFigures,
    summary="Read the result of a test",
)
def self_test(request: ApiRequest, result_id: UUID) -> SelfTestFigures:
    """Return one result."""
    mine = SelfTestResult.objects.of(request.auth.user).standing()
    return SelfTestFigures.of(get_object_or_404(mine, pk=result_id))
