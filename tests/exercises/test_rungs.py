"""The rungs of a ladder: up, down, past those that don't fit, and always back."""

from dataclasses import dataclass

import pytest

from exercises.rungs import Rung, Way, first_that_fits, rungs_from


@dataclass
class Linked:
    easier: str | None
    harder: str | None


# a → b → c → d; e leads to b alone, and nothing leads to e.
LADDER = {
    "a": Linked(None, "b"),
    "b": Linked("a", "c"),
    "c": Linked("b", "d"),
    "d": Linked("c", None),
    "e": Linked("b", None),
}


@pytest.mark.parametrize(
    ("slug", "way", "found"),
    [
        ("a", Way.HARDER, ["b", "c", "e", "d"]),
        ("c", Way.EASIER, ["b", "a"]),
        ("d", Way.HARDER, []),
        ("a", Way.EASIER, []),
        ("e", Way.EASIER, ["b", "a"]),
        ("unknown", Way.HARDER, []),
    ],
)
def test_rungs_come_one_after_the_other_with_the_side_branches(slug, way, found):
    assert list(rungs_from(slug, way, LADDER)) == found


@pytest.mark.parametrize("way", Way)
def test_way_to_a_rung_is_a_way_back(way):
    ways = [(slug, found) for slug in LADDER for found in rungs_from(slug, way, LADDER)]

    lost = [each for each in ways if each[0] not in rungs_from(each[1], way.back, LADDER)]
    assert lost == []


def rung(slug, *, any_of=(), caution=(), support="two_feet", load="optional"):
    return Rung(
        slug=slug,
        name=slug,
        equipment=[],
        any_of=any_of,
        caution=caution,
        support=support,
        load=load,
    )


@pytest.mark.parametrize(
    ("at_hand", "cautions", "found"),
    [
        (["barbell"], [], "goblet-squat"),
        (["band"], [], "squat-with-raised-heels"),
        (["barbell"], ["knee_pain"], "box-squat"),
        (["barbell"], ["hip_pain", "knee_pain"], None),
        (["barbell"], ["pregnancy_load"], "squat-with-raised-heels"),
    ],
)
def test_first_that_fits_goes_past_what_is_missing_or_ruled_out(at_hand, cautions, found):
    rungs = [
        rung("goblet-squat", any_of=["barbell"], caution=["knee_pain"], load="required"),
        rung("squat-with-raised-heels", caution=["knee_pain"]),
        rung("box-squat", caution=["hip_pain"]),
    ]

    taken = first_that_fits(rungs, Way.HARDER, at_hand=at_hand, cautions=cautions)

    assert (taken and taken.slug) == found


def test_lighter_one_with_a_weight_is_there_while_no_weight_goes_up():
    rungs = [rung("goblet-squat", load="required")]

    found = [first_that_fits(rungs, way, at_hand=[], cautions=["pregnancy_load"]) for way in Way]

    assert [each and each.slug for each in found] == ["goblet-squat", None]


@pytest.mark.parametrize(("support", "fits"), [("held", True), ("two_feet", False)])
def test_unsteady_person_goes_up_with_a_hand_on_a_support(support, fits):
    stand = rung("sit-to-stand", caution=["balance_poor"], support=support)

    assert stand.fits([], ["balance_poor"]) is fits
