"""Find figures that show a mistake which their own words warn of.

The stick leaves the back, a hand pushes on a thigh, a weight is held far from the chest, not over
the feet, or hangs over its block, the neck is bent back, the hand misses the rail, the body doesn't
reach the seat, a foot slides away.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from exercises.figures.body import SIDES
from exercises.figures.geometry import LEFT, Point, along_curve, direction, turn
from exercises.figures.held import Barbell, BarOnBack, Dumbbell, Kettlebell, Slider, Stick, Strap
from exercises.figures.layers import FigureDrawing
from exercises.figures.scenery import Chair, ChairBack, Rail, StepBlock
from exercises.figures.skeleton import Body
from exercises.figures.skin import on_trunk, trunk_outline

# Lengths of the stature, angles in degrees.
OFF_THE_STICK = 0.022  # from the skin to the middle of the stick, which is 0.016 thick
ON_THE_THIGH = 0.070
# A thigh this far from hanging straight down, and from the line of the trunk, can be pushed on.
RAISED, BENT = 35, 20
A_HAND = 0.075
LONG_NECK = (-16, 8)  # the head against the chest: bent forward (−), bent back (+)
LEVEL = 20
# Where the face looks, in degrees over the horizon.
GAZES = {"ahead": (-LEVEL, LEVEL), "floor": (-90, -10), "ceiling": (70, 110)}
IN_A_LEG = 0.026
ON_A_RAIL = 0.030
ON_A_SEAT = 0.015
ON_THE_GROUND = 0.012
TOUCHES = 0.006
SLIDE = 0.10  # along the floor, more than a foot drags while it is lifted


def of_pose(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Yield what is wrong in one pose. Only the side view shows it."""
    if body.view == "front":
        return
    yield from _stick(drawing, body)
    yield from _weights(drawing, body)
    if drawing.figure.gaze == "with-the-trunk":
        bent = turn(body.angles["head"] - body.angles["chest"])
        least, most = LONG_NECK
        if not least <= bent <= most:
            yield f"the neck is bent back by {bent:.0f}°"


def of_start(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Yield what is wrong in the start only."""
    if body.view == "side":
        yield from _hand_on_a_rail(drawing, body)
        yield from _weight_on_the_ground(drawing, body)


def of_still(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Yield what is wrong in the start or the finish, where an arm that swings past a thigh would
    be read as a hand that pushes on it."""
    if body.view == "side":
        yield from _pushing_hands(drawing, body)


def of_finish(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Yield what is wrong in the finish only."""
    looks = turn(body.angles["head"] - 90)
    low, high = GAZES.get(drawing.figure.gaze or "", (-180, 180))
    if not low <= looks <= high:
        yield f"the face looks up by {looks:.0f}°"


def of_movement(drawing: FigureDrawing, bodies: Sequence[Body]) -> Iterator[str]:
    """Yield what is wrong in the movement as a whole, of which `bodies` are the samples."""
    yield from _seat(drawing, bodies)
    if drawing.figure.motion == "there-and-back" and not any(
        isinstance(prop, Slider) for prop in drawing.figure.props
    ):
        yield from _sliding_feet(bodies)


def _stick(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    head = body.points["skull"] + direction(body.angles["head"]) * complex(0.070, 0.062)
    contacts = {
        "tailbone": on_trunk(body, "pelvis", 0.40, -0.074),
        "upper back": on_trunk(body, "chest", 0.60, -0.066),
        "head": head,
    }
    for stick in (prop for prop in drawing.figure.props if isinstance(prop, Stick)):
        low, high = stick.ends(body)
        for name, at in contacts.items():
            away = abs(_beside_line(at, low, high))
            if away > OFF_THE_STICK:
                yield f"the stick is {away:.3f} off the {name}"


def _beside_line(point: Point, start: Point, end: Point) -> float:
    """Return how far `point` lies left of the line from `start` to `end`."""
    way = (end - start) / abs(end - start)
    return ((point - start) / way / LEFT).real


def _pushing_hands(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    busy: set[str] = {prop.at for prop in drawing.figure.props if isinstance(prop, Dumbbell)}
    if any(isinstance(prop, Kettlebell | Barbell | Strap) for prop in drawing.figure.props):
        busy |= set(SIDES)
    for hand in SIDES:
        if hand in busy or hand in drawing.figure.resting:
            continue
        for side in SIDES:
            hip, angle, length = body.bone(side, "thigh")
            bent = turn(angle - body.angles["pelvis"] - 180)
            if abs(turn(angle + 90)) < RAISED or bent < BENT:
                continue
            along = (body.hand(hand) - hip) / direction(angle)
            if 0.3 * length < along.real < 1.1 * length and abs(along.imag) < ON_THE_THIGH:
                yield f"the {hand} hand lies on the {side} thigh"


def _weights(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    breastbone = on_trunk(body, "chest", 0.55, 0.066)
    feet = body.points["near.heel"].real, body.points["near.ball"].real
    knees = body.points["near.knee"].imag
    for prop in drawing.figure.props:
        if isinstance(prop, Dumbbell) and prop.at == "chest":
            away = abs(prop.middle(body) - breastbone)
            if away > A_HAND:
                yield f"the weight is {away:.3f} off the breastbone"
        elif isinstance(prop, Kettlebell | Barbell):
            if isinstance(prop, Barbell) and _in_a_leg(body):
                yield "the bar passes through the leg"
            grip = (body.hand("near") + body.hand("far")) / 2
            if grip.imag < knees and not feet[0] <= grip.real <= feet[1]:
                yield "the weight is not between the feet"
        elif isinstance(prop, BarOnBack):
            if not feet[0] <= prop.middle(body).real <= feet[1]:
                yield "the bar is not over the feet"
        elif isinstance(prop, StepBlock) and prop.between_feet:
            middle = sum(prop.x) / 2
            if not feet[0] <= middle <= feet[1]:
                yield "the block is not between the feet"


def _in_a_leg(body: Body) -> bool:
    """Tell whether a bar in the hands is nearer to a bone of the near leg than its skin."""
    for bone in ("thigh", "shank"):
        start, angle, length = body.bone("near", bone)
        at = (body.hand("near") - start) / direction(angle)
        if 0 <= at.real <= length and abs(at.imag) < IN_A_LEG:
            return True
    return False


def _weight_on_the_ground(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Find a weight that is gripped below the knees, but stands neither on floor nor on block."""
    blocks = [prop.height for prop in drawing.figure.props if isinstance(prop, StepBlock)]
    ground = max(blocks, default=0)
    for prop in drawing.figure.props:
        if not isinstance(prop, Kettlebell | Barbell):
            continue
        grip = (body.hand("near") + body.hand("far")) / 2
        away = grip.imag - prop.drop - ground
        if grip.imag < body.points["near.knee"].imag and abs(away) > ON_THE_GROUND:
            yield f"the weight is {away:.3f} off what it stands on"


def _hand_on_a_rail(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    for prop in drawing.figure.props:
        if isinstance(prop, Rail | ChairBack):
            away = min(
                abs(body.points[f"{side}.palm"].imag - prop.height - far)
                for side, far in zip(SIDES, (0, 0.01), strict=True)
            )
            if away > ON_A_RAIL:
                yield f"no hand is on the {prop.kind}, the nearest {away:.3f} off it"


def _seat(drawing: FigureDrawing, bodies: Sequence[Body]) -> Iterator[str]:
    for prop in drawing.figure.props:
        if isinstance(prop, Chair):
            lowest = min(
                point.imag for body in bodies for point in along_curve(trunk_outline(body))
            )
            if abs(lowest - prop.height) > ON_A_SEAT:
                yield f"the body stays {lowest - prop.height:.3f} over the seat"


def _sliding_feet(bodies: Sequence[Body]) -> Iterator[str]:
    for side in SIDES:
        slid = 0.0
        for before, after in pairwise(bodies):
            for part in ("heel", "ball"):
                here, there = before.points[f"{side}.{part}"], after.points[f"{side}.{part}"]
                if max(here.imag, there.imag) < TOUCHES:
                    slid += abs(there.real - here.real)
        if slid > SLIDE:
            yield f"the {side} foot slides by {slid:.3f}"
