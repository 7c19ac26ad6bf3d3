"""The order in which a figure is painted, from back to front."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exercises.figures.body import BUILDS
from exercises.figures.clothes import shorts_hips, shorts_leg, sleeve, top
from exercises.figures.format import Figure
from exercises.figures.muscles import ON_THE_ARM, patches
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import Body
from exercises.figures.skin import Outline, arm, head_points, leg, spine, trunk_outline
from exercises.vocabulary import Muscle

BODY, FAR = "body", "body far"


@dataclass(frozen=True, kw_only=True)
class FigureDrawing:
    """A figure with the muscles that it shows at work."""

    figure: Figure
    primary: Sequence[Muscle] = ()
    secondary: Sequence[Muscle] = ()


def painted(drawing: FigureDrawing, body: Body) -> Iterator[Shape]:
    """Yield everything of one picture, back to front."""
    yield from behind(drawing, body)
    yield from in_front(drawing, body)


def behind(drawing: FigureDrawing, body: Body) -> Iterator[Shape]:
    """Yield the props behind the figure."""
    for prop in drawing.figure.props:
        yield from prop.behind(body)


def in_front(drawing: FigureDrawing, body: Body) -> Iterator[Shape]:
    """Yield the figure and the props in front of it."""
    for prop in drawing.figure.props:
        yield from prop.beyond(body)
    paint = _from_the_front if body.view == "front" else _from_the_side
    yield from paint(drawing, body)
    for prop in drawing.figure.props:
        yield from prop.front(body)


def silhouette(drawing: FigureDrawing, body: Body) -> Iterator[Shape]:
    """Yield the body without props, for the ghost and for the check that it stays over the
    floor."""
    near, far = drawing.figure.hands
    yield _limb(BODY, arm(body, "far", far))
    yield _limb(BODY, leg(body, "far"))
    yield Shape(BODY, trunk_outline(body))
    yield head(body)
    yield _limb(BODY, leg(body, "near"))
    yield _limb(BODY, arm(body, "near", near))


def _limb(css: str, outline: Outline) -> Shape:
    points, cap = outline
    return Shape(css, points, cap=cap)


def head(body: Body) -> Shape:
    build = BUILDS[body.view]
    return Shape(BODY, head_points(body, build.head), "curve", head_points(body, build.head_cap))


def hair(body: Body) -> Shape:
    return Shape("hair", head_points(body, BUILDS[body.view].hair))


def _from_the_side(drawing: FigureDrawing, body: Body) -> Iterator[Shape]:
    near, far = drawing.figure.hands
    yield _limb(FAR, arm(body, "far", far))
    yield Shape("top far", sleeve(body, "far"))
    yield _limb(FAR, leg(body, "far"))
    yield Shape("shorts far", shorts_leg(body, "far"))
    for prop in drawing.figure.props:
        yield from prop.between(body)
    yield Shape(BODY, trunk_outline(body))
    yield Shape("top", top(body))
    yield head(body)
    yield hair(body)
    yield _limb(BODY, leg(body, "near"))
    yield Shape("shorts", shorts_hips(body))
    yield Shape("shorts", shorts_leg(body, "near"))
    yield from _muscles(drawing, body, on_arm=False)
    yield Shape("spine", spine(body), "open-curve")
    yield _limb(BODY, arm(body, "near", near))
    yield Shape("top", sleeve(body, "near"))
    yield from _muscles(drawing, body, on_arm=True)


def _from_the_front(drawing: FigureDrawing, body: Body) -> Iterator[Shape]:
    near, far = drawing.figure.hands
    yield Shape(BODY, trunk_outline(body))
    yield Shape("top", top(body))
    yield head(body)
    yield hair(body)
    yield _limb(BODY, leg(body, "far"))
    yield _limb(BODY, leg(body, "near"))
    yield Shape("shorts", shorts_hips(body))
    yield Shape("shorts", shorts_leg(body, "far"))
    yield Shape("shorts", shorts_leg(body, "near"))
    yield from _muscles(drawing, body, on_arm=False)
    for side, hand in (("far", far), ("near", near)):
        yield _limb(BODY, arm(body, side, hand))
        yield Shape("top", sleeve(body, side))
    yield from _muscles(drawing, body, on_arm=True)


def _muscles(drawing: FigureDrawing, body: Body, *, on_arm: bool) -> Iterator[Shape]:
    working = drawing.figure.working
    for css, muscles in (("also", drawing.secondary), ("main", drawing.primary)):
        shown = [muscle for muscle in muscles if (muscle in ON_THE_ARM) == on_arm]
        for _, points in patches(shown, body, working):
            yield Shape(css, points)
