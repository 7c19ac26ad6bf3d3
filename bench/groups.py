"""Groups of people whose logs are equally long, to see what grows with a log."""

from dataclasses import dataclass
from datetime import datetime

from accounts.keys import new_key
from accounts.models import User
from bench import people
from bench.copies import copies_of
from routines.actions.session import start_session
from routines.models import Session

WEEKS = {"12 weeks": 12, "1 year": people.WEEKS_A_YEAR, "10 years": 10 * people.WEEKS_A_YEAR}
YOUNGEST, OLDEST = "12 weeks", "10 years"


@dataclass(frozen=True, kw_only=True)
class Group:
    """People with a log of one `age`: some have not started today's session yet, the others are
    half way through it (`sessions`)."""

    age: str
    at_rest: list[User]
    sessions: list[Session]

    @property
    def training(self) -> list[User]:
        return [session.user for session in self.sessions]


def make_groups(now: datetime, *, size: int) -> list[Group]:
    """Make a group for each age, with `size` people at rest and as many who train."""
    return [
        _group(age, weeks, now, size=size, first=2 * size * number)
        for number, (age, weeks) in enumerate(WEEKS.items())
    ]


def _group(age: str, weeks: int, now: datetime, *, size: int, first: int) -> Group:
    original = people.veteran(weeks=weeks, now=now)
    resting = copies_of(original, range(first, first + size))
    session = start_session(user=original, key=new_key(), now=now)
    people.log_half(session, now)
    training = copies_of(original, range(first + size, first + 2 * size))
    keys = [each.key(session.pk) for each in training]
    sessions = Session.objects.select_related("user").order_by("pk").filter(pk__in=keys)
    return Group(age=age, at_rest=[each.person for each in resting], sessions=list(sessions))
