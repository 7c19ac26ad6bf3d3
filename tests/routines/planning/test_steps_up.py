"""What a step up is, row by row of brief.md D5, and D8's load vectors."""

from dataclasses import replace
from decimal import Decimal

import pytest

from exercises.vocabulary import LoadNeed, LoadType, Measure
from routines.planning.loads import Weights
from routines.planning.progression import Target
from routines.planning.steps_up import Code, Scope, Step, step_up

RANGE = Target(lo=8, hi=12, sets=3)
SCOPE = Scope(slug="goblet-squat", lo=8, hi=12, sets=3, max_sets=3)


def weights(*at_hand, load_type=LoadType.DUMBBELL):
    return Weights(load_type=load_type, at_hand=tuple(Decimal(each) for each in at_hand))


def loaded(*at_hand, kind="dumbbell", **rest):
    kit = weights(*at_hand, load_type=LoadType(kind))
    scope = replace(SCOPE, load=LoadNeed.REQUIRED, weights=kit)
    return replace(scope, **rest)


def target(load=0, **rest):
    return replace(RANGE, load=Decimal(load), **rest)


@pytest.mark.parametrize(
    ("before", "scope", "code", "after"),
    [
        # D8: a small step is taken; a large one after one widening, with one set fewer.
        (target(10), loaded(10, 11), "load_up", target(11)),
        (target(40), loaded(40, "42.5"), "load_up", target("42.5")),
        (target(10), loaded(10, "12.5"), "range_up", target(10, hi=14)),
        (target(10, hi=14), loaded(10, "12.5"), "load_up", target("12.5", sets=2, trimmed=1)),
        (target(8), loaded(8, 12), "range_up", target(8, hi=14)),
        (target(8, hi=14), loaded(8, 12), "load_up", target(12, sets=2, trimmed=1)),
        # From a range that is wider already, a step begins at the library's.
        (target(10, hi=16), loaded(10, 11), "load_up", target(11)),
        # Fewer than two sets are left only after pain.
        (target(8, hi=14, sets=2), loaded(8, 12, sets=2), "load_up", target(12, sets=2)),
        (target(8, hi=14, sets=1), loaded(8, 12, sets=1), "load_up", target(12, sets=1)),
        # Never more than 20 repetitions, nor a set of more than a minute and a half.
        (target(4, lo=15, hi=19), loaded(4, 8, lo=15, hi=19), "range_up", target(4, lo=15, hi=20)),
        (
            target(4, lo=15, hi=20),
            loaded(4, 8, lo=15, hi=20),
            "load_up",
            target(8, lo=15, hi=20, sets=2, trimmed=1),
        ),
        (
            target(10),
            loaded(10, "12.5", tempo="4-1-2-0"),
            "load_up",
            target("12.5", sets=2, trimmed=1),
        ),
        (
            target(20, lo=5, hi=9),
            loaded(20, 30, slug="barbell-deadlift", lo=5, hi=8),
            "range_up",
            target(20, lo=5, hi=10),
        ),
        (
            target(20, lo=5, hi=10),
            loaded(20, 30, slug="barbell-deadlift", lo=5, hi=8),
            "load_up",
            target(30, lo=5, hi=8, sets=2, trimmed=1),
        ),
        # One kettlebell, one pin, 2 kg a hand: steps, however light the weight.
        (
            target(4, hi=14),
            loaded(4, 8, kind="kettlebell"),
            "load_up",
            target(8, sets=2, trimmed=1),
        ),
        (target(2, hi=14), loaded(2, 7, kind="machine"), "load_up", target(7, sets=2, trimmed=1)),
        (target(1, hi=14), loaded(1, 3), "load_up", target(3, sets=2, trimmed=1)),
        (target(4, hi=14), loaded(4, 9), "heaviest", target(4, hi=16)),
        # Nothing heavier at hand, or none may be added: the range, the sets, harder, a pause.
        (target(10), loaded(10), "heaviest", target(10, hi=14)),
        (target(10), loaded(10, 11, may_add_load=False), "form_first", target(10, hi=14)),
        (target(10, hi=18), loaded(10, max_sets=4), "sets_up", target(10, hi=18, sets=4)),
        (target(10, hi=18), loaded(10, has_harder=True), "harder", target(10, hi=18)),
        (target(10, hi=18), loaded(10), "pause", target(10, pause_s=2)),
        (target(10, hi=18, pause_s=2), loaded(10), "at_top", target(10, hi=18, pause_s=2)),
        # What pain took away comes back first, a little at a time.
        (target(10, sets=2, trimmed=1), loaded(10, 11), "set_back", target(10)),
        (target(10, sets=1), loaded(10, 11), "set_back", target(10, sets=2)),
        (target(lo=6, hi=9), SCOPE, "range_back", target(lo=8, hi=11)),
        (target(lo=7, hi=11), SCOPE, "range_back", target()),
    ],
)
def test_step_up_with_weight(before, scope, code, after):
    assert step_up(before, scope) == Step(code=Code(code), target=after)


def climb(before, scope, steps):
    found = []
    for _number in range(steps):
        step = step_up(before, scope)
        found.append(step.code.value)
        before = step.target
    return found, before


@pytest.mark.parametrize(
    ("spare", "code", "after"),
    [
        (None, "range_up", target(10, hi=14)),
        (3, "range_up", target(10, hi=14)),
        (4, "load_up", target("12.5", sets=2, trimmed=1)),
    ],
)
def test_a_large_step_is_taken_at_once_with_four_good_repetitions_left(spare, code, after):
    found = step_up(target(10), loaded(10, "12.5"), spare=spare)

    assert found == Step(code=Code(code), target=after)


def test_step_up_with_body_weight_goes_from_sets_to_the_harder_variant():
    scope = replace(SCOPE, max_sets=4, has_harder=True)

    found, after = climb(replace(RANGE, part_range=True), scope, 4)

    assert found == ["sets_up", "pause", "full_range", "harder"]
    assert after == replace(RANGE, sets=4, pause_s=2)


def test_step_up_with_body_weight_goes_beyond_the_range_where_nothing_is_harder():
    found, after = climb(replace(RANGE, pause_s=2), SCOPE, 9)

    wider, longer = ["wider"] * 3, ["pause", "wider", "wider", "pause", "pause"]
    assert found == [*wider, *longer, "at_top"]
    assert after == replace(RANGE, lo=7, hi=11, pause_s=5)


def test_step_up_ends_with_a_pause_of_five_seconds_in_a_set_of_a_minute_and_a_half():
    found, after = climb(replace(RANGE, hi=11, pause_s=5), SCOPE, 1)

    assert found == ["at_top"]
    assert SCOPE.most_in_a_set(after) == 11


def test_step_up_from_body_weight_takes_the_lightest_weight():
    scope = loaded(6, 2, load=LoadNeed.OPTIONAL, has_harder=True)

    found, after = climb(RANGE, scope, 2)

    assert (found, after) == (["pause", "first_load"], target(2, pause_s=2))


@pytest.mark.parametrize(
    ("most", "codes", "sets"),
    [
        (None, ["first_load"], 3),
        (8, ["first_load"], 3),
        (6, ["range_up", "first_load"], 2),
        (4, ["range_up", "first_load"], 2),
        (3, ["wider", "wider"], 3),
    ],
)
def test_step_up_begins_with_a_light_weight_or_takes_its_time(most, codes, sets):
    scope = loaded(8, load=LoadNeed.OPTIONAL, first_load_at_most=most)

    found, after = climb(replace(RANGE, pause_s=2), scope, len(codes))

    assert (found, after.sets) == (codes, sets)


@pytest.mark.parametrize("rest", [{"may_add_load": False}, {"load": LoadNeed.NONE}])
def test_step_up_from_body_weight_adds_no_weight_where_none_may_be(rest):
    found, after = climb(RANGE, loaded(6, 2, **{"load": LoadNeed.OPTIONAL, **rest}), 2)

    assert (found, after) == (["pause", "wider"], target(hi=14, pause_s=2))


@pytest.mark.parametrize(
    ("has_harder", "hold", "codes", "end"),
    [
        (True, 6, ["hold_up", "hold_up", "harder"], 10),
        (False, 9, ["hold_up", "at_top", "at_top"], 10),
        (True, 15, ["harder", "harder", "harder"], 15),
    ],
)
def test_step_up_of_a_hold_in_each_repetition(has_harder, hold, codes, end):
    scope = replace(SCOPE, lo=4, hi=6, has_harder=has_harder)

    found, after = climb(target(lo=4, hi=6, hold_s=hold), scope, 3)

    assert (found, after) == (codes, target(lo=4, hi=6, hold_s=end))


def test_step_up_of_a_hold_keeps_a_set_under_a_minute_and_a_half():
    """A glute bridge: 4 s and its hold for each repetition."""
    scope = replace(SCOPE, lo=10, hi=15, tempo="2-1-1-3")
    found = [target(lo=10, hi=15, hold_s=2)]

    for _number in range(4):
        found.append(step_up(found[-1], scope).target)

    assert [(each.lo, each.hi, each.hold_s) for each in found] == [
        (10, 15, 2),
        (7, 11, 4),
        (6, 9, 6),
        (6, 7, 8),
        (6, 6, 10),
    ]


def test_a_range_that_a_hold_made_shorter_is_not_given_back():
    scope = replace(SCOPE, lo=10, hi=15, tempo="2-1-1-3", has_harder=True)

    found = step_up(target(lo=6, hi=6, hold_s=10), scope)

    assert found == Step(code=Code.HARDER, target=target(lo=6, hi=6, hold_s=10))


@pytest.mark.parametrize(
    ("lo", "hi", "code", "after"),
    [
        (8, 9, "time_up", (10, 11)),
        (10, 10, "time_up", (12, 12)),
        (10, 11, "time_up", (15, 16)),
        (20, 28, "time_up", (22, 30)),
        (20, 30, "harder", (20, 30)),
    ],
)
def test_step_up_of_a_timed_set(lo, hi, code, after):
    scope = replace(SCOPE, measure=Measure.SECONDS, lo=10, hi=30, has_harder=True)

    found = step_up(Target(lo=lo, hi=hi, sets=3), scope)

    assert found == Step(code=Code(code), target=Target(lo=after[0], hi=after[1], sets=3))


def test_step_up_of_a_timed_set_ends_at_a_minute_and_a_half():
    scope = replace(SCOPE, measure=Measure.SECONDS, lo=30, hi=120)

    found, after = climb(Target(lo=82, hi=87, sets=3), scope, 2)

    assert (found, after) == (["time_up", "at_top"], Target(lo=85, hi=90, sets=3))


def test_step_up_of_a_step_goes_to_15_cm_then_weights_then_opt_in():
    steps = loaded(2, "2.2", slug="step-up", load=LoadNeed.OPTIONAL)
    low = replace(RANGE, height_cm=Decimal(8))

    found, at_weight = climb(low, steps, 4)
    tall, top = climb(at_weight, replace(steps, tall_steps=True), 7)

    assert found == ["height_up", "height_up", "height_up", "first_load"]
    assert at_weight == replace(low, height_cm=Decimal(15), load=Decimal(2))
    assert tall == ["height_up"] * 6 + ["load_up"]
    assert top == replace(low, height_cm=Decimal(30), load=Decimal("2.2"))


def test_step_up_of_a_step_keeps_the_librarys_height():
    scope = replace(SCOPE, max_height_cm=Decimal(10), has_harder=True)

    found, after = climb(replace(RANGE, height_cm=Decimal(8)), scope, 2)

    assert (found, after.height_cm) == (["height_up", "harder"], 10)


def test_step_up_of_a_loaded_step_raises_it_to_15_cm_before_the_weight():
    steps = loaded(2, "2.2", slug="step-up", load=LoadNeed.OPTIONAL)

    found, after = climb(target(2, height_cm=Decimal(12)), steps, 3)

    assert (found, after) == (
        ["height_up", "height_up", "load_up"],
        target("2.2", height_cm=Decimal(15)),
    )


def test_a_step_of_more_than_15_cm_is_a_choice_to_go_on():
    found, after = climb(replace(RANGE, height_cm=Decimal(20)), SCOPE, 5)

    assert found == ["height_up"] * 4 + ["pause"]
    assert after == replace(RANGE, height_cm=Decimal(30), pause_s=2)


def test_step_up_of_a_band_takes_the_next_colour():
    scope = loaded(weights=weights(load_type=LoadType.BAND), bands=2)

    found, after = climb(replace(RANGE, band=1), scope, 3)

    assert found == ["band_up", "pause", "wider"]
    assert after == replace(RANGE, hi=14, band=2, pause_s=2)


def test_step_up_from_body_weight_takes_the_lightest_band_where_bands_are_what_there_is():
    scope = loaded(weights=weights(load_type=LoadType.BAND), bands=2, has_harder=True)

    found, after = climb(RANGE, scope, 3)

    assert (found, after) == (["pause", "band_up", "band_up"], replace(RANGE, pause_s=2, band=2))


@pytest.mark.parametrize(
    ("slug", "hi", "cap"),
    [("goblet-squat", 12, 18), ("leg-press", 15, 20), ("calf-raise", 20, 20),
     ("barbell-deadlift", 8, 10)],
)  # fmt: skip
def test_range_cap(slug, hi, cap):
    assert replace(SCOPE, slug=slug, hi=hi).range_cap == cap
