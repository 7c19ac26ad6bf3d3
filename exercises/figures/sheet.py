"""Draw a contact sheet: the start and the finish of many figures in one SVG file, for reviewing."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from exercises.figures.colours import file_style
from exercises.figures.draw import canvas_for, marks, still
from exercises.figures.layers import FigureDrawing
from exercises.figures.shapes import FINE
from exercises.figures.solver import Motion

NAME_HEIGHT, GAP = 20, 8
CARD = ".name{font:600 13px system-ui,sans-serif;fill:#33475e}.paper{fill:#fff}"
CARD_BY_NIGHT = "@media (prefers-color-scheme:dark){.name{fill:#c9d6e4}.paper{fill:#182029}}"


@dataclass(frozen=True)
class Named:
    """A figure with the name above it."""

    name: str
    drawing: FigureDrawing


def contact_sheet(
    figures: Sequence[Named], *, columns: int = 4, width: int = 200, grey: bool = False
) -> str:
    """Return the SVG text: `columns` figures in a row, start and finish of each `width` pixels
    wide."""
    height = width * 3 // 4
    cell_width, cell_height = 2 * width + GAP, height + NAME_HEIGHT + GAP
    cells = [
        _cell(named, index % columns * cell_width, index // columns * cell_height, width)
        for index, named in enumerate(figures)
    ]
    inside = "".join(cells)
    across, down = columns * cell_width, -(-len(figures) // columns) * cell_height
    whole = '<g filter="grayscale(1)">' if grey else "<g>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}"'
        f' width="{across}" height="{down}"><style>{file_style(inside, 1)}{CARD}{CARD_BY_NIGHT}'
        f'</style>{whole}<rect class="paper" width="100%" height="100%"/>{inside}</g></svg>\n'
    )


def _cell(named: Named, x: int, y: int, width: int) -> str:
    drawing, motion = named.drawing, Motion(named.drawing.figure)
    canvas = canvas_for(drawing, motion, FINE)
    start, end = motion.start(), motion.end()
    ghost = None if drawing.figure.motion == "hold" else start
    finish = still(drawing, canvas, end, ghost=ghost) + marks(drawing, canvas, motion)
    pictures = [still(drawing, canvas, start), finish]
    box = " ".join(str(side) for side in canvas.size)
    drawn = "".join(
        f'<svg x="{x + index * width}" y="{y + NAME_HEIGHT}" width="{width}"'
        f' height="{width * 3 // 4}" viewBox="0 0 {box}">{inside}</svg>'
        for index, inside in enumerate(pictures)
    )
    return f'<text class="name" x="{x + GAP}" y="{y + 15}">{escape(named.name)}</text>{drawn}'
