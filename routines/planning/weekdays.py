"""Which weekdays may be trained on week after week (brief.md C2 S2). 0 = Monday … 6 = Sunday."""

from itertools import combinations

from routines.planning.schedule_request import SESSIONS_PER_WEEK, WEEKDAYS


def valid_weekday_sets(sessions_per_week: int) -> tuple[frozenset[int], ...]:
    """Return the sets of weekdays with a rest day between any two, also from Sunday to Monday.

    14 for two sessions, 7 for three, in the order of their sorted days. Raises ValueError if
    `sessions_per_week` is neither 2 nor 3.
    """
    if sessions_per_week not in SESSIONS_PER_WEEK:
        raise ValueError(f"sessions_per_week must be 2 or 3, not {sessions_per_week}")
    return tuple(
        frozenset(days)
        for days in combinations(WEEKDAYS, sessions_per_week)
        if not any(_next_weekday(day) in days for day in days)
    )


def _next_weekday(day: int) -> int:
    return (day + 1) % 7
