"""Props that are held, worn or pulled: they move with the body."""

from collections.abc import Iterable
from typing import Literal

from pydantic.dataclasses import dataclass

from exercises.figures.geometry import Point, beside, direction
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import Body
from exercises.figures.skin import on_trunk
from exercises.figures.things import (
    CLOSED,
    METAL,
    STRAP,
    Number,
    Thing,
    bar,
    disc,
)


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

    def between(self, body: Body) -> Iterable[Shape]:
        if self.at == "chest":
            along = direction(body.angles["chest"])
            yield from self._shapes(self.middle(body), along)

    def front(self, body: Body) -> Iterable[Shape]:
        if self.at == "near":
            yield from self._shapes(self.middle(body), 1 + 0j)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Kettlebell(Thing):
    """A kettlebell that hangs from both hands, between the legs."""

    kind: Literal["kettlebell"]

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
