"""An exercise as the person who made it describes it. Pure: no Django, no database, no clock."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, model_validator
from pydantic.dataclasses import dataclass

from exercises.catalogue import Kit, Muscles, Slug
from exercises.dose import CLOSED, DoseRange, Range, Text
from exercises.vocabulary import LOAD_TYPE_OF, Equipment, LoadNeed, Measure, Pattern, Sides

MOST_LETTERS = 100  # of a name
MOST_LINE = 200  # letters of a cue or a step
MOST_CUES = 6
MOST_STEPS = 12
MOST_NOTE = 1000
MOST_HELP_KG = 200
# The fewest and the most of each figure of the dose, both included.
LIMITS: dict[str, Range] = {
    "sets": Range(1, 10),
    "reps": Range(1, 100),
    "seconds": Range(1, 600),
    "minutes": Range(1, 120),
    "rest_s": Range(0, 600),
    "hold_s": Range(0, 60),
}
# Good repetitions left in reserve, as most of the library asks for.
RESERVE = Range(2, 4)

Line = Annotated[Text, StringConstraints(max_length=MOST_LINE)]


def _in_order(kit: tuple[Equipment, ...]) -> tuple[Equipment, ...]:
    """Return the kit in the order of the vocabulary, so that equal exercises have equal entries."""
    return tuple(each for each in Equipment if each in kit)


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class OwnEntry:
    """One exercise of a person's own.

    `kit` is everything that it is done with; with a load, any one of its weights is enough. With
    help as its load, the dose has the help to begin with as `start_load_kg`.
    `figure` is the slug of the exercise of the library whose figure is shown, None for no figure.
    """

    name: Annotated[Text, StringConstraints(max_length=MOST_LETTERS)]
    pattern: Pattern
    primary: Annotated[Muscles, Field(min_length=1)]
    secondary: Muscles = ()
    kit: Annotated[Kit, AfterValidator(_in_order)] = ()
    load: LoadNeed = LoadNeed.NONE
    sides: Sides | None = None
    dose: DoseRange
    cues: Annotated[tuple[Line, ...], Field(max_length=MOST_CUES)] = ()
    steps: Annotated[tuple[Line, ...], Field(max_length=MOST_STEPS)] = ()
    note: Annotated[str, StringConstraints(max_length=MOST_NOTE)] = ""
    link: Annotated[str, StringConstraints(max_length=200)] = ""
    figure: Slug | None = None

    @property
    def measure(self) -> Measure:
        return self.dose.measure

    @property
    def weights(self) -> tuple[Equipment, ...]:
        """What of the kit weighs or pulls, if the exercise takes a load."""
        return () if self.load is LoadNeed.NONE else tuple(weighing(self.kit))

    @property
    def _needs_one(self) -> bool:
        return self.load in {LoadNeed.REQUIRED, LoadNeed.HELP}

    @property
    def needed(self) -> tuple[Equipment, ...]:
        """The part of the kit without which it can't be done."""
        is_only_weight = self._needs_one and len(self.weights) == 1
        return tuple(each for each in self.kit if each not in self.weights or is_only_weight)

    @property
    def any_of(self) -> tuple[Equipment, ...]:
        """The weights of which one is needed."""
        return self.weights if self._needs_one and len(self.weights) > 1 else ()

    @property
    def optional(self) -> tuple[Equipment, ...]:
        """The weights that it can do without."""
        return self.weights if self.load is LoadNeed.OPTIONAL else ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for fault in self._faults():
            raise ValueError(fault)
        return self

    def _faults(self) -> Iterator[str]:
        if set(self.primary) & set(self.secondary):
            yield "a muscle is both primary and secondary"
        if self.load is LoadNeed.REQUIRED and not self.weights:
            yield "load is required, but kit names nothing that weighs or pulls"
        if self.load is LoadNeed.NONE and self.dose.start_load_kg:
            yield "load is none, but the dose has start_load_kg"
        if self.load is LoadNeed.HELP:
            yield from _faults_of_help(self.dose)
        if self.dose.per_side != (self.sides is not None):
            yield "the dose is per_side if the exercise has sides, and only then"
        if self.link and not is_web_address(self.link):
            yield "the link doesn't begin with https://"
        for name, limits in LIMITS.items():
            figure = getattr(self.dose, name)
            least, most = figure if isinstance(figure, Range) else (figure, figure)
            if figure is not None and not limits.lo <= least <= most <= limits.hi:
                yield f"{name} is not from {limits.lo} to {limits.hi}"


def _faults_of_help(dose: DoseRange) -> Iterator[str]:
    start = dose.start_load_kg
    if dose.measure is not Measure.REPS:
        yield "load is help, which goes with reps only"
    if start is None or not 0 < start.lo == start.hi <= MOST_HELP_KG:
        yield f"load is help, so start_load_kg is twice one figure of at most {MOST_HELP_KG}"


OWN_ENTRY = TypeAdapter(OwnEntry)


def weighing(kit: Iterable[Equipment]) -> Iterator[Equipment]:
    """Yield the things that weigh or pull."""
    return (each for each in kit if each in LOAD_TYPE_OF)


def is_web_address(link: str) -> bool:
    """Return whether a link leads to a page on the web by an encrypted way."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not parts.username
