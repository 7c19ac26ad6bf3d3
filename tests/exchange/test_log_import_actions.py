"""A log of another app comes into ours once, as it was, and goes again as a whole."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from exchange import actions
from exchange.models import ImportedRow, LogImport, LogPiece, State
from history.models import Activity
from routines import actions as training
from routines.actions.log import SetEntry
from routines.models import ItemSums, PlannedSession, Session, SessionItem, SetLog, Status
from tests import builders
from tests.exchange.imported import compared, hevy, imported, text_of, went_on

pytestmark = pytest.mark.usefixtures("library", "noon")

MONDAY = datetime.fromisoformat("2026-03-02T18:00")
NAMES = {"goblet squat": "goblet-squat", "plank": "front-plank", "split squat": "reverse-lunge"}


def three_sets(when=MONDAY, **differs):
    return [hevy(when, number=number, load="20", **differs) for number in range(3)]


def log(user):
    """Return the standing sets of a person, as plain values."""
    sets = SetLog.objects.standing().filter(user=user, item__session__in=Session.objects.done())
    return sorted(
        sets.values_list(
            *("item__session__local_date", "item__exercise", "number", "side", "amount", "load"),
            *("load_unit", "rir", "note"),
        )
    )


def everything(user):
    """Return all rows of a person's log and their sums."""
    return [
        sorted(map(str, model.objects.filter(user=user).values()))
        for model in (Session, SessionItem, SetLog, ItemSums)
    ]


def test_session_comes_as_it_was(ana, noon):
    rows = [
        hevy(MONDAY, load="12.5", kind="warmup"),
        hevy(MONDAY, load="20", rpe="7.5"),
        hevy(MONDAY, load="20", reps="7", rpe="9.5"),
        hevy(MONDAY, load="12.5", reps="12", kind="dropset"),
        hevy(MONDAY, "Plank", reps="", seconds="45"),
    ]

    found = imported(ana, text_of(rows), noon, names=NAMES)

    session = Session.objects.get()
    assert (session.status, session.programme_day, session.day_name, session.plan) == (
        *("completed", "X", "Legs"),
        None,
    )
    assert session.started_at.isoformat() == "2026-03-02T17:00:00+00:00"
    assert session.finished_at - session.started_at == timedelta(minutes=50)
    assert (session.written_later, session.off_plan, session.for_targets) == (True, True, True)
    assert [tuple(each[1:]) for each in log(ana)] == [
        ("front-plank", 1, "both", 45, None, "kg", None, ""),
        ("goblet-squat", 1, "both", 8, Decimal("20.00"), "kg", 2, "Warm-up: 12.5 kg × 8."),
        ("goblet-squat", 2, "both", 7, Decimal("20.00"), "kg", 0, ""),
        ("goblet-squat", 3, "both", 12, Decimal("12.50"), "kg", None, "Drop set"),
    ]
    assert (found.state, found.sessions, found.sets) == (State.DONE, 1, 5)
    assert sorted(ItemSums.objects.values_list("exercise", "sets", "load_kg")) == [
        ("front-plank", 1, 0),
        ("goblet-squat", 3, 20),
    ]
    assert (ImportedRow.objects.count(), LogPiece.objects.count()) == (0, 0)


def test_same_file_twice_writes_nothing(ana, noon):
    content = text_of(three_sets())
    imported(ana, content, noon, names=NAMES)
    before = everything(ana)

    again = compared(ana, content, noon)

    assert (again.writes_anything, again.count("there_sets")) == (False, 3)
    actions.write_import(log_import=again, now=noon)
    assert everything(ana) == before


def test_later_file_adds_only_what_is_new(ana, noon):
    first = three_sets()
    imported(ana, text_of(first), noon, names=NAMES)
    later = [*first, hevy(MONDAY, load="22.5"), *three_sets(MONDAY + timedelta(days=1))]

    found = imported(ana, text_of(later), noon)

    counts = {name: count for name, count in found.counted.items() if count}
    assert counts == {
        "new_sessions": 1, "new_sets": 3, "more_sessions": 1, "more_sets": 1, "there_sets": 3,
    }  # fmt: skip
    assert [row[2] for row in log(ana)] == [1, 2, 3, 4, 1, 2, 3]
    assert sorted(ItemSums.objects.values_list("sets", "load_kg")) == [
        (3, Decimal(20)),
        (4, Decimal("22.5")),
    ]


def test_taken_back_nothing_stands_and_the_same_file_brings_it_again(ana, noon):
    content = text_of(three_sets())
    found = imported(ana, content, noon, names=NAMES)
    before = log(ana)

    actions.take_back_import(log_import=found, now=noon + timedelta(minutes=1))

    assert (log(ana), ItemSums.objects.count()) == ([], 0)
    assert Session.objects.of(ana).removed().count() == 0
    again = imported(ana, content, noon + timedelta(minutes=2))
    assert log(ana) == before
    assert ItemSums.objects.get().sets == 3
    assert (again.count("again_sessions"), again.count("again_sets")) == (1, 3)


def test_names_that_stand_for_something_else_the_second_time(ana, noon):
    content = text_of(three_sets())
    found = imported(ana, content, noon, names=NAMES)
    actions.take_back_import(log_import=found, now=noon + timedelta(minutes=1))

    other = {"goblet squat": "bodyweight-squat"}
    imported(ana, content, noon + timedelta(minutes=2), names=other)

    assert {row[1] for row in log(ana)} == {"bodyweight-squat"}
    assert len(log(ana)) == 3
    assert [item.exercise_id for item in SessionItem.objects.filter(removed=False)] == [
        "bodyweight-squat"
    ]


def test_what_the_person_corrected_or_removed_stays_so(ana, noon):
    content = text_of(three_sets())
    found = imported(ana, content, noon, names=NAMES)
    later = noon + timedelta(seconds=30)
    first, second, _third = SetLog.objects.select_related("item__session").order_by("number")
    training.correct_set(log=first, entry=SetEntry(number=1, amount=5), now=later)
    training.remove_set(log=second, now=later)
    before = log(ana)

    imported(ana, content, noon + timedelta(minutes=1))
    assert log(ana) == before

    actions.take_back_import(log_import=found, now=noon + timedelta(minutes=2))
    assert log(ana) == []
    imported(ana, content, noon + timedelta(minutes=3))
    assert log(ana) == before


def test_session_that_the_person_removed_stays_removed(ana, noon):
    content = text_of(three_sets())
    imported(ana, content, noon, names=NAMES)
    training.remove_session(session=Session.objects.get(), now=noon)

    again = imported(ana, content, noon + timedelta(minutes=1))

    assert (log(ana), again.writes_anything) == ([], False)


def test_sets_that_a_later_file_added_are_taken_back_alone(ana, noon):
    first = three_sets()
    imported(ana, text_of(first), noon, names=NAMES)
    before = log(ana)
    more = text_of([*first, hevy(MONDAY, load="40")])
    later = imported(ana, more, noon + timedelta(minutes=1))

    actions.take_back_import(log_import=later, now=noon + timedelta(minutes=2))

    assert log(ana) == before
    assert ItemSums.objects.get().load_kg == 20
    imported(ana, more, noon + timedelta(minutes=3))
    assert len(log(ana)) == 4


def test_set_of_each_side_is_written_for_both(ana, noon):
    imported(ana, text_of([hevy(MONDAY, "Split Squat", load="10")]), noon, names=NAMES)

    assert [(row[3], row[4]) for row in log(ana)] == [("left", 8), ("right", 8)]
    assert SessionItem.objects.get().per_side is True
    assert ItemSums.objects.get().sets == 1


def test_walk_becomes_an_activity(ana, noon):
    rows = [hevy(MONDAY, "Walking", reps="", km="3.2", seconds="2400")]

    found = imported(ana, text_of(rows), noon)

    walk = Activity.objects.get()
    assert (walk.kind, walk.minutes, walk.note) == ("walk", 40, "Walking, 3.2 km")
    assert (Session.objects.count(), found.count("activities")) == (0, 1)
    actions.take_back_import(log_import=found, now=noon + timedelta(minutes=1))
    assert Activity.objects.standing().count() == 0
    imported(ana, text_of(rows), noon + timedelta(minutes=2))
    assert Activity.objects.standing().count() == 1


def test_time_that_summer_time_skips(ana, noon):
    rows = [hevy(datetime.fromisoformat("2025-03-30T02:30"), load="20")]

    imported(ana, text_of(rows), noon, names=NAMES)

    session = Session.objects.get()
    assert session.local_date.isoformat() == "2025-03-30"
    assert session.started_at.isoformat() == "2025-03-30T01:30:00+00:00"


def test_file_that_is_not_finished_keeps_others_waiting(ana, bo, noon):
    compared(ana, text_of(three_sets()), noon, names=NAMES)

    with pytest.raises(actions.UnderWay):
        compared(ana, text_of(three_sets()), noon)

    compared(bo, text_of(three_sets()), noon, names=NAMES)
    assert LogImport.objects.count() == 2


def test_file_that_is_left_leaves_nothing(ana, noon):
    found = compared(ana, text_of(three_sets()), noon, names=NAMES)

    actions.abandon_import(log_import=found)

    assert [model.objects.count() for model in (LogImport, LogPiece, ImportedRow, Session)] == [
        0, 0, 0, 0,
    ]  # fmt: skip


def test_very_many_copies_of_one_row_are_as_many_as_a_session_can_hold(ana, noon):
    rows = [hevy(MONDAY, load="20")] * 12_000

    found = imported(ana, text_of(rows), noon, names=NAMES)

    assert len(log(ana)) == 99
    assert (found.sets, found.count("left_out")) == (12_000, 11_901)


def test_plan_moves_around_a_session_of_yesterday(ana, noon):
    builders.plan(ana, noon)
    yesterday = (noon - timedelta(days=1)).replace(tzinfo=None)

    assert PlannedSession.objects.first().day == noon.date()
    imported(ana, text_of(three_sets(yesterday)), noon, names=NAMES)

    assert PlannedSession.objects.first().day > noon.date()
    assert Session.objects.get().status == Status.COMPLETED


def test_log_that_got_the_same_meanwhile_is_compared_again(ana, noon):
    found = compared(ana, text_of(three_sets()), noon, names=NAMES)
    actions.write_import(log_import=found, now=noon)
    before = everything(ana)
    LogImport.objects.update(state=State.PREVIEW)

    again = actions.write_import(log_import=found, now=noon)

    assert (again.state, everything(ana)) == (State.COMPARING, before)
    assert not went_on(again, noon).writes_anything
