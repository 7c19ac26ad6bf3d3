"""What may stand in the columns whose type in the database says less than the app takes for
granted: JSON, and words of its vocabulary.

A page reads these without a second look, so a file that has anything else there isn't let in.
"""

from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, with_config
from typing_extensions import TypedDict

from exercises.vocabulary import Caution, Equipment, Measure, Phase, Sides
from history.planning.report import Part
from routines.planning.easing import Reason
from routines.planning.find_weight import Finds
from routines.planning.habits import HABITS, MOST_HABITS
from routines.planning.programmes import ProgrammeDay
from routines.planning.progression import Lack
from routines.planning.questions import Look
from routines.planning.steps_up import Code

CLOSED = with_config(ConfigDict(extra="forbid"))
MOST_CHANGES = 20

Small = Annotated[int, Field(ge=0, le=32767)]
Weekday = Annotated[int, Field(ge=0, le=6)]
Unit = Literal["kg", "lb"]
# A figure as the app writes it: digits, and a point between them.
Number = Annotated[str, Field(pattern=r"^-?\d{1,6}(\.\d{1,4})?$")]
NumberOrNone = Annotated[str, Field(pattern=r"^(-?\d{1,6}(\.\d{1,4})?)?$")]
Line = Annotated[str, Field(max_length=200)]
# Seconds of lowering, of the pause below, of lifting, and of the pause above.
Tempo = Annotated[str, Field(pattern=r"^(\d{1,2}(-\d{1,2}){3})?$")]


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("no time zone")
    return name


def _in_order(days: list[Any]) -> list[Any]:
    letters = [each["letter"] for each in days]
    if letters != sorted(set(letters)):
        raise ValueError("days aren't in their order")
    return days


@CLOSED
class Day(TypedDict):
    """A day of a routine."""

    letter: ProgrammeDay
    name: NotRequired[Annotated[str, Field(max_length=60)]]
    weekday: NotRequired[Weekday | None]


@CLOSED
class Change(TypedDict):
    """A change of a routine; `rows` are checked as rows of `Prescription`."""

    version: Annotated[int, Field(ge=0)]
    what: Annotated[str, Field(max_length=20)]
    day: Annotated[str, Field(max_length=1)]
    name: Line
    rows: Annotated[list[dict[str, JsonValue]], Field(max_length=60)]
    removed: Day | None
    beside: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)]


def _weights(found: dict[str, Any]) -> dict[str, Any]:
    if any((name == "unit") is not isinstance(value, str) for name, value in found.items()):
        raise ValueError("a kind of weight has a list of them, and the unit is a word")
    return found


Weights = Annotated[
    dict[str, Unit | Annotated[list[Number], Field(max_length=100)]], AfterValidator(_weights)
]


@CLOSED
class PreviousSet(TypedDict):
    """A set of the last time."""

    number: Small
    side: Literal["both", "left", "right"]
    amount: Small
    load: NumberOrNone | None
    unit: Unit
    rir: NotRequired[Small | None]
    note: NotRequired[Line]


@CLOSED
class Figures(TypedDict):
    """The figures of a target."""

    sets: Small
    lo: Small
    hi: Small
    load: NotRequired[NumberOrNone]
    hold_s: NotRequired[Small | None]
    pause_s: NotRequired[Small | None]
    height_cm: NotRequired[Number | None]
    band: NotRequired[Small | None]
    part_range: NotRequired[bool]


@CLOSED
class Explanation(TypedDict):
    """Why a target is so (`routines.planning.why.Why`)."""

    code: NotRequired[Code | None]
    rule: NotRequired[Annotated[str, Field(max_length=20)]]
    beside: NotRequired[Annotated[str, Field(max_length=20)]]
    lack: NotRequired[Lack | None]
    unsaid: NotRequired[bool]
    trim: NotRequired[bool]
    hard: NotRequired[bool]
    advise: NotRequired[bool]
    remove: NotRequired[bool]
    pain: NotRequired[Small | None]
    of_session: NotRequired[bool]
    morning: NotRequired[Small | None]
    next_before: NotRequired[Small | None]
    usual: NotRequired[NumberOrNone]
    aim: NotRequired[Small | None]
    easier: NotRequired[bool]
    stand_in: NotRequired[bool]
    after_flare: NotRequired[bool]
    held: NotRequired[bool]
    unit: NotRequired[Literal["kg", "lb", ""]]
    before: NotRequired[Figures | None]
    after: NotRequired[Figures | None]
    chosen: NotRequired[bool]
    carried: NotRequired[bool]
    converted: NotRequired[Line]
    locked: NotRequired[Line]
    left_out: NotRequired[Line]
    hurt_much: NotRequired[bool]
    finds: NotRequired[Finds | None]
    harder: NotRequired[Line]
    helps: NotRequired[bool]


@CLOSED
class StartFigures(TypedDict, total=False):
    """The figures that an exercise of a routine had before the person set their own."""

    phase: Phase
    measure: Measure
    sets: Small
    lo: Small
    hi: Small
    aim: Small
    per_side: bool
    sides: Sides | Literal[""]
    hold_s: Small
    pause_s: Small
    height_cm: Number
    length_unit: Literal["cm", "in"]
    band: Small
    rest_s: Small
    tempo: Tempo
    rir_lo: Small | None
    rir_hi: Small | None
    takes_load: bool
    load: Number | None
    load_unit: Unit
    load_helps: bool


@CLOSED
class Tries(TypedDict, total=False):
    """All that was typed of a test."""

    left: Annotated[list[Small], Field(max_length=5)]
    right: Annotated[list[Small], Field(max_length=5)]
    scores: Annotated[list[Small], Field(max_length=3)]


Mark = Literal["session", "moved_here", "moved_away", "rest", "away", "ill"]
Kit = Annotated[list[Equipment], Field(max_length=60)]

JSON_COLUMNS: dict[tuple[str, str], Any] = {
    ("Routine", "day_data"): Annotated[
        list[Day], Field(min_length=1, max_length=4), AfterValidator(_in_order)
    ],
    ("Routine", "change_data"): Annotated[list[Change], Field(max_length=MOST_CHANGES)],
    ("Prescription", "start_data"): StartFigures,
    ("Plan", "weekdays"): Annotated[list[Weekday], Field(max_length=7)],
    ("Plan", "equipment"): Kit,
    ("Plan", "weights"): Weights,
    ("PlanChange", "before"): Annotated[dict[date, Mark | None], Field(max_length=400)],
    ("PlanChange", "dismissed"): Annotated[list[UUID], Field(max_length=400)],
    ("Screening", "tags"): Annotated[list[Caution], Field(max_length=60)],
    ("Screening", "looks"): Annotated[list[Look], Field(max_length=10)],
    ("SessionItem", "previous"): Annotated[list[PreviousSet], Field(max_length=200)],
    ("SessionItem", "why"): Explanation,
    ("SelfTestResult", "tries"): Tries,
}
ZoneName = Annotated[str, AfterValidator(_zone)]
# By the name of the column, in whichever model.
WORD_COLUMNS: dict[str, Any] = {
    "time_zone": ZoneName,
    "phase": Phase,
    "measure": Measure,
    "sides": Sides | Literal[""],
    "eased": Reason | Literal[""],
    "parts": Annotated[str, Field(pattern=f"^[{''.join(Part)}]*$")],
    "tempo": Tempo,
    "sets": Annotated[int, Field(ge=1, le=99)],
}


def _habit(word: str) -> str:
    if word not in HABITS:
        raise ValueError("no habit")
    return word


Habit = Annotated[str, AfterValidator(_habit)]


class Settings(TypedDict, total=False):
    """What a person has set, as it may be taken from a file. `email`, `is_guest`, `joined_at`,
    `last_login` and what belongs to the account alone stand there too, and are never taken."""

    time_zone: ZoneName
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")]
    units: Literal["metric", "imperial"]
    own_units: Annotated[dict[str, Unit], Field(max_length=500)]
    week_start: Weekday
    habits: Annotated[list[Habit], Field(max_length=MOST_HABITS)]
    usual_pain: Annotated[int, Field(ge=0, le=10)] | None
    rest_tone: bool
    rest_vibration: bool
    keep_awake: bool
    deload_every: Annotated[int, Field(ge=4, le=8)] | None


class Described(TypedDict):
    """An exercise of the library as far as a log without that library needs it."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: Annotated[str, Field(min_length=1, max_length=100)]
    phase: Phase
    pattern: Annotated[str, Field(max_length=20)]
    primary: list[str]
    secondary: list[str]
    measure: Measure
    sides: Sides | Literal[""]
    load: Annotated[str, Field(max_length=20)]
