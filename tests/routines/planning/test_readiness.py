"""Before a session, row by row of brief.md D2, and D8's vectors."""

from decimal import Decimal

import pytest

from exercises.vocabulary import Pattern
from routines.planning.readiness import ReadyCheck, fits_reduced, judge_readiness


@pytest.mark.parametrize(
    ("said", "usual", "rule", "readiness"),
    [
        ({"ill": True, "pain": 9}, 0, "C1", "block"),
        ({"ill": True}, 0, "C1", "block"),
        ({"pain": 7}, 0, "C2", "easy_day"),
        ({"pain": 7}, 7, "C2", "easy_day"),
        ({"pain": 7}, None, "C2", "easy_day"),
        ({"pain": 6}, 6, "C3", "reduced"),
        ({"pain": 6}, 5, "C3", "reduced"),
        ({"pain": 6}, 4, "C3", "reduced"),
        ({"pain": 5}, 5, "C4", "normal"),
        ({"pain": 5}, 4, "C4", "normal"),
        ({"pain": 5}, "3.5", "C4", "normal"),
        ({"pain": 5}, 3, "C3", "reduced"),
        ({"pain": 5}, None, "C3", "reduced"),
        ({"pain": 4}, None, "C4", "normal"),
        ({"pain": 4}, 1, "C3", "reduced"),
        ({"pain": 4}, 2, "C4", "normal"),
        ({"pain": 4}, "1.5", "C4", "normal"),
        ({"pain": 3}, 0, "C3", "reduced"),
        ({}, 0, "C4", "normal"),
    ],
)
def test_ready_by_the_first_condition_that_holds(said, usual, rule, readiness):
    usual = None if usual is None else Decimal(usual)

    found = judge_readiness(ReadyCheck(**said), baseline=usual)

    assert (found.rule, found.readiness) == (rule, readiness)
    assert (found.pain, found.baseline) == (said.get("pain", 0), usual)


@pytest.mark.parametrize(
    ("slug", "pattern", "load", "fits"),
    [
        ("walking-lunge", Pattern.LUNGE, 0, False),
        ("reverse-lunge", Pattern.LUNGE, 4, True),
        ("romanian-deadlift", Pattern.HINGE, 4, False),
        ("hip-hinge-drill", Pattern.HINGE, 0, True),
        ("goblet-squat", Pattern.SQUAT, 4, True),
    ],
)
def test_fits_reduced(slug, pattern, load, fits):
    assert fits_reduced(slug, pattern, Decimal(load)) is fits
