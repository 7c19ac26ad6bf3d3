"""A file of everything as it was read: its rows as values, and each row that can't be read with
its place."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from exchange.archive.columns import Described, Settings
from exchange.archive.reading import Entry, entries
from exchange.archive.shape import (
    FORMAT,
    HEAD,
    LIBRARY,
    OWN,
    PERSON,
    VERSION,
    Refusal,
    RefusedArchive,
)
from exchange.facts.archive_shape import LEFT_OUT, LINKS, Shape, brought_back, shapes
from exercises.own import OWN_ENTRY, OwnEntry
from exercises.vocabulary import LoadNeed, Measure

MOST_SHOWN = 60  # characters of a value
MOST_FAULTS = 100  # that are kept
USUAL = {Measure.REPS: [8, 12], Measure.SECONDS: [20, 40], Measure.MINUTES: [5, 10]}
MOST_OWN = 1000
LIMITS = {"le": "≤", "ge": "≥"}
OWN_SLUG = re.compile(r"mine-7[0-9a-f]{19}")
MOMENT: TypeAdapter[Any] = TypeAdapter(AwareDatetime | None)
SETTINGS, DESCRIBED = TypeAdapter(Settings), TypeAdapter(Described)
Values = tuple[Any, ...]


class Wrong(StrEnum):
    """Why a row can't be read. Its sentence is in `labels.archive`.

    CHARACTER: NUL, or half a letter. MISSING: a column without which it means nothing. VALUE:
    another type, a word that isn't one of the column's, a figure that is too large. RULE: its
    columns contradict each other. TWICE: its key, or its day, stands there twice. LINK: it belongs
    to a row that isn't in the file or that can't be read. EXERCISE: nobody knows the exercise, and
    the file doesn't describe it.
    """

    NO_ROW = "no_row"
    CHARACTER = "character"
    MISSING = "missing"
    VALUE = "value"
    RULE = "rule"
    TWICE = "twice"
    LINK = "link"
    EXERCISE = "exercise"


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """A row that can't be read: the part of the file, its number there, the column, its value.

    `limit`: what the value goes beyond, "≤ 3600"; "" if it is something else.
    """

    part: str
    row: int
    wrong: Wrong
    column: str = ""
    value: str = ""
    limit: str = ""


@dataclass(frozen=True)
class OwnExercise:
    """An exercise that the person made, by the key that it has everywhere."""

    slug: str
    entry: OwnEntry
    retired_at: Any


@dataclass
class ReadFile:
    """What a file holds. `rows` are by part, each by the number that it has there.

    `version` is 0 for a file from before there were versions. `unknown`: parts and columns that
    this app doesn't know. `links`: how many rows are links, which aren't brought back. `faulty`:
    how many rows can't be read; `faults` has the first of them.
    """

    version: int = 0
    made_at: str = ""
    settings: Settings = field(default_factory=Settings)
    rows: dict[str, dict[int, Values]] = field(default_factory=lambda: defaultdict(dict))
    own: dict[str, OwnExercise] = field(default_factory=dict)
    described: dict[str, OwnEntry] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    links: int = 0
    faulty: int = 0

    def add(self, fault: RowFault) -> None:
        """Count a fault, and keep the first ones."""
        self.faulty += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


def read_file(pieces: Iterable[bytes]) -> ReadFile:
    """Read a file of everything, without a look at what is stored here. Raises RefusedArchive."""
    found, known = ReadFile(), brought_back()
    head: dict[str, Any] = {}
    seen: dict[str, set[Any]] = defaultdict(set)
    for entry in entries(pieces):
        if entry.row is None:
            _take_value(found, head, entry)
        elif entry.part in known:
            _take_row(found, known[entry.part], entry, seen[entry.part])
        elif entry.part == OWN:
            _take_own(found, entry)
        elif entry.part == LIBRARY:
            _take_described(found, entry)
        elif entry.part in LINKS:
            found.links += 1
        elif entry.part not in LEFT_OUT:
            found.unknown.add(entry.part[:MOST_SHOWN])
    _check_head(found, head)
    return found


def _take_value(found: ReadFile, head: dict[str, Any], entry: Entry) -> None:
    if entry.part == PERSON:
        found.settings = _settings(found, entry.value)
        head[PERSON] = True
    elif entry.part in HEAD:
        head[entry.part] = entry.value
    elif entry.part in {*shapes(), OWN, LIBRARY}:
        found.add(RowFault(part=entry.part, row=0, wrong=Wrong.NO_ROW))
    else:
        found.unknown.add(entry.part[:MOST_SHOWN])


def _check_head(found: ReadFile, head: Mapping[str, Any]) -> None:
    """Note the version. A file from before there were versions has the person and their parts."""
    version = head.get("version", 0)
    if PERSON not in head or head.get("format", FORMAT) != FORMAT or type(version) is not int:
        raise RefusedArchive(Refusal.NOT_OURS)
    if not 0 <= version <= VERSION:
        raise RefusedArchive(Refusal.NEWER, str(version)[:MOST_SHOWN])
    found.version, found.made_at = version, str(head.get("made_at", ""))[:MOST_SHOWN]


def _settings(found: ReadFile, value: Any) -> Settings:
    """Return those settings that can be read; the others stay as they are here."""
    given = value if isinstance(value, dict) else {}
    read = Settings()
    for name in Settings.__annotations__.keys() & given.keys():
        try:
            read |= SETTINGS.validate_python({name: given[name]}, strict=True)
        except ValidationError:
            shown = _shown(given[name])
            found.add(RowFault(part=PERSON, row=0, wrong=Wrong.VALUE, column=name, value=shown))
    return read


# --- rows ---------------------------------------------------------------------------------------


def _take_row(found: ReadFile, shape: Shape, entry: Entry, seen: set[Any]) -> None:
    if not isinstance(entry.value, dict):
        found.add(RowFault(part=entry.part, row=entry.row or 0, wrong=Wrong.NO_ROW))
        return
    if _is_unstorable(entry):
        found.add(RowFault(part=entry.part, row=entry.row or 0, wrong=Wrong.CHARACTER))
        return
    strange = entry.value.keys() - shape.columns.keys() - {"id"}
    found.unknown |= {f"{entry.part}.{name}"[:MOST_SHOWN] for name in strange}
    try:
        values = _values(shape, entry)
    except ValidationError as error:
        found.add(_fault_of(entry, error))
        return
    row = dict(zip(shape.columns, values, strict=True))
    if fault := _fault_between(shape, entry, row) or _fault_of_keys(shape, entry, row, seen):
        found.add(fault)
    else:
        found.rows[entry.part][entry.row or 0] = values


def _values(shape: Shape, entry: Entry) -> Values:
    """Return the columns of a row in their order, as the model has them."""
    values = list(shape.values_of(shape.row.model_validate_json(entry.text)))
    for place, name in shape.as_written:
        values[place] = entry.value.get(name, shape.defaults.get(name))
    for place in shape.decimals:
        if values[place].__class__ is str:
            values[place] = Decimal(values[place])
    return tuple(values)


def _is_unstorable(entry: Entry) -> bool:
    """Return whether there are characters that no database takes: NUL, and halves of others."""
    if "\\u" not in entry.text:
        return False
    text = json.dumps(entry.value, ensure_ascii=False)
    return "\\u0000" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


def _fault_of(entry: Entry, error: ValidationError) -> RowFault:
    """Return the first fault that was found in a row."""
    first = error.errors(include_url=False, include_input=False)[0]
    column = str(first["loc"][0]) if first["loc"] else ""
    wrong = Wrong.MISSING if first["type"] == "missing" else Wrong.VALUE
    value = "" if wrong is Wrong.MISSING else _shown(entry.value.get(column))
    context = first.get("ctx", {})
    limits = [f"{sign} {context[name]}" for name, sign in LIMITS.items() if name in context]
    return RowFault(
        part=entry.part,
        row=entry.row or 0,
        wrong=wrong,
        column=column,
        value=value,
        limit=limits[0] if limits and len(first["loc"]) == 1 else "",
    )


def _fault_between(shape: Shape, entry: Entry, row: Mapping[str, Any]) -> RowFault | None:
    for check in shape.checks:
        if not check.allows(row):
            return RowFault(
                part=entry.part, row=entry.row or 0, wrong=Wrong.RULE, column=check.name
            )
    return None


def _fault_of_keys(
    shape: Shape, entry: Entry, row: Mapping[str, Any], seen: set[Any]
) -> RowFault | None:
    keys: list[Any] = [row["id"]] if shape.has_key else []
    if shape.identity is not None:
        keys.append(tuple(row[name] for name in shape.identity))
    for key in keys:
        if key in seen:
            shown = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            return RowFault(
                part=entry.part, row=entry.row or 0, wrong=Wrong.TWICE, value=shown[:MOST_SHOWN]
            )
    seen.update(keys)
    return None


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)[:MOST_SHOWN]


# --- exercises ----------------------------------------------------------------------------------


def _take_own(found: ReadFile, entry: Entry) -> None:
    try:
        own = _own(entry.value)
    except (ValidationError, TypeError, KeyError):
        own = None
    if own is None or own.slug in found.own or _is_unstorable(entry):
        found.add(RowFault(part=entry.part, row=entry.row or 0, wrong=Wrong.VALUE))
    elif len(found.own) >= MOST_OWN:
        raise RefusedArchive(Refusal.TOO_LARGE)
    else:
        found.own[own.slug] = own


def _own(value: Mapping[str, Any]) -> OwnExercise | None:
    """Return an exercise as the person described it, also from its columns, as files without a
    version have them."""
    described = {name: value[name] for name in OwnEntry.__dataclass_fields__ if name in value}
    if "movement" in value:
        kit = [*value["equipment"], *value["any_of"], *value["optional_equipment"]]
        described |= {"kit": kit, "steps": value["movement"], "dose": value["dose_data"]}
        described |= {"sides": value["sides"] or None, "figure": value["figure_of_id"]}
    slug, retired_at = str(value["slug"]), value.get("retired_at")
    if not OWN_SLUG.fullmatch(slug):
        return None
    return OwnExercise(
        slug=slug,
        entry=OWN_ENTRY.validate_python(described),
        retired_at=MOMENT.validate_json(json.dumps(retired_at)),
    )


def _take_described(found: ReadFile, entry: Entry) -> None:
    """Take an exercise of the library as one of the person's own would be described, for a log
    without that exercise; its own words stay with the library."""
    try:
        described = DESCRIBED.validate_json(entry.text)
        has_load = described["load"] in {"required", "optional"}
        own = OWN_ENTRY.validate_python(
            {
                **{name: described[name] for name in ("name", "pattern", "primary")},
                "secondary": [
                    each for each in described["secondary"] if each not in described["primary"]
                ],
                "load": LoadNeed.OPTIONAL if has_load else LoadNeed.NONE,
                "sides": described["sides"] or None,
                "dose": {
                    "sets": [1, 3],
                    "rest_s": 60,
                    described["measure"].value: USUAL[described["measure"]],
                    "per_side": bool(described["sides"]),
                },
            }
        )
    except ValidationError:
        found.add(RowFault(part=entry.part, row=entry.row or 0, wrong=Wrong.VALUE))
    else:
        found.described[described["slug"]] = own
