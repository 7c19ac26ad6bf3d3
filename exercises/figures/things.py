"""What all props have in common: shapes behind and in front of the figure."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ConfigDict

from exercises.figures.geometry import LEFT, Point, direction
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import Body

CLOSED = ConfigDict(extra="forbid")
# The TOML reader makes every decimal a Decimal; a drawing needs floats.
Number = Annotated[float, BeforeValidator(float)]
Span = tuple[Number, Number]

LIGHT, DARK, METAL, STRAP = "prop", "prop-2", "metal", "strap"


def box(css: str, left: float, bottom: float, right: float, top: float) -> Shape:
    corners = [
        complex(left, bottom),
        complex(right, bottom),
        complex(right, top),
        complex(left, top),
    ]
    return Shape(css, corners, "polygon")


def disc(css: str, middle: Point, radius: float) -> Shape:
    return Shape(css, [middle + direction(45 * n) * radius * 1.08 for n in range(8)])


def bar(css: str, start: Point, end: Point, thickness: float) -> Shape:
    """Return a straight piece between two points."""
    way = end - start
    side = way / (abs(way) or 1) * LEFT * thickness / 2
    return Shape(css, [start + side, end + side, end - side, start - side], "polygon")


class Thing:
    """A prop and its shapes in four layers.

    `behind` the figure and its ghost, `beyond` its far limbs, `between` those and its trunk, and in
    `front` of it. `lies`: it is the floor.
    """

    lies: ClassVar[bool] = False

    def behind(self, body: Body) -> Iterable[Shape]:
        return ()

    def beyond(self, body: Body) -> Iterable[Shape]:
        return ()

    def between(self, body: Body) -> Iterable[Shape]:
        return ()

    def front(self, body: Body) -> Iterable[Shape]:
        return ()
