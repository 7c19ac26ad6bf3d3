"""When a daily habit pauses: a table, and what never pauses."""

from itertools import product

import pytest

from routines.planning.habits import ANSWERS, HABITS, OF_HEALTH, About, Pause, why_paused

FACTS = ("is_locked", "in_flare", "calves_hurt", "works_calves")
NOTHING = dict.fromkeys(FACTS, False)

CASES = [
    (About.CALF_RAISES, {}, None),
    (About.CALF_RAISES, {"works_calves": True}, Pause.CALF_WORK),
    (About.CALF_RAISES, {"calves_hurt": True}, Pause.CALVES_HURT),
    (About.CALF_RAISES, {"calves_hurt": True, "works_calves": True}, Pause.CALVES_HURT),
    (About.CALF_RAISES, {"in_flare": True, "calves_hurt": True}, Pause.FLARE),
    (About.CALF_RAISES, {"is_locked": True, "in_flare": True}, Pause.LOCKED),
    (About.WATER, {"is_locked": True}, Pause.LOCKED),
    (About.WATER, {"in_flare": True, "calves_hurt": True, "works_calves": True}, None),
    (About.WALKING, dict.fromkeys(FACTS, True), None),
    (About.MOBILITY, dict.fromkeys(FACTS, True), None),
    (About.BALANCE, dict.fromkeys(FACTS, True), None),
]


@pytest.mark.parametrize(("habit", "facts", "reason"), CASES)
def test_a_habit_pauses_for_its_own_reasons(habit, facts, reason):
    assert why_paused(habit, **{**NOTHING, **facts}) == reason


def test_calf_raises_are_offered_only_if_nothing_is_against_them():
    offered = [
        facts
        for facts in product([False, True], repeat=len(FACTS))
        if why_paused(About.CALF_RAISES, **dict(zip(FACTS, facts, strict=True))) is None
    ]

    assert offered == [(False, False, False, False)]


def test_everything_that_can_be_noted_has_its_answers():
    assert set(ANSWERS) == set(About)
    assert set(HABITS) | set(OF_HEALTH) == set(About)
