"""The text of a file → a routine, or every fault in it with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from builder.routine_files.format import ROUTINE, Code, RoutineFile
from builder.routine_files.lines import Place, line_of, places
from exercises.vocabulary import LoadNeed, Measure

MOST_BYTES = 256 * 1024
MOST_FAULTS = 20  # that are reported
MOST_DOTS = 20  # on a line: a name of a thousand parts would keep the reader busy for minutes
MOST_SHOWN = 40  # letters of what was found

# The strings and comments of a line; one that has no end goes on to the end of the line.
STRINGS = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*(?:"|\\?$)|\'[^\']*(?:\'|$)|#.*')
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u0000|U00000000)")
AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
# What pydantic calls each fault.
CODES = {
    "missing": Code.MISSING,
    "unexpected_keyword_argument": Code.UNKNOWN_FIELD,
    "too_long": Code.TOO_MANY,
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault: `field` is the word that it is about, `value` the beginning of its
    value; both may be empty."""

    line: int
    code: Code
    field: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the file of a routine must agree with of an exercise."""

    measure: str
    load: str


class BadFile(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """A file that is no routine: its faults by line, MOST_FAULTS at most; `more` aren't shown."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        ordered = sorted(faults, key=lambda fault: fault.line)
        self.faults, self.more = ordered[:MOST_FAULTS], len(ordered[MOST_FAULTS:])


def read_routine(data: bytes, library: Mapping[str, Known]) -> RoutineFile:
    """Return the routine in a file whose size was checked. Raises BadFile.

    `library`: every exercise that may be in it, by slug.
    """
    text = _text(data)
    tables = _tables(text)
    where = places(text)
    try:
        file = ROUTINE.validate_python(tables)
    except ValidationError as error:
        raise BadFile([_fault(each, where) for each in error.errors(include_url=False)]) from error
    if faults := list(_strangers(file, library, where)):
        raise BadFile(faults)
    return file


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile([Fault(line=line, code=Code.NOT_TEXT)]) from error


def _tables(text: str) -> dict[str, Any]:
    if faults := list(_never_ours(text)):
        raise BadFile(faults)
    try:
        # Decimal, so that 2.5 kg stays 2.5 kg
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        said = AT_LINE.search(str(error))
        line = int(said[1]) if said and said[1] else text.rstrip().count("\n") + 1
        what = AT_LINE.sub("", str(error))
        raise BadFile([Fault(line=line, code=Code.SYNTAX, value=what)]) from error
    except RecursionError as error:
        raise BadFile([Fault(line=1, code=Code.TOO_DEEP)]) from error
    except ValueError as error:
        # A whole number of more digits than Python reads.
        raise BadFile([Fault(line=_longest_line(text), code=Code.TOO_DEEP)]) from error


def _never_ours(text: str) -> Iterator[Fault]:
    """Yield what TOML allows and no file of a routine needs, before the reader spends time on
    it: texts of several lines, names of many parts, and the sign that no database keeps."""
    for number, line in enumerate(text.split("\n"), start=1):
        if {'"""', "'''"} & set(STRINGS.findall(line)):
            yield Fault(line=number, code=Code.LONG_TEXT)
        elif STRINGS.sub("", line).count(".") > MOST_DOTS:
            yield Fault(line=number, code=Code.TOO_DEEP)
        elif NUL.search(line):
            yield Fault(line=number, code=Code.NOT_TEXT)


def _longest_line(text: str) -> int:
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda place: len(lines[place])) + 1


def _fault(error: Mapping[str, Any], where: dict[Place, int]) -> Fault:
    place: Place = error["loc"]
    if "field" in error.get("ctx", {}):
        field = error["ctx"]["field"]
        about = (*place, field) if field else place
        value = error["ctx"]["value"]
        line = line_of(about, where)
        return Fault(line=line, code=Code(error["type"]), field=field, value=value)
    if error["type"] == "value_error" and not _is_field(place):
        what = error["msg"].removeprefix("Value error, ")
        return Fault(line=line_of(place, where), code=Code.DISAGREES, value=what)
    if error["type"] == "too_long":
        place += (error["ctx"]["max_length"],)  # the first that is too many
    # Inside a range or a list the fault is about the field that holds it.
    words = [each for each in place if isinstance(each, str) and each not in ("lo", "hi")]
    return Fault(
        line=line_of(place, where),
        code=CODES.get(error["type"], Code.BAD),
        field=words[-1] if words else "",
        value=_shown(error["input"]),
    )


def _is_field(place: Place) -> bool:
    """Return whether a place is a field, and not a whole table of an own exercise or its dose."""
    return not (place[:1] == ("exercises",) and (len(place) == 2 or place[2:] == ("dose",)))


def _shown(value: object) -> str:
    """Return the beginning of a value that is short in itself, "" for tables and lists."""
    if not isinstance(value, str | int | Decimal):
        return ""
    text = str(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _strangers(
    file: RoutineFile, library: Mapping[str, Known], where: dict[Place, int]
) -> Iterator[Fault]:
    """Yield each exercise that doesn't exist, or is done otherwise than the file says."""
    own = {each.slug: Known(measure=each.measure, load=each.load) for each in file.exercises}
    for day_number, day in enumerate(file.days):
        for number, each in enumerate(day.exercises):
            place: Place = ("days", day_number, "exercises", number)
            known = own.get(each.exercise) or library.get(each.exercise)
            if known is None:
                line = line_of((*place, "exercise"), where)
                yield Fault(line=line, code=Code.UNKNOWN_EXERCISE, value=each.exercise)
            elif each.measure != known.measure:
                line = line_of((*place, each.measure.value), where)
                field, wanted = each.measure.value, Measure(known.measure).value
                yield Fault(line=line, code=Code.OTHER_MEASURE, field=field, value=wanted)
            elif known.load == LoadNeed.NONE and (each.load_kg or each.load_lb):
                field = "load_kg" if each.load_kg else "load_lb"
                yield Fault(line=line_of((*place, field), where), code=Code.NO_LOAD, field=field)
