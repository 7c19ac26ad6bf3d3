"""Lines: every reading inside, a gap in place of missing readings, marks and shaded days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from history.charts.line import FRAME, Reading, Series, line_chart
from history.charts.scale import Days

FIRST = date(2026, 3, 2)
DAYS = Days(first=FIRST, last=FIRST + timedelta(days=27))


def series(figures: dict[int, int], **more) -> Series:
    readings = [
        Reading(day=FIRST + timedelta(days=after), figure=figure)
        for after, figure in figures.items()
    ]
    return Series(name="pain", readings=tuple(readings), **more)


def test_line_is_broken_where_more_days_have_no_reading():
    pain = series({0: 2, 1: 3, 4: 3, 9: 1, 10: 1}, gap_after=2)

    chart = line_chart([pain], DAYS)

    assert [len(part) for part in chart.lines[0].parts] == [3, 2]
    assert len(chart.lines[0].paths) == 2


def test_line_of_sessions_is_never_broken():
    assert len(line_chart([series({0: 2, 27: 5})], DAYS).lines[0].paths) == 1


def test_single_reading_is_a_point_without_a_line():
    line = line_chart([series({3: 8})], DAYS).lines[0]

    assert (len(line.points), line.paths) == (1, ())


def test_readings_outside_the_days_are_left_out():
    chart = line_chart([series({-1: 90, 0: 2, 27: 3, 28: 90})], DAYS)

    assert [point.reading.figure for point in chart.lines[0].points] == [2, 3]
    assert chart.scale.high < 90


def test_shaded_days_end_at_the_drawing():
    before, after = FIRST - timedelta(days=3), FIRST + timedelta(days=40)

    chart = line_chart(
        [series({0: 2})],
        DAYS,
        spans=[(before, FIRST), (DAYS.last, after), (after, after)],
        marked=[(FIRST, "Begins"), (after, "Later")],
    )

    assert [(span.first, span.last) for span in chart.spans] == [(FIRST, FIRST), (DAYS.last,) * 2]
    assert chart.spans[0].x == FRAME.left
    assert round(chart.spans[1].x + chart.spans[1].width) == FRAME.right
    assert [each.words for each in chart.marked] == ["Begins"]


@given(st.dictionaries(st.integers(-40, 400), st.integers(0, 4000)))
def test_any_readings_are_inside_the_frame(figures):
    days = Days(first=FIRST, last=FIRST + timedelta(days=364))

    chart = line_chart([series(dict(sorted(figures.items())), gap_after=7)], days)

    for point in chart.lines[0].points:
        assert FRAME.left <= point.x <= FRAME.right
        assert FRAME.top <= point.y <= FRAME.bottom
    in_parts = [point for part in chart.lines[0].parts for point in part]
    assert in_parts == list(chart.lines[0].points)


def test_month_at_the_right_edge_is_written_towards_the_left():
    until = [Days(first=date(2026, 3, 1), last=date(2026, 6, number)) for number in (1, 15)]

    charts = [line_chart([series({0: 1})], days) for days in until]

    assert [chart.months[-1].is_at_the_edge for chart in charts] == [True, False]
    assert not any(each.is_at_the_edge for chart in charts for each in chart.months[:-1])
