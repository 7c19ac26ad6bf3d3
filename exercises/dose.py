"""How much to do of an exercise: sets, and repetitions, seconds or minutes in each of them.

Pure: no Django, no database, no clock.
"""

from decimal import Decimal
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    TypeAdapter,
    model_validator,
)
from pydantic.dataclasses import dataclass

from exercises.vocabulary import Measure

CLOSED = ConfigDict(extra="forbid")


class Range(NamedTuple):
    """A whole-number target from `lo` to `hi`, both included. The field's name has the unit."""

    lo: StrictInt
    hi: StrictInt

    def __str__(self) -> str:
        return str(self.lo) if self.lo == self.hi else f"{self.lo}–{self.hi}"


def _number(value: object) -> object:
    # pydantic would take true for 1 and 2.4 for its nearest binary neighbour
    if isinstance(value, bool | float):
        raise ValueError("not a plain number")
    return value


Kilograms = Annotated[Decimal, BeforeValidator(_number)]


class LoadRange(NamedTuple):
    """A weight in kilograms from `lo` to `hi`, both included."""

    lo: Kilograms
    hi: Kilograms


class Tempo(NamedTuple):
    """Seconds of lowering, of the pause below, of lifting, and of the pause above."""

    lower: int
    pause_low: int
    lift: int
    pause_high: int


R = TypeVar("R", Range, LoadRange)


def _ascending(value: R) -> R:
    if not 0 <= value.lo <= value.hi:
        raise ValueError(f"the range {value.lo} to {value.hi} does not go up from zero")
    return value


Span = Annotated[Range, AfterValidator(_ascending)]
Text = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$")]  # one line, no stray blanks
Count = Annotated[StrictInt, Field(ge=0)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class DoseRange:
    """How much to do of an exercise. Exactly one of `reps`, `seconds` and `minutes` is set.

    `per_side`: the figures are for each side. `rest_s` is the rest between sets and `hold_s` the
    hold inside each repetition, in seconds; `tempo` is "lower-pause-lift-pause" in seconds. `rir`:
    good repetitions left in reserve; `rpe`: effort, 0–10. `start_load_kg` is a beginner's weight.
    `pressure_max` (0–10) is for rolling. `est_seconds` is the approximate length of one set.
    """

    sets: Span
    rest_s: Count
    reps: Span | None = None
    seconds: Span | None = None
    minutes: Span | None = None
    per_side: StrictBool = False
    hold_s: Count | None = None
    tempo: Annotated[str, StringConstraints(pattern=r"^\d(-\d){3}$")] | None = None
    rir: Span | None = None
    rpe: Span | None = None
    start_load_kg: Annotated[LoadRange, AfterValidator(_ascending)] | None = None
    step_height_cm: Span | None = None
    est_seconds: Count | None = None
    pressure_max: Annotated[StrictInt, Field(ge=0, le=10)] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        given = [m.value for m in Measure if getattr(self, m) is not None]
        if len(given) != 1:
            raise ValueError(f"give one of reps, seconds, minutes, not {given or 'none'}")
        if self.sets.lo < 1 or self.target.lo < 1:
            raise ValueError("no sets, or an empty set")
        if self.tempo and self.reps is None:
            raise ValueError("a tempo without reps")
        return self

    @property
    def measure(self) -> Measure:
        """What one set is counted in."""
        return next(m for m in Measure if getattr(self, m) is not None)

    @property
    def target(self) -> Range:
        """The range of one set, in the unit of `measure`."""
        found = self.reps or self.seconds or self.minutes
        assert found is not None  # noqa: S101 — checked by _one_measure
        return found

    @property
    def pace(self) -> Tempo | None:
        """The `tempo`, parsed."""
        return Tempo(*map(int, self.tempo.split("-"))) if self.tempo else None


DOSE = TypeAdapter(DoseRange)


def dose_from(data: object) -> DoseRange:
    """Return the dose from the JSON values of `dose_data`. Raises pydantic's ValidationError for
    anything else."""
    return DOSE.validate_python(data)


def dose_data(dose: DoseRange) -> dict[str, Any]:
    """Return a dose as JSON values, without the fields that aren't set."""
    data: dict[str, Any] = DOSE.dump_python(dose, mode="json", exclude_defaults=True)
    return data
