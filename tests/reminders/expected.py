"""What should come, by the rows of each moment (tests/reminders/oracle.py), and by a clock that is
read, never calculated with."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from accounts.models import User
from reminders.models import Reminder
from reminders.planning.kinds import Kind
from routines.models import Agreement, DayMark, Plan
from tests.reminders import oracle

STEP, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
LATE = 3 * HOUR
About = tuple[Kind, str, date]


@dataclass
class Person:
    """`reached`: when a time of day was first seen on a day, None once it was looked at. `looked`:
    when that was last, for each kind."""

    user: User
    at: dict[Kind, time]
    journeys: dict[datetime, str] = field(default_factory=dict)
    is_careless: bool = False
    today: date = date.min
    to_do: list[tuple[datetime, str]] = field(default_factory=list)
    reached: dict[tuple[Kind, date], datetime | None] = field(default_factory=dict)
    looked: dict[Kind, datetime] = field(default_factory=dict)


class Expected:
    """`due` counts what should come, `quiet` why something doesn't."""

    def __init__(self) -> None:
        self.due: Counter[About] = Counter()
        self.quiet: Counter[tuple[Kind, str]] = Counter()
        # The person's day of the last reminder of a kind.
        self._said_on: dict[tuple[Kind, str], date] = {}

    def read_clock(self, person: Person, now: datetime) -> None:
        """Note which times of day the person's clock has reached."""
        local = now.astimezone(person.user.zone)
        for kind, at in person.at.items():
            if local.time() >= at:
                person.reached.setdefault((kind, local.date()), now)

    def set_back(self, person: Person, now: datetime) -> None:
        """Let days and times come once more that a clock which ran ahead has shown; and look again
        at the times of today at which it looked."""
        local = now.astimezone(person.user.zone)
        today = person.today = min(person.today, local.date())
        for kind, day in list(person.reached):
            is_to_come = (day, person.at[kind]) > (local.date(), local.time())
            if is_to_come or (day == today and person.looked.get(kind, now) > now):
                del person.reached[kind, day]
        for number in range(96, 0, -1):
            earlier = now - number * STEP
            if earlier.astimezone(person.user.zone).date() == today:
                self.read_clock(person, earlier)

    def look(self, person: Person, now: datetime) -> None:
        """Decide about each time of today that the clock has reached and nobody looked at."""
        today = now.astimezone(person.user.zone).date()
        for kind in person.at:
            since = person.reached.get((kind, today))
            if since is None:
                continue
            person.reached[kind, today], person.looked[kind] = None, now
            why = "too late" if now >= since + LATE else self._why_not(person, kind, today)
            if why:
                self.quiet[kind, why] += 1
                continue
            self.due[self._about(person, kind, today)] += 1
            self._said_on[kind, person.user.email] = today

    def came(self) -> Counter[About]:
        """Count what was handed over, from the rows."""
        rows = Reminder.objects.filter(progress="handed_over").select_related("user")
        return Counter((Kind(each.kind), each.user.email, each.day) for each in rows)

    def _why_not(self, person: Person, kind: Kind, today: date) -> str:
        user = person.user
        marks = set(DayMark.objects.filter(user=user, day=today).values_list("mark", flat=True))
        if marks & {"away", "ill"}:
            return "away or ill"
        if today in oracle.begun(user):
            return "begun or done"
        if self._said_on.get((kind, user.email)) == today:
            return "said on this day"
        why = getattr(self, f"_why_no_{kind}")(user, today)
        if why:
            return why
        return "said before" if self._about(person, kind, today) in self.due else ""

    def _why_no_training(self, user: User, today: date) -> str:
        return "" if today in oracle.planned(user) else "nothing planned"

    def _why_no_morning(self, user: User, today: date) -> str:
        agreed = Agreement.objects.filter(user=user, withdrawn_at=None).exists()
        return "" if agreed and oracle.Back(user, today).asks else "not asked"

    def _why_no_missed(self, user: User, today: date) -> str:
        if today in oracle.planned(user):
            return "another is planned"
        if oracle.missed(user, today) is None:
            return "none"
        return "" if oracle.day_that_fits(user, today) else "no day fits"

    def _why_no_tests(self, user: User, today: date) -> str:
        if not oracle.has_test(user, today):
            return "none due"
        if oracle.missed(user, today):
            return "asked about a missed one"
        if oracle.offer(user, Plan.objects.get(user=user, ended_on=None), today):
            return "another offer"
        last = self._said_on.get((Kind.TESTS, user.email))
        # From a clock that ran ahead.
        if last is None or last > today + DAY:
            return ""
        if today < last + 7 * DAY:
            return "within a week"
        return "" if any(day >= last for _test, day in oracle.answers(user)) else "no answer"

    def _about(self, person: Person, kind: Kind, today: date) -> About:
        about = oracle.missed(person.user, today) if kind == Kind.MISSED else today
        return kind, person.user.email, about
