"""The scheduler's input: the facts and wishes behind one person's plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

SESSIONS_PER_WEEK = (2, 3)
MIN_REST_DAYS = (1, 2)
MAX_IN_SEVEN_DAYS = 3
WEEKDAYS = range(7)
MAX_HORIZON_DAYS = 400


@dataclass(frozen=True, kw_only=True)
class ScheduleRequest:
    """Facts and wishes, all in the person's local calendar days (brief.md C2 S1–S4).

    Weekdays run from 0 = Monday to 6 = Sunday. The plan covers `today` and the `horizon_days - 1`
    days after it (1 to 400). `done` holds the days of sessions done, today at the latest; `pinned`
    the days the person put a session on; `unavailable` the days away, ill or moved off by hand.
    `min_rest_days` is the number of whole days between two sessions: 1, or 2 while ramping back
    after a flare.

    `welcome` holds single days that are as good as the preferred weekdays.

    `moved_away` and `moved_here` are the old and new days of sessions that the person moved: each
    counts in the week it was moved to, and no longer in its own.

    Raises ValueError, naming the field, for a request that makes no sense.
    """

    today: date
    sessions_per_week: int
    preferred_weekdays: frozenset[int]
    week_start: int = 0
    horizon_days: int = 28
    done: frozenset[date] = frozenset()
    pinned: frozenset[date] = frozenset()
    unavailable: frozenset[date] = frozenset()
    welcome: frozenset[date] = frozenset()
    moved_away: frozenset[date] = frozenset()
    moved_here: frozenset[date] = frozenset()
    min_rest_days: int = 1

    def __post_init__(self) -> None:
        if self.sessions_per_week not in SESSIONS_PER_WEEK:
            raise ValueError(f"sessions_per_week must be 2 or 3, not {self.sessions_per_week}")
        if not self.preferred_weekdays <= frozenset(WEEKDAYS):
            raise ValueError(
                f"preferred_weekdays must be within 0 to 6, not {sorted(self.preferred_weekdays)}"
            )
        if self.week_start not in WEEKDAYS:
            raise ValueError(f"week_start must be 0 to 6, not {self.week_start}")
        if not 1 <= self.horizon_days <= MAX_HORIZON_DAYS:
            raise ValueError(
                f"horizon_days must be 1 to {MAX_HORIZON_DAYS}, not {self.horizon_days}"
            )
        if any(day > self.today for day in self.done):
            raise ValueError(f"done must not lie after today: {max(self.done)} > {self.today}")
        if self.min_rest_days not in MIN_REST_DAYS:
            raise ValueError(f"min_rest_days must be 1 or 2, not {self.min_rest_days}")

    @property
    def last_day(self) -> date:
        """The last day the plan covers."""
        return self.today + timedelta(days=self.horizon_days - 1)

    def horizon(self) -> tuple[date, ...]:
        """Return every day the plan covers, ascending."""
        return tuple(self.today + timedelta(days=number) for number in range(self.horizon_days))

    def week_of(self, day: date) -> tuple[date, ...]:
        """Return the seven days of the training week that contains `day`, ascending."""
        first = day - timedelta(days=(day.weekday() - self.week_start) % 7)
        return tuple(first + timedelta(days=number) for number in range(7))

    def wanted_in(self, week: Collection[date]) -> int:
        """Return how many sessions one training week should have.

        As many as the person trains a week, one more for each session moved here from another week
        and one less for each moved away; never more than three (brief.md C2 S1).
        """
        moved = len(self.moved_here.intersection(week)) - len(self.moved_away.intersection(week))
        return max(0, min(self.sessions_per_week + moved, MAX_IN_SEVEN_DAYS))
