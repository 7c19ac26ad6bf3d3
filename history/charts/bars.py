"""Bars, one a week or one a muscle, with the range that is aimed at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from history.charts.scale import Figures, Frame, figures

FRAME = Frame(left=34, top=10, right=352, bottom=110)
GAP = 0.25  # of a bar's share of the width
MOST_LABELS = 4


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The count of one week, which begins on `day`. None: nothing is known or asked of it.

    `sign`: what the week was, drawn at the foot of its bar: "flare", "away", or "".
    """

    day: date
    count: Decimal | int | None
    sign: str = ""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """`middle` is where its label is; `has_label` is true of a few, evenly spaced."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    has_label: bool
    counted: Counted


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """Everything that a template draws of a chart of bars.

    `aim`: top and height of the range that is aimed at, None without one.
    """

    frame: Frame
    scale: Figures
    bars: tuple[Bar, ...]
    aim: tuple[float, float] | None = None

    @property
    def marks(self) -> tuple[tuple[Decimal, float], ...]:
        """The figures beside the scale, each with its height."""
        return tuple((mark, self.scale.y(mark, self.frame)) for mark in self.scale.marks)


def bar_chart(counted: Sequence[Counted], *, aim: tuple[int, int] | None = None) -> BarChart:
    """Draw the counts of weeks in a row; a week of which nothing is known has a bar without height.

    `aim`: the lowest and the highest count of the range that is aimed at, both inside it.
    """
    known = [each.count for each in counted if each.count is not None]
    scale = figures([*known, *(aim or ())], from_zero=True)
    share = FRAME.width / max(len(counted), 1)
    every = -(-len(counted) // MOST_LABELS) or 1
    bars = []
    for place, each in enumerate(counted):
        top = scale.y(each.count or 0, FRAME)
        left = FRAME.left + place * share
        bars.append(
            Bar(
                x=round(left + share * GAP / 2, 1),
                y=top,
                width=round(share * (1 - GAP), 1),
                height=round(FRAME.bottom - top, 1),
                middle=round(left + share / 2, 1),
                has_label=(len(counted) - 1 - place) % every == 0,
                counted=each,
            )
        )
    return BarChart(frame=FRAME, scale=scale, bars=tuple(bars), aim=_aim(aim, scale))


def _aim(aim: tuple[int, int] | None, scale: Figures) -> tuple[float, float] | None:
    if aim is None:
        return None
    top, bottom = scale.y(aim[1], FRAME), scale.y(aim[0], FRAME)
    return top, round(bottom - top, 1)
