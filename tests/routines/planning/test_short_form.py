"""What twenty minutes keep of a session (brief.md S7)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import Pattern
from routines.planning.short_form import WARM_UP_S, Candidate, kept_strength, kept_warm_up

DAY = date(2026, 3, 2)


def candidates(*rows):
    return [Candidate(slug=slug, pattern=pattern, last=last) for slug, pattern, last in rows]


FOUNDATION = candidates(
    ("glute-bridge", Pattern.BRIDGE, DAY),
    ("sit-to-stand", Pattern.SQUAT, DAY),
    ("hip-hinge-drill", Pattern.HINGE, DAY),
    ("step-up-assisted", Pattern.STEP, DAY),
    ("calf-raise", Pattern.CALF, None),
    ("bird-dog", Pattern.CORE, None),
    ("single-leg-stance", Pattern.BALANCE, DAY),
)


def test_main_patterns_come_first_even_if_others_were_not_done_for_longer():
    assert kept_strength(FOUNDATION, balance=False) == {
        *("glute-bridge", "sit-to-stand", "hip-hinge-drill", "step-up-assisted")
    }


def test_of_the_main_patterns_those_not_done_for_longest_come_first():
    rows = [*candidates(("stationary-lunge", Pattern.LUNGE, date(2026, 2, 1))), *FOUNDATION]

    assert kept_strength(rows, balance=False) == {
        *("stationary-lunge", "glute-bridge", "sit-to-stand", "hip-hinge-drill")
    }


def test_a_pattern_comes_twice_only_if_there_is_no_other():
    rows = candidates(
        ("romanian-deadlift", Pattern.HINGE, None),
        ("supported-single-leg-deadlift", Pattern.HINGE, None),
        ("goblet-squat", Pattern.SQUAT, DAY),
        ("calf-raise", Pattern.CALF, DAY),
        ("dead-bug", Pattern.CORE, DAY),
    )

    assert kept_strength(rows, balance=False) == {
        *("romanian-deadlift", "goblet-squat", "calf-raise", "dead-bug")
    }


def test_who_needs_balance_has_it_in_twenty_minutes_too():
    assert "single-leg-stance" in kept_strength(FOUNDATION, balance=True)


def test_the_warm_up_takes_five_minutes_at_most():
    rows = [("march", 130), ("circles", 50), ("swings", 80), ("lunge", 60), ("kicks", 40)]

    assert kept_warm_up(rows) == {"march", "circles", "swings", "kicks"}


@given(
    rows=st.lists(
        st.tuples(st.text(min_size=1), st.sampled_from(Pattern), st.none() | st.dates()),
        unique_by=lambda row: row[0],
    ),
    balance=st.booleans(),
)
def test_four_are_kept_if_there_are_four(rows, balance):
    assert len(kept_strength(candidates(*rows), balance=balance)) == min(4, len(rows))


@given(st.lists(st.tuples(st.text(min_size=1), st.integers(1, 200)), unique_by=lambda row: row[0]))
def test_what_is_kept_of_the_warm_up_fits(rows):
    assert sum(lasts for slug, lasts in rows if slug in kept_warm_up(rows)) <= WARM_UP_S
