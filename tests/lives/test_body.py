"""A simulated body gets stronger with training, weaker with rest, and tires within a session."""

import pytest

from tests.lives.body import Asked, Back, Body, Build, Spike, repetitions

SQUAT = Asked(slug="bodyweight-squat", pattern="squat", is_timed=False, usual=16)
GOBLET = Asked(slug="goblet-squat", pattern="squat", is_timed=False, usual=13, load=24)


@pytest.fixture
def body():
    return Body(Build(can_lift={"goblet-squat": 24}))


def test_a_weight_that_goes_ten_times_goes_ten_times(body):
    assert body.most(GOBLET, 0, 1) == 10


def test_a_lighter_weight_goes_more_often_and_a_heavier_one_less():
    found = [repetitions(60, 10, other) for other in (50, 60, 70, 200)]

    assert found == [pytest.approx(18), pytest.approx(10), pytest.approx(4.286, abs=0.01), 0]


def test_each_set_is_harder_than_the_one_before(body):
    assert [body.most(SQUAT, 0, number) for number in (1, 2, 3)] == [18, 17, 16]


def test_training_makes_stronger_and_more_so_with_hard_sets(body):
    easy = Body(body.build)
    for day in range(0, 84, 2):
        body.train("squat", day, sets=3, effort=1.0)
        easy.train("squat", day, sets=1, effort=0.5)

    assert 1.3 > body.strength_of("squat", 84) > easy.strength_of("squat", 84) > 1.02
    assert body.strength_of("hinge", 84) == 1.0


def test_rest_costs_strength_only_after_a_while(body):
    for day in range(0, 84, 2):
        body.train("squat", day, sets=3, effort=1.0)
    strong = body.strength_of("squat", 82)

    assert body.strength_of("squat", 92) == strong
    assert body.strength_of("squat", 112) == pytest.approx(strong * 0.996**20)


def test_a_pause_a_hold_and_a_higher_step_cost_repetitions(body):
    harder = [
        Asked(slug="step-up", pattern="step", is_timed=False, usual=13, **more)
        for more in ({}, {"pause_s": 2}, {"hold_s": 5}, {"height_cm": 20})
    ]

    assert [body.most(each, 0, 1) for each in harder] == [13, 11, 12, 10]


def test_a_spike_settles_evenly_and_the_rest_is_as_usual():
    back = Back(usual=lambda _day: 2, spikes=(Spike(day=10, height=8, lasts=6),))

    assert [back.pain(day, 1) for day in range(8, 18)] == [2, 2, 8, 7, 6, 5, 4, 3, 2, 2]


def test_a_day_has_the_same_pain_whenever_it_is_asked_and_another_with_another_seed():
    back = Back(usual=lambda _day: 3, noise=2.0)

    first = [back.pain(day, 1) for day in range(60)]

    assert first == [back.pain(day, 1) for day in reversed(range(60))][::-1]
    assert first != [back.pain(day, 2) for day in range(60)]
    assert set(first) == {1, 2, 3, 4, 5}
