"""The pain before a session says how the back settled after the session before it."""

from datetime import timedelta

import pytest

from accounts.keys import new_key
from routines.actions.session import start_session
from routines.facts.back_state import back_state, pain_before_next
from routines.models import Session
from tests import builders
from tests.routines.test_next_targets import FIRST, trained

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan(library, ana, noon):
    return builders.plan(ana, noon)


@pytest.mark.parametrize(
    ("pain", "expected"), [(None, ("R11", None, 2)), (3, ("R11", 3, 2)), (4, ("R3", 4, 1))]
)
def test_pain_before_a_session_says_how_the_back_settled_after_the_last_one(
    ana, noon, pain, expected
):
    """Also for the targets of the session that begins with it."""
    trained(ana, noon, 25, amount=15)

    session = start_session(user=ana, key=new_key(), now=noon, pain=pain)

    item = session.items.get(exercise="glute-bridge")
    assert (item.why["rule"], item.why["next_before"], item.sets) == expected


def test_pain_before_a_session_counts_only_once_that_is_known(ana, noon):
    trained(ana, noon, 22, amount=15)
    later = trained(ana, noon, 25, amount=15)
    Session.objects.filter(pk=later.pk).update(pain_before=4)

    found = []
    for day in (24, 25, 26):
        back = back_state(ana, FIRST + timedelta(days=day))
        found.append(pain_before_next(back, until=later.started_at))
        found.append(pain_before_next(back, until=later.started_at - timedelta(hours=1)))

    first = FIRST + timedelta(days=22)
    assert found == [{}, {}, {first: 4}, {}, {first: 4}, {first: 4}]
