"""The format of the `[figure]` table in an exercise's file."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from exercises.figures.props import Prop
from exercises.figures.things import CLOSED, Number

Joint = Annotated[
    str, Field(pattern=r"^(hip|l5|t12|c7|skull|back|(near|far)\.[a-z]+)$", max_length=20)
]
Place = tuple[Joint, Number, Number]
Root = tuple[Joint, Number, Number | Literal["rest"]]
Hand = Literal["flat", "open", "fist"]
Gaze = Literal["with-the-trunk", "ahead", "floor", "ceiling"]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Leg:
    """A leg's directions in degrees; `foot` is the sole's (0 = flat), `toe` the toes' against it.

    `plant` = (point of the foot, x, y) solves the leg so that the point rests there; "free" ends
    that. `thigh_scale` and `shank_scale` shorten a bone that points out of the picture.
    """

    thigh: Number | None = None
    shank: Number | None = None
    foot: Number | None = None
    toe: Number | None = None
    plant: (
        tuple[Literal["sole", "heel", "ball", "toes"], Number, Number] | Literal["free"] | None
    ) = None
    bend: Literal[1, -1] | None = None
    thigh_scale: Number | None = None
    shank_scale: Number | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Arm:
    """An arm's directions, as `Leg`. `thumb` = −1 turns the hand around its length."""

    upper: Number | None = None
    fore: Number | None = None
    hand: Number | None = None
    plant: tuple[Literal["palm", "fist"], Number, Number] | Literal["free"] | None = None
    bend: Literal[1, -1] | None = None
    upper_scale: Number | None = None
    fore_scale: Number | None = None
    thumb: Literal[1, -1] | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Key:
    """A key pose. What is left out is as in the previous key; the first key builds on standing.

    `root` = (joint, x, y) holds that joint in place; y = "rest" lays the trunk on the floor.
    `trunk` sets pelvis, lumbar and chest at once, `legs` and `arms` both sides.
    """

    root: Root | None = None
    trunk: Number | None = None
    pelvis: Number | None = None
    lumbar: Number | None = None
    chest: Number | None = None
    neck: Number | None = None
    head: Number | None = None
    legs: Leg | None = None
    near_leg: Leg | None = None
    far_leg: Leg | None = None
    arms: Arm | None = None
    near_arm: Arm | None = None
    far_arm: Arm | None = None


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class CueMark:
    """A numbered disc at a joint, moved by (dx, dy). `cue` counts the page's cues from 1."""

    cue: Annotated[int, Field(ge=1, le=9)]
    at: Joint
    dx: Number = 0
    dy: Number = 0


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Arrow:
    """An arrow along the way of a joint from the start to the finish, moved by (dx, dy)."""

    of: Joint
    dx: Number = 0
    dy: Number = 0


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Figure:
    """How one exercise is drawn.

    `motion`: "there-and-back" goes from the first key to the last and back; "round" goes through
    all keys and from the last to the first again; "hold" stays in the last key and breathes.
    `start` and `finish` are the indices of the keys in the two still pictures; `card` is the one
    that tells the exercise from others at the size of a stamp. `working` names the
    sides whose muscles the front view colours. `line` joins joints that should lie on one line at
    the finish. `hands` are the near and the far hand, and `resting` names those that lie on a thigh
    on purpose. `gaze`: "with-the-trunk" keeps the neck long in every pose; the others say where
    the face looks at the finish; `form.py` checks all. `changes_sides`: the moving picture does the
    whole movement again with near and far exchanged.
    """

    view: Literal["side", "front"] = "side"
    motion: Literal["there-and-back", "round", "hold"] = "there-and-back"
    seconds: Number = 5
    changes_sides: bool = False
    start: Annotated[int, Field(ge=0)] = 0
    finish: int = -1
    card: Literal["start", "finish"] = "finish"
    hands: tuple[Hand, Hand] = ("open", "open")
    resting: tuple[Literal["near", "far"], ...] = ()
    gaze: Gaze | None = None
    working: tuple[Literal["near", "far"], ...] = ("near", "far")
    props: tuple[Prop, ...] = ()
    marks: tuple[CueMark, ...] = ()
    line: tuple[Joint, ...] = ()
    arrow: Arrow | None = None
    base: Key = Key()
    keys: Annotated[tuple[Key, ...], Field(min_length=1, max_length=8)]

    @model_validator(mode="after")
    def _finish_exists(self) -> Self:
        if not -len(self.keys) <= self.finish < len(self.keys):
            raise ValueError(f"finish is {self.finish}, but there are {len(self.keys)} keys")
        if self.start >= len(self.keys):
            raise ValueError(f"start is {self.start}, but there are {len(self.keys)} keys")
        if len({mark.cue for mark in self.marks}) < len(self.marks):
            raise ValueError("a cue is pinned twice")
        return self
