"""The sentences that say why a target is as it is, over decisions that real histories lead to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from exercises.vocabulary import LoadType
from routines.planning.flare import FlareState
from routines.planning.loads import Weights
from routines.planning.progression import Wish
from routines.planning.why import Why
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import done
from tests.routines.planning.test_progress import BODY, HEAVY, LOW, LUNGE, PERSON, SQUAT

ONE_HEAVY, ONE_BODY = replace(HEAVY, sets=1), replace(BODY, sets=1)
PLAIN_LUNGE = replace(LUNGE, has_easier=False)
LAST = "Pain was at {} during it last time."
TOP = "Every set reached the top of the range twice, with strength to spare."
MORNING = "Your back was at 4 the morning after; usual is 0."


def words(why, measure="reps"):
    page = render_to_string("routines/_why.html", {"why": why, "measure": measure})
    return " ".join(page.split())


def told(prescribed, *sessions, scope=SQUAT, **known):
    """Return the sentences about the target after these sessions."""
    standing = progress_of_one(prescribed, sessions, scope=scope, person=PERSON, **known)
    return words(Why.of(standing.change, "kg"), scope.measure)


def twice(first, **again):
    """Return a session, and the same three days later except for the given figures."""
    return first, replace(first, day=done(day=3).day, **again)


@pytest.mark.parametrize(
    ("prescribed", "scope", "session", "says"),
    [
        (HEAVY, SQUAT, {"morning_pain": 4}, f"One set less. {MORNING}"),
        (ONE_HEAVY, SQUAT, {"morning_pain": 4}, f"Same weight. {MORNING}"),
        (HEAVY, SQUAT, {"pain": 3}, f"Same weight. {LAST.format(3)}"),
        (
            HEAVY,
            SQUAT,
            {"pain": 3, "morning_pain": 4},
            f"Less weight and one set less. {LAST.format(3)} {MORNING}",
        ),
        (
            ONE_HEAVY,
            SQUAT,
            {"pain": 3, "morning_pain": 4},
            f"Less weight. {LAST.format(3)} {MORNING}",
        ),
        (HEAVY, SQUAT, {"pain": 6}, f"Less weight. {LAST.format(6)}"),
        (
            HEAVY,
            SQUAT,
            {"pain": 6, "morning_pain": 4},
            f"Less weight and one set less. {LAST.format(6)} {MORNING}",
        ),
        (BODY, LUNGE, {"pain": 3, "morning_pain": 4}, f"One set less. {LAST.format(3)} {MORNING}"),
        (
            ONE_BODY,
            LUNGE,
            {"pain": 3, "morning_pain": 4},
            f"Same target. {LAST.format(3)} {MORNING}",
        ),
        (BODY, PLAIN_LUNGE, {"pain": 6}, f"Fewer repetitions. {LAST.format(6)}"),
        (
            BODY,
            PLAIN_LUNGE,
            {"pain": 6, "morning_pain": 4},
            f"A little less in each set, and one set less. {LAST.format(6)} {MORNING}",
        ),
        (
            BODY,
            LUNGE,
            {"pain": 6},
            f"Fewer repetitions. An easier variant is fine too. {LAST.format(6)}",
        ),
        (
            replace(BODY, height_cm=Decimal(10)),
            PLAIN_LUNGE,
            {"pain": 6},
            f"A little less of everything. {LAST.format(6)}",
        ),
        (
            replace(BODY, lo=20, hi=30),
            replace(PLAIN_LUNGE, measure="seconds", lo=20, hi=40),
            {"amounts": (30, 30, 30), "pain": 6},
            f"A little shorter. {LAST.format(6)}",
        ),
        # At the floor.
        (
            replace(ONE_BODY, lo=5, hi=8),
            LUNGE,
            {"pain": 6},
            (
                "A smaller movement. Move only as far as it feels fine. "
                f"An easier variant is fine too. {LAST.format(6)}"
            ),
        ),
        (
            replace(ONE_BODY, lo=5, hi=8, part_range=True),
            LUNGE,
            {"pain": 6},
            "Even its smallest dose was too much: leave it out for now.",
        ),
    ],
)
def test_pain_is_told_with_what_it_changed_alone(prescribed, scope, session, says):
    load = prescribed.load or "0"

    assert told(prescribed, done(**{"load": load, **session}), scope=scope) == says


@pytest.mark.parametrize(
    ("prescribed", "scope", "says"),
    [
        (HEAVY, SQUAT, "Fewer repetitions. It was hard twice in a row."),
        (
            BODY,
            LUNGE,
            "Fewer repetitions. An easier variant is fine too. It was hard twice in a row.",
        ),
        (replace(HEAVY, lo=5, hi=8), SQUAT, "Less weight. It was hard twice in a row."),
    ],
)
def test_hard_twice_is_told_with_what_it_changed_alone(prescribed, scope, says):
    sessions = twice(done((4, 4, 4), load=prescribed.load or "0"))

    assert told(prescribed, *sessions, scope=scope) == says


def test_hard_twice_with_a_bad_morning_names_both():
    sessions = twice(done(LOW, load=10), morning_pain=4)

    assert told(HEAVY, *sessions) == (
        f"A little less in each set, and one set less. It was hard twice in a row. {MORNING}"
    )


def test_much_pain_in_what_was_hard_twice_names_both():
    sessions = twice(done(LOW, load=10), pain=6)

    assert told(HEAVY, *sessions) == (
        f"A little less of everything. {LAST.format(6)} It was hard twice in a row."
    )


@pytest.mark.parametrize(
    ("usual", "says"),
    [
        (Decimal(0), "usual is 0."),
        (None, "your usual isn’t known yet."),
    ],
)
def test_pain_before_the_next_session_is_told_where_no_morning_was(usual, says):
    person = replace(PERSON, usual=usual)
    session = done(load=10, morning_pain=None, next_before=4)
    standing = progress_of_one(HEAVY, [session], scope=SQUAT, person=person)

    assert words(Why.of(standing.change, "kg")) == (
        f"One set less. When you trained next, your back was at 4; {says}"
    )


@pytest.mark.parametrize(
    ("session", "code", "says"),
    [
        ({}, "Same weight.", ""),
        ({"pain": 7}, "Less weight.", f" {LAST.format(7)}"),
        ({"morning_pain": 4}, "One set less.", f" {MORNING}"),
    ],
)
def test_stop_sign_is_told_with_what_lowered_the_target_besides(session, code, says):
    found = told(HEAVY, done(**{"load": 10, "stop_symptom": True, **session}))

    assert found == f"{code} Something came up last time that needs a closer look first.{says}"


def test_third_time_in_a_row_that_it_hurt_is_told():
    first, second = twice(done(load=10, pain=4))
    third = replace(second, day=done(day=6).day)

    assert told(HEAVY, first, second, third) == (
        "Less weight. Pain was at 4 during it, the third time in a row that it hurt."
    )


def test_large_step_in_weight_names_the_set_that_it_costs():
    wide = replace(HEAVY, hi=18, load=Decimal(4))
    sessions = twice(done((18, 18, 18), load=4))

    assert told(wide, *sessions, scope=SQUAT) == (
        f"The next weight up, with one set less to begin with, as it is a large step. {TOP}"
    )
    assert told(HEAVY, *twice(done(load=10))) == f"The next weight up. {TOP}"


def weighted(*at_hand, **rest):
    weights = Weights(load_type=LoadType.DUMBBELL, at_hand=tuple(map(Decimal, at_hand)))
    return replace(SQUAT, weights=weights, **rest)


@pytest.mark.parametrize(
    ("weights", "comfortable", "says"),
    [
        (weighted(10, "12.5"), True, "as the next weight would be a large step"),
        (weighted(10), True, "as no next weight near enough is at hand"),
        (weighted(10), False, "as no next weight near enough is at hand"),
    ],
)
def test_more_repetitions_in_the_place_of_a_weight_say_why_it_stays(weights, comfortable, says):
    sessions = twice(done(load=10, comfortable=comfortable))

    assert told(HEAVY, *sessions, scope=weights) == f"A few more repetitions, {says}. {TOP}"


def test_weight_that_waits_for_the_form_says_so():
    sessions = twice(done(load=10, comfortable=False))

    assert told(HEAVY, *sessions) == (
        "A few more repetitions; more weight comes once you say after a session that the cues "
        f"held. {TOP}"
    )


@pytest.mark.parametrize(("scope", "load"), [(LUNGE, 0), (SQUAT, 10)])
def test_range_that_pain_took_comes_back_as_that(scope, load):
    prescribed = replace(BODY, lo=6, hi=9, load=Decimal(load))

    assert told(prescribed, *twice(done(load=load)), scope=scope) == (
        f"A few more repetitions, towards the usual range of the exercise. {TOP}"
    )


# --- the person's own choice --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("session", "says"),
    [
        ({}, ""),
        ({"amounts": LOW}, ""),
        ({"pain": 4}, f" For now it may be no more than the app’s. {LAST.format(4)}"),
        ({"morning_pain": 4}, f" For now it may be no more than the app’s. {MORNING}"),
    ],
)
def test_own_choice_names_what_holds_it_and_no_other_reason(session, says):
    standing = progress_of_one(HEAVY, [done(**{"load": 10, **session})], scope=SQUAT, person=PERSON)

    why = replace(Why.of(standing.change, "kg"), chosen=True)

    assert words(why) == f"Your own target.{says}"


def test_own_choice_of_what_hurt_much_twice_says_to_leave_it_out():
    sessions = twice(done(load=10, pain=7))
    standing = progress_of_one(HEAVY, sessions, scope=SQUAT, person=PERSON)

    why = replace(Why.of(standing.change, "kg"), chosen=True)

    assert words(why) == (
        "Your own target. This exercise hurt at 6 or more twice within two weeks: leave it out, "
        "and let a professional look at it."
    )


# --- once a flare-up is over --------------------------------------------------------------------

AFTER_A_FLARE = "A little less weight to begin with, as a flare-up is over."


@pytest.mark.parametrize(
    ("session", "state", "says"),
    [
        ({}, "normal", AFTER_A_FLARE),
        ({}, "ramp2", "Same weight. The last session went well; a second one like it comes first."),
        (
            {"amounts": (9, 9, 9)},
            "normal",
            f"{AFTER_A_FLARE} One more repetition than last time in the weakest set.",
        ),
        ({"pain": 6}, "normal", f"{AFTER_A_FLARE} Less weight. {LAST.format(6)}"),
        ({"morning_pain": 4}, "normal", f"{AFTER_A_FLARE} One set less. {MORNING}"),
    ],
)
def test_lower_weight_after_a_flare_is_told(session, state, says):
    last = done(**{"load": 20, "state": FlareState.RAMP2, **session})

    found = told(replace(HEAVY, load=Decimal(20)), last, state=FlareState(state))

    assert found == says


def test_step_back_from_a_flare_is_told_as_past():
    sessions = twice(done(load=10, state=FlareState.RAMP1))

    assert (
        told(HEAVY, *sessions) == "Same weight. The last session was a step back from a flare-up."
    )


# --- pain of a whole session --------------------------------------------------------------------

OF_SESSION = "Pain was at {} during the last session"


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ((0, 0), f"{OF_SESSION.format(6)}. It was at 6 or more twice"),
        ((6, 2), f"{OF_SESSION.format(6)}. It was at 6 or more twice"),
        ((0, 6), f"{LAST.format(6)} It was at 6 or more twice"),
        ((6, 6), None),
    ],
)
def test_much_pain_twice_leaves_out_what_was_named_both_times_and_advises_in_any_case(own, says):
    first, second = twice(done(load=10, pain=6, own_pain=own[0]), own_pain=own[1])

    expected = f"Less weight. {says} within two weeks: let a professional look at it."
    assert told(HEAVY, first, second) == (
        expected
        if says
        else "This exercise hurt at 6 or more twice within two weeks: leave it out, and let a "
        "professional look at it."
    )


def test_third_session_in_a_row_that_hurt_as_a_whole_is_told_as_that():
    first, second = twice(done(load=10, pain=4, own_pain=0))

    assert told(HEAVY, first) == f"Same weight. {OF_SESSION.format(4)}."
    assert told(HEAVY, first, second, replace(second, day=done(day=6).day)) == (
        f"Less weight. {OF_SESSION.format(4)}, the third time in a row that it hurt."
    )


# --- sets that were left out, and sets that were never chosen -----------------------------------

ONE_SET = Wish(lo=8, hi=12, sets=1, load=Decimal(10))


def test_own_fewer_sets_are_no_sets_that_were_left_out():
    sessions = twice(done(load=10, chosen=ONE_SET), chosen=None)
    standing = progress_of_one(HEAVY, sessions, scope=SQUAT, person=PERSON)

    assert (standing.target.sets, standing.target.load) == (1, 11)
    assert told(HEAVY, *sessions) == f"The next weight up. {TOP}"


def test_set_left_out_for_a_bad_morning_comes_back_up_to_the_own_number():
    two = replace(ONE_SET, sets=2)
    first = done(load=10, chosen=two, morning_pain=4)
    sessions = [first, *(done((9, 9), load=10, day=day) for day in (3, 6, 9))]

    found = [
        progress_of_one(HEAVY, sessions[:count], scope=SQUAT, person=PERSON).target.sets
        for count in (1, 2, 3, 4)
    ]

    assert found == [1, 1, 2, 2]
    assert told(HEAVY, *sessions[:3]) == (
        "The set that was left out is back, as the last session went well."
    )
