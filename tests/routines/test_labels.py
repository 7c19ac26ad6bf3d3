"""Every code that a page shows has a sentence, and what is put into a sentence is escaped."""

from datetime import date

import pytest
from django.template import Context, Template

from routines.forms.plan import ACTIONS
from routines.labels import SENTENCES
from routines.labels.back import sign_sentences
from routines.labels.days import CHANGES, REFUSALS, change_question, refusal
from routines.labels.sessions import EASED, FOUND, GOING_ON, STOPPED, eased_sentence, pain_sentence
from routines.labels.targets import CHANGES as TARGET_CHANGES
from routines.labels.targets import LACKS, OF_THE_SESSION, REASONS, why_sentences
from routines.labels.unlocks import MISSING, missing_words
from routines.models import Session, SessionItem, Skip
from routines.planning.cut_offs import Stop, Zone
from routines.planning.deload import Sign
from routines.planning.easing import Reason
from routines.planning.find_weight import Turn
from routines.planning.findings import RefusedDay, Rule
from routines.planning.flare import RAMPS, Advice
from routines.planning.ladder import Held
from routines.planning.levels import ABOVE
from routines.planning.progression import RULES, WAY_BACK, Lack, Limit
from routines.planning.screening import Due
from routines.planning.steps_up import Code
from routines.planning.unlocks import Missing, UnlockState
from routines.planning.why import Why

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
TOO_CLOSE = "It is too close to the session on Monday 2 March and Friday 6 March: at least"
RULE_NAMES = [name for name, *_rest in RULES]


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (SENTENCES["advice"], Advice),
        (SENTENCES["due"], Due),
        (SENTENCES["level_above"], ABOVE.values()),
        (SENTENCES["ramp"], RAMPS),
        (SENTENCES["rung_held"], Held),
        (SENTENCES["skipped"], Skip),
        (SENTENCES["sign"], Sign),
        (REFUSALS, Rule),
        (CHANGES, dict(ACTIONS)),
        (EASED, Reason),
        (STOPPED, Stop),
        (FOUND, Turn),
        (GOING_ON, set(Zone) - {Zone.RED}),
        (TARGET_CHANGES, Code),
        (REASONS, [*RULE_NAMES, *Limit, WAY_BACK]),
        (LACKS, Lack),
        (MISSING, Missing),
    ],
)
def test_every_code_has_its_sentence_and_no_other_has_one(texts, codes):
    assert sorted(texts) == sorted(codes)


def test_rules_that_tell_of_a_whole_session_are_rules():
    assert set(OF_THE_SESSION) - set(RULE_NAMES) == set()


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("limit", [1, 2])
def test_refusal_is_one_sentence(rule, limit):
    finding = RefusedDay(rule=rule, day=MONDAY, clashes_with=(MONDAY, FRIDAY), limit=limit)

    said = refusal(finding)

    assert (said[0].isupper(), said[-1], "%" in said) == (True, ".", False)


@pytest.mark.parametrize(
    ("rule", "limit", "says"),
    [
        (Rule.REST_DAY, 1, f"{TOO_CLOSE} 1 whole day of rest lies between two sessions."),
        (Rule.REST_DAY, 2, f"{TOO_CLOSE} 2 whole days of rest lie between two sessions."),
        (Rule.WEEK_FULL, 1, "That week has its 1 session already."),
        (Rule.WEEK_FULL, 3, "That week has its 3 sessions already."),
    ],
)
def test_refusal_names_days_and_figures(rule, limit, says):
    finding = RefusedDay(rule=rule, day=MONDAY, clashes_with=(MONDAY, FRIDAY), limit=limit)

    assert refusal(finding) == says


@pytest.mark.parametrize(
    ("action", "to", "asks"),
    [
        ("move", FRIDAY, "Move Monday’s session to Friday, 6 March?"),
        ("session", None, "Train on Monday, 2 March?"),
        ("rest", None, "Rest on Monday, 2 March?"),
        ("clear", None, "Leave Monday, 2 March to the plan?"),
        ("away", FRIDAY, "No sessions from 2 March to 6 March?"),
        ("ill", None, "No sessions from 2 March to 2 March?"),
    ],
)
def test_change_is_asked_with_its_days(action, to, asks):
    assert change_question({"action": action, "day": MONDAY, "to": to}) == asks


@pytest.mark.parametrize("reason", Reason)
def test_eased_session_says_why_in_whole_sentences(reason):
    said = eased_sentence(Session(eased=reason, pain_before=5))

    assert (said[-1], "%%" in said, "%(" in said) == (".", False, False)


@pytest.mark.parametrize(
    ("said", "usual", "means"),
    [
        ((2, 2, 2), 0, "2 of 10: carry on."),
        ((3, 3, 3), None, "3 of 10: carry on."),
        ((5, 5, 5), 4, "5 of 10: carry on."),
        (
            (3, 3, 3),
            0,
            "3 of 10: go on only if it does not climb, with less weight or a smaller movement.",
        ),
        ((4, 1, 4), 0, "From 1 to 4 of 10: it climbs, so stop this exercise for today."),
        ((2, 2, 7), 0, "7 of 10: stop this exercise for today."),
        ((None, 2, 2), 0, ""),
    ],
)
def test_pain_in_an_exercise_says_how_to_go_on(said, usual, means):
    pain, lowest, highest = said
    session = Session(usual_pain=usual)

    item = SessionItem(session=session, pain=pain, pain_low=lowest, pain_high=highest)

    assert pain_sentence(item) == means


def test_signs_are_told_in_one_order():
    assert sign_sentences([Sign.STALLED, Sign.PAIN_UP]) == [
        "Your mornings hurt more than the week before.",
        "Some exercises have stood still for three sessions.",
    ]


def test_what_opens_an_exercise_names_the_weeks():
    lock = UnlockState(missing=(Missing.CALM_WEEKS, Missing.FLARE), weeks=2, needed=6)

    assert missing_words(lock) == [
        "2 of 6 calm weeks of the easier exercise",
        "the end of the flare-up",
    ]


def test_reason_that_was_kept_without_figures_says_nothing():
    assert why_sentences(Why(), "reps") == []


def test_what_goes_into_a_sentence_is_escaped():
    page = Template("{% load routine_labels %}{{ why|why_sentences:'reps'|join:' ' }}")

    found = page.render(Context({"why": Why(converted="<b>8 kg</b>")}))

    assert found == (
        "It was &lt;b&gt;8 kg&lt;/b&gt;; in the other unit it is rounded down to a weight that "
        "there is."
    )
