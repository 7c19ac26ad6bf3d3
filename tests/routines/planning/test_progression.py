"""What a session means, row by row of brief.md D4 and D8."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from routines.planning.flare import FlareState
from routines.planning.limits import limit_of
from routines.planning.progression import (
    RULES,
    Decision,
    Limit,
    Result,
    decide,
    held_back,
)
from tests.routines.planning.performances import FIRST, TARGET, done, history

LOW = (8, 7, 6)
VECTORS = {
    "T01": ([done()], 0, "R11", "repeat"),
    "T02": ([done(), done()], 0, "R8", "progress"),
    "T03": ([done(), done((12, 12, 11))], 0, "R10", "add_reps"),
    "T04": ([done((10, 10, 14), rir=1), done((10, 11, 14), rir=1)], 0, "R9", "progress"),
    "T05": ([done(), done(rir=1)], 0, "R11", "repeat"),
    "T06": ([done(), done(pain=3)], 0, "R5", "hold"),
    "T07": ([done(pain=4)] * 3, 0, "R4", "regress"),
    "T08": ([done(pain=6)], 0, "R1", "regress"),
    "T09": ([done(pain=4, morning_pain=4)], 2, "R2", "reduce"),
    "T10": ([done(pain=1, morning_pain=4)], 2, "R3", "hold_trim"),
    "T11": ([done(pain=2, morning_pain=2), done(pain=2, morning_pain=3)], 2, "R8", "progress"),
    "T12": ([done(LOW)], 0, "R7", "hold"),
    "T13": ([done((8, 8, 7)), done(LOW)], 0, "R6", "ease"),
    "T14": ([done(), done(form_kept=False)], 0, "R7", "hold"),
    "T15": ([done(stop_symptom=True)], 0, "R0", "safety_hold"),
    "T16": ([done(pain=3, morning_pain=3)] * 2, 3, "R8", "progress"),
    "T17": ([done(pain=4)] * 3, 3, "R8", "progress"),
    "T18": ([done(pain=5)] * 3, 3, "R4", "regress"),
    "T19": ([done(morning_pain=None, next_before=1)] * 2, 0, "R8", "progress"),
    "T20": ([done(morning_pain=None)] * 3, 0, "R8", "progress"),
    "T20, twice": ([done(morning_pain=None)] * 2, 0, "assumed", "repeat"),
    "T21": ([done(rir=None)] * 2, 0, "R8", "progress"),
}


@pytest.mark.parametrize(("sessions", "usual", "rule", "result"), VECTORS.values(), ids=VECTORS)
def test_decide_test_vectors(sessions, usual, rule, result):
    found = decide(TARGET, history(*sessions), baseline=Decimal(usual))

    assert (found.rule, found.result) == (rule, result)


def days_ago(days):
    """Return the day that many days before the third session in a row."""
    return history(done(), done(), done())[-1].day - timedelta(days=days)


@pytest.mark.parametrize(
    ("sessions", "stepped_down", "rule", "result"),
    [
        # T22, and T18 after its step down: three that hurt, some of them before it.
        ([done(pain=4)] * 3, 5, "R5", "hold"),
        ([done(pain=5)] * 3, 0, "R5", "hold"),
        ([done(pain=4)] * 3, 14, "R5", "hold"),
        ([done(pain=4)] * 3, 15, "R4", "regress"),
        # Too hard twice.
        ([done(), done(LOW), done(LOW)], 14, "R7", "hold"),
        ([done(), done(LOW), done(LOW)], 15, "R6", "ease"),
        # Red: on another day only.
        ([done(), done(), done(pain=6)], 0, "R5", "hold"),
        ([done(), done(), done(pain=6)], 1, "R1", "regress"),
        # A back that hasn't settled, and good sessions, are judged as always.
        ([done(), done(), done(pain=4, morning_pain=4)], 3, "R2", "reduce"),
        ([done(), done(), done(morning_pain=4)], 3, "R3", "hold_trim"),
        ([done(), done(), done()], 3, "R8", "progress"),
    ],
)
def test_decide_steps_down_once_in_fourteen_days(sessions, stepped_down, rule, result):
    found = decide(
        TARGET,
        history(*sessions),
        baseline=Decimal(0),
        last_step_down=days_ago(stepped_down),
    )

    assert (found.rule, found.result) == (rule, result)


@pytest.mark.parametrize(
    ("usual", "pains", "rules"),
    [
        # Green ends one above the usual, at 2 at least and at 5 at most; unknown is read as 2.
        (0, (2, 3), ("R11", "R5")),
        ("1.5", (2, 3), ("R11", "R5")),
        (2, (3, 4), ("R11", "R5")),
        (3, (4, 5), ("R11", "R5")),
        (4, (5, 6), ("R11", "R1")),
        (7, (5, 6), ("R11", "R1")),
        (None, (3, 4), ("R11", "R5")),
    ],
)
def test_decide_judges_pain_by_the_usual(usual, pains, rules):
    usual = None if usual is None else Decimal(usual)

    found = [decide(TARGET, [done(pain=pain)], baseline=usual).rule for pain in pains]

    assert tuple(found) == rules


def test_decide_judges_a_morning_by_a_usual_of_two_while_it_is_unknown():
    found = [decide(TARGET, [done(morning_pain=pain)], baseline=None).rule for pain in (3, 4)]

    assert found == ["R11", "R3"]


@pytest.mark.parametrize(
    ("morning", "next_before", "rule"),
    [
        # The morning counts if it was reported, otherwise the pain before the next session.
        (None, 1, "R11"),
        (None, 2, "R3"),
        (0, 5, "R11"),
        (2, 0, "R3"),
        (None, None, "R11"),
    ],
)
def test_decide_takes_the_pain_before_the_next_session_for_a_missing_morning(
    morning, next_before, rule
):
    session = done(morning_pain=morning, next_before=next_before)

    assert decide(TARGET, [session], baseline=Decimal(0)).rule == rule


ROWS = [
    # Settled is usual + 1, also where the usual lies half-way.
    ([done(morning_pain=1)], 0, "R11"),
    ([done(morning_pain=2)], 0, "R3"),
    ([done(morning_pain=3)], "1.5", "R3"),
    ([done(morning_pain=2)], "1.5", "R11"),
    # Zones.
    ([done(pain=2)], 0, "R11"),
    ([done(pain=5)], 0, "R5"),
    ([done(pain=10)], 0, "R1"),
    ([done(pain=3, morning_pain=2)], 0, "R2"),
    ([done(pain=5, morning_pain=2)], 0, "R2"),
    ([done(pain=6, morning_pain=9)], 0, "R1"),
    # Three in a row, not two of three; the first one doesn't matter.
    ([done(pain=4), done(pain=4)], 0, "R5"),
    ([done(pain=4), done(pain=2), done(pain=4)], 0, "R5"),
    ([done(pain=7), done(pain=3), done(pain=3)], 0, "R4"),
    ([done(pain=4), done(pain=4), done(pain=4, morning_pain=9)], 0, "R4"),
    # Form, range, nothing left: once, twice, not in a row.
    ([done(form_kept=False), done(form_kept=False)], 0, "R6"),
    ([done(rir=0)], 0, "R7"),
    # Nothing left at the lower end is too hard; beyond it, it was the person's own choice.
    ([done((8, 8, 8), rir=0), done((8, 8, 8), rir=0)], 0, "R6"),
    ([done((9, 9, 9), rir=0), done((9, 9, 9), rir=0)], 0, "R7"),
    ([done(rir=0), done(rir=0)], 0, "R7"),
    ([done(LOW), done((8, 8, 8), rir=0)], 0, "R6"),
    ([done(LOW), done(rir=0)], 0, "R7"),
    # A session between that hurt before its first set says nothing about the effort.
    ([done(LOW), done((), pain=3), done(LOW)], 0, "R6"),
    ([done(LOW), done(), done(LOW)], 0, "R7"),
    ([done(LOW), done(LOW, pain=4)], 0, "R6"),
    ([done(LOW), done(LOW, morning_pain=4)], 0, "R6"),
    ([done(LOW), done(LOW, pain=4, morning_pain=4)], 0, "R2"),
    ([done((8, 8, 8))], 0, "R10"),
    # At the top twice: reserve, pain, form, settled and weight, in both.
    ([done(rir=2), done(rir=2)], 0, "R8"),
    ([done(rir=1), done()], 0, "R11"),
    ([done(pain=2), done(pain=2)], 0, "R8"),
    ([done(pain=3), done()], 0, "R11"),
    ([done(form_kept=False), done()], 0, "R11"),
    ([done(morning_pain=2), done()], 0, "R11"),
    ([done(stop_symptom=True), done()], 0, "R11"),
    ([done((12, 12, 11)), done()], 0, "R11"),
    ([done(load=5), done(load=6)], 0, "R11"),
    ([done(load=6), done(load=6)], 0, "R8"),
    ([done((12, 12)), done()], 0, "R11"),
    ([done(), done((12, 12))], 0, "R11"),
    # Two for two.
    ([done((8, 8, 14), rir=1), done((8, 8, 14), rir=1)], 0, "R9"),
    ([done((8, 8, 13)), done((8, 8, 14))], 0, "R10"),
    ([done((8, 8, 14)), done((8, 8, 13))], 0, "R10"),
    ([done((7, 8, 14)), done((8, 8, 14))], 0, "R10"),
    ([done((8, 8, 14), rir=1), done((8, 8, 14), rir=0)], 0, "R7"),
    # The session before has its own usual pain.
    ([done(morning_pain=3, baseline=Decimal(2)), done()], 0, "R8"),
    ([done(morning_pain=3, baseline=Decimal(1)), done()], 2, "R11"),
]


@pytest.mark.parametrize(("sessions", "usual", "rule"), ROWS)
def test_decide_rules_at_their_edges(sessions, usual, rule):
    assert decide(TARGET, history(*sessions), baseline=Decimal(usual)).rule == rule


def test_decide_asks_the_effort_of_the_session_where_no_reserve_was_given():
    efforts = [None, 7, 8, 9]

    found = [
        decide(TARGET, history(*[done(rir=None, effort=effort)] * 2), baseline=Decimal(0))
        for effort in efforts
    ]

    assert [each.rule for each in found] == ["R8", "R8", "R8", "R11"]


def test_decide_without_a_reserve_adds_repetitions_all_the_same():
    found = decide(TARGET, history(done((9, 9, 9), rir=None)), baseline=Decimal(0))

    assert found == Decision(rule="R10", result=Result.ADD_REPS)


@pytest.mark.parametrize("mornings", [(0, None), (None, 0), (None, None)])
def test_decide_asks_for_a_third_good_session_where_a_morning_is_assumed(mornings):
    sessions = [done(morning_pain=morning) for morning in mornings]
    befores = [(), (done(),), (done(morning_pain=None),), (done((12, 12, 11)),), (done(pain=3),)]

    found = [decide(TARGET, history(*before, *sessions), baseline=Decimal(0)) for before in befores]

    waits = Decision(rule="assumed", result=Result.REPEAT)
    goes_up = Decision(rule="R8", result=Result.PROGRESS)
    assert found == [waits, goes_up, goes_up, waits, waits]


def test_decide_asks_for_three_in_a_row_beyond_the_top_as_well():
    session = done((8, 8, 14), rir=None, morning_pain=None)

    found = [
        decide(TARGET, history(*[session] * count), baseline=Decimal(0)).rule for count in (2, 3)
    ]

    assert found == ["assumed", "R9"]


def test_decide_takes_a_missing_morning_for_a_usual_one():
    found = decide(TARGET, history(done((9, 9, 9), morning_pain=None)), baseline=Decimal(0))

    assert found == Decision(rule="R10", result=Result.ADD_REPS)


@pytest.mark.parametrize(("days", "remove"), [(1, True), (14, True), (15, False)])
def test_decide_removes_at_the_second_red_within_fourteen_days(days, remove):
    found = decide(TARGET, [done(pain=6), done(pain=8, day=days)], baseline=Decimal(0))

    assert found == Decision(rule="R1", result=Result.REGRESS, advise=remove, remove=remove)


def test_decide_removes_at_the_second_red_of_a_day_without_another_step_down():
    sessions = [done(pain=6), done(pain=8)]

    found = decide(TARGET, sessions, baseline=Decimal(0), last_step_down=FIRST)

    assert found == Decision(rule="R5", result=Result.HOLD, advise=True, remove=True)


def test_decide_eases_besides_where_it_was_also_too_hard_twice():
    sessions = history(done(LOW), done(LOW, pain=7, morning_pain=4))

    found = decide(TARGET, sessions, baseline=Decimal(0))

    assert found == Decision(rule="R1", result=Result.REGRESS, trim=True, ease=True)


def test_decide_judges_effort_by_what_was_asked_then():
    easier = done((6, 6, 6), asked_lo=6)

    found = [
        decide(TARGET, history(before, done((7, 7, 7))), baseline=Decimal(0)).rule
        for before in (easier, replace(easier, asked_lo=8))
    ]

    assert found == ["R7", "R6"]


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (done(pain=6, morning_pain=2), Decision(rule="R1", result=Result.REGRESS, trim=True)),
        (done(pain=3, morning_pain=2), Decision(rule="R2", result=Result.REDUCE, trim=True)),
        (done(pain=2, morning_pain=2), Decision(rule="R3", result=Result.HOLD_TRIM, trim=True)),
        (done(pain=3, morning_pain=1), Decision(rule="R5", result=Result.HOLD)),
    ],
)
def test_decide_trims_beside_the_result_where_the_back_had_not_settled(session, expected):
    assert decide(TARGET, [session], baseline=Decimal(0)) == expected


def test_decide_takes_less_weight_than_asked_for_no_step_up():
    target = replace(TARGET, load=Decimal(10))
    loads = ["10", "9", "0", "12"]

    rules = [
        decide(target, history(*[done(load=load)] * 2), baseline=Decimal(0)).rule for load in loads
    ]

    assert rules == ["R8", "R11", "R8", "R8"]


def test_decide_refuses_an_empty_history():
    with pytest.raises(ValueError, match="history must hold at least one performance"):
        decide(TARGET, [], baseline=Decimal(0))


def test_rules_stand_by_what_they_do_and_none_is_missing():
    order = list(Result)
    strength = [order.index(result) for _rule, result, _holds in RULES if result != "add_reps"]
    pain_and_form = strength[:8]  # R0 to R7

    assert pain_and_form == sorted(pain_and_form)
    assert sorted(rule for rule, *_rest in RULES) == sorted(f"R{number}" for number in range(12))


# --- what holds a step up back ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sessions", "last_progress", "progressed", "limit"),
    [
        ([done(day=0), done(day=3)], None, 0, None),
        ([done(day=0), done(day=7)], None, 0, None),
        ([done(day=0), done(day=8)], None, 0, "after_a_break"),
        ([done(day=0), done(day=9, days_off=4)], None, 0, None),
        ([done(day=0), done(day=3, days_off=8)], None, 0, "after_a_break"),
        ([done(day=0), done(day=3, eased=True)], None, 0, "deload"),
        ([done(day=0), done(day=3, state=FlareState.FLARE)], None, 0, "flare"),
        ([done(day=0), done(day=3, state=FlareState.RAMP1)], None, 0, "ramp"),
        ([done(day=0), done(day=3, state=FlareState.RAMP2)], None, 0, "ramp"),
        ([done(day=4), done(day=6)], FIRST, 0, "seven_days"),
        ([done(day=4), done(day=7)], FIRST, 0, None),
        ([done(day=0), done(day=7)], FIRST, 0, "new_target"),
        ([done(day=0), done(day=3)], None, 2, None),
        ([done(day=0), done(day=3)], None, 3, "three_a_session"),
    ],
)
def test_limit_of_a_step_up(sessions, last_progress, progressed, limit):
    assert limit_of(sessions, last_progress=last_progress, progressed=progressed) == limit


def test_held_back_asks_for_the_same_again_and_leaves_all_else_alone():
    progress = Decision(rule="R8", result=Result.PROGRESS)
    hold = Decision(rule="R5", result=Result.HOLD)

    assert held_back(progress, Limit.RAMP) == Decision(rule="ramp", result=Result.REPEAT)
    assert held_back(progress, None) == progress
    assert held_back(hold, Limit.RAMP) == hold
