"""Whose token it is."""

from datetime import date, datetime
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from exchange.api.access import READ, ApiRequest
from exchange.api.shapes.fields import columns
from exchange.api.shapes.log import HEALTH
from exchange.models import Scope
from routines.facts.consent import has_agreed

router = Router(tags=["Me"])


class UsedToken(Schema):
    """The token that asks."""

    name: str
    scopes: list[Scope]
    ends_at: datetime


class Me(Schema):
    """The person whose token it is."""

    id: UUID
    email: str | None = Field(description="Null for a guest.")
    is_guest: bool
    units: str = Field(description="metric or imperial.")
    time_zone: str
    today: date = Field(description="The person’s own date.")
    week_start: int = Field(description="The first day of the week: 0 is Monday.")
    joined_at: datetime
    agreed: bool = Field(description="Whether what is said about health is kept.")
    usual_pain: int | None = Field(description=f"0 to 10. {HEALTH}")
    token: UsedToken


@router.api_operation(["GET", "HEAD"], "me", auth=READ, response=Me, summary="Read who you are")
def me(request: ApiRequest) -> Me:
    """Return the person, and what the token allows."""
    token, user = request.auth, request.auth.user
    names = ("id", "email", "is_guest", "units", "time_zone", "week_start", "joined_at")
    return Me(
        **columns(user, *names),
        today=user.today(),
        agreed=has_agreed(user),
        usual_pain=user.usual_pain if token.allows(Scope.HEALTH) else None,
        token=UsedToken(name=token.name, scopes=token.allowed, ends_at=token.ends_at),
    )
