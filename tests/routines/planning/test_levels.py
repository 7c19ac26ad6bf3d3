"""Moving up a level (brief.md C7)."""

from decimal import Decimal

import pytest

from routines.planning.levels import moving_up
from routines.planning.programmes import Level

READY = {
    "sessions": 6,
    "mean_pain": Decimal(2),
    "usual_pain": Decimal(2),
    "at_top": [True, True, False],
}


@pytest.mark.parametrize(
    ("facts", "lacking"),
    [
        ({}, []),
        ({"sessions": 5}, ["sessions"]),
        ({"mean_pain": Decimal("2.1")}, ["pain"]),
        ({"mean_pain": None}, ["pain"]),
        ({"at_top": [True, False]}, ["top"]),
        ({"at_top": []}, ["top"]),
        ({"sessions": 0, "mean_pain": None, "at_top": []}, ["sessions", "pain", "top"]),
    ],
)
def test_moving_up_names_what_is_lacking(facts, lacking):
    found = moving_up(Level.L1, **{**READY, **facts})

    assert (list(found.lacking), found.is_ready) == (lacking, not lacking)


@pytest.mark.parametrize(("level", "to"), [("L1", "L2"), ("L2", "L3"), ("L3", None)])
def test_moving_up_goes_one_level_at_a_time(level, to):
    found = moving_up(Level(level), **READY)

    assert (found.to, found.is_ready) == (to, to is not None)
