"""Delete guests who never came back. Their pages say so in time; nobody with an account goes.

A guest's browser holds the only key to the log, and a visit renews it for a year
(`accounts.sessions`). So a log goes only when nobody can open it any more.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.actions import lock_person
from accounts.models import BrowserSession, FormerGuest, User
from accounts.sessions import LASTS, last_visit_of_anybody
from exercises.models import Exercise
from history.models import Activity, SelfTestResult, ThreeActivities
from routines.actions.personal_data import delete_everything
from routines.models import DayNote, FlareMark, MorningCheck, Session, SetLog
from routines.models.owned import Owned
from upkeep.turn import Counts, Turn

WITHOUT_A_LOG = timedelta(days=30)
WITH_A_LOG = timedelta(days=365)
# What a person put down. A plan alone is made again in two minutes.
LOGGED: list[type[Owned]] = [
    SetLog,
    MorningCheck,
    FlareMark,
    DayNote,
    Activity,
    SelfTestResult,
    ThreeActivities,
]
MOST = 500  # in one tick, so that the other jobs have their turn


def forget_guests(turn: Turn) -> Counts:
    """Delete guests who logged nothing and weren't here for 30 days, and guests who weren't here
    for a year."""
    seen = last_visit_of_anybody(turn.now)
    keys = list(gone(seen).values_list("pk", flat=True)[:MOST])
    deleted = 0
    for key in keys:
        deleted += _forget(key, seen)
        turn.renew()
    return {"deleted": deleted}


def gone(now: datetime) -> QuerySet[User]:
    """Select the guests who go."""
    return _unseen_since(now - WITH_A_LOG) | _without_a_log(_unseen_since(now - WITHOUT_A_LOG))


def _unseen_since(moment: datetime) -> QuerySet[User]:
    """Select guests who joined before this moment, and of whom there is neither a visit nor a
    session since, nor a log-in to an account that the log may still come along into."""
    whose = OuterRef("pk")
    visits = BrowserSession.objects.filter(user=whose, expire_date__gt=moment + LASTS)
    sessions = Session.objects.filter(user=whose, started_at__gt=moment)
    waits = FormerGuest.objects.filter(key=whose, merged_at=None, asked_at__gt=moment)
    since = (visits, sessions, waits)
    return User.objects.filter(
        *(~Exists(rows) for rows in since), is_guest=True, joined_at__lte=moment
    )


def _without_a_log(guests: QuerySet[User]) -> QuerySet[User]:
    """Leave out guests who logged something or made an exercise, and those whose session runs: its
    sets may still be on a device that has no signal."""
    whose = OuterRef("pk")
    running = Session.objects.filter(user=whose).in_progress()
    own = Exercise.objects.of(whose)  # type: ignore[arg-type]
    logged = [model._default_manager.filter(user=whose) for model in LOGGED]
    return guests.filter(*(~Exists(rows) for rows in (running, own, *logged)))


@transaction.atomic
def _forget(key: UUID, now: datetime) -> bool:
    """Delete a guest if that is still right: they may have come back a moment ago."""
    try:
        lock_person(key)
    except User.DoesNotExist:
        return False
    guest = gone(now).filter(pk=key).first()
    if guest is None:
        return False
    delete_everything(guest)
    return True
