"""Draw figures as SVG with classes and attributes only, no ids and no styles.

So a page's own style sheet colours them under a strict content security policy.
"""

from collections.abc import Sequence
from math import acos, atan2, degrees, pi

from exercises.figures.geometry import Point, along_curve
from exercises.figures.layers import FigureDrawing, behind, in_front, painted, silhouette
from exercises.figures.shapes import FINE, Canvas, Shape, bounds
from exercises.figures.skeleton import Body
from exercises.figures.solver import Motion

MARGIN, HEADROOM, GROUND = 0.075, 0.09, 0.09
LEAST_HEIGHT = 0.84  # so that people lying down are not drawn larger than standing ones
RATIO = 4 / 3
DETAIL = frozenset({"spine", "top far", "shorts far"})
DISC = 30  # radius of a cue's disc, in units of the picture
# Out, hold, back, rest, as fractions of one round.
OUT, HELD, BACK = 0.36, 0.52, 0.90


def canvas_for(drawing: FigureDrawing, motion: Motion, scale: int = FINE) -> Canvas:
    """Return one frame for all of a figure's pictures, 4 : 3, with the floor near its lower
    edge."""
    points: list[Point] = [0j]
    for index in range(9):
        body = motion.at(index / 8)
        for shape in painted(drawing, body):
            points += shape.outline
    for key in range(len(motion.keys)):
        for shape in painted(drawing, motion.key(key)):
            points += shape.outline
    left, _low, right, high = bounds(points)
    width = right - left + 2 * MARGIN
    height = max(high + HEADROOM + GROUND, LEAST_HEIGHT, width / RATIO)
    width = height * RATIO
    return Canvas((left + right) / 2 - width / 2, height - GROUND, width, height, scale)


# ---------------------------------------------------------------- one picture


def still(drawing: FigureDrawing, canvas: Canvas, body: Body, *, ghost: Body | None = None) -> str:
    """Return the inside of a picture of `body`, with the shadow of `ghost` behind it.

    On a coarse canvas, details too small to be seen are left out.
    """
    skipped = DETAIL if canvas.scale < FINE else frozenset[str]()
    parts = [_path(canvas, shape) for shape in behind(drawing, body)]
    if ghost:
        shades = "".join(
            f'<path d="{canvas.path(shape)}"/>' for shape in silhouette(drawing, ghost)
        )
        parts.append(f'<g class="ghost">{shades}</g>')
    shown = (shape for shape in in_front(drawing, body) if shape.css not in skipped)
    parts += [_path(canvas, shape) for shape in shown]
    return "".join(parts) + floor(drawing, canvas)


def floor(drawing: FigureDrawing, canvas: Canvas) -> str:
    if any(prop.lies for prop in drawing.figure.props):
        return ""
    x, y = canvas.whole(complex(canvas.left + MARGIN * 0.8, -0.003))
    return f'<path class="floor" d="M{x} {y}H{canvas.size[0] - x}"/>'


def _path(canvas: Canvas, shape: Shape, inside: str = "") -> str:
    dash = "" if shape.halo is None else f' pathLength="100" stroke-dasharray="{shape.halo} 100"'
    end = f">{inside}</path>" if inside else "/>"
    return f'<path class="{shape.css}"{dash} d="{canvas.path(shape)}"{end}'


def marks(drawing: FigureDrawing, canvas: Canvas, motion: Motion) -> str:
    """Draw the cue discs of the finish, the line that should be straight, and the way of the
    movement."""
    figure, body = drawing.figure, motion.end()
    found = []
    if figure.line:
        points = [body.points[joint] for joint in figure.line]
        found.append(_path(canvas, Shape("cue-line", points, "line")))
    if figure.arrow:
        shift = complex(figure.arrow.dx, figure.arrow.dy)
        way = [
            motion.at(n / 6 * motion.finished_at).points[figure.arrow.of] + shift for n in range(7)
        ]
        found.append(_path(canvas, Shape("arrow", way, "open-curve")))
        (x0, y0), (x, y) = canvas.place(way[-2]), canvas.place(way[-1])
        turned = round(degrees(atan2(y - y0, x - x0)))
        found.append(
            f'<path class="arrow" d="M-17-14 0 0-17 14"'
            f' transform="translate({round(x)} {round(y)})rotate({turned})"/>'
        )
    for mark in figure.marks:
        x, y = canvas.whole(body.points[mark.at] + complex(mark.dx, mark.dy))
        found.append(
            f'<circle class="cue" cx="{x}" cy="{y}" r="{DISC}"/>'
            f'<text class="cue-number" x="{x}" y="{y + 13}">{mark.cue}</text>'
        )
    return "".join(found)


# ---------------------------------------------------------------- movement


def moving(drawing: FigureDrawing, canvas: Canvas, motion: Motion) -> str:
    """Return the inside of a moving picture: one <animate> for each path that changes."""
    samples = motion.samples()
    bodies = [motion.at(t) for t in samples]
    order, times = list(range(len(samples))), samples
    if not motion.is_round:
        order = [*order, *reversed(order), 0]
        there = [acos(1 - 2 * t) / pi for t in samples]
        back = [1 - t for t in reversed(there)]
        times = [t * OUT for t in there] + [HELD + (BACK - HELD) * t for t in back] + [1.0]
    timing = (
        f' dur="{drawing.figure.seconds:g}s" repeatCount="indefinite"'
        f' keyTimes="{";".join(f"{t:.3g}" for t in times)}"'
    )
    rows = zip(*(list(painted(drawing, body)) for body in bodies), strict=True)
    return "".join(_moving_path(canvas, row, order, timing) for row in rows) + floor(
        drawing, canvas
    )


def _moving_path(canvas: Canvas, shapes: Sequence[Shape], order: Sequence[int], timing: str) -> str:
    values = [canvas.path(shape) for shape in shapes]
    if len(set(values)) == 1:
        return _path(canvas, shapes[0])
    listed = ";".join(values[index] for index in order)
    return _path(canvas, shapes[0], f'<animate attributeName="d"{timing} values="{listed}"/>')


# ---------------------------------------------------------------- the floor under a figure


def lowest(drawing: FigureDrawing, body: Body) -> float:
    """Return the height of the body's lowest point over the floor; negative below it."""
    return min(
        point.imag for shape in silhouette(drawing, body) for point in along_curve(shape.outline)
    )
