"""The sentences that say what is missing for a step up."""

from dataclasses import replace

import pytest

from tests.routines.planning.performances import done
from tests.routines.planning.test_progress import HEAVY
from tests.routines.test_why import TOP, told, twice

LIKE_IT = "The last session went well; a second one like it comes first."


@pytest.mark.parametrize(
    ("session", "says"),
    [
        ({}, LIKE_IT),
        ({"rir": None}, LIKE_IT),
        ({"rir": None, "effort": 7}, LIKE_IT),
        (
            {"amounts": (12, 12)},
            "Not every set was done last time; two sessions with all of them come first.",
        ),
        ({"rir": 1}, "It goes up once two good ones are left in every set, twice."),
        (
            {"load": 8},
            "Two sessions with the same weight in every set, and no less than this, come first.",
        ),
    ],
)
def test_session_at_the_top_names_what_it_lacks(session, says):
    assert told(HEAVY, done(**{"load": 10, **session})) == f"Same weight. {says}"


def test_top_sessions_without_a_word_on_effort_go_up_and_claim_nothing_of_it():
    sessions = twice(done(load=10, rir=None))

    assert told(HEAVY, *sessions) == (
        "The next weight up. Every set reached the top of the range twice."
    )


def test_top_sessions_without_a_word_on_the_back_need_a_third():
    first, second = twice(done(load=10, morning_pain=None))

    found = [
        told(HEAVY, first, second),
        told(HEAVY, first, second, replace(second, day=done(day=6).day)),
    ]

    assert found == [
        (
            "Same weight. How your back was afterwards wasn’t said every time, so three good "
            "sessions in a row come first."
        ),
        f"The next weight up. {TOP}",
    ]
