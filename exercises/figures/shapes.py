"""The shapes of a picture, and how they are written as the `d` of an SVG path."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from typing import Literal

from exercises.figures.geometry import Point, length

FINE = 680  # units of the picture to a stature

Form = Literal["curve", "open-curve", "polygon", "line"]


@dataclass(frozen=True)
class Shape:
    """One path. `css` is its class.

    A "curve" is a closed quadratic B-spline through the middles of its control points; `cap` are
    the last of them, which get no halo.
    """

    css: str
    points: Sequence[Point]
    form: Form = "curve"
    cap: Sequence[Point] = ()

    @property
    def outline(self) -> list[Point]:
        return [*self.points, *self.cap]

    @property
    def halo(self) -> int | None:
        """The part of the outline that has a halo, in percent; None if all of it has."""
        if not self.cap:
            return None
        shown = length(self.points)
        return round(100 * shown / (shown + length([self.points[-1], *self.cap, self.points[0]])))


@dataclass(frozen=True)
class Canvas:
    """The mapping from the figure's lengths to whole units of the picture.

    `left` and `top` are its corner in the figure's own lengths. A coarser `scale` makes a smaller
    file.
    """

    left: float
    top: float
    width: float
    height: float
    scale: int = FINE

    @property
    def size(self) -> tuple[int, int]:
        return round(self.width * self.scale), round(self.height * self.scale)

    def place(self, point: Point) -> tuple[float, float]:
        return (point.real - self.left) * self.scale, (self.top - point.imag) * self.scale

    def whole(self, point: Point) -> tuple[int, int]:
        x, y = self.place(point)
        return round(x), round(y)

    def path(self, shape: Shape) -> str:
        """Return the `d` of `shape`, in relative whole numbers.

        Its first point is moved to whole numbers, and the others with it. So a shape that is only
        moved, not turned, is written in the same figures, which a moving picture's compression
        finds.
        """
        x, y = self.place(shape.outline[0])
        dx, dy = round(x) - x, round(y) - y
        points = [(x + dx, y + dy) for x, y in map(self.place, shape.outline)]
        match shape.form:
            case "curve":
                return _closed_curve(points)
            case "open-curve":
                return _open_curve(points)
            case "polygon":
                return _lines(points) + "z"
            case "line":
                return _lines(points)


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of `points`."""
    listed = list(points)
    across, up = [p.real for p in listed], [p.imag for p in listed]
    return min(across), min(up), max(across), max(up)


XY = tuple[float, float]


def _half(a: XY, b: XY) -> tuple[int, int]:
    """Return the whole point half-way, a half always rounded up: `round` would go to the even
    number, and write a moved shape in other figures."""
    return floor((a[0] + b[0] + 1) / 2), floor((a[1] + b[1] + 1) / 2)


def _closed_curve(points: Sequence[XY]) -> str:
    """Write `M q t t … z`.

    Each rounding error is carried into the next point, so that errors can't add up.
    """
    at = _half(points[-1], points[0])
    control = (round(points[0][0]), round(points[0][1]))
    ends = []
    for index in range(len(points)):
        following = points[(index + 1) % len(points)]
        end = _half(control, following)
        ends.append(end)
        control = (2 * end[0] - control[0], 2 * end[1] - control[1])
    return _quadratics(at, (round(points[0][0]), round(points[0][1])), ends) + "z"


def _open_curve(points: Sequence[XY]) -> str:
    """Write a curve that begins at the first and ends at the last point."""
    whole = [(round(x), round(y)) for x, y in points]
    control, ends = whole[1], []
    for index in range(1, len(whole) - 1):
        following = whole[index + 1]
        end = following if index == len(whole) - 2 else _half(control, following)
        ends.append(end)
        control = (2 * end[0] - control[0], 2 * end[1] - control[1])
    return _quadratics(whole[0], whole[1], ends)


def _quadratics(
    start: tuple[int, int], control: tuple[int, int], ends: list[tuple[int, int]]
) -> str:
    (x, y), first = start, ends[0]
    text = f"M{x} {y}q{control[0] - x} {control[1] - y} {first[0] - x} {first[1] - y}"
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(ends)]
    text += "t" + " ".join(f"{dx} {dy}" for dx, dy in moves) if moves else ""
    return text.replace(" -", "-")


def _lines(points: Sequence[XY]) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    text = f"M{whole[0][0]} {whole[0][1]}l" + " ".join(
        f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(whole)
    )
    return text.replace(" -", "-")
