"""A life is played by the app's verbs, is the same each time, and logs what was done."""

from dataclasses import replace

import pytest

from routines.models import MorningCheck, Session, SetLog, Status
from tests.lives.body import Back, Spike
from tests.lives.person import Habits, Person
from tests.lives.player import live
from tests.lives.table import lines

pytestmark = pytest.mark.lives

ANA = Person(name="ana", usual_pain=2, back=Back(usual=lambda _day: 2, noise=0.6))
FIGURES = ("item__exercise", "item__session__local_date", "number", "side")
DONE = ("amount", "rir", "load", "load_unit", "load_kg", "note", "logged_at", "client_ts")


def test_the_same_seed_gives_the_same_life_and_another_one_another(library):
    one, same, other = (list(lines(live(ANA, weeks=3, seed=seed))) for seed in (1, 1, 2))

    assert one == same
    assert one != other


def test_sets_written_at_the_end_are_those_that_the_verb_writes(library):
    lives = [live(ANA, weeks=2, every_set=every) for every in (True, False)]

    slow, fast = (
        sorted(SetLog.objects.filter(user__in=[user]).values_list(*FIGURES, *DONE))
        for user in Session.objects.order_by("user").values_list("user", flat=True).distinct()
    )
    assert [list(lines(each)) for each in lives[:1]] == [list(lines(each)) for each in lives[1:]]
    assert slow == fast
    assert len(slow) > 50


def test_who_never_answers_leaves_no_answer(library):
    silent = replace(ANA, habits=Habits(mornings=0, rir=0, form=0, pain=0))

    life = live(silent, weeks=2)

    assert len(life.sessions) == 4
    assert not MorningCheck.objects.exists()
    assert not SetLog.objects.exclude(rir=None).exists()
    assert set(Session.objects.values_list("pain", "pain_before", "rir")) == {(None, None, None)}


def test_who_is_away_does_nothing_and_who_does_all_completes_it(library):
    away = replace(ANA, habits=Habits(away=(range(7, 14),)))

    life = live(away, weeks=3)

    assert [len(life.week(week)) for week in range(3)] == [2, 0, 3]
    assert set(Session.objects.values_list("status", flat=True)) == {Status.COMPLETED}


def test_an_exercise_that_hurts_much_is_said_to_and_left(library):
    hurts = Back(hurts={"glute-bridge": lambda _day: 7})

    life = live(replace(ANA, back=hurts), weeks=1)

    lift = life.sessions[0].lift("glute-bridge")
    assert (lift.said_pain, len(lift.done)) == (7, 1)
    assert life.sessions[0].lift("sit-to-stand").said_pain is None


def test_a_spike_is_a_flare_up_and_stops_the_sessions(library):
    spike = Back(usual=lambda _day: 2, spikes=(Spike(day=8, height=8),))

    life = live(replace(ANA, back=spike), weeks=3)

    assert [each.day for each in life.of_kind("flare")] == [8]
    assert life.states[7] == "normal"
    assert life.states[10] == "flare"
    assert [each.day for each in life.sessions if each.state == "flare"] == []
