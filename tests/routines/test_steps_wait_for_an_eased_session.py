"""A step up that was earned before a lighter week waits until it is over (brief.md D4)."""

from datetime import timedelta

import pytest

from accounts.keys import new_key
from routines.actions.log import SetEntry, log_set
from routines.actions.mornings import record_morning
from routines.actions.session import finish_session, start_session
from routines.models import SessionItem
from routines.planning.steps_up import Code
from tests import builders

DAY = timedelta(days=1)


def trained(user, now):
    """Do every set of today's session to the top of its range, with four repetitions left."""
    found = start_session(user=user, key=new_key(), now=now, pain=0)
    items = builders.strength(found)
    for item in items:
        for number in range(1, item.sets + 1):
            for side in ("left", "right") if item.side_by_side else ("both",):
                entry = SetEntry(number=number, amount=item.hi, side=side, rir=4)
                log_set(item=item, key=new_key(), entry=entry, now=now)
    kept = {item.pk: True for item in items}
    finish_session(session=found, rir=4, note="", pain=0, form_kept=kept, now=now)
    morning = (now + DAY).date()
    record_morning(user=user, day=morning, pain=0, sore=False, today=morning, now=now + DAY)
    return found


def bridge(of):
    return SessionItem.objects.get(session=of, exercise="glute-bridge")


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


def test_step_is_not_asked_for_in_a_lighter_week_and_is_asked_for_after_it(plan, ana, noon):
    before = bridge(trained(ana, noon))
    trained(ana, noon + 2 * DAY)
    plan.deload_from = (noon + 5 * DAY).date()
    plan.save()

    lighter = bridge(trained(ana, noon + 5 * DAY))
    trained(ana, noon + 7 * DAY)
    after = bridge(trained(ana, noon + 12 * DAY))

    assert (lighter.hold_s, lighter.sets, lighter.lo) == (before.hold_s, 1, before.lo)
    assert (lighter.reason.code, lighter.reason.is_told) == (None, False)
    assert (after.hold_s, after.sets, after.reason.code) == (5, 2, Code.HOLD_UP)


def test_step_is_asked_for_at_once_in_a_whole_session(plan, ana, noon):
    trained(ana, noon)
    trained(ana, noon + 2 * DAY)

    now = bridge(trained(ana, noon + 5 * DAY))

    assert (now.hold_s, now.reason.code) == (5, Code.HOLD_UP)
