"""Sessions and targets for the tests of progression: brief.md D8's, unless said otherwise."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from routines.planning.progression import Performance, SetResult, Target

FIRST = date(2026, 3, 2)
TARGET = Target(lo=8, hi=12, sets=3)
TOP = (12, 12, 12)


def done(amounts=TOP, *, day=0, rir=3, load="0", **said):
    """A session `day` days after the first; settled, green and in form unless said."""
    sets = tuple(SetResult(amount=each, rir=rir, load=Decimal(load)) for each in amounts)
    return Performance(day=FIRST + timedelta(days=day), sets=sets, **{"morning_pain": 0, **said})


def history(*performances):
    """The same in a row, three days apart."""
    return tuple(
        replace(each, day=FIRST + timedelta(days=3 * number))
        for number, each in enumerate(performances)
    )
