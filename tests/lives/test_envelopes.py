"""An envelope finds what it is for: a life that has gone wrong in one place breaks it there."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.lives import anybody
from tests.lives.envelopes import no_lift_stands_still, replaced_within
from tests.lives.person import Person
from tests.lives.record import Done, Event, Life, Lift, Trained

MONDAY = date(2026, 1, 5)
SQUAT = Lift(
    slug="goblet-squat",
    pattern="squat",
    is_timed=False,
    sets=2,
    lo=8,
    hi=12,
    aim=8,
    load=Decimal(8),
    hold_s=0,
    pause_s=0,
    height_cm=Decimal(0),
    band=0,
    library_lo=8,
    library_hi=12,
    library_sets=2,
    library_hold_s=0,
    rule="R11",
    code="same",
    skipped="",
    rung=3,
    done=(Done(12, Decimal(8), 4),) * 2,
    pain=0,
)


def trained(day, lift=SQUAT, **more):
    session = Trained(
        on=MONDAY + timedelta(days=day),
        day=day,
        level="L1",
        programme_day="A",
        eased="",
        state="normal",
        minutes=45,
        lifts=(lift, *[replace(SQUAT, slug=f"other-{n}", pattern="core") for n in range(4)]),
    )
    return replace(session, **more)


def life_of(*sessions, events=()):
    states = {each.day: each.state for each in sessions}
    return Life(
        person=Person(name="ana"),
        weeks=26,
        seed=1,
        sessions=list(sessions),
        events=list(events),
        states=states,
        levels={0: "L1"},
    )


GOOD = (trained(0), trained(2), trained(4))
HEAVIER = replace(SQUAT, load=Decimal(9))


@pytest.mark.parametrize(
    ("envelope", "sessions", "events"),
    [
        (anybody.never_under_the_floor, (trained(0, replace(SQUAT, lo=3)),), ()),
        (anybody.never_over_an_hour, (trained(0, minutes=61),), ()),
        (anybody.rests_between, (trained(0), trained(1)), ()),
        (
            anybody.nothing_rises_while_it_is_eased,
            (trained(0), trained(2, HEAVIER, eased="deload")),
            (),
        ),
        (anybody.pain_never_raises, (trained(0, replace(SQUAT, pain=6)), trained(2, HEAVIER)), ()),
        (anybody.asked_once_a_spike, GOOD, [Event(0, "asked"), Event(9, "asked")]),
        (
            anybody.one_step_down_in_two_weeks,
            (
                trained(0),
                trained(2, replace(SQUAT, lo=6, rule="R6")),
                trained(4, replace(SQUAT, lo=5, rule="R6")),
            ),
            (),
        ),
        (
            anybody.no_level_soon_after_a_flare,
            (trained(0, state="flare"), trained(4)),
            [Event(9, "level", "L2")],
        ),
        (anybody.steady_pain_is_no_flare, GOOD, [Event(3, "flare")]),
        (anybody.the_able_get_stronger, tuple(trained(day) for day in range(0, 60, 2)), ()),
        (anybody.enough_to_do, (trained(0, lifts=(SQUAT,) * 4),), ()),
        (no_lift_stands_still(weeks=6), tuple(trained(day) for day in range(0, 60, 2)), ()),
        (
            replaced_within("goblet-squat", sessions=1),
            tuple(trained(day, replace(SQUAT, said_pain=6)) for day in (0, 2)),
            (),
        ),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_envelope_finds_its_breach_and_nothing_in_a_good_life(envelope, sessions, events):
    assert envelope(life_of(*GOOD)) == []
    assert len(envelope(life_of(*sessions, events=events))) >= 1


def test_load_that_goes_up_in_pregnancy_is_a_breach():
    sessions = life_of(trained(0), trained(2, HEAVIER))
    pregnant = replace(sessions, person=Person(name="ana", answers={"P1": ["yes"]}))

    assert anybody.no_load_goes_up_in_pregnancy(sessions) == []
    assert anybody.no_load_goes_up_in_pregnancy(pregnant) == [
        "week 1, Wed 07 Jan: goblet-squat 2×8–12 @9 (R11): the load goes up from 8"
    ]
