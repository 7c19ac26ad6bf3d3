"""Whether a person may train for strength today, and with which cautions: decided only here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Subquery

from accounts.models import User
from backhealth.prepared import Prepared
from exercises.vocabulary import Caution
from routines.facts.back_state import BackState
from routines.models import Agreement, Screening, Subject
from routines.models.owned import PERSON
from routines.planning.cautions import LoadKept
from routines.planning.questions import Outcome
from routines.planning.screening import (
    Due,
    Lock,
    still_stands,
    trains_with_care,
    why_due,
    why_locked,
)


class StrengthLocked(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Strength training is locked for the person at present; the page of the answers shows why."""


class CheckDue(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The questions before training have to be answered (again) first."""


@dataclass(frozen=True, kw_only=True)
class Care:
    """The precautions with which exercises are chosen and prescribed.

    `careful`: each set ends with 3 to 5 good repetitions in reserve. `is_65`: 65 or older; each
    session has a balance exercise. `load_kept`: the days on which no weight goes up; None for none.
    """

    cautions: frozenset[Caution] = frozenset()
    careful: bool = False
    is_65: bool = False
    load_kept: LoadKept | None = None


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What a person may do on a day; `lock` is why strength training is locked, None if open."""

    lock: Lock | None = None
    care: Care = field(default_factory=Care)

    @property
    def needs_a_professional(self) -> bool:
        return self.lock == Lock.PROFESSIONAL


@dataclass(frozen=True, kw_only=True)
class Clearance(Allowed):
    """What a person may start on a day; `due` is why the questions are asked (again), or None."""

    due: Due | None

    @property
    def is_open(self) -> bool:
        return self.lock is None and self.due is None


def clearance(user: User, back: BackState) -> Clearance:
    """Return what the person may start on the day of `back`, by their last answers. One query."""
    today = back.today
    answered = _WITH_AGREEMENTS(user=user)
    if not answered:
        return Clearance(lock=None, due=why_due(answered_on=None, today=today), care=Care())
    found = answered[0]
    return Clearance(
        lock=lock_of(found, today),
        due=why_due(
            answered_on=found.answered_on,
            today=today,
            last_session_on=max(back.sessions, default=back.earlier),
            flare_ended_on=back.course.ended,
            agreed=found.agreed == len(Subject),
        ),
        care=care_of(found),
    )


def _agreed() -> Subquery:
    """Return a column: to how many subjects of today's wording the person has agreed; None for
    none. A subject has one standing agreement at most."""
    standing = Agreement.objects.of(PERSON).standing().order_by().values("user")
    return Subquery(standing.annotate(count=Count("pk")).values("count"))


_WITH_AGREEMENTS = Prepared(lambda: Screening.objects.of(PERSON).annotate(agreed=_agreed()))
_ANSWERED = Prepared(lambda: Screening.objects.of(PERSON))


def lock_on(user: User, day: date) -> Lock | None:
    """Return why strength training is locked on a day; None if it isn't. One query."""
    answered = _ANSWERED(user=user)
    return lock_of(answered[0], day) if answered else None


def allowed_on(user: User, day: date) -> Allowed:
    """Return the lock of a day and the cautions, without the questions that may be due. One
    query."""
    answered = _ANSWERED(user=user)
    if not answered:
        return Allowed()
    return Allowed(lock=lock_of(answered[0], day), care=care_of(answered[0]))


def lock_of(screening: Screening, today: date) -> Lock | None:
    return why_locked(
        Outcome(screening.outcome),
        waits=screening.waits,
        answered_on=screening.answered_on,
        cleared=screening.cleared_on is not None,
        today=today,
    )


def standing_of(screening: Screening) -> Outcome:
    """Return the red flag that new answers can't lift; OK if there is none."""
    return still_stands(
        Outcome(screening.outcome),
        standing=Outcome(screening.standing),
        cleared=screening.cleared_on is not None,
    )


def care_for(user: User | UUID) -> Care:
    """Return the precautions of a person, given as a user or a key; none without answers. One
    query."""
    answered = _ANSWERED(user=user)
    return care_of(answered[0]) if answered else Care()


def is_65_or_older(user: User) -> bool:
    """Return whether the person is 65 or older by their last answers. One query.

    Breaks cost them strength sooner.
    """
    return care_for(user).is_65


def care_of(screening: Screening) -> Care:
    outcome = Outcome(screening.outcome)
    careful = trains_with_care(outcome, is_65_or_older=screening.is_65_or_older)
    return Care(
        cautions=screening.cautions,
        careful=careful,
        is_65=screening.is_65_or_older,
        load_kept=screening.load_kept,
    )


def refuse_to_start(user: User, back: BackState) -> Clearance:
    """Return the clearance for the day of `back`, or refuse to start a session on it. One query.

    Raises StrengthLocked or CheckDue.
    """
    found = clearance(user, back)
    if found.lock:
        raise StrengthLocked
    if found.due:
        raise CheckDue
    return found


def refuse_to_plan(user: User, days: Iterable[date], today: date) -> None:
    """Raise StrengthLocked if one of these days can't have a session. One query, if there are
    days."""
    wanted = set(days)
    lock = lock_on(user, today) if wanted else None
    if lock == Lock.PROFESSIONAL or (lock == Lock.WAIT and today in wanted):
        raise StrengthLocked
