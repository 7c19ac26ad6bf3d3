"""With a caution against more weight no load goes up, in any exercise (brief.md E4, pregnancy)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.vocabulary import Caution, LoadNeed, LoadType
from routines.planning.cautions import LoadKept, load_kept
from routines.planning.loads import Weights
from routines.planning.progress import Person
from routines.planning.progression import Target
from routines.planning.steps_up import Scope
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import FIRST, done

TODAY = date(2026, 6, 1)
PREGNANT = frozenset({Caution.PREGNANCY_LOAD})
EXERCISES = {
    load: Scope(
        slug="an-exercise",
        lo=8,
        hi=12,
        sets=2,
        max_sets=3,
        load=load,
        weights=Weights(load_type=LoadType.DUMBBELL),
    )
    for load in (LoadNeed.OPTIONAL, LoadNeed.REQUIRED)
}


def after(scope, weight, pains, *, person):
    """Return the target after one session every four days, each set at the top of its range."""
    sessions = [
        done(day=4 * number, amounts=(20, 20, 20), pain=pain) for number, pain in enumerate(pains)
    ]
    prescribed = Target(lo=8, hi=12, sets=2, load=Decimal(weight))
    return progress_of_one(prescribed, sessions, scope=scope, person=person)


@pytest.mark.parametrize("load", EXERCISES)
@settings(deadline=None)  # each example folds up to sixteen courses
@given(weight=st.sampled_from([0, 4, 10]), pains=st.lists(st.integers(0, 7), max_size=16))
def test_no_load_goes_up_while_it_is_kept(load, weight, pains):
    person = Person(usual=Decimal(0), started_on=FIRST, load_kept=LoadKept(since=FIRST))

    found = [after(EXERCISES[load], weight, pains[:end], person=person).target.load
             for end in range(len(pains) + 1)]  # fmt: skip

    assert found == sorted(found, reverse=True)


def test_the_same_sessions_add_weight_without_the_caution():
    person = Person(usual=Decimal(0), started_on=FIRST)

    found = after(EXERCISES[LoadNeed.REQUIRED], 10, [0] * 6, person=person)

    assert found.target.load > 10


def test_the_range_widens_instead_and_the_page_says_that_no_weight_is_added():
    person = Person(usual=Decimal(0), started_on=FIRST, load_kept=LoadKept(since=FIRST))

    found = after(EXERCISES[LoadNeed.REQUIRED], 10, [0, 0], person=person)

    assert (found.change.code, found.target.load, found.target.hi) == ("load_kept", 10, 14)


def test_what_was_done_while_it_was_kept_adds_no_weight_later():
    days = LoadKept(since=FIRST, to=FIRST + timedelta(days=30))
    person = Person(usual=Decimal(0), started_on=FIRST, load_kept=days)

    kept = after(EXERCISES[LoadNeed.REQUIRED], 10, [0] * 8, person=person)
    later = after(EXERCISES[LoadNeed.REQUIRED], 10, [0] * 14, person=person)

    assert (kept.target.load, later.target.load > 10) == (10, True)


SINCE = LoadKept(since=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("before", "cautions", "expected"),
    [
        (None, frozenset(), None),
        (None, PREGNANT, LoadKept(since=date(2026, 5, 4))),
        (SINCE, PREGNANT, SINCE),
        (SINCE, frozenset(), replace(SINCE, to=TODAY)),
        (replace(SINCE, to=date(2026, 3, 1)), frozenset(), replace(SINCE, to=date(2026, 3, 1))),
        (replace(SINCE, to=date(2026, 3, 1)), PREGNANT, LoadKept(since=date(2026, 5, 4))),
    ],
)
def test_days_on_which_load_is_kept(before, cautions, expected):
    assert load_kept(before, cautions, TODAY) == expected
