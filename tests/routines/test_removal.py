"""A finished session is removed, or loses its last set: it counts nowhere, and comes back whole."""

from datetime import timedelta

import pytest
from django.db import connection

from routines.actions.log import remove_set, restore_set
from routines.actions.removal import remove_session, restore_session
from routines.actions.schedule import replan
from routines.actions.session import discard_session, finish_session
from routines.facts.back_state import back_state
from routines.facts.clearance import Care
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.facts.offers import plan_offer
from routines.facts.weeks import weeks_from
from routines.models import Plan, PlannedSession, Session, SetLog
from tests import builders
from tests.exchange.files import stored

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def last(library, ana, noon):
    """ana has trained on two days, the second of them today."""
    builders.plan(ana, noon - 2 * DAY)
    builders.finished(ana, noon - 2 * DAY, sets=3)
    return builders.finished(ana, noon, sets=3)


def standing(user, now) -> dict:
    """All that is worked out from the log: the week, the plan, the targets, the back."""
    plan = Plan.objects.of(user).current().select_related("user").get()
    today = user.local_date(now)
    back = back_state(user, today)
    found = next_targets(plan_fold(plan, strength_of(plan), back))
    return {
        "week": weeks_from(user, back_state(user, today), 2),
        "planned": list(PlannedSession.objects.of(user).values_list("day", "programme_day")),
        "targets": {slug: (aim.target, aim.aim, aim.why) for slug, aim in found.items()},
        "sessions": dict(back.sessions),
        "offer": plan_offer(plan, back, Care()),
        "done": Session.objects.of(user).done().count(),
    }


def without_sets(session, now) -> None:
    for log in SetLog.objects.filter(item__session=session).select_related("item__session"):
        remove_set(log=log, now=now)


def with_sets(session, now) -> None:
    for log in SetLog.objects.filter(item__session=session).select_related("item__session"):
        restore_set(log=log, now=now)


def removed(session, now) -> None:
    remove_session(session=session, now=now)


def restored(session, now) -> None:
    restore_session(session=session, now=now)


@pytest.mark.parametrize(
    ("take_out", "bring_back"),
    [(removed, restored), (without_sets, with_sets)],
    ids=["removed", "set by set"],
)
def test_without_a_session_all_is_as_if_it_had_not_been(last, ana, bo, noon, take_out, bring_back):
    """bo did what ana did, except for the last session."""
    builders.plan(bo, noon - 2 * DAY)
    builders.finished(bo, noon - 2 * DAY, sets=3)
    replan(user=bo, today=bo.local_date(noon))  # as far ahead as ana's
    before = standing(ana, noon)

    take_out(last, noon)
    without = standing(ana, noon)
    bring_back(last, noon)

    assert without == standing(bo, noon)
    assert without != before
    assert standing(ana, noon) == before


def test_day_counts_until_the_last_set_has_gone(last, ana, noon):
    first, *others = SetLog.objects.filter(item__session=last).select_related("item__session")
    states = []
    for log in (*others, first):
        remove_set(log=log, now=noon)
        states.append(Session.objects.get(pk=last.pk).status)

    assert states[-2:] == ["partial", "empty"]
    assert weeks_from(ana, back_state(ana, noon.date()), 1)[0].done == 1


def test_set_added_to_an_empty_session_makes_it_count_again(last, noon):
    without_sets(last, noon)

    builders.one_set(builders.strength(last)[0], noon)

    assert Session.objects.get(pk=last.pk).status == "partial"


def test_session_set_aside_stays_so_whatever_its_sets(library, ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)
    log = builders.one_set(builders.strength(session)[0], noon)
    discard_session(session=session, now=noon)

    restore_set(log=remove_set(log=log, now=noon), now=noon)

    assert Session.objects.get().status == "discarded"


def test_remove_session_twice_keeps_when_it_was(last, noon):
    remove_session(session=last, now=noon)
    remove_session(session=last, now=noon + DAY)

    assert Session.objects.get(pk=last.pk).removed_at == noon


def test_remove_session_leaves_one_that_runs(library, ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)

    remove_session(session=session, now=noon)

    assert Session.objects.values_list("status", "removed_at").get() == ("in_progress", None)


def test_removed_session_is_in_the_download_with_its_sets(last, ana, noon):
    remove_session(session=last, now=noon)

    found = stored(ana)

    rows = {row["id"]: row.get("removed_at") for row in found["Session"]}
    assert (len(rows), rows[str(last.pk)]) == (2, "2026-03-04T12:00:00+00:00")
    assert len(found["SetLog"]) == SetLog.objects.count()


def test_late_word_about_a_removed_session_is_kept_and_counts_once_it_is_back(last, ana, noon):
    remove_session(session=last, now=noon)
    before = standing(ana, noon)

    finish_session(session=last, rir=0, note="Late.", pain=4, now=noon)
    builders.one_set(builders.strength(last)[0], noon, number=9)
    after = standing(ana, noon)
    restore_session(session=last, now=noon)

    assert after == before
    found = Session.objects.get(pk=last.pk)
    assert (found.note, found.pain) == ("Late.", 4)
    assert SetLog.objects.standing().filter(item__session=last, number=9).count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table whole")
def test_removed_sessions_are_found_without_a_look_at_the_others(ana):
    assert "session_removed" in Session.objects.of(ana).removed().explain()
