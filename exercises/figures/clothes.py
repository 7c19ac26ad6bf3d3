"""Shorts and top: tones over the body, cut from the same outlines."""

from exercises.figures.body import BUILDS, FRONT, LENGTHS, SIDE, Offset, Station
from exercises.figures.geometry import Point, beside, width_at
from exercises.figures.skeleton import Body
from exercises.figures.skin import on_trunk, outward

# Where the cloth ends on the bone, and how much higher the hem is behind.
SHORTS, SLEEVE, HEM = 0.50, 0.48, 0.03
_RIM = 0.003


def _tube(
    body: Body, side: str, bone: str, cut: float, caps: tuple[Offset, ...], hem: float
) -> list[Point]:
    """Return the cloth around the upper end of a limb, down to `cut`."""
    build, out = BUILDS[body.view], outward(body, side)
    table: tuple[Station, ...] = getattr(build, bone)
    start, angle, length = body.bone(side, bone)
    stations = [along for along, *_ in table if along < cut - 0.06]
    front, back = width_at(table, cut)

    def at(along: float, left: float) -> Point:
        return beside(start, angle, length * along, left * out)

    points = [at(along, width_at(table, along)[0] + 0.001) for along in stations]
    points += [at(cut + hem / 3, front + _RIM)] * 2 + [at(cut - hem * 2 / 3, -back - _RIM)] * 2
    points += [at(along, -width_at(table, along)[1] - 0.001) for along in reversed(stations)]
    return points + [beside(start, angle, LENGTHS[bone] * s, o * out) for s, o in caps]


def shorts_leg(body: Body, side: str) -> list[Point]:
    hem = HEM if body.view == "side" else 0
    return _tube(body, side, "thigh", SHORTS, BUILDS[body.view].hip_cap, hem)


def sleeve(body: Body, side: str) -> list[Point]:
    return _tube(body, side, "upper", SLEEVE, BUILDS[body.view].shoulder_cap, 0)


def shorts_hips(body: Body) -> list[Point]:
    if body.view == "front":
        return [
            *_both_sides(body, [*FRONT.trunk[:4], *([("pelvis", 0.72, 0.0835)] * 2)]),
            on_trunk(body, "pelvis", -0.95, -0.012),
            on_trunk(body, "pelvis", -0.95, 0.012),
        ]
    places = [
        *SIDE.trunk[:5],
        *[("pelvis", 0.80, -0.0735)] * 2,
        ("pelvis", 0.95, 0),
        *[("pelvis", 0.70, 0.0645)] * 2,
        *SIDE.trunk[-3:],
    ]
    return [on_trunk(body, *place) for place in places]


def top(body: Body) -> list[Point]:
    if body.view == "front":
        half = [
            *[("pelvis", 0.72, 0.0835)] * 2,
            *FRONT.trunk[4:10],
            ("chest", 1.02, 0.072),
            *[("neck", 0.02, 0.044)] * 2,
        ]
        right, left = _halves(body, half)
        return [*right, on_trunk(body, "chest", 0.93, 0), *left]
    places = [
        *[("pelvis", 0.80, -0.0735)] * 2,
        *SIDE.trunk[5:11],
        *[("neck", 0.02, -0.040)] * 2,
        ("chest", 0.95, 0.0),
        *[("neck", -0.02, 0.028)] * 2,
        *SIDE.trunk[17:23],
        *[("pelvis", 0.70, 0.0645)] * 2,
        ("pelvis", 0.95, 0),
    ]
    return [on_trunk(body, *place) for place in places]


def _halves(body: Body, half: list[tuple[str, float, float]]) -> tuple[list[Point], list[Point]]:
    right = [on_trunk(body, part, along, offset) for part, along, offset in half]
    left = [on_trunk(body, part, along, -offset) for part, along, offset in reversed(half)]
    return right, left


def _both_sides(body: Body, half: list[tuple[str, float, float]]) -> list[Point]:
    right, left = _halves(body, half)
    return right + left
