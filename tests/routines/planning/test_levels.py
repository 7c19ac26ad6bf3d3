"""Moving up a level, condition by condition (brief.md D7b)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from routines.planning.cut_offs import Zone
from routines.planning.levels import Attempt, Mornings, moving_up, was_lowered
from routines.planning.programmes import Level

TODAY = date(2026, 3, 30)
SINCE = TODAY - timedelta(days=14)
GREEN, AMBER, RED = Zone


def ago(days, **said):
    """An attempt some days ago: at the top, green and settled, unless said."""
    return Attempt(day=TODAY - timedelta(days=days), **{"at_top": True, **said})


def tops(reached, tried):
    """The attempts at a number of exercises, some of which reached the top."""
    return {f"exercise-{number}": [ago(2, at_top=number < reached)] for number in range(tried)}


READY = {
    "days": 28,
    "sessions": 6,
    "mornings": Mornings(lately=Decimal("2.5"), at_first=Decimal(2)),
    "attempts": tops(2, 3),
    "is_calm": True,
    "today": TODAY,
}
SILENT = Mornings(lately=None, at_first=Decimal(2))


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ({}, []),
        ({"days": 27}, ["days"]),
        ({"sessions": 5}, ["sessions"]),
        ({"attempts": tops(1, 3)}, ["top"]),
        ({"attempts": tops(6, 9)}, []),
        ({"attempts": tops(5, 9)}, ["top"]),
        ({"attempts": tops(5, 8)}, ["top"]),
        ({"attempts": tops(6, 8)}, []),
        ({"attempts": {}}, ["top"]),
        ({"mornings": Mornings(lately=Decimal("2.6"), at_first=Decimal(2))}, ["pain"]),
        ({"mornings": Mornings(lately=Decimal(9), at_first=None)}, []),
        ({"mornings": SILENT}, []),
        ({"mornings": SILENT, "attempts": {"squat": [ago(13, zone=AMBER), ago(2)]}}, ["pain"]),
        ({"mornings": SILENT, "attempts": {"squat": [ago(14, zone=AMBER), ago(2)]}}, []),
        ({"attempts": {"squat": [ago(13, zone=RED), ago(2)]}}, ["lowered"]),
        ({"attempts": {"squat": [ago(14, zone=RED), ago(2)]}}, []),
        ({"is_calm": False}, ["calm"]),
        ({"keeps_load": True}, ["load_kept"]),
        (
            {"days": 0, "sessions": 0, "attempts": {}, "is_calm": False},
            ["days", "sessions", "top", "calm"],
        ),
    ],
)
def test_moving_up_names_what_is_lacking(facts, lacking):
    found = moving_up(Level.L1, **{**READY, **facts})

    assert (list(found.lacking), found.is_ready) == (lacking, not lacking)


@pytest.mark.parametrize(("level", "days"), [(Level.L1, 28), (Level.L2, 42)])
def test_each_level_lasts_a_while(level, days):
    early = moving_up(level, **{**READY, "days": days - 1})
    in_time = moving_up(level, **{**READY, "days": days})

    assert (list(early.lacking), early.days) == (["days"], 1)
    assert (list(in_time.lacking), in_time.days) == ([], 0)


@pytest.mark.parametrize(
    ("attempts", "lowered"),
    [
        ([], False),
        ([ago(2)], False),
        ([ago(2, zone=RED)], True),
        ([ago(2, zone=AMBER)], False),
        ([ago(2, zone=AMBER, settled=False)], True),
        ([ago(2, settled=False)], False),
        ([ago(6, zone=AMBER), ago(4, zone=AMBER)], False),
        ([ago(6, zone=AMBER), ago(4, zone=AMBER), ago(2, zone=AMBER)], True),
        ([ago(8, zone=AMBER), ago(6), ago(4, zone=AMBER), ago(2, zone=AMBER)], False),
        ([ago(18, zone=AMBER), ago(16, zone=AMBER), ago(14, zone=AMBER), ago(2)], False),
        ([ago(2, is_hard=True)], False),
        ([ago(4, is_hard=True), ago(2, is_hard=True)], True),
        ([ago(6, is_hard=True), ago(4), ago(2, is_hard=True)], False),
        ([ago(15, is_hard=True), ago(13, is_hard=True), ago(2)], True),
        ([ago(16, is_hard=True), ago(14, is_hard=True), ago(2)], False),
    ],
)
def test_exercise_was_lowered_within_two_weeks_by_r1_r2_r4_or_r6(attempts, lowered):
    assert was_lowered(attempts, SINCE) is lowered


def test_moving_up_says_how_much_is_still_missing():
    facts = {**READY, "days": 20, "sessions": 5, "attempts": tops(1, 9)}

    found = moving_up(Level.L1, **facts)

    assert (found.days, found.sessions, found.tops, found.tried) == (8, 1, 1, 9)
    assert replace(found, lacking=()).is_ready


@pytest.mark.parametrize(("level", "to"), [("L1", "L2"), ("L2", "L3"), ("L3", None)])
def test_moving_up_goes_one_level_at_a_time(level, to):
    found = moving_up(Level(level), **{**READY, "days": 42})

    assert (found.to, found.is_ready) == (to, to is not None)
