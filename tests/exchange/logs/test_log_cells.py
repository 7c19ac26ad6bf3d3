"""Figures, dates and words of cells, as apps in several languages write them."""

from datetime import datetime
from decimal import Decimal

import pytest

from exchange.logs.cells import number
from exchange.logs.rows import Kind, Unit
from exchange.logs.times import minutes_of, moment, seconds_of
from tests.exchange.logs.files import STRONG, rows_of

FITNOTES = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
STRONG_2025 = (
    "Workout #,Date,Workout Name,Duration (sec),Exercise Name,Set Order,Weight (kg),Reps,"
    "Distance (meters),Seconds,Notes,Workout Notes,RPE\n"
)
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,"
    "set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n"
)


@pytest.mark.parametrize(
    ("text", "with_points", "with_commas"),
    [
        ("82.5", "82.5", "82.5"),
        ("82,5", "82.5", "82.5"),
        ("1,25", "1.25", "1.25"),
        ("0", "0", "0"),
        ("007", "7", "7"),
        ("1,234", None, "1.234"),
        ("1.234", "1.234", "1.234"),
        ("1,234.5", "1234.5", "1234.5"),
        ("1.234,5", "1234.5", "1234.5"),
        ("1,234,567.5", "1234567.5", "1234567.5"),
        ("12,34.5", None, None),
        ("1 234", None, None),
        ("1.2.3", None, None),
        ("5.", None, None),
        (".5", None, None),
        ("+5", None, None),
        ("5 kg", None, None),
        ("½", None, None),
        ("5\n", None, None),
    ],
)
def test_number(text, with_points, with_commas):
    expected = [None if each is None else Decimal(each) for each in (with_points, with_commas)]

    assert [number(text, decimal_comma=each) for each in (False, True)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-03 18:05:00", (2025, 3, 3, 18, 5)),
        ("2025-03-03T18:05", (2025, 3, 3, 18, 5)),
        ("2024-02-29", (2024, 2, 29)),
        ("03.04.2025 18:05", (2025, 4, 3, 18, 5)),
        ("22 Dec 2025, 08:00", (2025, 12, 22, 8)),
        ("25 Juli 2026, 14:21", (2026, 7, 25, 14, 21)),
        ("3. März 2026, 14:21", (2026, 3, 3, 14, 21)),
        ("6 janv. 2026, 07:05", (2026, 1, 6, 7, 5)),
        ("7 juin 2026, 07:05", (2026, 6, 7, 7, 5)),
        ("7 juil. 2026, 07:05", (2026, 7, 7, 7, 5)),
        ("6 de dic de 2025 07:05", (2025, 12, 6, 7, 5)),
        ("Jan 6, 2026, 5:59 PM", (2026, 1, 6, 17, 59)),
        ("Jan 6, 2026, 5:59\u202fp.m.", (2026, 1, 6, 17, 59)),
        ("Sept 6 2026 12:10 AM", (2026, 9, 6, 0, 10)),
        ("6 May 2026, 12:10 pm", (2026, 5, 6, 12, 10)),
        ("31 Feb 2026, 08:00", None),
        ("29 Feb 2025, 08:00", None),
        ("6 Foo 2026, 08:00", None),
        ("6 May 2026, 17:59 PM", None),
        ("6 May 2026, 0:59 AM", None),
        ("2025-03-03 18:05:00Z", None),
        ("2025-03-03 18:60", None),
        ("1899-12-31", None),
        ("03/04/2025", None),
        ("45000.5", None),
        ("", None),
    ],
)
def test_moment(text, expected):
    assert moment(text) == (expected and (datetime(*expected), len(expected) > 3))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1h 10m", 70), ("45m", 45), ("2h", 120), ("1h5min", 65), ("50s", None), ("soon", None)],
)
def test_minutes_of(text, minutes):
    assert minutes_of(text) == minutes


@pytest.mark.parametrize(
    ("text", "seconds"), [("0:40:00", 2400), ("1:30", 90), ("1:2:3", None), ("90", None)]
)
def test_seconds_of(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    ("distance", "unit", "metres"),
    [
        ("3.2", "km", "3200"),
        ("2", "mi", "3218.69"),
        ("400", "m", "400"),
        ("100", "ft", "30.48"),
        ("1.5", "", "1500"),
        ("0", "km", None),
    ],
)
def test_distance_is_in_metres(distance, unit, metres):
    (row,) = rows_of(f"{FITNOTES}2024-11-04,Walking,Cardio,,,,{distance},{unit},0:40:00,\n")

    assert row.metres == (metres and Decimal(metres))


@pytest.mark.parametrize(
    ("typed", "rpe"),
    [
        ("", None),
        ("0", None),
        ("4", None),
        ("5", "5"),
        ("7.5", "7.5"),
        ("7.6", "7.5"),
        ("10", "10"),
    ],
)
def test_effort_is_in_halves(typed, rpe):
    (row,) = rows_of(f"{STRONG}2025-03-03 18:05:00,L,,Squat,1,40,8,0,0,,,{typed}\n")

    assert row.rpe == (rpe and Decimal(rpe))


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        ("1", Kind.NORMAL),
        ("W", Kind.WARM_UP),
        ("D", Kind.DROP),
        ("F", Kind.FAILURE),
        ("", "normal"),
    ],
)
def test_letter_in_place_of_a_number_is_the_kind(order, kind):
    (row,) = rows_of(f"{STRONG}2025-03-03 18:05:00,L,,Squat,{order},40,8,0,0,,,\n")

    assert row.kind == kind


def test_columns_are_found_by_their_headings():
    (row,) = rows_of(
        "SET ORDER\tweight  unit\tReps\tColour\tWeight\texercise name\tDate\n"
        "W\tlbs\t8\tred\t45\tSquat\t2025-03-03\n"
    )

    assert (row.kind, row.unit, row.reps, row.load) == (Kind.WARM_UP, Unit.LB, 8, 45)
    assert (row.exercise, row.workout, row.timed) == ("Squat", "", False)


def test_first_of_two_columns_with_one_heading_counts():
    (row,) = rows_of("Date,Exercise Name,Set Order,Reps,Weight,Weight\n2025-03-03,Squat,1,8,45,9\n")

    assert row.load == 45


def test_signs_of_windows_are_read():
    (row,) = rows_of((STRONG + "2025-03-03,“Legs” – 5 €,,Übung,1,40,8,0,0,,,\n").encode("cp1252"))

    assert (row.workout, row.exercise) == ("“Legs” – 5 €", "Übung")


def test_empty_cells_after_the_last_column_are_no_fault():
    (row,) = rows_of(f"{STRONG}2025-03-03 18:05:00,L,,Squat,1,40,8,0,0,,,,,\n")

    assert row.reps == 8


def test_time_of_a_set_is_in_whole_seconds():
    (row,) = rows_of(f"{STRONG}2025-03-03 18:05:00,L,,Plank,1,0,0,0,45.6,,,\n")

    assert (row.seconds, row.reps) == (46, None)


def notes_of(*cells):
    """Return the notes of a Strong file of these rows: exercise, order, repetitions, note."""
    lines = [
        f"1,2026-05-18 06:30:12,L,60,{name},{order},,{reps},,,{note},,"
        for name, order, reps, note in cells
    ]
    return [each.note for each in rows_of(STRONG_2025 + "\n".join(lines))]


def test_note_goes_to_the_set_before_it():
    assert notes_of(
        ("Squat", 1, 8, ""), ("Squat", "Note", "", "deep"), ("Squat", "Rest Timer", "", ""),
        ("Squat", 2, 8, "slow"), ("Squat", "Note", "", "one"), ("Squat", "Note", "", "two"),
        ("Plank", 1, 8, ""),
    ) == ["deep", "slow\none\ntwo", ""]  # fmt: skip


def test_note_before_the_first_set_goes_to_that():
    assert notes_of(
        ("Squat", 1, 8, ""), ("Plank", "Note", "", "floor"),
        ("Plank", 1, 8, "x"), ("Plank", 2, 8, ""),
    ) == ["", "floor\nx", ""]  # fmt: skip


def test_note_about_an_exercise_without_sets_goes_to_nobody():
    assert notes_of(
        ("Lunge", "Note", "", "skipped"), ("Plank", 1, 8, ""), ("Lunge", "Rest Timer", "", "")
    ) == [""]  # fmt: skip


def test_note_of_an_exercise_is_kept_once_a_session():
    def line(start, exercise, index):
        return f'L,"{start}","",,{exercise},,"elbow down",{index},normal,,,,40,\n'

    rows = rows_of(
        HEVY
        + line("2026-01-08 17:30:00", "Side Plank", 0)
        + line("2026-01-08 17:30:00", "Plank", 0)
        + line("2026-01-08 17:30:00", "Side Plank", 1)
        + line("2026-01-09 17:30:00", "Side Plank", 0)
    )

    assert [each.note for each in rows] == ["elbow down", "elbow down", "", "elbow down"]


@pytest.mark.parametrize(
    ("ended", "minutes"),
    [
        ("2026-01-08 18:20:59", 50),
        ("2026-01-08 17:30:00", None),
        ("2026-01-08 16:00:00", None),
        ("2026-01-12 17:00:00", None),
        ("later", None),
    ],
)
def test_session_that_took_no_time_or_days_has_no_minutes(ended, minutes):
    (row,) = rows_of(f"{HEVY}L,2026-01-08 17:30:00,{ended},,Plank,,,0,normal,,,,40,\n")

    assert row.minutes == minutes
