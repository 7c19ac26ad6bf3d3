"""Bests, each with the first day on which it was done."""

from datetime import date
from decimal import Decimal

from history.planning.bests import DoneSet, best_of_days, heaviest, longest, most_at_each_load


def done(day: int, amount: int, load: int = 0) -> DoneSet:
    return DoneSet(day=date(2026, 3, day), amount=amount, load=Decimal(load))


SETS = [
    done(9, 8, 16),
    done(2, 12, 12),
    done(2, 10, 12),
    done(9, 9, 16),
    done(16, 9, 16),
    done(5, 30),
]


def test_heaviest_is_the_most_repetitions_at_the_most_load_for_the_first_time():
    assert heaviest(SETS) == done(9, 9, 16)
    assert heaviest([done(5, 30)]) is None


def test_longest_counts_the_amount_alone():
    assert longest(SETS) == done(5, 30)
    assert longest([]) is None


def test_each_load_has_its_best():
    assert most_at_each_load(SETS) == (done(9, 9, 16), done(2, 12, 12), done(5, 30))


def test_each_day_has_its_best():
    assert best_of_days(SETS) == (done(2, 12, 12), done(5, 30), done(9, 9, 16), done(16, 9, 16))
