"""A session from its start to its end."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from exercises.decimals import decimal_text
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.actions.clearance import Care, is_65_or_older, refuse_to_start
from routines.actions.consent import has_agreed
from routines.actions.course import BackFacts, all_back_facts, recent
from routines.actions.kinder import kinder
from routines.actions.schedule import one_at_a_time, replan
from routines.actions.targets import Aim, aims, strength_of, take_on
from routines.actions.units import weights_of
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
from routines.models.last_word import Word, is_overruled, moment
from routines.models.prescribed import Prescribed
from routines.planning.easing import (
    HEALTH_REASONS,
    REDUCED,
    Ease,
    Reason,
    combined,
    eased_load,
    eased_rir,
    eased_sets,
    easing,
)
from routines.planning.effort import effort
from routines.planning.loads import Unit
from routines.planning.readiness import Readiness, Ready, ReadyCheck, ready

SESSIONS_CHECKED = 2


class NothingPlanned(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """There is no session on this day to be started."""


class NotToday(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The back or an illness speaks against strength work today. `ready` says which rule; None
    during a flare-up."""

    def __init__(self, ready: Ready | None) -> None:
        super().__init__()
        self.ready = ready


class KeyTaken(Exception):  # noqa: N818 — a finding, not a fault
    """The key from the page belongs to something else, perhaps to another person."""


@transaction.atomic
def start_session(
    *,
    user: User,
    key: UUID,
    now: datetime,
    pain: int | None = None,
    ill: bool = False,
    tiredness: int | None = None,
) -> Session:
    """Starts what is planned for the person's today, or returns the session already running.

    `key` is the page's own: a start sent twice is one session, and so is one from a second tab.
    `pain` is that before it, 0 to 10, None where it wasn't said; `tiredness` 1 to 5. Raises
    NothingPlanned on a rest day, StrengthLocked, CheckDue, NotToday, and KeyTaken.
    """
    one_at_a_time(user)
    if running := _running(user, key):
        return running
    day = user.local_date(now)
    whole = all_back_facts(user, day)
    facts = recent(whole)
    allowed = refuse_to_start(user, facts)
    planned = PlannedSession.objects.of(user).filter(day=day).select_related("plan").first()
    if planned is None or Session.objects.of(user).done().filter(local_date=day).exists():
        raise NothingPlanned
    found = ready(ReadyCheck(pain=pain or 0, ill=ill), baseline=facts.course.baseline)
    if found.readiness not in {Readiness.NORMAL, Readiness.REDUCED}:
        raise NotToday(found)
    if facts.in_flare:
        raise NotToday(None)
    session = Session(id=key, programme_day=planned.programme_day, started_at=now)
    if has_agreed(user):
        session.pain_before, session.tiredness = pain, tiredness
    less = REDUCED if found.readiness == Readiness.REDUCED else None
    return _begin(session, planned.plan, user, whole, less=less, care=allowed.care)


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
        written_later=day < user.local_date(now),
        off_plan=not PlannedSession.objects.of(user).filter(day=day).exists(),
    )
    begun = _begin(session, plan, user, all_back_facts(user, day))
    # What has begun is a fact at once: the plan moves around it.
    replan(user=user, today=user.local_date(now))
    return begun


def _running(user: User, key: UUID) -> Session | None:
    mine = Session.objects.of(user)
    found = mine.filter(pk=key).first() or mine.in_progress().first()
    if found is None and Session.objects.filter(pk=key).exists():
        raise KeyTaken
    return found


def _begin(
    session: Session,
    plan: Plan,
    user: User,
    facts: BackFacts,
    *,
    less: Ease | None = None,
    care: Care | None = None,
) -> Session:
    session.user, session.plan, session.local_date = user, plan, facts.today
    plan.user = user
    session.wanted_a_week, session.time_zone = plan.sessions_per_week, user.time_zone
    ease = combined(ease_for(plan, facts), less)
    # A reason that tells of health is kept with consent alone; the session is as easy without it.
    is_told = ease and (ease.reason not in HEALTH_REASONS or has_agreed(user))
    session.eased = ease.reason if ease and is_told else ""
    session.save(force_insert=True)
    _snapshot(session, plan, ease, care, facts)
    return session


def ease_for(plan: Plan, facts: BackFacts) -> Ease | None:
    """What the breaks before, an illness since the last session and the way back from a flare say
    about this one (brief.md C4, C6, D7); `facts` are those of all the time. Two queries."""
    user, day = plan.user, facts.today
    days = sorted(each for each in facts.sessions if each < day)
    ill = DayMark.objects.of(user).filter(mark=Mark.ILL, day__lt=day)
    found = easing(
        days=days,
        day=day,
        was_ill=ill.filter(day__gt=days[-1] if days else date.min).exists(),
        lighter_week=plan.is_lighter_on(day),
        is_65=is_65_or_older(user),
    )
    return combined(found, facts.ease)


def ease_of(session: Session, plan: Plan, facts: BackFacts) -> Ease | None:
    """What eases a session that runs, with the pain that was said before it."""
    less = REDUCED if session.eased == Reason.REDUCED else None
    return combined(ease_for(plan, facts), less)


def _snapshot(
    session: Session, plan: Plan, ease: Ease | None, care: Care | None, facts: BackFacts
) -> None:
    """Copies what is asked for, why, and the last time's figures: later changes rewrite nothing.
    With `care` nothing is asked for that is locked or too much today."""
    prescriptions = list(
        Prescription.objects.filter(plan=plan, programme_day=session.programme_day)
        .select_related("exercise")
        .order_by("position")
    )
    found = aims(plan, strength_of(plan), facts)
    for each in prescriptions:
        if each.is_strength:
            take_on(each, found[each.exercise_id])
    if care is not None:
        is_reduced = ease is not None and ease.reason == Reason.REDUCED
        prescriptions, stood_in = kinder(prescriptions, plan, care, facts, is_reduced=is_reduced)
        found |= stood_in
    for each in prescriptions:
        _leave_in_reserve(each, facts)
        if ease:
            eased(each, ease, plan)
    strength = [each.exercise_id for each in prescriptions if each.is_strength]
    previous = last_sets(session.user, strength)
    SessionItem.objects.bulk_create(
        SessionItem(
            user=session.user,
            session=session,
            exercise_name=each.exercise.name,
            previous=previous[each.exercise_id],
            **_reasons(found.get(each.exercise_id)),
            **each.prescribed(),
        )
        for each in prescriptions
    )


def _leave_in_reserve(each: Prescription, facts: BackFacts) -> None:
    """More good repetitions in the first weeks and while the back hurts much (brief.md D6); what
    the answers before training ask for stands in the plan already."""
    if each.rir_lo is None or each.rir_hi is None:
        return
    first = min(facts.sessions, default=facts.today)
    week = (facts.today - first).days // 7 + 1
    found = effort(week=week, usual_pain=facts.course.baseline)
    each.rir_lo, each.rir_hi = max(each.rir_lo, found.rir_lo), max(each.rir_hi, found.rir_hi)


def _reasons(aim: Aim | None) -> dict[str, Any]:
    """Why the target is as it is; what hurt so much twice is left out, which a tap takes back."""
    if aim is None:
        return {}
    leaves_out = aim.why.get("remove") and not aim.why.get("chosen")
    return {"why": aim.why, "skipped": Skip.HURTS if leaves_out else ""}


def eased(each: Prescribed, ease: Ease, plan: Plan) -> None:
    """Makes of what is prescribed what this session has; nothing is saved."""
    if each.is_strength:
        weights = weights_of(each.exercise, plan, each.load_unit)
        each.sets = eased_sets(each.sets, ease)
        each.load = eased_load(each.load, ease, unit=Unit(each.load_unit), weights=weights)
        if each.rir_lo is not None and each.rir_hi is not None:
            each.rir_lo, each.rir_hi = eased_rir(each.rir_lo, ease), eased_rir(each.rir_hi, ease)


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
                "load": None if log.load is None else decimal_text(log.load),
                "unit": log.load_unit,
                "rir": log.rir,
                "note": log.note,
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
    word: Word | None = None,
    ended_at: datetime | None = None,
) -> Session:
    """Ends a session as it stands, and plans what follows. Again: changes only what was said, and
    nothing where something newer than a `word` of a device was said already. `ended_at`: when it
    was said, where it arrives later.

    `pain` is the highest, 0 to 10, and kept with the person's consent alone; `form_kept` says by
    item whether its cues held.
    """
    one_at_a_time(session.user)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if is_overruled(word, by=session.said_ts):
        return session
    session.said_ts = moment(word, now)
    pain = pain if pain is not None and has_agreed(session.user_id) else None
    session.pain, session.rir, session.note = pain, rir, note
    session.finished_at = session.finished_at or max(session.started_at, ended_at or now)
    session.rest_started_at = session.rest_s = None
    session.status = measured(session)
    session.save()
    for key, kept in (form_kept or {}).items():
        SessionItem.objects.filter(session=session, pk=key).update(form_kept=kept)
    replan(user=session.user, today=session.user.local_date(now))
    return session


def to_check(session: Session) -> list[SessionItem]:
    """The exercises with sets in this session whose cues weren't seen to hold in two before:
    whoever is new to one is asked (brief.md E6). Two queries."""
    logged = Exists(SetLog.objects.standing().filter(item=OuterRef("pk")))
    items = session.items.filter(logged, phase=Phase.STRENGTH).select_related("exercise")
    earlier = Session.objects.of(session.user).done().exclude(pk=session.pk)
    times = Counter(
        SessionItem.objects.of(session.user)
        .filter(session__in=earlier, exercise__in=[each.exercise_id for each in items])
        .filter(form_kept=True)
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


@transaction.atomic
def tick_item(
    *, item: SessionItem, ticked: bool, now: datetime, word: Word | None = None
) -> SessionItem:
    """Warm-up and cool-down: done, or not. Says the state, so that sending it twice is no harm;
    what was said later than a `word` of a device stays."""
    ticked_at = (item.ticked_at or now) if ticked else None
    item.tell("ticked_ts", now, word, ticked_at=ticked_at)
    return item
