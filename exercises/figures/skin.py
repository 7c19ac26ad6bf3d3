"""A body's outlines: control points of closed curves, each limb in one piece with its hand or
foot."""

from collections.abc import Sequence

from exercises.figures.body import (
    BUILDS,
    FOOT_FROM_FRONT,
    HANDS,
    HEAD_SHIFT,
    INSTEP,
    LENGTHS,
    SEGMENTS,
    SOLE,
    SPINE,
    STARTS,
    TOE_HINGE,
    TOES,
    Offset,
    Station,
)
from exercises.figures.geometry import (
    LEFT,
    Point,
    bend_factor,
    beside,
    between,
    clamp,
    direction,
    middle,
    turn,
    width_at,
)
from exercises.figures.skeleton import Body

Outline = tuple[list[Point], list[Point]]  # with a halo, and the cap that merges into the trunk

BREATH = {"chest": 0.011, "lumbar": 0.008}  # how far the front of the trunk moves


def outward(body: Body, side: str) -> int:
    """Return +1 if a limb's first half-width is on its left, otherwise −1."""
    return 1 if body.view == "side" or side == "near" else -1


def limb(
    body: Body,
    side: str,
    bones: tuple[str, str],
    joint: Offset,
    inner: int,
) -> tuple[list[Point], list[Point]]:
    """Return the left and the right control points of a bent limb.

    The stations of the inner side slide away from the joint as it bends, and the outer side gets an
    arc of three points around it. The number of points never changes, or the curve couldn't be
    animated.
    """
    build = BUILDS[body.view]
    upper: Sequence[Station] = getattr(build, bones[0])
    lower: Sequence[Station] = getattr(build, bones[1])
    (start, first, upper_length), (knee, second, lower_length) = (
        body.bone(side, bones[0]),
        body.bone(side, bones[1]),
    )
    bent = turn(second - first)
    towards = max(0, bent * inner)
    pull = 0.02 + 0.26 * min(1, towards / 150)
    found = []
    for hand in (1, -1):
        column = 0 if hand * outward(body, side) > 0 else 1
        left, right = direction(first) * LEFT * hand, direction(second) * LEFT * hand
        bisector = middle(left, right)
        is_inner = hand == inner
        squeeze = min(1, (1 - pull) / upper[-1][0]) if is_inner else 1
        push = max(0, (pull * 0.9 - lower[0][0]) / (1 - lower[0][0])) if is_inner else 0
        points = [
            beside(
                start,
                first,
                upper_length * along * squeeze,
                hand * width_at(upper, along * squeeze)[column],
            )
            for along, *_ in upper
        ]
        if is_inner:
            points.append(knee + bisector * joint[1] * bend_factor(bent))
        else:
            round_it = joint[0] * (1 + 0.10 * min(1, towards / 90))
            points += [knee + left * joint[0], knee + bisector * round_it, knee + right * joint[0]]
        for along, *_ in lower:
            moved = along + (1 - along) * push
            points.append(
                beside(knee, second, lower_length * moved, hand * width_at(lower, moved)[column])
            )
        found.append(points)
    return found[0], found[1]


def _inner(body: Body, side: str, kind: str) -> int:
    """Return the side to which a limb bends, seen from the side: a knee backwards, an elbow
    forwards."""
    if body.view == "side":
        return 1 if kind == "arm" else -1
    return body.inner.get(f"{side}.{kind}", 1)


def _closed(cap: list[Point], left: list[Point], tip: list[Point], right: list[Point]) -> Outline:
    """Join left side, tip and right side, from two stations below the cap around to the same
    place."""
    back = right[::-1]
    return left[2:] + tip + back[: len(back) - 2], back[len(back) - 2 :] + cap + left[:2]


def leg(body: Body, side: str) -> Outline:
    build, out = BUILDS[body.view], outward(body, side)
    left, right = limb(body, side, ("thigh", "shank"), build.knee, _inner(body, side, "leg"))
    hip, thigh, _ = body.bone(side, "thigh")
    cap = [beside(hip, thigh, LENGTHS["thigh"] * s, o) for s, o in build.hip_cap]
    ankle, foot = body.points[f"{side}.ankle"], body.angles[f"{side}.foot"]
    if body.view == "front":
        tip = [beside(ankle, foot, x * out, y) for x, y in FOOT_FROM_FRONT][::out]
    else:
        hinge = ankle + TOE_HINGE * direction(foot)
        toe = direction(foot + body.angles[f"{side}.toe"])
        tip = [beside(ankle, foot, x, y) for x, y in INSTEP]
        tip += [hinge + (complex(x, y) - TOE_HINGE) * toe for x, y in TOES]
        tip += [beside(ankle, foot, x, y) for x, y in SOLE]
    return _closed(cap, left, tip, right)


def arm(body: Body, side: str, hand: str) -> Outline:
    build, out = BUILDS[body.view], outward(body, side)
    left, right = limb(body, side, ("upper", "fore"), build.elbow, _inner(body, side, "arm"))
    shoulder, upper, _ = body.bone(side, "upper")
    cap = [beside(shoulder, upper, LENGTHS["upper"] * s, o * out) for s, o in build.shoulder_cap]
    wrist, angle = body.points[f"{side}.wrist"], body.angles[f"{side}.hand"]
    thumb = body.thumbs.get(side, 1)
    tip = [beside(wrist, angle, x, y * thumb) for x, y in HANDS[hand]][::thumb]
    return _closed(cap[::out], left, tip, right)


def on_trunk(body: Body, part: str, along: float, offset: float, side: str = "near") -> Point:
    """Return a station of the trunk, with directions blended across joints, so that it bends
    smoothly.

    "seat" stations turn around the hip along the back, as far as the thigh lets them; in the front
    view "hip" stations turn around the outer hip in the same way.
    """
    points, angles = body.points, body.angles
    if part == "hip":
        side, sign = ("near", 1) if offset > 0 else ("far", -1)
        up = angles["pelvis"]
        open_ = 180 - sign * turn(angles[f"{side}.thigh"] - up - 180)
        return points[f"{side}.hip"] + direction(up - sign * along * open_) * abs(offset)
    if part == "seat":
        flexed = turn(angles[f"{side}.thigh"] - angles["pelvis"] - 180)
        radius = offset * (1 - 0.10 * clamp(flexed / 110, 0, 1))
        return points["hip"] + direction(angles["pelvis"] + along * (180 + flexed)) * radius
    index = SEGMENTS.index(part)
    angle = angles[part]
    if along > 0.5 and index < len(SEGMENTS) - 1:
        angle = between(angle, angles[SEGMENTS[index + 1]], (along - 0.5) * 0.9)
    if along < 0.5 and index > 0:
        angle = between(angle, angles[SEGMENTS[index - 1]], (0.5 - along) * 0.9)
    if offset > 0.04 or (body.view == "front" and offset < -0.04):
        swell = BREATH.get(part, 0) * body.breath * (1 if body.view == "side" else 0.5)
        offset += swell if offset > 0 else -swell
    middle_line = points[STARTS[part]] + direction(angles[part]) * LENGTHS[part] * along
    return middle_line + direction(angle) / LEFT * offset


def trunk_outline(body: Body) -> list[Point]:
    return [on_trunk(body, *place) for place in BUILDS[body.view].trunk]


def spine(body: Body) -> list[Point]:
    """Return the line of the neutral-spine dots."""
    flat = body.view == "front"
    return [on_trunk(body, part, along, 0 if flat else offset) for part, along, offset in SPINE]


def head_points(body: Body, table: Sequence[Offset]) -> list[Point]:
    """Place points of the head's own drawing (face to the right, top up) where the head is."""
    turned = direction(body.angles["head"] - 90)
    shift = HEAD_SHIFT[body.view]
    return [body.points["skull"] + (complex(*at) + shift) * turned for at in table]
