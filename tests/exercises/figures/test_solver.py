from itertools import pairwise

from exercises.figures.format import Arm, Figure, Key, Leg
from exercises.figures.geometry import along_curve, turn
from exercises.figures.skin import trunk_outline
from exercises.figures.solver import TURN, WATCHED, Motion
from tests.exercises.figures.squat import FIGURE


def test_root_stays_where_the_key_puts_it():
    motion = Motion(FIGURE)

    soles = [motion.at(t).points["near.sole"] for t in (0, 0.3, 0.7, 1)]

    assert [round(abs(sole), 9) for sole in soles] == [0, 0, 0, 0]


def test_planted_foot_stays_through_the_whole_movement():
    motion = Motion(FIGURE)

    bodies = [motion.at(index / 8) for index in range(9)]

    far = [body.points["far.sole"] for body in bodies]
    assert max(abs(sole - far[0]) for sole in far) < 0.002
    assert max(abs(body.misses["far.leg"]) for body in bodies) < 0.002


def test_miss_says_by_how_much_a_hand_does_not_reach():
    figure = Figure(keys=(Key(near_arm=Arm(plant=("fist", 2, 0.8))),))

    body = Motion(figure).start()

    assert body.misses["near.arm"] > 1


def test_limb_planted_in_one_key_is_carried_over_to_where_it_is_free():
    figure = Figure(
        base=Key(root=("far.sole", 0, 0)),
        keys=(
            Key(near_leg=Leg(plant=("sole", 0, 0))),
            Key(near_leg=Leg(plant="free", thigh=-20, shank=-100)),
        ),
    )
    motion = Motion(figure)

    angles = [motion.at(t).angles["near.thigh"] for t in (0, 0.5, 1)]

    assert round(angles[1], 6) == round((angles[0] + angles[2]) / 2, 6)
    assert angles[2] == -20


def test_lying_trunk_rests_on_the_floor():
    figure = Figure(keys=(Key(root=("hip", 0, "rest"), trunk=180),))

    body = Motion(figure).start()

    assert abs(min(point.imag for point in along_curve(trunk_outline(body)))) < 1e-9


def test_hold_breathes_in_the_pose_that_is_held():
    figure = Figure(motion="hold", keys=(Key(trunk=90), Key(trunk=80)))
    motion = Motion(figure)

    out, full = motion.at(0), motion.at(1)

    assert (out.breath, full.breath) == (0, 1)
    assert out.angles == full.angles
    assert out.angles["chest"] == 80


def test_round_goes_from_the_last_key_to_the_first_by_the_nearer_way():
    figure = Figure(
        motion="round",
        keys=tuple(Key(near_arm=Arm(upper=angle)) for angle in (-90, 0, 90, 180)),
    )
    motion = Motion(figure)

    angles = [motion.at(t).angles["near.upper"] for t in (0, 0.75, 0.875, 1)]

    assert angles == [-90, 180, 225, 270]


def test_sides_change_half_way_through():
    there_and_back = Figure(
        changes_sides=True,
        keys=(Key(), Key(near_leg=Leg(thigh=-20)), Key(near_leg=Leg(thigh=40))),
    )
    motion = Motion(there_and_back)

    near, far = (
        [round(motion.at(step / 10).angles[f"{side}.thigh"]) for step in range(11)]
        for side in ("near", "far")
    )

    assert near == [-89, -20, 40, 40, -20, -89, -89, -89, -89, -89, -89]
    assert far == [-89, -89, -89, -89, -89, -89, -20, 40, 40, -20, -89]
    assert motion.finished_at == 0.2


def test_other_side_is_the_mirror_image_in_the_front_view():
    step = Key(
        root=("hip", 0.1, 0.5),
        near_leg=Leg(plant=("sole", 0.3, 0)),
        far_leg=Leg(plant=("sole", -0.05, 0)),
        near_arm=Arm(upper=-60, fore=-40),
        trunk=86,
    )
    motion = Motion(Figure(view="front", changes_sides=True, keys=(Key(), step)))

    one, other = motion.at(1 / 6), motion.at(4 / 6)

    seen = {
        "skull": "skull",
        **{f"near.{joint}": f"far.{joint}" for joint in ("knee", "ankle", "elbow", "wrist")},
        **{f"far.{joint}": f"near.{joint}" for joint in ("knee", "ankle", "elbow", "wrist")},
    }
    assert {
        name: abs(other.points[mirrored] + one.points[name].conjugate()) < 1e-9
        for name, mirrored in seen.items()
    } == dict.fromkeys(seen, True)


def test_samples_are_so_close_that_no_bone_turns_further_than_it_may():
    motion = Motion(FIGURE)
    samples = motion.samples()

    bodies = [motion.at(t) for t in samples]

    turned = [
        abs(turn(after.angles[bone] - before.angles[bone])) * weight
        for before, after in pairwise(bodies)
        for bone, weight in WATCHED.items()
    ]
    assert (samples[0], samples[-1]) == (0, 1)
    assert max(turned) <= TURN
    assert len(samples) < 8


def test_single_key_is_a_movement_that_stands_still():
    motion = Motion(Figure(keys=(Key(),)))

    assert motion.samples() == [0.0]
    assert motion.at(0).points == motion.end().points
