"""Small files of each app, with every trap: each row as it is read, in full."""

import codecs
import io
import json

import pytest

from exchange.logs.read import read
from tests.exchange.logs.files import SAMPLES, TODAY, as_values

NAMES = sorted(path.stem for path in SAMPLES.glob("*.csv"))


def resaved(text, how):
    crlf = text.replace("\n", "\r\n")
    return {
        "as it is": text.encode(),
        "mark": codecs.BOM_UTF8 + text.encode(),
        "CRLF": crlf.encode(),
        "CR": text.replace("\n", "\r").encode(),
        "CRLF and mark": codecs.BOM_UTF8 + crlf.encode(),
        "UTF-16": crlf.encode("utf-16"),
        "UTF-16, big end first": codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        "UTF-16 without a mark": text.encode("utf-16-le"),
        "UTF-16, big end first, without a mark": text.encode("utf-16-be"),
        "Windows-1252": text.encode("cp1252"),
        "no end of the last line": text.rstrip("\n").encode(),
        "blank lines": f"\n{text}\n\n".encode(),
    }[how]


WAYS = [
    "as it is",
    "mark",
    "CRLF",
    "CR",
    "CRLF and mark",
    "UTF-16",
    "UTF-16, big end first",
    "UTF-16 without a mark",
    "UTF-16, big end first, without a mark",
    "Windows-1252",
    "no end of the last line",
]


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_sample_is_read_in_full(name, how):
    text = (SAMPLES / f"{name}.csv").read_text()
    expected = json.loads((SAMPLES / f"{name}.json").read_text())

    log = read(io.BytesIO(resaved(text, how)), today=TODAY)

    assert [as_values(each) for each in log.rows] == expected["rows"]
    assert log.app == expected["app"]


@pytest.mark.parametrize("name", NAMES)
def test_blank_lines_only_move_the_lines(name):
    text = (SAMPLES / f"{name}.csv").read_text()
    expected = json.loads((SAMPLES / f"{name}.json").read_text())["rows"]

    log = read(io.BytesIO(resaved(text, "blank lines")), today=TODAY)

    assert [as_values(each) for each in log.rows] == [
        {**each, "line": each["line"] + 1} for each in expected
    ]


def test_every_app_has_a_sample():
    assert len(NAMES) == 7
