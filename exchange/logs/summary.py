"""What a file has, counted as its rows are read."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from exchange.logs.rows import Row
from exercises.vocabulary import Measure

MOST_NAMES = 300
LONGEST_SECONDS = 600  # beyond that a set is counted in minutes


@dataclass(kw_only=True)
class Named:
    """One exercise of a file: how many rows, and how many of them have each figure."""

    name: str
    rows: int = 0
    reps: int = 0
    seconds: int = 0
    metres: int = 0
    loads: int = 0
    sided: int = 0
    longest: int = 0

    def add(self, row: Row) -> None:
        self.rows += 1
        self.reps += row.reps is not None
        self.seconds += row.seconds is not None
        self.metres += row.metres is not None
        self.loads += row.load is not None
        self.sided += bool(row.side)
        self.longest = max(self.longest, row.seconds or 0)

    @property
    def measure(self) -> Measure:
        """What its sets count."""
        if self.reps * 2 >= self.rows:
            return Measure.REPS
        return Measure.MINUTES if self.longest > LONGEST_SECONDS else Measure.SECONDS

    @property
    def may_be_activity(self) -> bool:
        """Whether some of it has distance or time alone, like a walk."""
        return self.reps * 2 < self.rows

    @property
    def is_way(self) -> bool:
        """Whether most of it has a distance."""
        return self.metres * 2 > self.rows


def names_from(stored: dict[str, Any]) -> dict[str, Named]:
    return {key: Named(**value) for key, value in stored.items()}


def stored_names(names: dict[str, Named]) -> dict[str, Any]:
    return {key: asdict(value) for key, value in names.items()}


def lacks_unit(rows: Iterable[Row]) -> bool:
    """Return whether a load has no unit."""
    return any(row.load is not None and row.unit is None for row in rows)
