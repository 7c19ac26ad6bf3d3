"""Files and rows that can't be read: each named, by its line where it has one."""

import csv
import gzip
import io
import sqlite3
import tracemalloc
import zipfile
from datetime import timedelta

import pytest

from exchange.logs.cells import MOST_LETTERS, MOST_LINES
from exchange.logs.read import MOST_ROWS, read
from exchange.logs.rows import Fault, Refusal, RefusedFile, Row, Wrong
from exchange.logs.text import MOST_BYTES
from tests.exchange.logs.files import GOOD, STRONG, TODAY, rows_of

DATE = "2025-03-03 18:05:00"
GERMAN = (
    "Datum;Workout-Name;Name der Übung;Reihenfolge festlegen;Gewicht;Gewichtseinheit;Wiederh.;"
    "RPE;Entfernung;Entfernungseinheit;Sekunden;Notizen;Workout-Notizen;Workout-Dauer\n"
)


def archive(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "0" * 10_000)
    return stream.getvalue()


def backup(tmp_path):
    path = tmp_path / "backup.fitnotes"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE training_log (_id INTEGER PRIMARY KEY)")
    database.close()
    return path.read_bytes()


def refusal(content):
    with pytest.raises(RefusedFile) as refused:
        rows_of(content)
    return refused.value.why, refused.value.app


@pytest.mark.parametrize(
    ("content", "why", "app"),
    [
        pytest.param(b"", Refusal.EMPTY, "", id="nothing"),
        pytest.param(b"\xef\xbb\xbf\r\n \r\n", Refusal.EMPTY, "", id="blank lines"),
        pytest.param(b",,,\n" * 200, Refusal.EMPTY, "", id="blank cells"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(90), Refusal.NOT_TEXT, "", id="a picture"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", Refusal.NOT_TEXT, "", id="a photograph"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", Refusal.NOT_TEXT, "", id="a PDF"),
        pytest.param(archive("log.csv"), Refusal.NOT_TEXT, "", id="an archive"),
        pytest.param(
            archive("[Content_Types].xml", "xl/workbook.xml"), Refusal.NOT_CSV, "", id="a workbook"
        ),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(9), Refusal.NOT_CSV, "", id="an old workbook"),
        pytest.param(gzip.compress(b"0" * 10**7), Refusal.NOT_TEXT, "", id="a bomb"),
        pytest.param(b"Date\0,Exercise\n", Refusal.NOT_TEXT, "", id="NUL in the headings"),
        pytest.param(b"\x01\x02\x03 other bytes", Refusal.UNKNOWN, "", id="other bytes"),
        pytest.param(b' {"sets": []}', Refusal.NOT_CSV, "", id="JSON"),
        pytest.param(
            b'[{"exercise_template_id": "D04AC939"}]', Refusal.NOT_CSV, "Hevy", id="Hevy's JSON"
        ),
        pytest.param(
            '{"app": "backhealth"}'.encode("utf-16"), Refusal.NOT_CSV, "", id="JSON in UTF-16"
        ),
        pytest.param(b"<!doctype html><title>x", Refusal.NOT_CSV, "", id="a page"),
        pytest.param(b"name,colour\nsky,blue\n", Refusal.UNKNOWN, "", id="another table"),
        pytest.param(b"just words\n" * 9, Refusal.UNKNOWN, "", id="words"),
        pytest.param(b'"' * 150_000, Refusal.UNKNOWN, "", id="quotation marks"),
        pytest.param(b"x" * 300_000, Refusal.UNKNOWN, "", id="one long word"),
        pytest.param(GERMAN.encode(), Refusal.TRANSLATED, "Strong", id="Strong in German"),
        pytest.param(
            GERMAN.replace(";", ",").encode("utf-16"), Refusal.TRANSLATED, "Strong", id="its commas"
        ),
        pytest.param(
            b"Fecha,Nombre del ejercicio,Peso,RPE\n",
            Refusal.TRANSLATED,
            "Strong",
            id="Strong in Spanish",
        ),
        pytest.param("Datum,Übung,kg\n".encode(), Refusal.TRANSLATED, "", id="a German table"),
    ],
)  # fmt: skip
def test_file_is_refused(content, why, app):
    assert refusal(content) == (why, app)


def test_backup_is_named_by_its_app(tmp_path):
    assert refusal(backup(tmp_path)) == (Refusal.NOT_TEXT, "FitNotes")


class Endless(io.BytesIO):
    """A file without an end; counts what is read of it."""

    def __init__(self):
        super().__init__(STRONG.encode())
        self.count = 0

    def read(self, size=-1):
        data = super().read(size) or (GOOD.encode() * size)[:size]
        self.count += len(data)
        return data


def test_file_of_too_many_bytes_is_refused_while_it_is_read(monkeypatch):
    monkeypatch.setattr("exchange.logs.text.MOST_BYTES", 100_000)
    file = Endless()

    with pytest.raises(RefusedFile) as refused:
        list(read(file, today=TODAY).rows)

    assert refused.value.why == Refusal.TOO_LARGE
    assert 100_000 < file.count < 120_000


@pytest.mark.parametrize("line", [GOOD, "\n", "x\n"])
def test_file_of_too_many_rows_is_refused(line, monkeypatch):
    monkeypatch.setattr("exchange.logs.read.MOST_ROWS", 1000)
    just_enough = STRONG + line * 1000

    rows_of(just_enough)

    assert refusal(just_enough + line) == (Refusal.TOO_LARGE, "")


def test_limits_are_those_that_the_page_states():
    assert (MOST_BYTES, MOST_ROWS) == (20 * 1024**2, 200_000)


def test_memory_stays_flat():
    content = io.BytesIO((STRONG + GOOD * 10_000).encode())
    tracemalloc.start()

    count = sum(1 for _ in read(content, today=TODAY).rows)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10_000
    assert peak < 300_000


@pytest.mark.parametrize(
    ("row", "wrong", "column", "value"),
    [
        ("2025-02-31 18:05:00,L,,Squat,1,40,8,0,0,,,", Wrong.DATE, "Date", "2025-02-31 18:05:00"),
        ("2025-13-01,L,,Squat,1,40,8,0,0,,,", Wrong.DATE, "Date", "2025-13-01"),
        ("2025-03-03 25:00:00,L,,Squat,1,40,8,0,0,,,", Wrong.DATE, "Date", "2025-03-03 25:00:00"),
        ("03/04/2025 18:05,L,,Squat,1,40,8,0,0,,,", Wrong.DATE, "Date", "03/04/2025 18:05"),
        ("0001-01-01,L,,Squat,1,40,8,0,0,,,", Wrong.DATE, "Date", "0001-01-01"),
        (",L,,Squat,1,40,8,0,0,,,", Wrong.DATE, "Date", ""),
        ("2026-12-02 00:00:00,L,,Squat,1,40,8,0,0,,,", Wrong.FUTURE, "Date", "2026-12-02 00:00:00"),
        (f"{DATE},L,,Squat,1,forty,8,0,0,,,", Wrong.NUMBER, "Weight", "forty"),
        (f"{DATE},L,,Squat,1,inf,8,0,0,,,", Wrong.NUMBER, "Weight", "inf"),
        (f"{DATE},L,,Squat,1,nan,8,0,0,,,", Wrong.NUMBER, "Weight", "nan"),
        (f"{DATE},L,,Squat,1,1e999,8,0,0,,,", Wrong.NUMBER, "Weight", "1e999"),
        (f"{DATE},L,,Squat,1,10^9,8,0,0,,,", Wrong.NUMBER, "Weight", "10^9"),
        (f"{DATE},L,,Squat,1,-5,8,0,0,,,", Wrong.NUMBER, "Weight", "-5"),
        (f"{DATE},L,,Squat,1,٤٠,8,0,0,,,", Wrong.NUMBER, "Weight", "٤٠"),
        (f'{DATE},L,,Squat,1,"1,234",8,0,0,,,', Wrong.NUMBER, "Weight", "1,234"),
        (f"{DATE},L,,Squat,1,1000000000,8,0,0,,,", Wrong.TOO_LARGE, "Weight", "1000000000"),
        (f"{DATE},L,,Squat,1,9999.995,8,0,0,,,", Wrong.TOO_LARGE, "Weight", "9999.995"),
        (f"{DATE},L,,Squat,1,{'9' * 5000},8,0,0,,,", Wrong.TOO_LARGE, "Weight", "9" * 60),
        (f"{DATE},L,,Squat,1,40,8.5,0,0,,,", Wrong.NUMBER, "Reps", "8.5"),
        (f"{DATE},L,,Squat,1,40,3601,0,0,,,", Wrong.TOO_LARGE, "Reps", "3601"),
        (f"{DATE},L,,Squat,1,40,8,10000,0,,,", Wrong.TOO_LARGE, "Distance", "10000"),
        (f"{DATE},L,,Squat,1,40,8,0,86401,,,", Wrong.TOO_LARGE, "Seconds", "86401"),
        (f"{DATE},L,,Squat,1,40,8,0,1:99:99:99,,,", Wrong.NUMBER, "Seconds", "1:99:99:99"),
        (f"{DATE},L,,Squat,1,40,8,0,99:00:00,,,", Wrong.TOO_LARGE, "Seconds", "99:00:00"),
        (f"{DATE},L,,Squat,1,40,8,0,0,,,11", Wrong.TOO_LARGE, "RPE", "11"),
        (f"{DATE},L,,Squat,1,40,8,0,0,,,hard", Wrong.NUMBER, "RPE", "hard"),
        (f"{DATE},L,,Squat,1,40,0,0,0,,,", Wrong.NOTHING_DONE, "Reps", "0"),
        (f"{DATE},L,,  ,1,40,8,0,0,,,", Wrong.NO_NAME, "Exercise Name", ""),
        (f"{DATE},L,,Squat,1,40,8", Wrong.COLUMNS, "", f"{DATE},L,,Squat,1,40,8"),
        ("x,L,,Squat,1,40,8,0,0,,,,,x", Wrong.COLUMNS, "", "x,L,,Squat,1,40,8,0,0,,,,,x"),
        (
            f"{DATE},L,,Squat,1,40,8,0,0,{'n' * (MOST_LETTERS + 1)},,",
            Wrong.TOO_LARGE,
            "Notes",
            "n" * 60,
        ),
        (f"{DATE},{'n' * 10**6},,Squat,1,40,8,0,0,,,", Wrong.TOO_LARGE, "", f"{DATE},{'n' * 40}"),
        (
            f'{DATE},"{"n" * 10**6}",,Squat,1,40,8,0,0,,,',
            Wrong.TOO_LARGE,
            "",
            f'{DATE},"{"n" * 39}',
        ),
    ],
)  # fmt: skip
def test_row_is_named_by_its_line_and_the_others_are_read(row, wrong, column, value):
    found = rows_of(f"{STRONG}{GOOD}{row}\n{GOOD}")

    assert found[1] == Fault(3, wrong, column, value)
    assert [each.line for each in found] == [2, 3, 4]
    assert [type(each) for each in found] == [Row, Fault, Row]


def test_set_of_tomorrow_is_read():
    tomorrow = TODAY + timedelta(days=1)

    (row,) = rows_of(STRONG + GOOD.replace("2025-03-03", f"{tomorrow}"))

    assert row.began.date() == tomorrow


def test_unit_that_nobody_knows_is_a_fault():
    found = rows_of(
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
        "2024-11-02,Squat,Legs,9,stone,8,,,,\n"
        "2024-11-02,Walking,Cardio,,,,2,furlongs,0:40:00,\n"
        "2024-11-02,Plank,Core,,stone,,,,0:40,\n"
    )

    assert found[:2] == [
        Fault(2, Wrong.NUMBER, "Weight Unit", "stone"),
        Fault(3, Wrong.NUMBER, "Distance Unit", "furlongs"),
    ]
    assert found[2].seconds == 40


@pytest.mark.parametrize("lines", [1, 5, MOST_LINES + 5])
def test_quotation_mark_that_is_never_closed_costs_one_row(lines):
    open_ended = f'{DATE},"L,,Squat,1,40,8,0,0,,,\n'

    found = rows_of(STRONG + GOOD + open_ended + GOOD.replace('"', "") * lines)

    assert isinstance(found[1], Fault)
    assert found[1].line == 3
    assert [each.line for each in found] == list(range(2, lines + 4))
    assert sum(isinstance(each, Row) for each in found) == lines + 1


def test_quotation_mark_within_a_cell_is_kept():
    (row,) = rows_of(STRONG + f'{DATE},L,,Step Up,1,40,8,0,0,12" box,,\n')

    assert row.note == '12" box'


def test_row_of_too_many_lines_is_a_fault_and_what_follows_is_read():
    first = f'{DATE},L,,Squat,1,40,8,0,0,"n,,'
    note = "\n".join([first, *["n,,"] * MOST_LINES]) + '",,\n'

    found = rows_of(STRONG + note + GOOD)

    assert found[0] == Fault(2, Wrong.TOO_LARGE, value=first)
    assert {type(each) for each in found[:-1]} == {Fault}
    assert found[-1].line == MOST_LINES + 3


def test_note_of_several_lines_belongs_to_its_first_line():
    rows = rows_of(STRONG + f'{DATE},L,,Squat,1,40,8,0,0,"one\ntwo\r\nthree",,\n' + GOOD)

    assert [each.line for each in rows] == [2, 5]
    assert rows[0].note == "one\ntwo\nthree"


def test_nul_in_a_note_is_replaced():
    (row,) = rows_of((STRONG + f"{DATE},L,,Squat,1,40,8,0,0,a\0b,,\n").encode())

    assert row.note == "a\ufffdb"


def test_script_is_a_name_like_any_other():
    (row,) = rows_of(STRONG + f"{DATE},L,,<script>alert(1)</script>,1,40,8,0,0,,,\n")

    assert row.exercise == "<script>alert(1)</script>"


def test_limit_of_the_csv_module_is_what_the_reader_counts_on():
    assert csv.field_size_limit() == 131_072
