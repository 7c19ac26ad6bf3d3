"""The finish page offers to keep a session's changes; those that are kept are in the routine."""

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines import actions
from routines.facts.item_order import order_after
from routines.models import Routine, Session
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(library, ana, noon):
    """A session with an exercise added and done, one taken out, and two done in turn."""
    builders.plan(ana, noon)
    session = builders.session(ana, noon)
    items = builders.strength(session)
    squat = Exercise.objects.get(pk="goblet-squat")
    added = actions.add_item(
        session=session, key=new_key(), exercise=squat, after=items[0].pk, now=noon
    )
    actions.remove_item(item=items[3], removed=True, now=noon)
    for item, way in ((items[2], "earlier"), (items[2], "join")):
        item.refresh_from_db()
        actions.arrange_items(session=session, order=order_after(item, way), now=noon)
    builders.one_set(builders.strength(session)[1], noon)
    assert builders.strength(session)[1].pk == added.pk
    return session


def day_of(session):
    rows = session.plan.prescriptions.filter(programme_day="A", phase="strength")
    return list(rows.order_by("position").values_list("exercise_id", "superset"))


def finish(client, session, **ticks):
    return client.post(f"/sessions/{session.pk}/finish/", {"rir": "2", **ticks})


def test_finish_asks_once_and_keeps_nothing_unless_told(session, as_ana, noon):
    before, version = day_of(session), Routine.objects.get().version
    out = next(each for each in builders.strength(session) if each.removed)
    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()
    assert [
        page.count(each) for each in ("Add Goblet squat", f"Leave out {out.exercise_name}")
    ] == [1, 1]
    assert page.count("the routine becomes your own") == 1

    finish(as_ana, session)

    assert (day_of(session), Routine.objects.get().version) == (before, version)
    assert "Add Goblet squat" not in as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()


def test_ticked_changes_are_in_the_routine_which_is_then_ones_own(session, as_ana):
    before = [slug for slug, _ in day_of(session)]
    items = builders.strength(session)
    out = next(each.exercise_id for each in items if each.removed)

    finish(
        as_ana,
        session,
        keep_order="on",
        **{"keep_added_goblet-squat": "on", f"keep_removed_{out}": "on"},
    )

    assert day_of(session) == [
        (each.exercise_id, each.superset) for each in items if each.swapped_at is None
    ]
    assert set(before) - {slug for slug, _ in day_of(session)} == {out}
    assert Routine.objects.get().starter == ""


@pytest.mark.parametrize("column", [{"short": True}, {"eased": "deload"}])
def test_short_or_eased_session_is_not_asked_about(session, as_ana, column):
    Session.objects.filter(pk=session.pk).update(**column)

    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()

    assert page.count("Keep in the routine") == 0


def test_session_as_planned_asks_nothing(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)
    builders.one_set(builders.strength(session)[0], noon)

    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()

    assert page.count("What was different today") == 0
