"""A session, its exercises and their sets, as the API shows them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from exchange.api.shapes.fields import columns, load_text
from exchange.models import ApiToken, Scope
from routines.models import Session, SessionItem, SetLog, Skip
from routines.models.prescribed import Prescribed

HEALTH = "Null for a token without the scope health."
# Its reason, like an illness or a flare-up, is part of health.
SESSION_HEALTH = ("pain", "pain_before", "tiredness", "stopped", "eased")
ITEM_HEALTH = ("pain", "pain_low", "pain_high")


class Target(Schema):
    """What is asked for in one exercise: sets of `aim`, in a range from `lo` to `hi`."""

    measure: str = Field(description="What lo, hi and aim count: reps, seconds or minutes.")
    sets: int
    lo: int
    hi: int
    aim: int
    per_side: bool
    sides: str = Field(description="“alternating”: left and right share one row; “” if not.")
    takes_load: bool
    load: str | None = Field(description="In “unit”, as it was typed; null without one.")
    unit: str = Field(description="kg or lb.")
    load_helps: bool = Field(description="Whether the load is help, which goes down.")
    hold_s: int
    pause_s: int
    height_cm: str
    band: int = Field(description="The number of the band from the lightest; 0 for none.")
    rest_s: int
    tempo: str
    rir_lo: int | None = Field(description="Good repetitions in reserve, at least.")
    rir_hi: int | None

    @classmethod
    def of(cls, row: Prescribed) -> "Target":
        names = set(cls.model_fields) - {"load", "unit", "height_cm"}
        return cls(
            **columns(row, *names),
            load=load_text(row.load),
            unit=row.load_unit,
            height_cm=load_text(row.height_cm) or "0",
        )


class LoggedSet(Schema):
    """One set, or one side of it."""

    id: UUID = Field(description="The key under which it was logged.")
    item: UUID
    number: int
    side: str = Field(description="both, left or right.")
    amount: int = Field(description="Repetitions, seconds or minutes, as the item’s measure says.")
    load: str | None = Field(description="In “unit”, as it was typed; null without weight.")
    unit: str
    rir: int | None = Field(description="Good repetitions that were left, 5 for five or more.")
    note: str
    logged_at: datetime
    removed_at: datetime | None

    @classmethod
    def of(cls, log: SetLog) -> "LoggedSet":
        names = ("id", "number", "side", "amount", "rir", "note", "logged_at", "removed_at")
        return cls(
            **columns(log, *names),
            item=log.item_id,
            load=load_text(log.load),
            unit=log.load_unit,
        )


def _if(shown: bool, values: dict[str, Any]) -> dict[str, Any]:
    """Return these values, or null for each of them if they aren't shown."""
    return values if shown else dict.fromkeys(values)


class LoggedItem(Schema):
    """One exercise of a session: as it was prescribed then, under the name it had then."""

    id: UUID
    exercise: str = Field(description="The exercise’s slug.")
    name: str
    phase: str
    position: int
    superset: int = Field(description="Neighbours with the same number take turns; 0 alone.")
    target: Target
    sets: list[LoggedSet]
    ticked_at: datetime | None
    skipped: str = Field(description="Why it was left out; “” if it wasn’t.")
    swapped_at: datetime | None = Field(description="When it left the session.")
    instead_of: UUID | None = Field(description="The item that it replaced.")
    added: bool
    removed: bool
    form_kept: bool | None
    pain: int | None = Field(description=f"The last report, 0 to 10. {HEALTH}")
    pain_low: int | None = Field(description=f"The lowest report. {HEALTH}")
    pain_high: int | None = Field(description=f"The highest report. {HEALTH}")

    @classmethod
    def of(cls, item: SessionItem, *, with_health: bool) -> "LoggedItem":
        names = (
            *("id", "phase", "position", "superset", "ticked_at", "swapped_at", "added"),
            *("removed", "form_kept"),
        )
        hides = item.skipped == Skip.HURTS and not with_health
        return cls(
            **columns(item, *names),
            **_if(with_health, columns(item, *ITEM_HEALTH)),
            exercise=item.exercise_id,
            name=item.exercise_name,
            target=Target.of(item),
            sets=[LoggedSet.of(log) for log in item.set_logs.all() if not log.removed_at],
            skipped=Skip.OTHER.value if hides else item.skipped,
            instead_of=item.instead_of_id,
        )


class LoggedSession(Schema):
    """One workout, with its exercises and their sets."""

    id: UUID = Field(description="The key under which it was started.")
    day: date = Field(description="The person’s own date.")
    time_zone: str
    programme_day: str = Field(description="A to D; X for something else than the routine.")
    day_name: str
    status: str = Field(description="in_progress, completed, partial, empty or discarded.")
    short: bool
    off_plan: bool
    written_later: bool
    started_at: datetime
    finished_at: datetime | None
    removed_at: datetime | None
    rir: int | None
    note: str
    pain: int | None = Field(description=f"The highest, 0 to 10. {HEALTH}")
    pain_before: int | None = Field(description=HEALTH)
    tiredness: int | None = Field(description=f"Before it, 1 to 5. {HEALTH}")
    stopped: bool | None = Field(description=f"Because of a stop sign. {HEALTH}")
    eased: str | None = Field(description=f"Why it asked for less; “” if it didn’t. {HEALTH}")
    items: list[LoggedItem]

    @classmethod
    def of(cls, session: Session, token: ApiToken) -> "LoggedSession":
        """Return the shape of a session whose items and sets were prefetched."""
        with_health = token.allows(Scope.HEALTH)
        names = (
            *("id", "time_zone", "programme_day", "day_name", "status", "short", "off_plan"),
            *("written_later", "started_at", "finished_at", "removed_at", "rir", "note"),
        )
        return cls(
            **columns(session, *names),
            **_if(with_health, columns(session, *SESSION_HEALTH)),
            day=session.local_date,
            items=[LoggedItem.of(item, with_health=with_health) for item in session.items.all()],
        )

    @classmethod
    def all_of(cls, sessions: Iterable[Session], token: ApiToken) -> "list[LoggedSession]":
        return [cls.of(session, token) for session in sessions]
