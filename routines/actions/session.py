"""A session from its start to its end."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.actions.clearance import refuse_to_start
from routines.actions.consent import has_agreed
from routines.actions.schedule import one_at_a_time, replan
from routines.models import (
    DayMark,
    Mark,
    Plan,
    PlannedSession,
    Prescription,
    Session,
    SessionItem,
    SetLog,
    Skip,
    Status,
)
from routines.planning.easing import Ease, eased_load, eased_rir, eased_sets, easing

SESSIONS_CHECKED = 2


class NothingPlanned(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """There is no session on this day to be started."""


class KeyTaken(Exception):  # noqa: N818 — a finding, not a fault
    """The key from the page belongs to something else, perhaps to another person."""


@transaction.atomic
def start_session(*, user: User, key: UUID, now: datetime) -> Session:
    """Starts what is planned for the person's today, or returns the session already running.

    `key` is the page's own: a start sent twice is one session, and so is one from a second tab.
    Raises NothingPlanned on a rest day, StrengthLocked, CheckDue, and KeyTaken.
    """
    one_at_a_time(user)
    if running := _running(user, key):
        return running
    day = user.local_date(now)
    refuse_to_start(user, day)
    planned = PlannedSession.objects.of(user).filter(day=day).select_related("plan").first()
    if planned is None or Session.objects.of(user).done().filter(local_date=day).exists():
        raise NothingPlanned
    session = Session(id=key, programme_day=planned.programme_day, started_at=now)
    return _begin(session, planned.plan, user, day)


@transaction.atomic
def write_down_session(
    *, user: User, key: UUID, day: date, programme_day: str, now: datetime
) -> Session:
    """Begins the record of a session that was trained, whatever the rules say; one that runs
    already is returned instead. A day that passed is taken at its noon. Raises KeyTaken."""
    one_at_a_time(user)
    if running := _running(user, key):
        return running
    plan = Plan.objects.of(user).current().get()
    noon = datetime.combine(day, time(12), tzinfo=user.zone)
    session = Session(
        id=key,
        programme_day=programme_day,
        started_at=now if day == user.local_date(now) else noon,
        off_plan=not PlannedSession.objects.of(user).filter(day=day).exists(),
    )
    begun = _begin(session, plan, user, day)
    # What has begun is a fact at once: the plan moves around it.
    replan(user=user, today=user.local_date(now))
    return begun


def _running(user: User, key: UUID) -> Session | None:
    mine = Session.objects.of(user)
    found = mine.filter(pk=key).first() or mine.in_progress().first()
    if found is None and Session.objects.filter(pk=key).exists():
        raise KeyTaken
    return found


def _begin(session: Session, plan: Plan, user: User, day: date) -> Session:
    session.user, session.plan, session.local_date = user, plan, day
    session.wanted_a_week, session.time_zone = plan.sessions_per_week, user.time_zone
    ease = _easing(plan, user, day)
    session.eased = ease.reason if ease else ""
    session.save(force_insert=True)
    _snapshot(session, plan, ease)
    return session


def _easing(plan: Plan, user: User, day: date) -> Ease | None:
    """What the last session and an illness since then say about this one (brief.md C4, C6)."""
    last = Session.objects.of(user).done().filter(local_date__lt=day).first()
    ill = DayMark.objects.of(user).filter(mark=Mark.ILL, day__lt=day)
    return easing(
        days_off=(day - last.local_date).days if last else None,
        was_ill=ill.filter(day__gt=last.local_date if last else date.min).exists(),
        lighter_week=plan.is_lighter_on(day),
    )


def _snapshot(session: Session, plan: Plan, ease: Ease | None) -> None:
    """Copies what is prescribed, and the last time's figures: later changes rewrite nothing."""
    prescriptions = list(
        Prescription.objects.filter(plan=plan, programme_day=session.programme_day)
        .select_related("exercise")
        .order_by("position")
    )
    if ease:
        prescriptions = [_eased(each, ease) for each in prescriptions]
    strength = [each.exercise_id for each in prescriptions if each.is_strength]
    previous = last_sets(session.user, strength)
    SessionItem.objects.bulk_create(
        SessionItem(
            user=session.user,
            session=session,
            exercise_name=each.exercise.name,
            previous=previous[each.exercise_id],
            **each.prescribed(),
        )
        for each in prescriptions
    )


def _eased(each: Prescription, ease: Ease) -> Prescription:
    """The prescription as this session has it; the plan's own row stays."""
    if each.is_strength:
        each.sets = eased_sets(each.sets, ease)
        each.load = eased_load(each.load, ease)
        if each.rir_lo is not None and each.rir_hi is not None:
            each.rir_lo, each.rir_hi = eased_rir(each.rir_lo, ease), eased_rir(each.rir_hi, ease)
    return each


def last_sets(user: User, slugs: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Each exercise's sets in the last session that was done with any, by slug. Two queries."""
    # Walks back from the newest session, by its index; the items of ten years have none by date.
    logged = SessionItem.objects.filter(
        session=OuterRef("pk"), exercise=OuterRef(OuterRef("pk"))
    ).filter(Exists(SetLog.objects.standing().filter(item=OuterRef("pk"))))
    newest = Session.objects.of(user).done().filter(Exists(logged)).values("pk")[:1]
    sessions = dict(
        Exercise.objects.filter(pk__in=slugs)
        .annotate(last_session=Subquery(newest))
        .exclude(last_session=None)
        .values_list("slug", "last_session")
    )
    logs = SetLog.objects.of(user).standing().filter(item__session__in=sessions.values())
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for log in logs.select_related("item"):
        slug = log.item.exercise_id
        if sessions.get(slug) != log.item.session_id:
            continue
        found[slug].append(
            {
                "number": log.number,
                "side": log.side,
                "amount": log.amount,
                "load": None if log.load is None else str(log.load.normalize()),
                "unit": log.load_unit,
            }
        )
    return found


@transaction.atomic
def finish_session(  # noqa: PLR0913 — all that is asked at the end
    *,
    session: Session,
    rir: int | None,
    note: str,
    now: datetime,
    pain: int | None = None,
    form_kept: Mapping[UUID, bool | None] | None = None,
    at: datetime | None = None,
) -> Session:
    """Ends a session as it stands, and plans what follows. Again: changes only what was said, and
    nothing where something newer than `at`, by the person's device, was said already.

    `pain` is the highest, 0 to 10, and kept with the person's consent alone; `form_kept` says by
    item whether its cues held.
    """
    one_at_a_time(session.user)
    session = Session.objects.select_for_update().get(pk=session.pk)
    at = at or now
    if session.said_ts and session.said_ts > at:
        return session
    session.said_ts = at
    pain = pain if pain is not None and has_agreed(session.user_id) else None
    session.pain, session.rir, session.note = pain, rir, note
    session.finished_at = session.finished_at or now
    session.rest_started_at = session.rest_s = None
    session.status = measured(session)
    session.save()
    for key, kept in (form_kept or {}).items():
        SessionItem.objects.filter(session=session, pk=key).update(form_kept=kept)
    replan(user=session.user, today=session.user.local_date(now))
    return session


def to_check(session: Session) -> list[SessionItem]:
    """The exercises with sets in this session that were done in fewer than two before: whoever is
    new to one is asked whether its cues held (brief.md E6). Two queries."""
    logged = Exists(SetLog.objects.standing().filter(item=OuterRef("pk")))
    items = session.items.filter(logged, phase=Phase.STRENGTH).select_related("exercise")
    earlier = Session.objects.of(session.user).done().exclude(pk=session.pk)
    times = Counter(
        SessionItem.objects.of(session.user)
        .filter(logged, session__in=earlier, exercise__in=[each.exercise_id for each in items])
        .values_list("exercise", flat=True)
    )
    return [each for each in items if times[each.exercise_id] < SESSIONS_CHECKED]


@transaction.atomic
def back_date(*, session: Session, day: date, now: datetime) -> Session:
    """Puts a session on the day on which it was trained, and plans anew around it. The session
    that was planned for the day before the correction was this one: it isn't asked about."""
    user = session.user
    one_at_a_time(user)
    session = Session.objects.select_for_update().get(pk=session.pk)
    planned = PlannedSession.objects.of(user)
    planned.filter(day=session.local_date).update(let_go=True)
    session.local_date = day
    session.off_plan = session.off_plan and not planned.filter(day=day).exists()
    session.save(update_fields=["local_date", "off_plan"])
    replan(user=user, today=user.local_date(now))
    return session


def measured(session: Session) -> Status:
    """Completed with at least two thirds of the prescribed strength sets (brief.md F). What pain
    stopped and what was swapped for another isn't asked for; what was left out for want of time,
    kit or strength is."""
    items = SessionItem.objects.filter(session=session, phase=Phase.STRENGTH)
    logs = SetLog.objects.standing().ticks().filter(item__session=session)
    done = Counter(logs.values_list("item", flat=True))
    prescribed = sum(
        item.rows_prescribed
        if item.skipped not in {"", Skip.HURTS}
        else item.rows_wanted(done[item.pk])
        for item in items
    )
    return Status.COMPLETED if done.total() * 3 >= prescribed * 2 else Status.PARTIAL


@transaction.atomic
def discard_session(*, session: Session, now: datetime) -> Session:
    """Sets a running session aside; its sets stay in the database, and the day is free again."""
    one_at_a_time(session.user)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.is_running:
        session.status, session.finished_at = Status.DISCARDED, now
        session.rest_started_at = session.rest_s = None
        session.save()
        replan(user=session.user, today=session.user.local_date(now))
    return session


def tick_item(
    *, item: SessionItem, ticked: bool, now: datetime, at: datetime | None = None
) -> SessionItem:
    """Warm-up and cool-down: done, or not. Says the state, so that sending it twice is no harm;
    the newest by the person's device stands."""
    ticked_at = (item.ticked_at or now) if ticked else None
    item.tell("ticked_ts", at or now, ticked_at=ticked_at)
    return item
