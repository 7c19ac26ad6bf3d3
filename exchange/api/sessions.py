"""Sessions: read, start, finish, set aside, remove, bring back."""

from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field, StringConstraints

from accounts.models import User
from exchange.api.access import LOG, READ, ApiRequest, need
from exchange.api.paging import NEWEST_LOCAL_DATE_FIRST, Asked, Listed, listed, part_of
from exchange.api.problems import Refused, wrong_field
from exchange.api.shapes.fields import (
    Day,
    Reserve,
    Sent,
    SentLater,
    Text,
    ZeroToTen,
    columns,
)
from exchange.api.shapes.log import LoggedSession
from exchange.labels.problems import Code
from exchange.models import Scope
from routines import actions
from routines.forms.plan import DAYS_BACK
from routines.models import Plan, Session, SetLog, Status
from routines.models.session import SessionQuerySet

router = Router(tags=["Sessions"])
ONE = "sessions/{uuid:session_id}"


class AskedSessions(Asked):
    """Which sessions are asked for."""

    since: Day | None = Field(None, description="The first day.")
    until: Day | None = Field(None, description="The last day.")
    removed: bool = Field(default=False, description="Those that were removed, instead of the log.")


class Start(Sent):
    """How a session begins."""

    kind: Literal["planned", "empty", "past"] = Field(
        "planned",
        description="planned: the one of today. empty: something else, to which exercises are "
        "added in the app. past: the record of one that was trained already.",
    )
    short: bool = Field(
        default=False, description="The form of about twenty minutes; of a planned one."
    )
    pain: ZeroToTen | None = Field(None, description="Now, before it. Needs the scope health.")
    ill: bool = Field(
        default=False, description="A fever, or ill all over. Needs the scope health."
    )
    tiredness: Annotated[int, Field(ge=1, le=5, strict=True)] | None = Field(
        None, description="1, fresh, to 5. Needs the scope health."
    )
    day: Day | None = Field(None, description="Of a past one: within the last year.")
    programme_day: Literal["A", "B", "C", "D"] | None = Field(
        None, description="Of a past one: which day of the routine."
    )

    @property
    def says_health(self) -> bool:
        return self.pain is not None or self.ill or self.tiredness is not None


class Finish(SentLater):
    """The report at the end of a session."""

    rir: Reserve | None = Field(None, description="Effort: good repetitions left, 5 for more.")
    note: Annotated[Text, StringConstraints(max_length=500)] = ""
    pain: ZeroToTen | None = Field(None, description="The highest. Needs the scope health.")
    form_kept: dict[UUID, bool] = Field(
        {}, max_length=40, description="By item: whether the cues were kept to."
    )


@router.api_operation(
    ["GET", "HEAD"],
    "sessions",
    auth=READ,
    response=Listed[LoggedSession],
    summary="List sessions",
)
def sessions(
    request: ApiRequest, response: HttpResponse, asked: Query[AskedSessions]
) -> dict[str, object]:
    """Return sessions with their exercises and sets, the newest first."""
    mine = _sessions(request.auth.user)
    kept = mine.removed() if asked.removed else mine.standing()
    if asked.since:
        kept = kept.filter(local_date__gte=asked.since)
    if asked.until:
        kept = kept.filter(local_date__lte=asked.until)
    found, following = part_of(kept, NEWEST_LOCAL_DATE_FIRST, asked)
    return listed(request, response, LoggedSession.all_of(found, request.auth), following)


@router.api_operation(
    ["GET", "HEAD"], ONE, auth=READ, response=LoggedSession, summary="Read a session"
)
def session(request: ApiRequest, session_id: UUID) -> LoggedSession:
    """Return one session, also one that was removed."""
    return _shown(request, session_id)


@router.put(ONE, auth=LOG, response=LoggedSession, summary="Start a session")
def start(request: ApiRequest, session_id: UUID, said: Start) -> LoggedSession:
    """Start a session under a key of your own (a UUID): sent twice, it is one session.

    The app decides whether one may start today, as it does on its pages.
    """
    if said.says_health:
        need(request.auth, Scope.HEALTH)
    begun = _begin(request.auth.user, session_id, said)
    if begun.pk != session_id:
        raise Refused(Code.ANOTHER_RUNS, session=str(begun.pk))
    return _shown(request, begun.pk)


def _begin(user: User, key: UUID, said: Start) -> Session:
    now = timezone.now()
    answers = columns(said, "pain", "ill", "tiredness")
    match said.kind:
        case "past":
            return _write_down(user, key, said)
        case "empty":
            return actions.start_empty_session(user=user, key=key, now=now, **answers)
    return actions.start_session(user=user, key=key, now=now, short=said.short, **answers)


def _write_down(user: User, key: UUID, said: Start) -> Session:
    """Begin the record of a past session. Raises Refused, and KeyTaken."""
    plan = Plan.objects.of(user).current().select_related("routine").first()
    if plan is None:
        raise Refused(Code.NO_PLAN)
    today = user.today()
    if said.day is None or not today - timedelta(days=DAYS_BACK) <= said.day <= today:
        raise wrong_field("day", "Name a day within the last year.")
    if said.programme_day not in {day.letter for day in plan.routine.days}:
        raise wrong_field("programme_day", "Name a day of the routine in use.")
    return actions.write_down_session(
        user=user, key=key, day=said.day, programme_day=said.programme_day, now=timezone.now()
    )


@router.post(f"{ONE}/finish", auth=LOG, response=LoggedSession, summary="Finish a session")
def finish(request: ApiRequest, session_id: UUID, said: Finish) -> LoggedSession:
    """End a session with what was done in it. Repeated, it changes only what is sent of the
    report."""
    if said.pain is not None:
        need(request.auth, Scope.HEALTH)
    found = _session(request, session_id)
    if found.removed_at:
        raise Refused(Code.WAS_REMOVED)
    if not SetLog.objects.standing().filter(item__session=found).exists():
        raise Refused(Code.NO_SET_YET)
    ended_at, word = said.when(timezone.now())
    report = {
        name: getattr(said if name in said.model_fields_set else found, name)
        for name in ("rir", "note", "pain")
    }
    actions.finish_session(
        session=found,
        **report,
        form_kept=said.form_kept,
        now=timezone.now(),
        word=word,
        ended_at=ended_at,
    )
    return _shown(request, session_id)


@router.post(f"{ONE}/discard", auth=LOG, response=LoggedSession, summary="Set a session aside")
def discard(request: ApiRequest, session_id: UUID) -> LoggedSession:
    """Set a running session aside: its sets are kept, and the day is free again."""
    found = _session(request, session_id)
    if not found.is_running and found.status != Status.DISCARDED:
        raise Refused(Code.IS_OVER)
    actions.discard_session(session=found, now=timezone.now())
    return _shown(request, session_id)


@router.post(f"{ONE}/remove", auth=LOG, response=LoggedSession, summary="Remove a session")
def remove(request: ApiRequest, session_id: UUID) -> LoggedSession:
    """Remove a session that is over: plan and targets are worked out without it."""
    found = _session(request, session_id)
    if found.is_running:
        raise Refused(Code.STILL_RUNS)
    actions.remove_session(session=found, now=timezone.now())
    return _shown(request, session_id)


@router.post(f"{ONE}/restore", auth=LOG, response=LoggedSession, summary="Bring a session back")
def restore(request: ApiRequest, session_id: UUID) -> LoggedSession:
    """Bring a removed session back into the log as it was."""
    actions.restore_session(session=_session(request, session_id), now=timezone.now())
    return _shown(request, session_id)


def _sessions(user: User) -> SessionQuerySet:
    logs = Prefetch("items__set_logs", SetLog.objects.of(user).standing())
    mine: SessionQuerySet = Session.objects.of(user)
    return mine.prefetch_related("items", logs)


def _session(request: ApiRequest, session_id: UUID) -> Session:
    mine = Session.objects.of(request.auth.user).select_related("user", "plan")
    found: Session = get_object_or_404(mine, pk=session_id)
    return found


def _shown(request: ApiRequest, session_id: UUID) -> LoggedSession:
    found = get_object_or_404(_sessions(request.auth.user), pk=session_id)
    return LoggedSession.of(found, request.auth)
