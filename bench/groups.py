"""Groups of people whose logs are equally long, to see what grows with a log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice

from accounts.keys import new_key
from accounts.models import User
from bench import people
from bench.copies import Copy, copies_of, numbers_taken
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
    numbers = count()
    return [_group(age, weeks, now, size=size, numbers=numbers) for age, weeks in WEEKS.items()]


def _group(age: str, weeks: int, now: datetime, *, size: int, numbers: Iterator[int]) -> Group:
    original = people.veteran(weeks=weeks, now=now)
    resting = _copies(original, size, numbers)
    session = start_session(user=original, key=new_key(), now=now)
    people.log_half(session, now)
    training = _copies(original, size, numbers)
    keys = [each.key(session.pk) for each in training]
    sessions = Session.objects.select_related("user").order_by("pk").filter(pk__in=keys)
    return Group(age=age, at_rest=[each.person for each in resting], sessions=list(sessions))


def _copies(original: User, size: int, numbers: Iterator[int]) -> list[Copy]:
    """Return `size` copies of a person, with the next numbers that none of their rows has."""
    taken = numbers_taken(original)
    return copies_of(original, list(islice((each for each in numbers if each not in taken), size)))
