"""All pictures of one figure, as whole SVG texts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from exercises.figures.colours import STYLE_SHEET, file_style
from exercises.figures.draw import canvas_for, marks, moving, still
from exercises.figures.format import Figure
from exercises.figures.layers import FigureDrawing
from exercises.figures.shapes import FINE, Canvas
from exercises.figures.solver import Motion
from exercises.vocabulary import Muscle

# Half as fine: a card is a few centimetres wide.
SMALL = FINE // 2


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """The pictures of a figure, all in one frame of 4 : 3.

    `start`, `finish` and `moving` go into a page, whose style sheet (figure.css) colours them.
    `card` and `moving_card` are files of their own for <img>, with their own colours.
    """

    start: str
    finish: str
    moving: str
    card: str
    moving_card: str


@lru_cache(maxsize=128)
def draw(figure: Figure, primary: tuple[Muscle, ...], secondary: tuple[Muscle, ...]) -> Pictures:
    """Draw all pictures of a figure, which takes some 40 ms."""
    drawing = FigureDrawing(figure=figure, primary=primary, secondary=secondary)
    motion = Motion(figure)
    fine = canvas_for(drawing, motion)
    small = canvas_for(drawing, motion, SMALL)
    start, end = motion.start(), motion.end()
    ghost = None if figure.motion == "hold" else start
    moves = moving(drawing, fine, motion)
    return Pictures(
        start=_inline(fine, still(drawing, fine, start)),
        finish=_inline(fine, still(drawing, fine, end, ghost=ghost) + marks(drawing, fine, motion)),
        moving=_inline(fine, moves),
        card=_file(small, still(drawing, small, start if figure.card == "start" else end)),
        moving_card=_file(fine, moves),
    )


def figure_digest(figure: Figure, muscles: Sequence[str], drawn_by: str) -> str:
    """Return 16 letters that change with the figure, its muscles, and the code that draws.

    An empty word separates primary from secondary muscles.
    """
    return hashlib.sha256(repr((figure, list(muscles), drawn_by)).encode()).hexdigest()[:16]


def drawing_code() -> str:
    """Return a hash of the modules that draw and of the colours, so that a change in one of them
    redraws all figures."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), STYLE_SHEET]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _inline(canvas: Canvas, inside: str) -> str:
    width, height = canvas.size
    return (
        f'<svg class="figure" viewBox="0 0 {width} {height}" aria-hidden="true"'
        f' focusable="false">{inside}</svg>'
    )


def _file(canvas: Canvas, inside: str) -> str:
    width, height = canvas.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f"<style>{file_style(inside, canvas.scale / FINE)}</style>{inside}</svg>"
    )
