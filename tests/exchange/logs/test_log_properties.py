"""Promises about every file: what we write reads back the same, and nothing else breaks the
reader."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exchange.logs.ours import written
from exchange.logs.read import read
from exchange.logs.rows import App, Fault, Kind, RefusedFile, Row, Unit
from tests.exchange.logs.files import GOOD, STRONG, TODAY

NEVER_IN_TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
texts = st.text(NEVER_IN_TEXT, max_size=40) | st.builds(
    "{}{}".format, st.sampled_from(["=", "+", "-", "@", "\t", "\n", "'", "''", ";", ",", '"', " "]),
    st.text(NEVER_IN_TEXT, max_size=9),
)  # fmt: skip


def decimals(most, step):
    return st.none() | st.integers(1, int(most / Decimal(step))).map(lambda n: n * Decimal(step))


def whole(most):
    return st.none() | st.integers(1, most)


@st.composite
def rows(draw):
    timed = draw(st.booleans())
    began = draw(st.datetimes(datetime(1900, 1, 1), datetime(2026, 12, 1)))  # noqa: DTZ001
    clock = {"microsecond": 0} if timed else dict.fromkeys(("hour", "minute", "second"), 0)
    load = draw(decimals(9999, "0.01"))
    row = Row(
        line=0,
        session=draw(texts.filter(bool)),
        began=began.replace(**clock, microsecond=0) if not timed else began.replace(**clock),
        timed=timed,
        workout=draw(texts),
        workout_note=draw(texts),
        minutes=draw(whole(1440)),
        exercise=draw(texts.filter(str.strip)),
        kind=draw(st.sampled_from(Kind)),
        load=load,
        unit=draw(st.sampled_from([None, *Unit])) if load else None,
        reps=draw(whole(3600)),
        seconds=draw(whole(86_400)),
        metres=draw(decimals(1_000_000, "0.01")),
        rpe=draw(st.none() | st.integers(10, 20).map(lambda n: Decimal(n) / 2)),
        note=draw(texts),
        side=draw(st.sampled_from(["", "left", "right"])),
    )
    return row if row.reps or row.seconds or row.metres else replace(row, reps=1)


@settings(max_examples=100, deadline=None)
@given(every=st.lists(rows(), max_size=3), delimiter=st.sampled_from(",;"))
def test_what_is_written_reads_back_the_same(every, delimiter):
    text = "".join(written(every, delimiter=delimiter))

    log = read(io.BytesIO(text.encode()), today=TODAY)

    assert log.app == App.OURS
    assert [replace(each, line=0) for each in log.rows] == every


def outcome(content):
    try:
        log = read(io.BytesIO(content), today=TODAY)
        return [type(each) for each in log.rows]
    except RefusedFile:
        return [RefusedFile]


PIECES = st.sampled_from(
    ["\n", "\r", '"', ",", ";", "\t", "\0", "'", "=", "W", "0", "8", "82,5", "9" * 30, "1:30", "é",
     "\ufeff", "2025-03-03 18:05:00", "31 Feb 2025", "Squat", "Note", "Rest Timer", "kg", GOOD]
)  # fmt: skip
HEADINGS = st.sampled_from(
    [
        STRONG,
        STRONG.replace(",", ";"),
        STRONG.replace("Date", "Workout #,Date"),
        "".join(written([])),
    ]
)


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=300))
@example(content=b"\xff\xfe\x00")
@example(content=b"PK\x03\x04")
def test_any_bytes_are_refused_or_read(content):
    assert set(outcome(content)) <= {Row, Fault, RefusedFile}


@settings(max_examples=300, deadline=None)
@given(
    headings=HEADINGS,
    below=st.binary(max_size=200)
    | st.lists(PIECES, max_size=30).map(lambda few: "".join(few).encode()),
)
def test_any_bytes_below_headings_are_rows_or_faults(headings, below):
    assert set(outcome(headings.encode() + below)) <= {Row, Fault}


@settings(max_examples=100, deadline=None)
@given(below=st.lists(PIECES, max_size=30).map("".join), size=st.integers(1, 50))
def test_file_is_read_the_same_in_pieces(below, size):
    content = (STRONG + GOOD + below).encode()

    class Slow(io.BytesIO):
        def read(self, _most=-1):
            return super().read(size)

    assert list(read(Slow(content), today=TODAY).rows) == list(
        read(io.BytesIO(content), today=TODAY).rows
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\nx", "'x"])
def test_no_text_begins_a_formula(text):
    began = datetime(2026, 1, 2, 7)  # noqa: DTZ001
    row = Row(
        line=2, session=text, began=began, timed=True, workout=text, workout_note=text,
        minutes=None, exercise=text, kind=Kind.NORMAL, load=Decimal("2.50"), unit=Unit.KG,
        reps=8, seconds=None, metres=None, rpe=None, note=text,
    )  # fmt: skip

    _, line = written([row])

    cell = f'"\'{text}"' if text == "\nx" else f"'{text}"
    assert line == (
        f"{cell},2026-01-02 07:00:00,{cell},{cell},,{cell},normal,2.5,kg,8,,,,,{cell}\r\n"
    )


def test_figures_are_in_the_language_s_way():
    began = datetime(2026, 1, 2)  # noqa: DTZ001
    row = Row(
        line=2, session="s", began=began, timed=False, workout="Hüfte", workout_note="a;b",
        minutes=41, exercise="Squat", kind=Kind.WARM_UP, load=Decimal("1062.50"), unit=Unit.KG,
        reps=8, seconds=3, metres=Decimal("0.25"), rpe=Decimal("7.5"), note="", side="left",
    )  # fmt: skip

    assert "".join(written([row], delimiter=";")) == (
        "\ufeffsession;began;workout;workout note;minutes;exercise;kind;load;unit;repetitions;"
        "seconds;metres;rpe;side;note\r\n"
        's;2026-01-02;Hüfte;"a;b";41;Squat;warm_up;1062,5;kg;8;3;0,25;7,5;left;\r\n'
    )
