"""How hard a set should be (brief.md D6, E2)."""

from decimal import Decimal

import pytest

from routines.planning.effort import effort

STEADY = {
    "week": 5,
    "usual_pain": Decimal("3.5"),
}


@pytest.mark.parametrize(
    ("person", "rir", "rpe"),
    [
        ({}, (2, 4), (6, 8)),
        ({"week": 4}, (3, 5), (5, 7)),
        ({"usual_pain": Decimal(4)}, (3, 5), (5, 7)),
    ],
)
def test_effort_to_aim_for(person, rir, rpe):
    found = effort(**{**STEADY, **person})

    assert ((found.rir_lo, found.rir_hi), found.rpe) == (rir, rpe)
