"""Props that are held, worn or pulled: they move with the body."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from exercises.figures.body import FAR_HAND
from exercises.figures.geometry import Point, beside, direction
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import Body
from exercises.figures.skin import on_trunk
from exercises.figures.things import (
    CLOSED,
    DARK,
    METAL,
    STRAP,
    Number,
    Thing,
    bar,
    box,
    disc,
)

BALL = "roller"


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Dumbbell(Thing):
    """A dumbbell in one hand, seen from the side, or from its end if it lies `across`.

    `at` = "chest": one dumbbell upright in front of the breastbone, its upper end cupped in both
    hands.
    """

    kind: Literal["dumbbell"]
    at: Literal["near", "far", "chest"]
    across: bool = False

    def middle(self, body: Body) -> Point:
        if self.at == "chest":
            return body.hand("near") - direction(body.angles["chest"]) * 0.036
        return body.hand(self.at)

    def _shapes(self, middle: Point, along: Point) -> Iterable[Shape]:
        if self.across:
            yield disc(METAL, middle, 0.044)
            yield disc("plate", middle, 0.016)
            return
        yield bar(METAL, middle - along * 0.05, middle + along * 0.05, 0.018)
        for end in (-1, 1):
            yield bar(METAL, middle + along * end * 0.048, middle + along * end * 0.082, 0.078)

    def beyond(self, body: Body) -> Iterable[Shape]:
        if self.at == "far":
            yield from self._shapes(self.middle(body), 1 + 0j)

    def front(self, body: Body) -> Iterable[Shape]:
        if self.at == "chest":
            yield from self._shapes(self.middle(body), direction(body.angles["chest"]))
        if self.at == "near":
            yield from self._shapes(self.middle(body), 1 + 0j)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Kettlebell(Thing):
    """A kettlebell that hangs from both hands, between the legs."""

    kind: Literal["kettlebell"]
    drop: ClassVar[float] = 0.140  # from the grip to its lower end

    def between(self, body: Body) -> Iterable[Shape]:
        grip = (body.hand("near") + body.hand("far")) / 2
        yield disc(METAL, grip - 0.084j, 0.056)
        for side in (-1, 1):
            yield bar(METAL, grip + 0.036 * side, grip - 0.05j + 0.030 * side, 0.016)
        yield bar(METAL, grip - 0.042, grip + 0.042, 0.018)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Barbell(Thing):
    """A barbell in the hands, seen from its end: one plate behind the body, and the rim of the
    near one."""

    kind: Literal["barbell"]
    radius: Number = 0.13

    @property
    def drop(self) -> float:
        """From the grip to its lower end."""
        return self.radius

    def beyond(self, body: Body) -> Iterable[Shape]:
        yield disc("plate", body.hand("far"), self.radius)

    def front(self, body: Body) -> Iterable[Shape]:
        yield disc("rim", body.hand("near"), self.radius - 0.008)
        yield disc(METAL, body.hand("near"), 0.020)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class BarOnHips(Thing):
    """A weight across the hips."""

    kind: Literal["bar-on-hips"]

    def front(self, body: Body) -> Iterable[Shape]:
        middle = on_trunk(body, "pelvis", 0.05, 0.085)
        yield disc("plate", middle, 0.075)
        yield disc(METAL, middle, 0.018)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class BarOnBack(Thing):
    """A bar across the upper back, seen from its end, with a plate of this `radius` on it."""

    kind: Literal["bar-on-back"]
    radius: Number = 0.11

    def middle(self, body: Body) -> Point:
        return on_trunk(body, "chest", 0.86, -0.064)

    def beyond(self, body: Body) -> Iterable[Shape]:
        yield disc("plate", self.middle(body) + FAR_HAND, self.radius)

    def front(self, body: Body) -> Iterable[Shape]:
        yield disc("rim", self.middle(body), self.radius - 0.008)
        yield disc(METAL, self.middle(body), 0.020)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Backpack(Thing):
    """A filled backpack that hangs by its handle from both hands, in front of the legs."""

    kind: Literal["backpack"]

    def between(self, body: Body) -> Iterable[Shape]:
        grip = (body.hand("near") + body.hand("far")) / 2
        yield bar(METAL, grip - 0.022, grip + 0.03, 0.014)
        bag = (
            *(complex(-0.045, -0.008), complex(0.010, 0.012), complex(0.072, -0.004)),
            *(complex(0.098, -0.080), complex(0.092, -0.185), complex(0.030, -0.200)),
            *(complex(-0.040, -0.195), complex(-0.052, -0.100)),
        )
        yield Shape(METAL, [grip + each for each in bag])
        pocket = (complex(0.03, -0.095), complex(0.085, -0.095), complex(0.085, -0.18))
        yield Shape(DARK, [grip + each for each in (*pocket, complex(0.03, -0.18))], "polygon")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class BallBetweenKnees(Thing):
    """A ball or a rolled cushion that the knees of somebody lying on the back hold."""

    kind: Literal["ball-between-knees"]
    radius: Number = 0.055

    def between(self, body: Body) -> Iterable[Shape]:
        middle = (body.points["near.knee"] + body.points["far.knee"]) / 2
        yield disc(BALL, middle + complex(-0.006, 0.022), self.radius)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Slider(Thing):
    """A towel under the heels, which slides with them."""

    kind: Literal["slider"]

    def behind(self, body: Body) -> Iterable[Shape]:
        heel = body.points["near.heel"]
        left, right = heel.real - 0.05, heel.real + 0.07
        corners = [left - 0.004j, right - 0.004j, right + 0.045 + 0.026j, left + 0.045 + 0.026j]
        yield Shape("prop-2", corners, "polygon")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class AnchoredBand(Thing):
    """A band from a post at (`x`, `y`) to the joint `at`, moved by (dx, dy)."""

    kind: Literal["anchored-band"]
    at: Literal["near.knee", "near.fist"]
    x: Number
    y: Number
    dx: Number = 0
    dy: Number = 0

    def behind(self, body: Body) -> Iterable[Shape]:
        yield box("prop", self.x - 0.016, 0, self.x + 0.016, 1.0)
        yield bar("prop-2", complex(self.x, self.y - 0.02), complex(self.x, self.y + 0.02), 0.04)

    def front(self, body: Body) -> Iterable[Shape]:
        yield Shape(
            STRAP,
            [complex(self.x, self.y), body.points[self.at] + complex(self.dx, self.dy)],
            "line",
        )


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Strap(Thing):
    """A strap from the near hand around the near foot."""

    kind: Literal["strap"]

    def behind(self, body: Body) -> Iterable[Shape]:
        ball, along = body.points["near.ball"], direction(body.angles["near.foot"])
        yield Shape(STRAP, [body.hand("near"), ball, ball + along * complex(0.02, 0.03)], "line")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class ElasticBand(Thing):
    """A band around both legs, `along` the shank or the thigh (0 at its upper end)."""

    kind: Literal["band"]
    bone: Literal["thigh", "shank"] = "shank"
    along: Number = 0.75

    def front(self, body: Body) -> Iterable[Shape]:
        ends = []
        for side, out in (("near", 0.020), ("far", -0.020)):
            start, angle, length = body.bone(side, self.bone)
            ends.append(beside(start, angle, length * self.along, out))
        yield Shape(STRAP, ends, "line")


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Stick(Thing):
    """A broomstick along the back that touches tailbone, upper back and head.

    It is drawn over the arms that hold it, which would hide it otherwise.
    """

    kind: Literal["stick"]

    def ends(self, body: Body) -> tuple[Point, Point]:
        low = on_trunk(body, "pelvis", 0.30, -0.087)
        high = body.points["skull"] + direction(body.angles["head"]) * complex(0.07, 0.079)
        return low, high + (high - low) * 0.12

    def front(self, body: Body) -> Iterable[Shape]:
        yield bar("stick", *self.ends(body), 0.016)
