"""Read the library: one TOML file per exercise → `Entry`.

An unknown word, a missing sentence or a broken link raises `BadEntry`, which names the file and the
word. Pure: no Django, no database, no clock.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.dataclasses import dataclass

from exercises.dose import CLOSED, Count, DoseRange, Text
from exercises.figures.agreement import Said, disagreements
from exercises.figures.format import Figure
from exercises.vocabulary import (
    LOAD_TYPE_OF,
    Caution,
    Equipment,
    Joint,
    Knee,
    LoadNeed,
    Measure,
    Muscle,
    Pattern,
    Phase,
    Sides,
    Support,
)

LIBRARY = Path(__file__).parent / "library"


class BadEntry(ValueError):  # noqa: N818 — it is about an entry, and reads as one
    """A file of the library that can't be used: `file` is its name, `fault` the reason."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"{file}: {fault}")
        self.file = file
        self.fault = fault


# ---------------------------------------------------------------- one file


T = TypeVar("T")


def _no_repeats(value: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(value)) < len(value):
        raise ValueError("a word stands twice")
    return value


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=60)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Muscles = Annotated[tuple[Muscle, ...], AfterValidator(_no_repeats)]
Joints = Annotated[tuple[Joint, ...], AfterValidator(_no_repeats)]
Kit = Annotated[tuple[Equipment, ...], AfterValidator(_no_repeats)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Mistake:
    """A common mistake and how to fix it."""

    mistake: Text
    fix: Text


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Unlock:
    """What opens a locked exercise: `weeks` of the exercise `requires`, and usual pain (0–10) no
    higher than `usual_pain_max`."""

    requires: Slug
    weeks: Count
    usual_pain_max: Annotated[StrictInt, Field(ge=0, le=10)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Entry:
    """One exercise as its file describes it.

    `position` orders the library, along each ladder from easier to harder. `easier` and `harder`
    are slugs in the same pattern and phase. `seed` records how the source article treats the
    exercise, `fed_id` names its counterpart in yuhonas/free-exercise-db; both are for checking
    only. `changes` holds, for each caution, what a person with it does differently, in words that
    are about that caution only; `who_modify` covers reasons without a caution of their own.
    """

    slug: Slug
    name: Text
    position: Count
    tier: Literal[1, 2]
    seed: Text
    fed_id: Text | None = None
    phase: Phase
    pattern: Pattern
    primary: Annotated[Muscles, Field(min_length=1)]
    secondary: Muscles = ()
    joints: Joints = ()
    equipment: Kit = ()
    any_of: Kit = ()  # one of these is needed: the first that is at hand
    optional_equipment: Kit = ()
    support: Support | None = None  # of strength exercises
    unilateral: StrictBool
    sides: Sides | None = None
    measure: Measure
    load: LoadNeed
    daily_ok: StrictBool
    daily_ok_note: Text | None = None
    easier: Slug | None = None
    harder: Slug | None = None
    unlock: Unlock | None = None
    dose: DoseRange
    setup: Texts
    movement: Texts
    cues: Texts
    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=1)]
    breathing: Text
    back_note: Text
    knee: Knee
    knee_note: Text
    changes: Mapping[Caution, Text] = Field(default_factory=dict)
    who_modify: Text | None = None
    scale_down: Text
    scale_up: Text
    figure: Figure

    @property
    def caution(self) -> tuple[Caution, ...]:
        """The cautions that change this exercise."""
        return tuple(self.changes)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for fault in self._faults():
            raise ValueError(fault)
        return self

    def _faults(self) -> Iterator[str]:
        if self.slug == "mine":
            yield "slug 'mine' is the address of people's own exercises"
        if self.dose.measure != self.measure:
            yield f"measure is {self.measure}, but the dose is in {self.dose.measure}"
        if self.unilateral != (self.sides is not None):
            yield "unilateral and sides contradict each other"
        if self.dose.per_side and not self.unilateral:
            yield "the dose is per_side, but the exercise is not unilateral"
        if set(self.primary) & set(self.secondary):
            yield "a muscle is both primary and secondary"
        kit = [*self.equipment, *self.any_of, *self.optional_equipment]
        if len(set(kit)) < len(kit):
            yield "a thing is in two of equipment, any_of and optional_equipment"
        weighs = LOAD_TYPE_OF.keys() & {*self.equipment, *self.any_of}
        if self.load is LoadNeed.REQUIRED and not weighs:
            yield "load is required, but equipment names nothing that weighs or pulls"
        if self.load is LoadNeed.NONE and self.dose.start_load_kg:
            yield "load is none, but the dose has start_load_kg"
        if self.load is LoadNeed.HELP:
            yield "load is help, which only exercises of people's own have"
        if self.daily_ok_note and not self.daily_ok:
            yield "daily_ok_note without daily_ok"
        if self.phase is Phase.STRENGTH and self.dose.rir is None:
            yield "a strength exercise without rir"
        if (self.phase is Phase.STRENGTH) != (self.support is not None):
            yield "support is for strength exercises, and each of them has it"
        yield from disagreements(self.figure, self._said())

    def _said(self) -> Said:
        fixes = (each for about in self.mistakes for each in (about.mistake, about.fix))
        return Said(
            words=[*self.setup, *self.movement, *self.cues, *fixes],
            cues=len(self.cues),
            pattern=self.pattern,
            equipment=self.equipment,
            any_of=self.any_of,
            sides=self.sides,
            step_height_cm=self.dose.step_height_cm,
        )


ENTRY = TypeAdapter(Entry)


def read_entry(path: Path) -> Entry:
    """Read the entry in one file. Raises `BadEntry`."""
    try:
        # Decimal, so that 2.5 kg stays 2.5 kg
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        entry = ENTRY.validate_python(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadEntry(path.name, str(error)) from error
    except ValidationError as error:
        raise BadEntry(path.name, "; ".join(_sentences(error))) from error
    if entry.slug != path.stem:
        raise BadEntry(path.name, f"slug '{entry.slug}' is not the file's name")
    return entry


def _sentences(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        where = ".".join(str(part) for part in detail["loc"]) or "entry"
        match detail["type"]:
            case "missing":
                yield f"{where} is missing"
            case "unexpected_keyword_argument":
                yield f"{where} is not a known field"
            case "value_error":
                yield f"{where}: {detail['msg'].removeprefix('Value error, ')}"
            case _:
                yield f"{where} = {detail['input']!r}: {detail['msg']}"


# ---------------------------------------------------------------- the folder


def read_library(folder: Path = LIBRARY) -> tuple[Entry, ...]:
    """Return every entry, in the library's order. Raises `BadEntry` for the first fault."""
    entries, faults = inspect_library(folder)
    for fault in faults:
        raise fault
    return entries


def inspect_library(folder: Path = LIBRARY) -> tuple[tuple[Entry, ...], tuple[BadEntry, ...]]:
    """Return the entries that could be read, in the library's order, and every fault found."""
    entries: list[Entry] = []
    faults: list[BadEntry] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            entries.append(read_entry(path))
        except BadEntry as fault:
            faults.append(fault)
    entries.sort(key=lambda entry: entry.position)
    if not entries and not faults:
        # an empty folder is a wrong path, and loading it would retire everything
        faults.append(BadEntry(str(folder), "holds no exercise"))
    if not faults:
        faults.extend(_link_faults({entry.slug: entry for entry in entries}))
    return tuple(entries), tuple(faults)


def _link_faults(library: Mapping[str, Entry]) -> Iterator[BadEntry]:
    for entry in library.values():
        yield from (BadEntry(f"{entry.slug}.toml", fault) for fault in _links(entry, library))
    positions: dict[int, str] = {}
    for entry in library.values():
        other = positions.setdefault(entry.position, entry.slug)
        if other != entry.slug:
            yield BadEntry(f"{entry.slug}.toml", f"position {entry.position} is taken by {other}")
    order = TopologicalSorter({e.slug: set(_easier_than(e, library)) for e in library.values()})
    try:
        order.prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        yield BadEntry(f"{ring[0]}.toml", f"the ladder runs in a ring: {', '.join(ring)}")


def _easier_than(entry: Entry, library: Mapping[str, Entry]) -> Iterable[str]:
    if entry.easier:
        yield entry.easier
    yield from (other.slug for other in library.values() if other.harder == entry.slug)


def _links(entry: Entry, library: Mapping[str, Entry]) -> Iterator[str]:
    if entry.unlock and entry.unlock.requires != entry.easier:
        yield f"unlock.requires names '{entry.unlock.requires}', which is not its easier neighbour"
    for field, back in (("easier", "harder"), ("harder", "easier")):
        slug = getattr(entry, field)
        if slug is None:
            continue
        other = library.get(slug)
        if other is None:
            yield f"{field} names '{slug}', which does not exist"
        elif (other.pattern, other.phase) != (entry.pattern, entry.phase):
            yield f"{field} names '{slug}', which is of another pattern or phase"
        elif getattr(other, back) is None:
            # A side branch may join a ladder half-way, at a neighbour that links elsewhere. A
            # neighbour without any link has forgotten this one.
            yield f"{field} names '{slug}', whose own '{back}' is empty"
