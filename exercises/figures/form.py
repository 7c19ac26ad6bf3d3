"""Find figures that show a mistake which their own words warn of.

The stick leaves the back, a hand pushes on a thigh, a weight is held far from the chest or lifted
in front of the feet, the neck is bent back.
"""

from collections.abc import Iterator

from exercises.figures.body import SIDES
from exercises.figures.geometry import LEFT, Point, direction, turn
from exercises.figures.held import Barbell, Dumbbell, Kettlebell, Stick
from exercises.figures.layers import FigureDrawing
from exercises.figures.scenery import StepBlock
from exercises.figures.skeleton import Body
from exercises.figures.skin import on_trunk

# Lengths of the stature, angles in degrees.
OFF_THE_STICK = 0.022  # from the skin to the middle of the stick, which is 0.016 thick
ON_THE_THIGH = 0.070
RAISED = 35  # a thigh this far from hanging straight down can be pushed on
A_HAND = 0.075
LONG_NECK = (-16, 8)  # the head against the chest: bent forward (−), bent back (+)
LEVEL = 20


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


def of_still(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Yield what is wrong in the start or the finish, where an arm that swings past a thigh would
    be read as a hand that pushes on it."""
    if body.view == "side":
        yield from _pushing_hands(drawing, body)


def of_finish(drawing: FigureDrawing, body: Body) -> Iterator[str]:
    """Yield what is wrong in the finish only."""
    looks = turn(body.angles["head"] - 90)
    if drawing.figure.gaze == "ahead" and abs(looks) > LEVEL:
        yield f"the face looks up by {looks:.0f}°"


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
    if any(isinstance(prop, Kettlebell | Barbell) for prop in drawing.figure.props):
        busy |= set(SIDES)
    for hand in SIDES:
        if hand in busy or hand in drawing.figure.resting:
            continue
        for side in SIDES:
            hip, angle, length = body.bone(side, "thigh")
            if abs(turn(angle + 90)) < RAISED:
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
            grip = (body.hand("near") + body.hand("far")) / 2
            if grip.imag < knees and not feet[0] <= grip.real <= feet[1]:
                yield "the weight is not between the feet"
        elif isinstance(prop, StepBlock) and prop.between_feet:
            middle = sum(prop.x) / 2
            if not feet[0] <= middle <= feet[1]:
                yield "the block is not between the feet"
