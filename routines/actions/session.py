"""A session from its start to its end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q, UUIDField

from accounts.actions import lock_person
from accounts.models import User
from backhealth.prepared import Given, Inserted, Prepared
from routines.actions.checkpoints import forget_since, keep_checkpoints
from routines.actions.item_sums import keep_sums
from routines.actions.renewal import renew
from routines.actions.schedule import replan
from routines.facts.back_state import BackState, Started, back_state
from routines.facts.clearance import Care, Clearance, refuse_to_start
from routines.facts.completion import measured
from routines.facts.consent import has_agreed
from routines.facts.doses import ExerciseDose, prescribed_on, strength_of
from routines.facts.duration import in_time
from routines.facts.easing import ease_for, told
from routines.facts.fold import Fold, fold_alone, plan_fold
from routines.facts.next_targets import next_targets
from routines.facts.session_items import at_targets, eased, in_reserve, session_items
from routines.facts.short_form import shortened
from routines.facts.stand_ins import with_stand_ins
from routines.facts.substitutes import held_by_history, substitutes_among, with_substitutes
from routines.models import Plan, PlannedSession, Session, SessionItem, Status
from routines.models.last_word import Word, is_overruled, moment
from routines.models.owned import FIRST, PERSON
from routines.models.session import NOTHING_PLANNED
from routines.planning.easing import REDUCED, Ease, Reason, combined
from routines.planning.readiness import Readiness, Ready, ReadyCheck, judge_readiness


class NothingPlanned(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """No session is planned for this day."""


class NotToday(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The back or an illness rules out strength work today. `ready` has the rule; None in a
    flare-up."""

    def __init__(self, ready: Ready | None) -> None:
        super().__init__()
        self.ready = ready


class KeyTaken(Exception):  # noqa: N818 — a finding, not a fault
    """The key from the page belongs to something else, perhaps to another person."""


@transaction.atomic
def start_session(  # noqa: PLR0913 — all that is asked before it
    *,
    user: User,
    key: UUID,
    now: datetime,
    pain: int | None = None,
    ill: bool = False,
    tiredness: int | None = None,
    short: bool = False,
) -> Session:
    """Start the session planned for the person's today, or return the session already running.

    `key` is the page's own: a start sent twice is one session, and so is one from a second tab.
    `pain` is the pain before it, 0 to 10, None if not reported; `tiredness` 1 to 5. `short`: the
    form of about twenty minutes. Raises NothingPlanned on a rest day, StrengthLocked, CheckDue,
    NotToday, and KeyTaken.
    """
    lock_person(user)
    if running := _running(user, key):
        return running
    day = user.local_date(now)
    back, allowed = _cleared(user, day)
    planned = next(iter(_PLANNED(user=user, first=day)), None)
    if planned is None or day in back.sessions:
        raise NothingPlanned
    less = _less_for(back, pain=pain, ill=ill)
    session = Session(id=key, programme_day=planned.programme_day, started_at=now, short=short)
    if has_agreed(user):
        session.pain_before, session.tiredness = pain, tiredness
    return _begin(session, planned.plan, user, back, less=less, care=allowed.care)


@transaction.atomic
def start_empty_session(
    *,
    user: User,
    key: UUID,
    now: datetime,
    pain: int | None = None,
    ill: bool = False,
    tiredness: int | None = None,
) -> Session:
    """Start a session with nothing planned, to which exercises are added; or return the one that
    runs.

    Any day will do: the plan moves around it, and the days of the routine keep their turns. The
    arguments and errors are those of `start_session`; NothingPlanned means that there is no plan.
    """
    lock_person(user)
    if running := _running(user, key):
        return running
    day = user.local_date(now)
    back, allowed = _cleared(user, day)
    plan = Plan.objects.of(user).current().select_related("routine").first()
    if plan is None:
        raise NothingPlanned
    less = _less_for(back, pain=pain, ill=ill)
    session = Session(id=key, programme_day=NOTHING_PLANNED, started_at=now, off_plan=True)
    if has_agreed(user):
        session.pain_before, session.tiredness = pain, tiredness
    begun = _begin(session, plan, user, back, less=less, care=allowed.care)
    replan(user=user, today=day)
    return begun


def _cleared(user: User, day: date) -> tuple[BackState, Clearance]:
    """Return the state of the back and the clearance. Raises StrengthLocked and CheckDue."""
    back = back_state(user, day)
    return back, refuse_to_start(user, back)


def _less_for(back: BackState, *, pain: int | None, ill: bool) -> Ease | None:
    """Return how much less is asked after these answers. Raises NotToday."""
    found = judge_readiness(ReadyCheck(pain=pain or 0, ill=ill), baseline=back.course.baseline)
    if found.readiness not in {Readiness.NORMAL, Readiness.REDUCED}:
        raise NotToday(found)
    if back.in_flare:
        raise NotToday(None)
    return REDUCED if found.readiness == Readiness.REDUCED else None


@transaction.atomic
def write_down_session(
    *, user: User, key: UUID, day: date, programme_day: str, now: datetime
) -> Session:
    """Begin the record of a session that has already been trained, so that no rule refuses it.

    A running session is returned instead. A past day's session is set at noon, with the plan and
    the log as they were then. Raises KeyTaken.
    """
    lock_person(user)
    if running := _running(user, key):
        return running
    plan = Plan.objects.of(user).select_related("routine").in_force_on(day)
    noon = datetime.combine(day, time(12), tzinfo=user.zone)
    letters = {day.letter for day in plan.routine.days}
    session = Session(
        id=key,
        # The routine of a past day may have had fewer days.
        programme_day=programme_day if programme_day in letters else min(letters),
        started_at=now if day == user.local_date(now) else noon,
        written_later=day < user.local_date(now),
        off_plan=not PlannedSession.objects.of(user).filter(day=day).exists(),
    )
    begun = _begin(session, plan, user, back_state(user, day))
    # A session that has begun counts at once: the plan moves around it.
    replan(user=user, today=user.local_date(now))
    return begun


_insert_session = Inserted(Session)
_insert_items = Inserted(SessionItem)
_KNOWN = Prepared(
    lambda: Session.objects.filter(
        Q(pk=Given("key", UUIDField())) | Q(user=PERSON, status=Status.IN_PROGRESS)
    )
)
_PLANNED = Prepared(
    lambda: PlannedSession.objects.of(PERSON).filter(day=FIRST).select_related("plan__routine")
)


def _running(user: User, key: UUID) -> Session | None:
    known = _KNOWN(user=user, key=key)
    mine = [each for each in known if each.user_id == user.pk]
    if known and not mine:
        raise KeyTaken
    # The one with this key, and otherwise the one that runs.
    return min(mine, key=lambda each: each.pk != key, default=None)


def _begin(
    session: Session,
    plan: Plan,
    user: User,
    back: BackState,
    *,
    less: Ease | None = None,
    care: Care | None = None,
) -> Session:
    session.user, session.plan, session.local_date = user, plan, back.today
    plan.user = user
    session.day_name = plan.routine.name_of(session.programme_day)
    session.wanted_a_week, session.time_zone = plan.sessions_per_week, user.time_zone
    ease = combined(ease_for(plan, back, is_65=care.is_65 if care else None), less)
    session.eased = told(ease, user)
    session.usual_pain = back.course.baseline
    _insert_session([session])
    # The pain before it is part of what is known about the session before.
    back = replace(
        back, running=Started(session.local_date, session.started_at, session.pain_before)
    )
    strength = strength_of(plan)
    fold = plan_fold(plan, strength, back, care)
    exercises = _exercises(session, strength, keep_checkpoints(fold) if care else fold, ease, care)
    _insert_items(session_items(session, exercises, back))
    return session


def _exercises(
    session: Session,
    strength: Sequence[ExerciseDose],
    fold: Fold,
    ease: Ease | None,
    care: Care | None,
) -> list[ExerciseDose]:
    """Return the exercises of a session, each with its dose; `fold` is the plan's.

    A dose is prescribed, put at its target, substituted, left with repetitions in reserve, eased,
    and fitted into the session's time, in this order. `strength`: the plan's. `care` is None for a
    session that is logged afterwards: then nothing is substituted, and it takes any time.
    """
    plan, back = fold.plan, fold.back
    targets = next_targets(fold, until=session.started_at)
    planned = at_targets(prescribed_on(plan, session.programme_day), targets)
    exercises: Sequence[ExerciseDose] = planned
    if care is not None:
        is_reduced = ease is not None and ease.reason == Reason.REDUCED
        exercises = with_substitutes(planned, plan, care, back, is_reduced=is_reduced)
        exercises = with_stand_ins(exercises, plan, care)
    if others := substitutes_among(exercises, planned):
        alone = keep_checkpoints(fold_alone(plan, others, back))
        exercises = held_by_history(exercises, next_targets(alone))
    exercises = eased(in_reserve(exercises, back), ease, plan)
    if care is None:
        return exercises
    if session.short:
        exercises = shortened(exercises, session.user, care, back.today)
    return in_time(exercises, at_targets(strength, targets))


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
    """End a session as it is, and plan the following ones. Repeating it changes only the report.

    If the report was changed later than `word`, the time of a change that a device sent late,
    nothing is changed. `ended_at`: when the session ended, if that is sent later.

    `pain` is the highest, 0 to 10, and stored only with the person's consent; `form_kept` is, by
    item, whether the person kept to its cues.
    """
    lock_person(session.user)
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
    keep_sums(session)
    for key, kept in (form_kept or {}).items():
        SessionItem.objects.filter(session=session, pk=key).update(form_kept=kept)
    forget_since(session.user, session.local_date)
    replan(user=session.user, today=session.user.local_date(now))
    renew(session.user)
    return session


@transaction.atomic
def back_date(*, session: Session, day: date, now: datetime) -> Session:
    """Move a session to the day on which it was trained, and plan anew around it.

    The session planned for the day it was logged on is dismissed: it was this one.
    """
    user = session.user
    lock_person(user)
    session = Session.objects.select_for_update().get(pk=session.pk)
    planned = PlannedSession.objects.of(user)
    planned.filter(day=session.local_date).update(dismissed=True)
    forget_since(user, min(session.local_date, day))
    session.local_date = day
    session.off_plan = session.off_plan and not planned.filter(day=day).exists()
    session.save(update_fields=["local_date", "off_plan"])
    keep_sums(session)
    replan(user=user, today=user.local_date(now))
    renew(user)
    return session


@transaction.atomic
def discard_session(*, session: Session, now: datetime) -> Session:
    """Set a running session aside; its sets stay in the database, and the day is free again."""
    lock_person(session.user)
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
    """Tick a warm-up or cool-down exercise, or untick it. Sending the same state twice changes
    nothing.

    A change newer than `word`, the time of a change that a device sent late, stays.
    """
    ticked_at = (item.ticked_at or now) if ticked else None
    item.write_if_newer("ticked_ts", now, word, ticked_at=ticked_at)
    return item
