"""Points, directions and the reach of two bones.

A point is a complex number, so that turning and adding are plain arithmetic.
"""

import itertools
from cmath import rect
from collections.abc import Iterable, Sequence
from math import acos, atan2, cos, degrees, hypot, radians

Point = complex

LEFT = 1j  # a direction times LEFT points 90° to its left


def direction(angle: float) -> Point:
    """Return the unit vector in the direction `angle` (degrees)."""
    return rect(1, radians(angle))


def heading(start: Point, end: Point) -> float:
    """Return the direction from `start` to `end`, in degrees."""
    way = end - start
    return degrees(atan2(way.imag, way.real))


def turn(angle: float) -> float:
    """Bring `angle` into −180 … 180 degrees."""
    return (angle + 180) % 360 - 180


def between(start: float, end: float, t: float) -> float:
    """Interpolate from `start` (t = 0) to `end` (t = 1)."""
    return start + (end - start) * t


def clamp(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def beside(start: Point, angle: float, along: float, left: float) -> Point:
    """Return the point `along` a bone that leaves `start` in the direction `angle`, and `left`
    of it."""
    return start + direction(angle) * complex(along, left)


def two_bones(
    start: Point, end: Point, upper: float, lower: float, side: int
) -> tuple[float, float, float]:
    """Return the directions of two bones that reach from `start` to `end`, and by how much they
    miss it.

    `side` = +1 puts the joint between them left of the straight line, −1 right of it. If the end is
    out of reach, the bones are stretched out towards it.
    """
    way = abs(end - start)
    reach = clamp(way, abs(upper - lower) + 1e-4, (upper + lower) * 0.99995)
    at_start = degrees(acos((upper**2 + reach**2 - lower**2) / (2 * upper * reach)))
    at_end = degrees(acos((lower**2 + reach**2 - upper**2) / (2 * lower * reach)))
    towards = heading(start, end)
    return towards + side * at_start, towards - side * at_end, way - reach


def width_at(table: Sequence[tuple[float, float, float]], along: float) -> tuple[float, float]:
    """Return the two half-widths of a limb at `along`, from its stations (along, one side, the
    other)."""
    if along <= table[0][0]:
        return table[0][1:]
    for (s0, a0, b0), (s1, a1, b1) in itertools.pairwise(table):
        if along <= s1:
            t = (along - s0) / (s1 - s0)
            return between(a0, a1, t), between(b0, b1, t)
    return table[-1][1:]


def along_curve(control: list[Point]) -> list[Point]:
    """Return points on the closed quadratic B-spline that `control` describes, three for each
    control point."""
    corners = zip(control[-1:] + control[:-1], control, control[1:] + control[:1], strict=True)
    return [
        0.5 * (1 - t) ** 2 * before + (0.5 + t - t * t) * here + 0.5 * t * t * after
        for before, here, after in corners
        for t in (0, 0.33, 0.67)
    ]


def length(points: Iterable[Point]) -> float:
    """Return the length of the line through `points`."""
    listed = list(points)
    return sum(abs(b - a) for a, b in itertools.pairwise(listed))


def bend_factor(angle: float) -> float:
    """Return how much of a joint's thickness is left on its inner side when it is bent by
    `angle`."""
    return max(0.35, cos(radians(angle / 2)))


def middle(first: Point, second: Point) -> Point:
    """Return the unit vector half-way between two unit vectors."""
    both = first + second
    return both / (hypot(both.real, both.imag) or 1)
