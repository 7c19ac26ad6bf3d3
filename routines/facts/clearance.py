"""Whether a person may train for strength today, and with which cautions: decided here alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q, Subquery

from accounts.models import User
from exercises.vocabulary import Caution
from routines.facts.back_state import BackState
from routines.models import Agreement, Screening, Session, Subject
from routines.planning.screening import (
    Due,
    Lock,
    Outcome,
    still_stands,
    trains_with_care,
    why_due,
    why_locked,
)


class StrengthLocked(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Strength training is closed to the person for now; the page of the answers says why."""


class CheckDue(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The questions before training have to be answered (again) first."""


@dataclass(frozen=True, kw_only=True)
class Care:
    """What an exercise is chosen and prescribed with. `careful`: effort stays at 3 to 5 good
    repetitions in reserve."""

    cautions: frozenset[Caution] = frozenset()
    careful: bool = False


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """`lock`: why strength training is closed."""

    lock: Lock | None = None
    care: Care = field(default_factory=Care)

    @property
    def needs_a_professional(self) -> bool:
        return self.lock == Lock.PROFESSIONAL


@dataclass(frozen=True, kw_only=True)
class Clearance(Allowed):
    """`due`: why the questions are asked (again)."""

    due: Due | None

    @property
    def is_open(self) -> bool:
        return self.lock is None and self.due is None


def clearance(user: User, back: BackState) -> Clearance:
    """What the person's last answers say about the day of `back`. One query."""
    today = back.today
    sessions = Session.objects.of(user).done().filter(local_date__lte=today)
    last = Subquery(sessions.order_by("-local_date").values("local_date")[:1])
    mine = Screening.objects.of(user).annotate(last_session_on=last, agreed=_agreed(user))
    found = mine.first()
    if found is None:
        return Clearance(lock=None, due=why_due(answered_on=None, today=today), care=Care())
    return Clearance(
        lock=lock_of(found, today),
        due=why_due(
            answered_on=found.answered_on,
            today=today,
            last_session_on=found.last_session_on,
            flare_ended_on=back.course.ended,
            agreed=found.agreed,
        ),
        care=care_of(found),
    )


def _agreed(user: User) -> ExpressionWrapper:
    """As a column: whether the person has agreed to all of today's words."""
    every = Q()
    for subject in Subject:
        every &= Q(Exists(Agreement.objects.of(user).standing().filter(subject=subject)))
    return ExpressionWrapper(every, BooleanField())


def lock_on(user: User, day: date) -> Lock | None:
    """What closes strength training on a day; None where nothing does. One query."""
    found = Screening.objects.of(user).first()
    return lock_of(found, day) if found else None


def allowed_on(user: User, day: date) -> Allowed:
    """What closes strength training on a day, and the cautions; not whether the questions are due.
    One query."""
    found = Screening.objects.of(user).first()
    return Allowed(lock=lock_of(found, day), care=care_of(found)) if found else Allowed()


def lock_of(screening: Screening, today: date) -> Lock | None:
    return why_locked(
        Outcome(screening.outcome),
        waits=screening.waits,
        answered_on=screening.answered_on,
        cleared=screening.cleared_on is not None,
        today=today,
    )


def standing_of(screening: Screening, today: date) -> Outcome:
    """The red flag that no answers of today lift; OK where there is none."""
    return still_stands(
        Outcome(screening.outcome),
        standing=Outcome(screening.standing),
        answered_on=screening.answered_on,
        today=today,
        cleared=screening.cleared_on is not None,
    )


def care_for(user: User | UUID) -> Care:
    """The cautions of the last answers of a person, or of whoever has this key; none without
    answers. One query."""
    found = Screening.objects.filter(user=user).first()
    return care_of(found) if found else Care()


def is_65_or_older(user: User) -> bool:
    """As the person's last answers say; from then on strength goes faster. One query."""
    return Screening.objects.of(user).filter(is_65_or_older=True).exists()


def care_of(screening: Screening) -> Care:
    outcome = Outcome(screening.outcome)
    careful = trains_with_care(outcome, is_65_or_older=screening.is_65_or_older)
    return Care(cautions=screening.cautions, careful=careful)


def refuse_to_start(user: User, back: BackState) -> Clearance:
    """Raises StrengthLocked or CheckDue where no session may start on the day of `back`. One
    query."""
    found = clearance(user, back)
    if found.lock:
        raise StrengthLocked
    if found.due:
        raise CheckDue
    return found


def refuse_to_plan(user: User, days: Iterable[date], today: date) -> None:
    """Raises StrengthLocked where one of these days can't hold a session; asks nothing for none."""
    wanted = set(days)
    lock = lock_on(user, today) if wanted else None
    if lock == Lock.PROFESSIONAL or (lock == Lock.WAIT and today in wanted):
        raise StrengthLocked
