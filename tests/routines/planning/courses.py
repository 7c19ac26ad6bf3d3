"""Courses of the back from the reports of numbered days, for the tests of flare-ups."""

from datetime import date, timedelta
from decimal import Decimal

from routines.planning.flare import Reports, follow

FIRST = date(2026, 3, 2)


def day(number):
    return FIRST + timedelta(days=number)


def by_day(figures):
    """By day, without those that were not said."""
    return {day(number): figure for number, figure in enumerate(figures) if figure is not None}


def reports(mornings, *, said=(), settled=(), sessions=None, before=None, usual=2):
    return Reports(
        mornings=by_day(mornings),
        said={day(number) for number in said},
        settled={day(number) for number in settled},
        sessions={day(number): pain for number, pain in (sessions or {}).items()},
        before={day(number): pain for number, pain in (before or {}).items()},
        usual=None if usual is None else Decimal(usual),
    )


def walk(mornings, *, until=None, **rest):
    """The courses of all days, in order."""
    last = day(until if until is not None else max(0, len(mornings) - 1))
    found = follow(reports(mornings, **rest), until=last)
    return [found[each] for each in sorted(found)]


def states(mornings, **rest):
    return [course.state.value for course in walk(mornings, **rest)]
