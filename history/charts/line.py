"""Lines over days, with a gap in place of missing readings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from history.charts.scale import Days, Figures, Frame, figures, month_starts

FRAME = Frame(left=34, top=10, right=352, bottom=150)
MOST_MONTHS = 6
HALF_A_WORD = 12  # of a month, in units of the frame


class Shape(StrEnum):
    """How the points of a line are drawn, so that two lines differ without colour."""

    DISC = "disc"
    SQUARE = "square"
    DIAMOND = "diamond"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One figure of one day."""

    day: date
    figure: Decimal | int


@dataclass(frozen=True, kw_only=True)
class Series:
    """The readings of one thing, one a day, in the order of their days.

    `gap_after`: the days without a reading after which the line is broken, None for never.
    """

    name: str
    readings: tuple[Reading, ...]
    shape: Shape = Shape.DISC
    gap_after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    x: float
    y: float
    reading: Reading


@dataclass(frozen=True, kw_only=True)
class Line:
    """A series in the drawing: its points, and the parts of the line between two gaps."""

    series: Series
    points: tuple[Point, ...]
    parts: tuple[tuple[Point, ...], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The parts with more than one point, each as the points of an SVG polyline."""
        return tuple(
            " ".join(f"{point.x},{point.y}" for point in part)
            for part in self.parts
            if len(part) > 1
        )


@dataclass(frozen=True, kw_only=True)
class MarkedDay:
    """A vertical mark: a session, or the first day of a rung of the ladder."""

    x: float
    day: date
    words: str = ""

    @property
    def is_at_the_edge(self) -> bool:
        """Whether a word centred below it would be cut at the right."""
        return self.x > FRAME.right - HALF_A_WORD


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days that are shaded: a flare-up, or time away."""

    x: float
    width: float
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """Everything that a template draws of a chart of lines."""

    frame: Frame
    scale: Figures
    lines: tuple[Line, ...]
    months: tuple[MarkedDay, ...]
    marked: tuple[MarkedDay, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def marks(self) -> tuple[tuple[Decimal, float], ...]:
        """The figures beside the scale, each with its height."""
        return tuple((mark, self.scale.y(mark, self.frame)) for mark in self.scale.marks)


def line_chart(
    series: Sequence[Series],
    days: Days,
    *,
    scale: Figures | None = None,
    marked: Iterable[tuple[date, str]] = (),
    spans: Iterable[tuple[date, date]] = (),
) -> LineChart:
    """Draw series over days; what is outside the days is left out.

    `scale`: figures by default, so that all readings are inside. `marked`: days with their words.
    `spans`: first and last day of what is shaded.
    """
    within = [
        [each for each in one.readings if days.first <= each.day <= days.last] for one in series
    ]
    scale = scale or figures([each.figure for readings in within for each in readings])
    return LineChart(
        frame=FRAME,
        scale=scale,
        lines=tuple(
            _line(one, readings, days, scale) for one, readings in zip(series, within, strict=True)
        ),
        months=tuple(
            MarkedDay(x=days.x(day, FRAME), day=day) for day in month_starts(days, most=MOST_MONTHS)
        ),
        marked=tuple(
            MarkedDay(x=days.x(day, FRAME), day=day, words=words)
            for day, words in marked
            if days.first <= day <= days.last
        ),
        spans=tuple(
            _span(max(first, days.first), min(last, days.last), days)
            for first, last in spans
            if first <= days.last and last >= days.first
        ),
    )


def _line(series: Series, readings: Sequence[Reading], days: Days, scale: Figures) -> Line:
    points = [
        Point(x=days.x(each.day, FRAME), y=scale.y(each.figure, FRAME), reading=each)
        for each in readings
    ]
    return Line(series=series, points=tuple(points), parts=_parts(points, series.gap_after))


def _parts(points: Sequence[Point], gap_after: int | None) -> tuple[tuple[Point, ...], ...]:
    """Cut a line where more than `gap_after` days have no reading."""
    parts: list[list[Point]] = []
    for point in points:
        between = (point.reading.day - parts[-1][-1].reading.day).days - 1 if parts else 0
        if not parts or (gap_after is not None and between > gap_after):
            parts.append([point])
        else:
            parts[-1].append(point)
    return tuple(tuple(part) for part in parts)


def _span(first: date, last: date, days: Days) -> Span:
    half = FRAME.width / ((days.last - days.first).days + 1) / 2
    left = days.x(first, FRAME) - half
    width = days.x(last, FRAME) + half - left
    return Span(x=round(left, 1), width=round(width, 1), first=first, last=last)
