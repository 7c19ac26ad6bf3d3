"""Find what is wrong with a figure, for the tests and `manage.py check`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from exercises.figures import form
from exercises.figures.body import ROOTS, SIDES
from exercises.figures.draw import lowest
from exercises.figures.geometry import turn
from exercises.figures.layers import FigureDrawing, painted
from exercises.figures.skeleton import Body
from exercises.figures.solver import Motion

REACH = 0.002  # of the stature: 3 mm of 1.7 m
UNDER_FLOOR = -0.006
SHRINK = 0.03
NECK = (-62, 24)  # degrees: the head against the chest, bent forward (−), bent back (+)
# Degrees of flexion: (least, most).
RANGES = {
    "hip": (-32, 150),
    "knee": (-4, 158),
    "ankle": (-80, 38),
    "shoulder": (-75, 195),
    "elbow": (-6, 168),
}
ENDS = {"thigh": "knee", "shank": "ankle", "upper": "elbow", "fore": "wrist"}


def faults(drawing: FigureDrawing) -> list[str]:
    """Return the faults as sentences, each with the time (0 … 1) in the movement; an empty list
    is good."""
    motion = Motion(drawing.figure)
    times = sorted({*motion.samples(), *(index / 8 for index in range(9))})
    found = []
    for t in times:
        found += [f"at {t:.2f} {fault}" for fault in _of_pose(drawing, motion.at(t))]
    for index in range(len(motion.keys)):
        # A hold moves in one of its keys only, but its pictures show the others too.
        found += [f"in key {index} {fault}" for fault in _of_pose(drawing, motion.key(index))]
    start, end = motion.start(), motion.end()
    for fault in (*form.of_still(drawing, start), *form.of_start(drawing, start)):
        found.append(f"at the start {fault}")
    for fault in (*form.of_still(drawing, end), *form.of_finish(drawing, end)):
        found.append(f"at the finish {fault}")
    bodies = [motion.at(t) for t in motion.samples()]
    found += [*_of_movement(bodies), *form.of_movement(drawing, bodies)]
    if len({tuple(len(s.outline) for s in painted(drawing, body)) for body in bodies}) > 1:
        found.append("its paths change their number of points")
    return found


def _of_pose(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    for limb, miss in body.misses.items():
        if abs(miss) > REACH:
            yield f"the {limb} misses by {miss:.3f}"
    floor = lowest(drawing, body)
    if floor < UNDER_FLOOR:
        yield f"something is {-floor:.3f} under the floor"
    yield from form.of_pose(drawing, body)
    if body.view == "side":
        # An arm that circles leaves the plane of the picture, so its angles aren't true.
        skipped = "shoulder" if drawing.figure.motion == "round" else ""
        yield from (fault for joint, fault in _out_of_range(body) if joint != skipped)


def _out_of_range(body: Body) -> Iterator[tuple[str, str]]:
    """Find joints that bend further than a body can. The front view shows no true angles."""
    angles = body.angles
    neck = turn(angles["head"] - angles["chest"])
    if not NECK[0] <= neck <= NECK[1]:
        yield "neck", f"the neck is bent by {neck:.0f}°"
    for side in SIDES:
        bent = {
            "hip": turn(angles[f"{side}.thigh"] - angles["pelvis"] - 180),
            "knee": turn(angles[f"{side}.thigh"] - angles[f"{side}.shank"]),
            "ankle": turn(angles[f"{side}.foot"] - angles[f"{side}.shank"] - 90),
            "shoulder": (angles[f"{side}.upper"] - angles["chest"] - 180 + 90) % 360 - 90,
            "elbow": turn(angles[f"{side}.fore"] - angles[f"{side}.upper"]),
        }
        for joint, angle in bent.items():
            least, most = RANGES[joint]
            if not least <= angle <= most:
                yield joint, f"the {side} {joint} is bent by {angle:.0f}°"


def _of_movement(bodies: Sequence[Body]) -> Iterator[str]:
    """Find bones that shrink because the outline moves along a chord."""
    for before, after in pairwise(bodies):
        for side in SIDES:
            for bone, root in ROOTS.items():
                start, end = f"{side}.{root}", f"{side}.{ENDS[bone]}"
                half_way = abs(
                    before.points[end] + after.points[end]
                    - before.points[start] - after.points[start]
                ) / 2  # fmt: skip
                whole = (before.length(side, bone) + after.length(side, bone)) / 2
                if half_way < whole * (1 - SHRINK):
                    yield f"the {side} {bone} shrinks by {100 - 100 * half_way / whole:.1f} %"
