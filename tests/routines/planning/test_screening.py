"""The questions of brief.md E1 and E2, row by row, and when they are asked again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import Caution
from routines.planning.questions import GROUPS, QUESTIONS, Look, Outcome
from routines.planning.screening import (
    Due,
    Lock,
    clears,
    judge,
    still_stands,
    trains_with_care,
    why_due,
    why_locked,
)

PREGNANCY = {"pregnancy_supine", "pregnancy_prone", "pregnancy_balance", "pregnancy_load"}
# brief.md E1: every sign, by level. Of the level SOON only "stops daily life" locks.
SIGNS = [
    *(
        ("B1_emergency", sign, Outcome.EMERGENCY, set(), None)
        for sign in (
            *("saddle", "urine", "bowel", "sexual", "both_legs", "accident", "chest"),
            *("breathless", "collapse", "belly", "head", "confused"),
        )
    ),
    *(
        ("B1_urgent", sign, Outcome.URGENT, set(), None)
        for sign in (
            *("fever", "weight", "cancer", "lump", "night", "fragile", "thinners"),
            *("spine_infection", "immunity", "shoulder_blades", "one_leg", "unsteady", "calf"),
        )
    ),
    ("B1_soon", "daily_life", Outcome.SOON, set(), Look.APPOINTMENT),
    *(
        ("B1_soon", sign, Outcome.MODIFY, set(), Look.APPOINTMENT)
        for sign in ("severe", "tingling", "first", "straining", "stiff", "six_weeks")
    ),
]
ROWS = [
    *SIGNS,
    # brief.md E2
    ("H1", "yes", Outcome.CLEAR, set(), None),
    ("H2", "before", Outcome.CLEAR, set(), None),
    ("H2", "now", Outcome.EMERGENCY, set(), None),
    ("H3", "yes", Outcome.CLEAR, {"dizziness"}, None),
    ("H4", "yes", Outcome.CLEAR, set(), None),
    ("H5", "controlled", Outcome.MODIFY, set(), None),
    ("H5", "uncontrolled", Outcome.CLEAR, {"high_bp_uncontrolled"}, None),
    ("G1", "yes", Outcome.CLEAR, set(), None),
    ("G2", "yes", Outcome.CLEAR, set(), None),
    ("G3", "yes", Outcome.CLEAR, set(), None),
    ("G4", "yes", Outcome.WAIT, set(), None),
    ("B2", "recent", Outcome.CLEAR, set(), None),
    ("B2", "known", Outcome.CLEAR, set(), None),
    ("B2", "seen", Outcome.MODIFY, set(), None),
    ("B2", "unseen", Outcome.MODIFY, set(), Look.OLD_INJURY),
    ("B3", "yes", Outcome.MODIFY, {"leg_symptoms"}, None),
    ("B4", "bending", Outcome.MODIFY, {"flexion_pain"}, None),
    ("B4", "arching", Outcome.MODIFY, {"extension_pain"}, None),
    ("J1", "knee", Outcome.MODIFY, {"knee_pain"}, None),
    ("J1", "hip", Outcome.MODIFY, {"hip_pain"}, None),
    ("J1", "new_hip", Outcome.MODIFY, {"hip_replacement_recent"}, None),
    ("J1", "ankle", Outcome.MODIFY, {"achilles_foot_pain"}, None),
    ("J1", "foot", Outcome.MODIFY, {"toe_foot_pain"}, None),
    ("J1", "shoulder_wrist", Outcome.MODIFY, {"shoulder_wrist"}, None),
    ("J1", "neck", Outcome.MODIFY, {"neck_pain"}, None),
    ("J2", "bones", Outcome.MODIFY, {"osteoporosis_spine"}, None),
    ("J2", "vertebra", Outcome.CLEAR, {"osteoporosis_spine"}, None),
    ("O1", "yes", Outcome.CLEAR, {"recent_surgery"}, None),
    ("P1", "yes", Outcome.CLEAR, PREGNANCY, None),
    ("P1", "known", Outcome.CLEAR, PREGNANCY, None),
    ("F1", "yes", Outcome.MODIFY, {"balance_poor"}, None),
    ("V1", "vessels_skin", Outcome.MODIFY, {"clot_varicose_skin"}, None),
    ("V1", "head_up", Outcome.MODIFY, {"glaucoma_reflux"}, None),
    ("A1", "65", Outcome.OK, set(), None),
    ("A1", "70_active", Outcome.OK, set(), None),
    ("A1", "70", Outcome.MODIFY, set(), Look.CHECK_UP),
]
YESES = [(code, value) for code, value, *_rest in ROWS]
SAID_ON = date(2026, 3, 4)


def answers_of(yeses):
    return {code: {value for each, value in yeses if each == code} for code, _value in yeses}


@pytest.mark.parametrize(
    ("code", "value", "outcome", "tags", "look"),
    ROWS,
    ids=[f"{row[0]}-{row[1]}" for row in ROWS],
)
def test_judge_gives_the_class_the_tags_and_the_look_of_the_row(code, value, outcome, tags, look):
    found = judge({code: {value}}, cleared_before=False)

    assert (found.outcome, found.tags, found.looks) == (outcome, tags, {look} - {None})
    assert found.is_flagged == (outcome >= Outcome.SOON)
    assert found.waits == (code == "G4")
    assert found.is_65_or_older == (code == "A1")


def test_rows_are_all_the_questions_there_are():
    asked = [(question.code, each.value) for question in QUESTIONS for each in question.options]

    assert sorted(asked) == sorted(YESES)


def test_every_question_is_in_one_list_to_tick():
    asked = [question for group in GROUPS.values() for question in group]

    assert sorted(each.code for each in asked) == sorted(each.code for each in QUESTIONS)


def test_tags_of_the_questions_are_all_but_the_pool_s():
    # Water exercises stand in no plan; their page says who stays out of a pool.
    tags = {tag for question in QUESTIONS for each in question.options for tag in each.tags}

    assert set(Caution) - tags == {Caution.POOL_SAFETY}


def test_judge_without_a_yes_is_ok():
    found = judge({"H1": [], "A1": []}, cleared_before=False)

    assert (found.outcome, found.tags, found.waits) == (Outcome.OK, frozenset(), False)


def test_judge_lets_the_highest_class_decide_and_keeps_every_tag():
    found = judge({"J1": {"knee"}, "H3": {"yes"}, "G4": {"yes"}}, cleared_before=False)

    assert (found.outcome, found.tags) == (Outcome.CLEAR, {"knee_pain", "dizziness"})
    assert found.waits


@pytest.mark.parametrize(("code", "new"), [("B2", "recent"), ("P1", "yes")])
def test_judge_takes_what_a_professional_cleared_before_as_a_change(code, new):
    outcomes = [
        judge({code: {value}}, cleared_before=cleared).outcome
        for value in ("known", new)
        for cleared in (True, False)
    ]

    assert outcomes == [Outcome.MODIFY, Outcome.CLEAR, Outcome.CLEAR, Outcome.CLEAR]


@given(
    yeses=st.sets(st.sampled_from(YESES)),
    another=st.sampled_from(YESES),
    cleared=st.booleans(),
    standing=st.sampled_from([Outcome.OK, Outcome.SOON, Outcome.URGENT, Outcome.EMERGENCY]),
)
def test_judge_never_lowers_the_class_for_another_yes(yeses, another, cleared, standing):
    before = judge(answers_of(yeses), cleared_before=cleared, standing=standing)
    after = judge(answers_of({*yeses, another}), cleared_before=cleared, standing=standing)

    assert after.outcome >= before.outcome >= standing
    assert after.tags >= before.tags
    assert after.waits >= before.waits


@pytest.mark.parametrize(
    ("outcome", "standing", "cleared", "stands"),
    [
        (Outcome.EMERGENCY, Outcome.OK, False, Outcome.EMERGENCY),
        (Outcome.URGENT, Outcome.OK, False, Outcome.URGENT),
        (Outcome.URGENT, Outcome.URGENT, True, Outcome.OK),
        (Outcome.URGENT, Outcome.SOON, False, Outcome.URGENT),
        # That the back stops daily life may change from one day to the next.
        (Outcome.SOON, Outcome.OK, False, Outcome.OK),
        # A stop sign from before signs had levels.
        (Outcome.SOON, Outcome.SOON, False, Outcome.SOON),
        (Outcome.CLEAR, Outcome.OK, False, Outcome.OK),
    ],
)
def test_still_stands_a_red_flag_until_it_is_cleared(outcome, standing, cleared, stands):
    assert still_stands(outcome, standing=standing, cleared=cleared) == stands


# --- asked again --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"answered_on": None}, Due.NEVER_ASKED),
        ({}, None),
        ({"agreed": False}, Due.AGREEMENT),
        ({"agreed": False, "answered_on": None}, Due.NEVER_ASKED),
        ({"today": date(2027, 3, 3)}, None),
        ({"today": date(2027, 3, 4)}, Due.A_YEAR),
        ({"answered_on": date(2024, 2, 29), "today": date(2025, 2, 28)}, None),
        ({"answered_on": date(2024, 2, 29), "today": date(2025, 3, 1)}, Due.A_YEAR),
        ({"last_session_on": SAID_ON, "today": SAID_ON + timedelta(days=56)}, None),
        ({"last_session_on": SAID_ON, "today": SAID_ON + timedelta(days=57)}, Due.LONG_BREAK),
        # Answered after so long off: once is enough.
        ({"last_session_on": SAID_ON - timedelta(days=57), "today": SAID_ON}, None),
        (
            {"last_session_on": SAID_ON - timedelta(days=56), "today": date(2026, 3, 5)},
            "long_break",
        ),
        ({"flare_ended_on": date(2026, 3, 9), "today": date(2026, 3, 9)}, Due.FLARE),
        ({"flare_ended_on": SAID_ON, "today": date(2026, 3, 9)}, None),
        ({"flare_ended_on": date(2026, 3, 10), "today": date(2026, 3, 9)}, None),
    ],
)
def test_why_due_says_when_the_questions_are_asked_again(facts, due):
    assert why_due(**{"answered_on": SAID_ON, "today": SAID_ON, **facts}) == due


# --- the lock -----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", Outcome)
def test_why_locked_from_clear_upwards_until_it_is_cleared(outcome):
    facts = {"answered_on": SAID_ON, "today": SAID_ON, "waits": False}

    asked = Lock.PROFESSIONAL if outcome >= Outcome.CLEAR else None
    assert why_locked(outcome, cleared=False, **facts) == asked
    assert why_locked(outcome, cleared=True, **facts) is None


@pytest.mark.parametrize(
    ("outcome", "later", "cleared", "lock"),
    [
        (Outcome.WAIT, 0, False, Lock.WAIT),
        (Outcome.WAIT, 1, False, None),
        (Outcome.CLEAR, 0, True, Lock.WAIT),
        (Outcome.CLEAR, 0, False, Lock.PROFESSIONAL),
        (Outcome.CLEAR, 1, True, None),
    ],
)
def test_why_locked_for_the_day_of_an_illness(outcome, later, cleared, lock):
    today = SAID_ON + timedelta(days=later)

    found = why_locked(outcome, waits=True, answered_on=SAID_ON, cleared=cleared, today=today)

    assert found == lock


@pytest.mark.parametrize(
    ("outcome", "cleared_on", "counts"),
    [
        (Outcome.CLEAR, date(2026, 3, 10), True),
        (Outcome.CLEAR, date(2026, 3, 11), False),
        (Outcome.CLEAR, date(2025, 3, 11), True),
        (Outcome.CLEAR, date(2025, 3, 10), False),
        (Outcome.EMERGENCY, date(2026, 3, 4), True),
        (Outcome.EMERGENCY, date(2026, 3, 3), False),
        (Outcome.SOON, date(2026, 3, 11), False),
        (Outcome.SOON, date(2026, 3, 4), True),
    ],
)
def test_clears_by_the_day_of_the_professional_s_word(outcome, cleared_on, counts):
    today = date(2026, 3, 10)

    assert clears(outcome, cleared_on=cleared_on, flagged_on=SAID_ON, today=today) == counts


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("later", [0, 1])
def test_clears_no_emergency_and_nothing_urgent_on_the_day_of_the_sign(outcome, later):
    today = SAID_ON + timedelta(days=later)

    found = clears(outcome, cleared_on=SAID_ON, flagged_on=SAID_ON, today=today)

    assert found == (later == 1 or outcome < Outcome.URGENT)


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("outcome", Outcome)
def test_trains_with_care_from_modify_on_and_from_65(outcome, older):
    assert trains_with_care(outcome, is_65_or_older=older) == (older or outcome > Outcome.OK)
