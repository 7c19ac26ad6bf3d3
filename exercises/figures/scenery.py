"""Props in the room: floor, walls, seats, water. Lengths are fractions of the stature."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from exercises.figures.geometry import direction
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import Body
from exercises.figures.things import (
    CLOSED,
    DARK,
    LIGHT,
    Number,
    Span,
    Thing,
    bar,
    box,
    disc,
)

DEPTH = 0.05  # how far the upper side of a thing is seen


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Mat(Thing):
    """A mat from x to x.

    `back` is the height of its far edge in the picture: higher if it is seen more from above, so
    that limbs that point at the viewer still lie on it.
    """

    kind: Literal["mat"]
    x: Span
    back: Number = 0.040
    lies: ClassVar[bool] = True

    def behind(self, body: Body) -> Iterable[Shape]:
        left, right = self.x
        yield box("mat-2", left, -0.030, right, -0.018)
        corners = [
            complex(left, -0.018),
            complex(right, -0.018),
            complex(right + 0.055, self.back),
            complex(left + 0.055, self.back),
        ]
        yield Shape("mat", corners, "polygon")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Cushion(Thing):
    """A flat pad under a knee, from x to x."""

    kind: Literal["cushion"]
    x: Span
    height: Number = 0.022

    def behind(self, body: Body) -> Iterable[Shape]:
        left, right = self.x
        yield box(DARK, left, -0.010, right, self.height - 0.012)
        upper = [
            complex(left, self.height - 0.012),
            complex(right, self.height - 0.012),
            complex(right + DEPTH, self.height + 0.020),
            complex(left + DEPTH, self.height + 0.020),
        ]
        yield Shape(LIGHT, upper, "polygon")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class StepBlock(Thing):
    """A block from x to x, `height` high.

    `between_feet`: it stands between the near and the far foot, not behind both.
    """

    kind: Literal["step"]
    x: Span
    height: Number
    between_feet: bool = False

    def behind(self, body: Body) -> Iterable[Shape]:
        return () if self.between_feet else self._shapes()

    def between(self, body: Body) -> Iterable[Shape]:
        return self._shapes() if self.between_feet else ()

    def _shapes(self) -> Iterable[Shape]:
        left, right = self.x
        near, far = self.height - 0.012, self.height + 0.032
        yield box(DARK, left, -0.005, right, near)
        side = [
            complex(right, near),
            complex(right + DEPTH, far),
            complex(right + DEPTH, 0.03),
            complex(right, -0.005),
        ]
        yield Shape(DARK, side, "polygon")
        upper = [
            complex(left, near),
            complex(right, near),
            complex(right + DEPTH, far),
            complex(left + DEPTH, far),
        ]
        yield Shape(LIGHT, upper, "polygon")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Wall(Thing):
    """A wall with its face at `x`; `side` = 1 if the wall lies right of its face, −1 if left."""

    kind: Literal["wall"]
    x: Number
    side: Literal[1, -1] = 1
    height: Number = 1.0

    def behind(self, body: Body) -> Iterable[Shape]:
        edge = self.x + 0.012 * self.side
        yield box(DARK, self.x, 0, edge, self.height)
        yield box(LIGHT, edge, 0, self.x + 0.07 * self.side, self.height)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class WallBeside(Thing):
    """A wall behind the figure, from x to x, for exercises done side-on to a wall."""

    kind: Literal["wall-beside"]
    x: Span
    height: Number = 1.0

    def behind(self, body: Body) -> Iterable[Shape]:
        left, right = self.x
        yield box("backdrop", left, 0.026, right, self.height)
        yield box(DARK, left, 0.026, right, 0.052)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Chair(Thing):
    """A chair whose seat ends in front at `x`, `height` over the floor; its back is on the left."""

    kind: Literal["chair"]
    x: Number
    height: Number

    def behind(self, body: Body) -> Iterable[Shape]:
        back, seat = self.x - 0.285, self.height
        yield box(DARK, back - 0.006, 0, back + 0.018, seat)
        yield box(DARK, self.x - 0.035, 0, self.x - 0.011, seat - 0.02)
        yield box(LIGHT, back - 0.01, seat - 0.032, self.x, seat - 0.004)
        yield box(LIGHT, back - 0.012, seat, back + 0.018, seat + 0.30)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class ChairBack(Thing):
    """A chair seen from the side, held by its back, which is `height` high at `x`; the seat is
    on the right."""

    kind: Literal["chair-back"]
    x: Number
    height: Number = 0.53

    def behind(self, body: Body) -> Iterable[Shape]:
        seat = self.height * 0.5
        yield box(DARK, self.x, 0, self.x + 0.024, self.height)
        yield box(DARK, self.x + 0.225, 0, self.x + 0.249, seat)
        yield box(LIGHT, self.x, seat - 0.028, self.x + 0.255, seat)
        yield box(LIGHT, self.x - 0.006, self.height - 0.10, self.x + 0.03, self.height)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Bench(Thing):
    kind: Literal["bench"]
    x: Span
    height: Number

    def behind(self, body: Body) -> Iterable[Shape]:
        left, right = self.x
        for leg in (left + 0.02, right - 0.05):
            yield box(DARK, leg, 0, leg + 0.024, self.height - 0.04)
        yield box(LIGHT, left, self.height - 0.045, right, self.height)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Belt(Thing):
    """A strap round a bench that holds the lower legs down, at `x` between two heights."""

    kind: Literal["belt"]
    x: Number
    y: Span

    def front(self, body: Body) -> Iterable[Shape]:
        low, high = self.y
        yield bar("prop-2", complex(self.x, low), complex(self.x + 0.012, high), 0.028)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class LegPress(Thing):
    """A seated leg press: a sledge with a back, and a plate that the feet push."""

    kind: Literal["leg-press"]

    def behind(self, body: Body) -> Iterable[Shape]:
        hip, leans = body.points["hip"], direction(116)
        seat = hip + complex(-0.015, -0.100)
        back = hip + leans * complex(-0.05, 0.074)
        yield box(DARK, -0.42, 0, 0.48, 0.03)
        frame = [
            complex(0.06, 0.205), complex(0.46, 0.205), complex(0.46, 0.03),
            complex(0.43, 0.03), complex(0.43, 0.18), complex(0.06, 0.18),
        ]  # fmt: skip
        yield Shape(DARK, frame, "polygon")
        leg = [
            complex(-0.21, 0.03),
            complex(-0.15, 0.03),
            complex(-0.17, 0.20),
            complex(-0.23, 0.20),
        ]
        yield Shape(DARK, leg, "polygon")
        yield bar(
            LIGHT, back + leans * complex(-0.02, 0.022), back + leans * complex(0.42, 0.022), 0.045
        )
        cushion = [
            seat + complex(-0.08, 0), seat + complex(0.16, 0.025),
            seat + complex(0.16, -0.020), seat + complex(-0.08, -0.045),
        ]  # fmt: skip
        yield Shape(LIGHT, cushion, "polygon")
        sole, along = body.points["near.sole"], direction(body.angles["near.foot"])
        plate = [
            sole + along * complex(s, -o)
            for s, o in ((-0.10, 0.004), (0.16, 0.004), (0.16, 0.034), (-0.10, 0.034))
        ]
        yield Shape(DARK, plate, "polygon")
        yield bar(DARK, plate[3], complex(plate[3].real + 0.01, 0.19), 0.026)
        hand = body.hand("near")
        yield bar(DARK, hand + complex(-0.02, -0.075), hand + complex(0.012, 0.045), 0.02)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Roller(Thing):
    """A foam roller on the floor, its middle under the joint or bone `at`, `along` of it.

    It rolls with the body, half as far.
    """

    kind: Literal["roller"]
    x: Number
    follows: Literal["near.hip", "near.knee", "near.ankle", "hip"]
    home: Number  # where `follows` is when the roller is at `x`
    radius: Number = 0.045

    def front(self, body: Body) -> Iterable[Shape]:
        rolled = (body.points[self.follows].real - self.home) / 2
        middle = complex(self.x + rolled, self.radius)
        yield disc("roller", middle, self.radius)
        yield disc("roller-2", middle, self.radius * 0.42)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Ball(Thing):
    kind: Literal["ball"]
    x: Number
    y: Number
    radius: Number = 0.035

    def behind(self, body: Body) -> Iterable[Shape]:
        yield disc(LIGHT, complex(self.x, self.y), self.radius)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Water(Thing):
    """A pool, `depth` deep, from x to x."""

    kind: Literal["water"]
    x: Span
    depth: Number

    def front(self, body: Body) -> Iterable[Shape]:
        left, right = self.x
        yield box("water", left, -0.01, right, self.depth)
        waves = 8
        step = (right - left) / waves
        surface = [
            complex(left + step * n, self.depth + (0.008 if n % 2 else -0.008))
            for n in range(waves + 1)
        ]
        yield Shape("surface", surface, "open-curve")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Rail(Thing):
    """A rail or worktop at the height of the hand, `length` long, with its left end at `x`."""

    kind: Literal["rail"]
    x: Number
    height: Number
    length: Number = 0.18

    def behind(self, body: Body) -> Iterable[Shape]:
        left, right = self.x, self.x + self.length
        posts = [left + 0.05] if self.length < 0.3 else [left + 0.02, right - 0.04]
        for post in posts:
            yield box(DARK, post, 0, post + 0.02, self.height)
        yield box(LIGHT, left, self.height - 0.022, right, self.height)
