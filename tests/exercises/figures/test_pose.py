import pytest
from pydantic import TypeAdapter, ValidationError

from exercises.figures.format import Arm, Figure, Key, Leg
from exercises.figures.pose import Plant, blend, whole_keys

FIGURE = TypeAdapter(Figure)


def test_key_takes_over_what_the_one_before_said():
    figure = Figure(keys=(Key(trunk=80, near_leg=Leg(thigh=-60)), Key(chest=70)))

    first, second = whole_keys(figure)

    assert [first.angles[name] for name in ("pelvis", "chest", "near.thigh")] == [80, 80, -60]
    assert [second.angles[name] for name in ("pelvis", "chest", "near.thigh")] == [80, 70, -60]


def test_key_says_both_sides_first_and_then_one():
    figure = Figure(keys=(Key(arms=Arm(upper=0), far_arm=Arm(upper=45)),))

    (key,) = whole_keys(figure)

    assert (key.angles["near.upper"], key.angles["far.upper"]) == (0, 45)


def test_key_plants_a_foot_and_frees_it():
    figure = Figure(
        base=Key(legs=Leg(plant=("ball", 0.1, 0))),
        keys=(Key(), Key(near_leg=Leg(plant="free", thigh=-45))),
    )

    planted, freed = whole_keys(figure)

    assert planted.plants == dict.fromkeys(("near.leg", "far.leg"), Plant("ball", 0.1 + 0j))
    assert freed.plants == {"far.leg": Plant("ball", 0.1 + 0j)}


def test_front_view_holds_the_head_straight():
    side, front = (whole_keys(Figure(view=view, keys=(Key(),)))[0] for view in ("side", "front"))

    assert (side.angles["neck"], side.angles["head"]) == (84, 88)
    assert (front.angles["neck"], front.angles["head"]) == (90, 90)


def test_blend_goes_straight_from_key_to_key():
    figure = Figure(
        keys=(
            Key(trunk=90, root=("hip", 0, 0.5), near_leg=Leg(thigh_scale=1)),
            Key(trunk=50, root=("hip", 0.2, 0.3), near_leg=Leg(thigh_scale=0.5)),
        )
    )
    first, second = whole_keys(figure)

    half = blend(first, second, 0.5)

    assert half.angles["pelvis"] == 70
    assert abs(half.root_at - (0.1 + 0.4j)) < 1e-9
    assert half.scales == {"near.thigh": 0.75}
    assert (blend(first, second, 0), blend(first, second, 1)) == (first, second)


def test_blend_keeps_a_foot_planted_only_where_both_keys_plant_the_same_point():
    figure = Figure(
        keys=(
            Key(near_leg=Leg(plant=("ball", 0, 0)), far_leg=Leg(plant=("ball", 0, 0))),
            Key(near_leg=Leg(plant=("ball", 0.2, 0)), far_leg=Leg(plant=("heel", 0, 0))),
        )
    )
    first, second = whole_keys(figure)

    half = blend(first, second, 0.5)

    assert half.plants == {"near.leg": Plant("ball", 0.1 + 0j)}


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"keys": []}, "at least 1"),
        ({"keys": [{}], "finish": 1}, "finish is 1"),
        ({"keys": [{"trunk": 90, "tail": 3}]}, "tail"),
        ({"keys": [{}], "props": [{"kind": "sofa"}]}, "sofa"),
        ({"keys": [{}], "marks": [{"cue": 1, "at": "nose"}]}, "pattern"),
        ({"keys": [{}], "marks": [{"cue": 1, "at": "hip"}, {"cue": 1, "at": "l5"}]}, "twice"),
        ({"keys": [{"near_leg": {"plant": ["thigh", 0, 0]}}]}, "sole"),
    ],
)
def test_unknown_words_in_a_figure_are_refused(table, fault):
    with pytest.raises(ValidationError, match=fault):
        FIGURE.validate_python(table)
