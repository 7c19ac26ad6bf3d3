"""What a person did of one exercise on each day, and the figures of its charts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from history.planning.sides import Sides
from history.planning.thinning import Every, Figure, highest, means


class Kind(StrEnum):
    """What a chart of an exercise shows."""

    LOAD = "load"
    AMOUNT = "amount"
    HEIGHT = "height"
    BAND = "band"
    EFFORT = "effort"


@dataclass(frozen=True, kw_only=True)
class ExerciseDay:
    """The best of one exercise on a day.

    `load` in kg, 0 without one, below 0 for help. `amount`: the most repetitions, seconds or
    minutes. `left` and `right`: load and amount of the best set of each side. `rir`: the sum of the
    good repetitions left, and of how many logs it is.
    """

    day: date
    load: Decimal
    amount: int
    height_cm: Decimal = Decimal(0)
    band: int = 0
    left: tuple[Decimal, int] | None = None
    right: tuple[Decimal, int] | None = None
    rir: tuple[int, int] = (0, 0)

    @property
    def sides(self) -> Sides | None:
        """Its sides beside each other: by load if that differs, by amount if not. None unless
        both were logged."""
        if self.left is None or self.right is None:
            return None
        place = 0 if self.left[0] != self.right[0] else 1
        return Sides(left=abs(Decimal(self.left[place])), right=abs(Decimal(self.right[place])))


def by_day(rows: Iterable[ExerciseDay]) -> tuple[ExerciseDay, ...]:
    """Return one entry for each day, from entries in the order of their days."""
    return tuple(_merged(list(group)) for _day, group in groupby(rows, key=lambda row: row.day))


def _merged(rows: Sequence[ExerciseDay]) -> ExerciseDay:
    return ExerciseDay(
        day=rows[0].day,
        load=max(row.load for row in rows),
        amount=max(row.amount for row in rows),
        height_cm=max(row.height_cm for row in rows),
        band=max(row.band for row in rows),
        left=max((row.left for row in rows if row.left), default=None),
        right=max((row.right for row in rows if row.right), default=None),
        rir=(sum(row.rir[0] for row in rows), sum(row.rir[1] for row in rows)),
    )


def figures_of(
    days: Sequence[ExerciseDay], kind: Kind, every: Every, *, week_start: int = 0
) -> tuple[Figure, ...]:
    """Return the figures of a chart: the best of each day, week or month; of effort, the mean.

    A height is in cm. Empty where the exercise has no such figure on any of the days.
    """
    if kind == Kind.EFFORT:
        said = [(each.day, Decimal(each.rir[0]) / each.rir[1]) for each in days if each.rir[1]]
        return means(said, every, week_start=week_start)
    read = _READ[kind]
    found = [(each.day, Decimal(read(each))) for each in days]
    if kind != Kind.AMOUNT and not any(figure for _day, figure in found):
        return ()
    return highest(found, every, week_start=week_start)


_READ: dict[Kind, Callable[[ExerciseDay], Decimal | int]] = {
    Kind.LOAD: lambda each: each.load,
    Kind.AMOUNT: lambda each: each.amount,
    Kind.HEIGHT: lambda each: each.height_cm,
    Kind.BAND: lambda each: each.band,
}
