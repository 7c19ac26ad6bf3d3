"""Changing the plan by hand, undoing it, and what to do about a missed session."""

import threading
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from accounts.keys import new_key
from routines.actions.plan_changes import DayRefused, change_plan, undo_change
from routines.actions.schedule import replan
from routines.actions.session import (
    NothingPlanned,
    finish_session,
    start_session,
    write_down_session,
)
from routines.facts.back_state import back_state
from routines.facts.plan_changes import free_day_this_week, marks_for
from routines.facts.previews import good_days, preview
from routines.facts.schedule import why_not
from routines.facts.weeks import missed, weeks_from
from routines.models import DayMark, PlannedSession, Session
from tests import builders

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.fixture
def plan(db, library, ana, noon):
    """Monday, Wednesday, Friday."""
    return builders.plan(ana, noon)


def planned(user, until: date = date(2026, 3, 15)) -> list[str]:
    days = PlannedSession.objects.of(user).filter(day__lte=until).values_list("day", flat=True)
    return [f"{day:%a %d}" for day in days]


def change(user, noon, action: str, day: date, to: date | None = None):
    marks = marks_for(action, day=day, to=to)
    return change_plan(user=user, marks=marks, today=TODAY, now=noon)


def test_move_puts_the_session_on_the_other_day(plan, ana, noon):
    change(ana, noon, "move", date(2026, 3, 6), date(2026, 3, 7))

    # One more would be the fourth in the seven days from that Saturday on. It is left out, and
    # every Friday after it stays a Friday.
    assert planned(ana, date(2026, 3, 20)) == [
        *("Wed 04", "Sat 07", "Mon 09", "Fri 13", "Mon 16", "Wed 18", "Fri 20"),
    ]


@pytest.fixture
def tuesday_and_sunday(library, ana, noon):
    return builders.plan(ana, noon, sessions_per_week=2, weekdays=[1, 6])


def test_move_into_the_next_week_moves_only_what_the_rule_touches(tuesday_and_sunday, ana, noon):
    change(ana, noon, "move", date(2026, 3, 15), date(2026, 3, 16))

    # Tuesday the 17th is replaced by Thursday; no session is put into the week that lost one.
    assert planned(ana, date(2026, 3, 24)) == [
        *("Sun 08", "Tue 10", "Mon 16", "Thu 19", "Sun 22", "Tue 24"),
    ]


def test_move_stays_as_it_is_through_the_sessions_that_follow(tuesday_and_sunday, ana, noon):
    change(ana, noon, "move", date(2026, 3, 15), date(2026, 3, 16))

    for day in (8, 10, 16):
        builders.finished(ana, noon.replace(day=day))

    assert planned(ana, date(2026, 3, 24))[3:] == ["Thu 19", "Sun 22", "Tue 24"]


def test_move_counts_once_however_often_the_session_is_moved(tuesday_and_sunday, ana, noon):
    change(ana, noon, "move", date(2026, 3, 15), date(2026, 3, 16))
    change(ana, noon, "move", date(2026, 3, 16), date(2026, 3, 14))

    assert planned(ana, date(2026, 3, 24)) == [
        *("Sun 08", "Tue 10", "Sat 14", "Tue 17", "Sun 22", "Tue 24"),
    ]


@pytest.mark.parametrize("action", ["move", "clear"])
def test_move_taken_back_leaves_the_plan_as_it_was(tuesday_and_sunday, ana, noon, action):
    before = planned(ana, date(2026, 3, 31))
    change(ana, noon, "move", date(2026, 3, 15), date(2026, 3, 16))

    change(ana, noon, action, date(2026, 3, 16), date(2026, 3, 15))

    assert planned(ana, date(2026, 3, 31)) == before


def test_move_of_a_missed_session_adds_none_to_its_week(library, ana, noon):
    builders.plan(ana, noon - timedelta(days=2), sessions_per_week=2, weekdays=[0, 4])

    change(ana, noon, "move", date(2026, 3, 2), TODAY)

    assert planned(ana)[1:] == ["Wed 04", "Fri 06", "Mon 09", "Fri 13"]


def test_move_keeps_the_row_and_counts_the_move(plan, ana, noon):
    friday = PlannedSession.objects.get(day=date(2026, 3, 6))

    change(ana, noon, "move", date(2026, 3, 6), date(2026, 3, 7))

    moved = PlannedSession.objects.get(pk=friday.pk)
    assert (moved.day, moved.sequence) == (date(2026, 3, 7), friday.sequence + 1)


def test_move_makes_room_where_the_rule_asks_for_it(plan, ana, noon):
    # On Sunday the 8th; then Monday the 9th can't stand.
    change(ana, noon, "move", date(2026, 3, 6), date(2026, 3, 8))

    assert planned(ana)[:2] == ["Wed 04", "Sun 08"]
    assert "Mon 09" not in planned(ana)


def test_move_next_to_a_session_done_is_refused_with_the_rule(plan, ana, noon):
    builders.finished(ana, noon)

    with pytest.raises(DayRefused) as refused:
        change(ana, noon, "move", date(2026, 3, 6), date(2026, 3, 5))

    [finding] = refused.value.findings
    assert (finding.rule, finding.clashes_with, finding.limit) == ("rest_day", (TODAY,), 1)
    assert planned(ana)[1:3] == ["Fri 06", "Mon 09"]
    assert DayMark.objects.count() == 0


def test_rest_keeps_the_day_free(plan, ana, noon):
    change(ana, noon, "rest", TODAY)

    assert planned(ana)[0] == "Fri 06"


@pytest.mark.parametrize("action", ["away", "ill"])
def test_away_and_ill_keep_all_days_free(plan, ana, noon, action):
    change(ana, noon, action, TODAY, date(2026, 3, 12))

    # What the days away took isn't crammed into the days after them.
    assert planned(ana, date(2026, 3, 18)) == ["Fri 13", "Mon 16", "Wed 18"]


def test_clear_gives_the_day_back_to_the_plan(plan, ana, noon):
    change(ana, noon, "rest", TODAY)

    change(ana, noon, "clear", TODAY)

    assert planned(ana)[:2] == ["Wed 04", "Fri 06"]


def test_undo_puts_marks_and_plan_back(plan, ana, noon):
    change(ana, noon, "rest", date(2026, 3, 9))
    before = planned(ana)
    made = change(ana, noon, "away", TODAY, date(2026, 3, 20))

    undo_change(change=made, today=TODAY, now=noon)
    undo_change(change=made, today=TODAY, now=noon)

    assert planned(ana) == before
    assert list(DayMark.objects.values_list("day", "mark")) == [(date(2026, 3, 9), "rest")]


def test_preview_shows_what_moves_and_writes_nothing(plan, ana, noon):
    marks = marks_for("move", day=date(2026, 3, 6), to=date(2026, 3, 7))

    found = preview(plan=plan, today=TODAY, changes=marks)

    friday, saturday, wednesday = (date(2026, 3, number) for number in (6, 7, 11))
    moves = [(move.programme_day, move.day, move.to) for move in found.moves]
    assert moves == [("B", friday, saturday), ("B", wednesday, None)]
    assert [reason.rule for reason in found.moves[1].reasons] == ["seven_days"]
    assert (found.added, found.refused) == ((), ())
    assert planned(ana)[:2] == ["Wed 04", "Fri 06"]


def test_good_days_are_those_that_move_the_fewest_others(tuesday_and_sunday, ana, noon):
    found = good_days(plan=tuesday_and_sunday, today=TODAY, day=date(2026, 3, 15))

    assert [(each.day.day, each.others_moved) for each in found] == [
        (number, 0) for number in (12, 13, 14, 19, 20)
    ]


def test_why_not_names_the_rule_and_the_next_day(plan, ana, noon):
    builders.finished(ana, noon)

    [finding] = why_not(plan=plan, today=TODAY, day=date(2026, 3, 5))

    assert (finding.rule, finding.next_day) == ("rest_day", date(2026, 3, 6))


def missed_day(user, today):
    [week] = weeks_from(user, back_state(user, today), 1)
    found = missed(week)
    return found and found.date


def test_missed_is_noticed_and_fits_into_the_week(library, ana, noon):
    plan = builders.plan(ana, noon - timedelta(days=2), sessions_per_week=2, weekdays=[0, 4])

    assert missed_day(ana, TODAY) == date(2026, 3, 2)
    assert free_day_this_week(plan=plan, today=TODAY) == TODAY


def test_missed_without_a_day_that_keeps_the_rule_has_none_to_offer(library, ana, noon):
    plan = builders.plan(ana, noon - timedelta(days=2), weekdays=[0, 2, 4])

    # Wednesday and Friday stand, and so does next Monday: every day left is next to one of them.
    assert free_day_this_week(plan=plan, today=TODAY) is None


def test_missed_that_was_done_on_its_day_is_none(library, ana, noon):
    builders.plan(ana, noon - timedelta(days=2))
    builders.finished(ana, noon - timedelta(days=2))

    assert missed_day(ana, TODAY) is None


def test_missed_let_go_is_not_asked_again_until_undone(library, ana, noon):
    builders.plan(ana, noon - timedelta(days=2))

    made = change(ana, noon, "rest", date(2026, 3, 2))
    assert missed_day(ana, TODAY) is None

    undo_change(change=made, today=TODAY, now=noon)
    assert missed_day(ana, TODAY) == date(2026, 3, 2)


def test_missed_of_last_week_is_let_go_by_itself(library, ana, noon):
    builders.plan(ana, noon - timedelta(days=7))

    assert missed_day(ana, date(2026, 3, 2)) is None


def test_write_down_today_off_plan_moves_the_plan(plan, ana, noon):
    thursday = noon + timedelta(days=1)

    found = write_down_session(
        user=ana, key=new_key(), day=date(2026, 3, 5), programme_day="A", now=thursday
    )
    builders.one_set(builders.strength(found)[0], thursday)
    finish_session(session=found, rir=None, note="", now=thursday)

    assert found.off_plan is True
    assert planned(ana)[1:3] == ["Mon 09", "Wed 11"]


def test_write_down_moves_the_plan_from_its_first_moment(plan, ana, noon):
    thursday = noon + timedelta(days=1)

    write_down_session(
        user=ana, key=new_key(), day=date(2026, 3, 5), programme_day="A", now=thursday
    )

    assert "Fri 06" not in planned(ana)


def test_write_down_saturday_on_monday_moves_what_follows(plan, ana, noon):
    monday = noon + timedelta(days=5)

    found = write_down_session(
        user=ana, key=new_key(), day=date(2026, 3, 8), programme_day="B", now=monday
    )
    builders.one_set(builders.strength(found)[0], monday)
    finish_session(session=found, rir=None, note="", now=monday)

    assert found.local_date == date(2026, 3, 8)
    assert "Mon 09" not in planned(ana)


def test_write_down_takes_what_breaks_the_rule(plan, ana, noon):
    builders.finished(ana, noon)

    found = write_down_session(user=ana, key=new_key(), day=TODAY, programme_day="B", now=noon)

    assert (found.status, found.local_date) == ("in_progress", TODAY)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"])
def test_travel_moves_no_session_that_was_done(plan, ana, noon, zone):
    done = builders.finished(ana, noon)

    ana.time_zone = zone
    ana.save()
    replan(user=ana, today=ana.today())

    done.refresh_from_db()
    assert (done.local_date, done.time_zone) == (TODAY, "Europe/Berlin")
    gaps = [each.day - TODAY for each in PlannedSession.objects.of(ana).exclude(day=TODAY)]
    assert min(gaps) == timedelta(days=2)


def test_flight_to_the_west_plans_nothing_beside_a_day_trained_already(library, ana, noon):
    # Wednesday morning in Auckland, and then it is Tuesday in Los Angeles: a day for training.
    builders.plan(ana, noon, weekdays=[1, 3, 5])
    found = write_down_session(user=ana, key=new_key(), day=TODAY, programme_day="A", now=noon)
    builders.one_set(builders.strength(found)[0], noon)
    finish_session(session=found, rir=None, note="", now=noon)

    replan(user=ana, today=TODAY - timedelta(days=1))

    assert planned(ana)[:2] == ["Sat 07", "Tue 10"]


def test_daylight_saving_moves_no_day(library, ana, noon):
    # Clocks go forward in Berlin on Sunday, 29 March 2026.
    builders.plan(ana, noon.replace(day=23))

    done = builders.finished(ana, noon.replace(day=27, hour=22, minute=30))

    assert done.local_date == date(2026, 3, 27)
    assert planned(ana, date(2026, 4, 3))[-3:] == ["Mon 30", "Wed 01", "Fri 03"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_eight_tabs_at_once_leave_the_rules_whole(library, ana, noon, seed):
    builders.plan(ana, noon)
    faults: list[Exception] = []
    start = threading.Barrier(8)

    def act(chance: Random) -> None:
        start.wait()
        try:
            for _ in range(5):
                _one_of_the_things_people_do(ana, noon, chance)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    tabs = [threading.Thread(target=act, args=[Random(8 * seed + tab)]) for tab in range(8)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert faults == []
    done = set(Session.objects.of(ana).began().values_list("local_date", flat=True))
    days = set(PlannedSession.objects.of(ana).values_list("day", flat=True)) - done
    assert [day for day in days if day + timedelta(days=1) in days | done] == []
    windows = [{day + timedelta(days=ahead) for ahead in range(7)} for day in days | done]
    assert [window for window in windows if len(window & (days | done)) > 3] == []
    assert Session.objects.of(ana).in_progress().count() <= 1


def _one_of_the_things_people_do(user, noon, chance: Random) -> None:
    day = TODAY + timedelta(days=chance.randrange(14))
    action = chance.choice(["move", "session", "rest", "clear", "start", "replan"])
    try:
        if action == "start":
            start_session(user=user, key=new_key(), now=noon)
        elif action == "replan":
            replan(user=user, today=TODAY, any_day=chance.random() < 0.5)
        else:
            change(user, noon, action, day, day + timedelta(days=chance.randrange(1, 4)))
    except (DayRefused, NothingPlanned):
        pass  # a rule said no, as it should
