"""Rows for tests, built through the app's own verbs where there is one."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from accounts import actions as accounts
from accounts.keys import new_key
from accounts.models import User
from routines.actions.log import Done, log_set
from routines.actions.plan import make_plan
from routines.actions.session import finish_session, start_session
from routines.models import Plan, Session, SessionItem, SetLog

PASSWORD = "a long enough sentence"
HOME = ["chair", "wall", "mat", "step", "broomstick"]
GYM = [*HOME, "bench", "band", "dumbbell", "kettlebell", "barbell", "leg_press_machine"]


def person(name: str) -> User:
    """Somebody with an account, in Berlin."""
    user = accounts.sign_up(email=f"{name}@example.org", password=PASSWORD)
    user.time_zone = "Europe/Berlin"
    user.save()
    return user


def guest() -> User:
    return accounts.start_as_guest(time_zone="Europe/Berlin")


def plan(user: User, now: datetime, **choices: Any) -> Plan:
    """Foundation, Monday, Wednesday and Friday, unless said otherwise."""
    asked: dict[str, Any] = {
        "level": "L1",
        "sessions_per_week": 3,
        "weekdays": [0, 2, 4],
        "equipment": HOME,
        **choices,
    }
    return make_plan(user=user, today=user.local_date(now), **asked)


def session(user: User, now: datetime) -> Session:
    """The session that is planned for this day, started."""
    return start_session(user=user, key=new_key(), now=now)


def strength(of: Session) -> list[SessionItem]:
    return list(of.items.filter(phase="strength").select_related("session", "exercise"))


def one_set(
    item: SessionItem,
    now: datetime,
    *,
    number: int = 1,
    side: str = "both",
    amount: int = 10,
    load: Decimal | None = None,
) -> SetLog:
    done = Done(number=number, side=side, amount=amount, load=load)
    return log_set(item=item, key=new_key(), done=done, now=now)


def finished(user: User, now: datetime, *, sets: int = 1) -> Session:
    """A whole session: as many sets of each strength exercise as asked for."""
    found = session(user, now)
    for item in strength(found):
        for number in range(1, sets + 1):
            one_set(item, now + timedelta(minutes=number), number=number)
    return finish_session(session=found, rir=None, note="", now=now + timedelta(minutes=40))
