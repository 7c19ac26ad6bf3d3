"""What opens the barbell deadlift (brief.md B)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from routines.planning.unlocks import UnlockRule, unlock_state

TODAY = date(2026, 3, 30)
UNLOCK = UnlockRule(requires="kettlebell-deadlift", weeks=4, usual_pain_max=2)
CALM = {0: 0, 7: 1, 14: 2, 21: 0}
OPEN = {"usual_pain": Decimal(2), "checked_on": TODAY, "in_flare": False}


@pytest.mark.parametrize(
    ("days_ago", "facts", "missing", "weeks"),
    [
        (CALM, {}, [], 4),
        ({6: 0, 13: 0, 20: 0, 27: 0}, {}, [], 4),
        ({6: 0, 13: 0, 20: 0, 28: 0}, {}, ["calm_weeks"], 3),
        ({0: 0, 7: 0, 21: 0, 28: 0}, {}, ["calm_weeks"], 2),
        ({**CALM, 16: 3}, {}, [], 4),
        ({**CALM, 16: 4}, {}, ["calm_weeks"], 2),
        ({**CALM, 40: 6}, {}, [], 4),
        ({}, {}, ["calm_weeks"], 0),
        (CALM, {"usual_pain": Decimal("2.5")}, ["usual_pain"], 4),
        (CALM, {"checked_on": None}, ["checked"], 4),
        (CALM, {"checked_on": TODAY + timedelta(days=1)}, ["checked"], 4),
        (CALM, {"in_flare": True}, ["flare"], 4),
    ],
)
def test_lock_names_what_is_missing(days_ago, facts, missing, weeks):
    pain_by_day = {TODAY - timedelta(days=ago): pain for ago, pain in days_ago.items()}

    found = unlock_state(UNLOCK, pain_by_day=pain_by_day, today=TODAY, **{**OPEN, **facts})

    assert (list(found.missing), found.is_open) == (missing, not missing)
    assert (found.weeks, found.needed) == (weeks, 4)
