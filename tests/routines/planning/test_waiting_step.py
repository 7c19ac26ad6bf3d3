"""A step up that an eased session didn't ask for: it waits, or what pain lowers is the target from
before it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from routines.planning.progress import Person
from routines.planning.steps_up import Scope
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import FIRST, TARGET, done

SCOPE = Scope(slug="bodyweight-squat", lo=8, hi=12, sets=3, max_sets=3)
PERSON = Person(usual=Decimal(0), started_on=FIRST)
TWO_GOOD = (done(day=0), done(day=4))


def after(*sessions):
    return progress_of_one(TARGET, sessions, scope=SCOPE, person=PERSON)


def test_step_up_waits_for_a_session_that_asks_for_it():
    step = after(*TWO_GOOD)
    assert step.target == replace(TARGET, pause_s=2)

    found = after(*TWO_GOOD, done(day=8, eased=True))

    assert (found.target, found.change) == (step.target, step.change)


@pytest.mark.parametrize(
    ("session", "sets"), [({"pain": 4, "morning_pain": 4}, 2), ({"pain": 1, "morning_pain": 4}, 2)]
)
def test_what_an_eased_session_lowers_is_the_target_from_before_the_step(session, sets):
    found = after(*TWO_GOOD, done(day=8, eased=True, **session))

    assert (found.target.pause_s, found.target.sets) == (0, sets)
    assert found.change is not None
    assert found.change.before == TARGET
