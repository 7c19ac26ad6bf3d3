"""What may stand in the file of a routine: `RoutineFile`, and how it is written."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictInt,
    StringConstraints,
    TypeAdapter,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from exercises.decimals import decimal_text
from exercises.dose import CLOSED, Range, Span
from exercises.own import OwnEntry
from exercises.vocabulary import Measure, Phase

MOST_DAYS = 4
MOST_STRENGTH = 20  # exercises of a day
MOST_ROWS = 60  # of a day, warm-up and cool-down included
MOST_OWN = 40
MOST = {Measure.REPS: 999, Measure.SECONDS: 3600, Measure.MINUTES: 600}
PHASES = (Phase.WARM_UP, Phase.STRENGTH, Phase.COOL_DOWN)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Code(StrEnum):
    """What is wrong with a file. Its sentence is in `labels.file_faults`.

    BAD: the field holds something else than what belongs there. TWO_MEASURES: not exactly one of
    repetitions, seconds and minutes. AIM: not within the range. OTHER_MEASURE: the exercise is
    counted in something else. SYNTAX: TOML can't be read there. DISAGREES: an own exercise
    contradicts itself.
    """

    NOT_TEXT = "not_text"
    SYNTAX = "syntax"
    LONG_TEXT = "long_text"
    TOO_DEEP = "too_deep"
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    BAD = "bad"
    TOO_MANY = "too_many"
    EMPTY = "empty"
    TWICE = "twice"
    TWO_MEASURES = "two_measures"
    AIM = "aim"
    TWO_LOADS = "two_loads"
    UNKNOWN_EXERCISE = "unknown_exercise"
    OTHER_MEASURE = "other_measure"
    NO_LOAD = "no_load"
    DISAGREES = "disagrees"


def refusal(code: Code, field: str = "", value: str = "") -> PydanticCustomError:
    """Return the error that pydantic reports as this code, about a field of the same table."""
    return PydanticCustomError(code.value, "{field}", {"field": field, "value": value})


def _decimal(value: object) -> object:
    # Whole numbers, and what the TOML reader made Decimals of.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("not a number")
    return value


def _within(most: int) -> AfterValidator:
    def check(value: Range) -> Range:
        if not 1 <= value.lo <= value.hi <= most:
            raise ValueError("out of range")
        return value

    return AfterValidator(check)


def _most_ten(value: Range) -> Range:
    if value.hi > 10:
        raise ValueError("out of range")
    return value


def _phase(value: Phase) -> Phase:
    if value not in PHASES:
        raise ValueError("not a part of a day")
    return value


Words = Annotated[str, StringConstraints(max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Load = Annotated[
    Decimal, BeforeValidator(_decimal), Field(ge=0, lt=10_000, max_digits=6, decimal_places=2)
]
Height = Annotated[
    Decimal, BeforeValidator(_decimal), Field(gt=0, le=100, max_digits=6, decimal_places=3)
]
Reserve = Annotated[Span, AfterValidator(_most_ten)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class FileExercise:
    """One exercise on a day. Exactly one of `reps`, `seconds` and `minutes` is set.

    `exercise` is a slug of the library, or of one of the file's own exercises. `aim` is what one
    tap logs, None for the lower end. Whether figures are a side, and whether there is a weight,
    follows from the exercise. Neighbours with the same `superset` are done in turn; 0 alone.
    """

    exercise: Name
    phase: Annotated[Phase, AfterValidator(_phase)] = Phase.STRENGTH
    sets: Annotated[StrictInt, Field(ge=1, le=10)]
    reps: Annotated[Span, _within(MOST[Measure.REPS])] | None = None
    seconds: Annotated[Span, _within(MOST[Measure.SECONDS])] | None = None
    minutes: Annotated[Span, _within(MOST[Measure.MINUTES])] | None = None
    aim: Annotated[StrictInt, Field(ge=1, le=3600)] | None = None
    hold_s: Annotated[StrictInt, Field(ge=0, le=60)] = 0
    pause_s: Annotated[StrictInt, Field(ge=0, le=10)] = 0
    rest_s: Annotated[StrictInt, Field(ge=0, le=3600)] = 0
    tempo: Annotated[str, StringConstraints(pattern=r"^\d{1,2}(-\d{1,2}){3}$")] | None = None
    rir: Reserve | None = None
    load_kg: Load | None = None
    load_lb: Load | None = None
    step_height_cm: Height | None = None
    band: Annotated[StrictInt, Field(ge=0, le=10)] = 0
    superset: Annotated[StrictInt, Field(ge=0, le=MOST_STRENGTH)] = 0
    note: Annotated[str, StringConstraints(max_length=200)] = ""

    @property
    def measure(self) -> Measure:
        return next(each for each in Measure if getattr(self, each) is not None)

    @property
    def range(self) -> Range:
        """The range of one set, in the unit of `measure`."""
        found: Range = getattr(self, self.measure)
        return found

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if len([each for each in Measure if getattr(self, each) is not None]) != 1:
            raise refusal(Code.TWO_MEASURES)
        if self.aim is not None and not self.range.lo <= self.aim <= self.range.hi:
            raise refusal(Code.AIM, "aim")
        if self.load_kg is not None and self.load_lb is not None:
            raise refusal(Code.TWO_LOADS, "load_lb")
        return self


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class FileDay:
    """One day: its name, "" without one, and the weekday that it is meant for, if it has one."""

    name: Words = ""
    weekday: Literal[WEEKDAYS] | None = None  # type: ignore[valid-type]
    exercises: Annotated[tuple[FileExercise, ...], Field(max_length=MOST_ROWS)] = ()

    @property
    def strength(self) -> list[FileExercise]:
        return [each for each in self.exercises if each.phase is Phase.STRENGTH]

    @model_validator(mode="after")
    def _is_a_day(self) -> Self:
        slugs = [each.exercise for each in self.strength]
        if len(slugs) > MOST_STRENGTH:
            raise refusal(Code.TOO_MANY, "exercises")
        for place, slug in enumerate(slugs):
            if slug in slugs[:place]:
                raise refusal(Code.TWICE, value=slug)
        return self


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class OwnExercise(OwnEntry):
    """An exercise that somebody made, by the name under which the days of the file refer to it."""

    slug: Name


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class RoutineFile:
    """A routine: one to four days, and the exercises in them that the library doesn't have."""

    name: Words
    days: Annotated[tuple[FileDay, ...], Field(max_length=MOST_DAYS)]
    exercises: Annotated[tuple[OwnExercise, ...], Field(max_length=MOST_OWN)] = ()

    @model_validator(mode="after")
    def _can_be_trained(self) -> Self:
        if not any(day.strength for day in self.days):
            raise refusal(Code.EMPTY, "days")
        return self


ROUTINE = TypeAdapter(RoutineFile)

# What is left out of a file if it is so.
UNSAID: dict[str, object] = {
    **dict.fromkeys(("hold_s", "pause_s", "rest_s", "band", "superset"), 0),
    **dict.fromkeys(("note", "link"), ""),
    "phase": Phase.STRENGTH,
}


def written(file: RoutineFile) -> str:
    """Return the text of a file, which reads back the same."""
    lines = ["# A routine of backhealth", *_pairs({"name": file.name})]
    for day in file.days:
        about = {"name": day.name or None, "weekday": day.weekday}
        lines += ["", "[[days]]", *_pairs(about)]
        for each in day.exercises:
            lines += ["", "[[days.exercises]]", *_pairs(vars(each))]
    for own in file.exercises:
        about = {name: value for name, value in vars(own).items() if name != "dose"}
        lines += ["", "[[exercises]]", *_pairs(about)]
        lines += ["", "[exercises.dose]", *_pairs(vars(own.dose))]
    return "\n".join([*lines, ""])


def _pairs(fields: dict[str, object]) -> Iterator[str]:
    for name, value in fields.items():
        if value is None or value == () or value is False or UNSAID.get(name) == value:
            continue
        yield f"{name} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # JSON's escapes are TOML's as well; a raw DEL is none.
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, Iterable):
        return f"[{', '.join(_value(each) for each in value)}]"
    return str(value)
