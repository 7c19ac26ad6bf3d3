"""The body from the front and the back, with each muscle as an area of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from exercises.figures.body import SIDES, Place
from exercises.figures.body_map_patches import BACK_PATCHES, FRONT_PATCHES, Patch
from exercises.figures.format import Arm, Figure, Key, Leg
from exercises.figures.layers import FigureDrawing, hair, silhouette
from exercises.figures.muscles import place_point
from exercises.figures.shapes import Canvas, Shape
from exercises.figures.skeleton import Body
from exercises.figures.skin import head_points
from exercises.figures.solver import Motion
from exercises.vocabulary import Muscle

STANCE = Figure(
    view="front",
    base=Key(
        root=("hip", 0, 0.535),
        near_leg=Leg(thigh=-86, shank=-89, foot=0),
        far_leg=Leg(thigh=-94, shank=-91, foot=0),
        near_arm=Arm(upper=-73, fore=-79, hand=-80),
        far_arm=Arm(upper=-107, fore=-101, hand=-100, thumb=-1),
    ),
    keys=(Key(),),
)
CANVAS = Canvas(left=-0.27, top=1.06, width=0.54, height=1.09, scale=300)
HAIR_FROM_BEHIND = (
    (0.051, 0.060), (0.053, 0.088), (0.047, 0.118), (0.026, 0.137), (-0.026, 0.137),
    (-0.047, 0.118), (-0.053, 0.088), (-0.051, 0.060), (-0.040, 0.030), (-0.020, 0.022),
    (0.020, 0.022), (0.040, 0.030),
)  # fmt: skip


@dataclass(frozen=True)
class Area:
    """Everything that one view shows of a muscle, as one path."""

    muscle: Muscle
    path: str


@dataclass(frozen=True)
class BodyView:
    """One view of the body map: `body` are the paths of the body, limb by limb; `neutral` are
    the muscles outside the library's groups."""

    view: Literal["front", "back"]
    width: int
    height: int
    body: tuple[str, ...]
    hair: str
    neutral: str
    areas: tuple[Area, ...]


@lru_cache(maxsize=1)
def body_map() -> tuple[BodyView, BodyView]:
    """Return the front and the back, drawn once in a process."""
    drawing = FigureDrawing(figure=STANCE)
    body = Motion(STANCE).start()
    hair_behind = Shape("hair", head_points(body, HAIR_FROM_BEHIND))
    outline = tuple(CANVAS.path(shape) for shape in silhouette(drawing, body))
    return (
        _view("front", body, outline, hair(body), FRONT_PATCHES),
        _view("back", body, outline, hair_behind, BACK_PATCHES),
    )


def _view(
    name: Literal["front", "back"],
    body: Body,
    outline: tuple[str, ...],
    hair_shape: Shape,
    patches: tuple[Patch, ...],
) -> BodyView:
    paths: dict[Muscle | None, str] = {}
    for muscle, places in patches:
        for shape in _both_sides(body, places):
            paths[muscle] = paths.get(muscle, "") + CANVAS.path(shape)
    width, height = CANVAS.size
    return BodyView(
        view=name,
        width=width,
        height=height,
        body=outline,
        hair=CANVAS.path(hair_shape),
        neutral=paths.get(None, ""),
        areas=tuple(Area(muscle, path) for muscle, path in paths.items() if muscle),
    )


def _both_sides(body: Body, places: tuple[Place, ...]) -> Iterator[Shape]:
    for side in SIDES:
        yield Shape("", [place_point(body, side, place) for place in places])
