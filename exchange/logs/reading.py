"""The cells of a row → a set, by the columns of its shape."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from exchange.logs.cells import SHOWN, number
from exchange.logs.rows import Fault, Kind, Row, Unit, Wrong
from exchange.logs.shapes import Shape, plain
from exchange.logs.times import minutes_of, moment, seconds_of

# Beyond these it is no set but a slip.
MOST_LOAD = Decimal("9999.99")
MOST_REPS = 3600
MOST_SECONDS = 24 * 3600
MOST_METRES = 1_000_000
MOST_MINUTES = 24 * 60  # of a session; a longer one is a clock that was never stopped
RPE = (5, 10)  # 5 repetitions in reserve to none

KINDS = {
    **{kind.value: kind for kind in Kind},
    "w": Kind.WARM_UP,
    "warmup": Kind.WARM_UP,
    "warm-up": Kind.WARM_UP,
    "d": Kind.DROP,
    "dropset": Kind.DROP,
    "drop set": Kind.DROP,
    "f": Kind.FAILURE,
}
UNITS = {
    **dict.fromkeys(("kg", "kgs"), Unit.KG),
    **dict.fromkeys(("lb", "lbs"), Unit.LB),
}
METRES = {
    **dict.fromkeys(("m", "meters", "metres"), Decimal(1)),
    "km": Decimal(1000),
    **dict.fromkeys(("mi", "mi.", "mile", "miles"), Decimal("1609.344")),
    **dict.fromkeys(("ft", "feet"), Decimal("0.3048")),
    **dict.fromkeys(("yd", "yards"), Decimal("0.9144")),
}
# Column → the unit in its heading. Without any: as the column beside it says, if there is one.
LOADS = {"load_kg": Unit.KG, "load_lb": Unit.LB, "load": None}
DISTANCES = {"metres": "m", "distance_km": "km", "distance_miles": "mi", "distance": None}
LINE_ENDS = re.compile(r"\r\n?")  # whichever the file was saved with
SECONDS = re.compile(r"[0-9]{1,6}")  # of a session
SIDES = ("left", "right")


@dataclass(frozen=True)
class Note:
    """A row that is no set but a note about one."""

    session: str
    exercise: str
    text: str

    def is_about(self, row: Row) -> bool:
        return (self.session, self.exercise) == (row.session, row.exercise)


class BadCell(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """A cell that can't be read, by the name of its column."""

    def __init__(self, wrong: Wrong, column: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.column = wrong, column


class Reader:
    """Reads the rows of one file. `headings` as they stand in the file."""

    def __init__(
        self, shape: Shape, headings: Sequence[str], *, decimal_comma: bool, today: date
    ) -> None:
        self._shape, self._headings, self._decimal_comma = shape, headings, decimal_comma
        self._latest = today + timedelta(days=1)  # somewhere it is tomorrow already
        self._at: dict[str, int] = {}
        for place, heading in enumerate(headings):
            column = shape.columns.get(plain(heading))
            if column:
                self._at.setdefault(column, place)
        self._loads = [each for each in LOADS if each in self._at]
        self._distances = [each for each in DISTANCES if each in self._at]
        self._cells: list[str] = []
        self._session = ""
        self._noted: set[tuple[str, str]] = set()  # notes about exercises of the session

    def read(self, line: int, cells: list[str]) -> Row | Note | Fault | None:
        """Return the set in a row, the note or the fault in it; None if it holds nothing."""
        self._cells = cells
        try:
            return self._read(line)
        except BadCell as bad:
            place = self._at.get(bad.column)
            if place is None:
                return Fault(line, bad.wrong)
            return Fault(line, bad.wrong, self._headings[place], cells[place].strip()[:SHOWN])

    def _read(self, line: int) -> Row | Note | None:
        exercise, kind = self._text("exercise"), self._word("kind")
        if kind == "note" and kind in self._shape.not_sets:
            workout, (began, _) = self._text("workout"), self._began()
            return Note(self._named(began, workout), exercise, self._text("note"))
        if not self._shape.not_sets.isdisjoint((kind, exercise.casefold())):
            return None
        if not exercise.strip():
            raise BadCell(Wrong.NO_NAME, "exercise")
        workout, (began, timed) = self._text("workout"), self._began()
        session = self._named(began, workout)
        load, unit = self._load()
        reps = self._whole("reps", MOST_REPS)
        seconds, metres = self._seconds(), self._metres()
        if not (reps or seconds or metres):
            raise BadCell(Wrong.NOTHING_DONE, "reps")
        return Row(
            line=line,
            session=session,
            began=began,
            timed=timed,
            workout=workout,
            workout_note=self._text("workout_note"),
            minutes=self._minutes(began),
            exercise=exercise,
            kind=KINDS.get(kind, Kind.NORMAL),
            load=load,
            unit=unit,
            reps=reps,
            seconds=seconds,
            metres=metres,
            rpe=self._rpe(),
            note=self._text("note") or self._note_of_exercise(session, exercise),
            side=side if (side := self._word("side")) in SIDES else "",
        )

    def _text(self, column: str) -> str:
        place = self._at.get(column)
        if place is None:
            return ""
        text = self._shape.text(self._cells[place])
        return LINE_ENDS.sub("\n", text) if "\r" in text else text

    def _word(self, column: str) -> str:
        place = self._at.get(column)
        return "" if place is None else self._cells[place].strip().casefold()

    def _number(self, column: str, most: Decimal | int) -> Decimal | None:
        """Return a figure, None for an empty cell or 0, which apps write for none."""
        text = self._word(column)
        if not text:
            return None
        found = number(text, decimal_comma=self._decimal_comma)
        if found is None:
            raise BadCell(Wrong.NUMBER, column)
        if found > most:
            raise BadCell(Wrong.TOO_LARGE, column)
        return found or None

    def _whole(self, column: str, most: int) -> int | None:
        found = self._number(column, most)
        if found and found % 1:
            raise BadCell(Wrong.NUMBER, column)
        return int(found) if found else None

    def _began(self) -> tuple[datetime, bool]:
        found = moment(self._word("began"))
        if not found:
            raise BadCell(Wrong.DATE, "began")
        if found[0].date() > self._latest:
            raise BadCell(Wrong.FUTURE, "began")
        return found

    def _named(self, began: datetime, workout: str) -> str:
        """Return the text that tells this session from others: the file's own, or its beginning
        and name."""
        return self._text("session") or f"{began} {workout}".strip()

    def _load(self) -> tuple[Decimal | None, Unit | None]:
        for column in self._loads:
            if load := round(self._number(column, MOST_LOAD) or Decimal(0), 2):
                return load, LOADS[column] or self._unit()
        return None, None

    def _unit(self) -> Unit | None:
        word = self._word("unit")
        if word and word not in UNITS:
            raise BadCell(Wrong.NUMBER, "unit")
        return UNITS.get(word)

    def _metres(self) -> Decimal | None:
        for column in self._distances:
            if distance := self._number(column, MOST_METRES):
                metres = distance * METRES[DISTANCES[column] or self._distance_unit()]
                if metres > MOST_METRES:
                    raise BadCell(Wrong.TOO_LARGE, column)
                return round(metres, 2) or None
        return None

    def _distance_unit(self) -> str:
        """Return the unit beside a distance; kilometres if the file has none (see
        `units.settled`)."""
        word = self._word("distance_unit") or "km"
        if word not in METRES:
            raise BadCell(Wrong.NUMBER, "distance_unit")
        return word

    def _seconds(self) -> int | None:
        text = self._word("seconds")
        if ":" not in text:
            return round(self._number("seconds", MOST_SECONDS) or 0) or None
        seconds = seconds_of(text)
        if seconds is None:
            raise BadCell(Wrong.NUMBER, "seconds")
        if seconds > MOST_SECONDS:
            raise BadCell(Wrong.TOO_LARGE, "seconds")
        return seconds or None

    def _rpe(self) -> Decimal | None:
        """Return the effort to the nearest half; one below RPE says nothing about what was left."""
        rpe = self._number("rpe", RPE[1])
        return Decimal(round(rpe * 2)) / 2 if rpe and rpe >= RPE[0] else None

    def _minutes(self, began: datetime) -> int | None:
        """Return how long the session took; None if the file doesn't say, or can't be right."""
        if "minutes" in self._at:
            return self._whole("minutes", MOST_MINUTES)
        if ended := moment(self._word("ended")):
            minutes = (ended[0] - began) // timedelta(minutes=1)
        elif lasted := self._word("lasted_seconds"):
            minutes = int(lasted) // 60 if SECONDS.fullmatch(lasted) else 0
        else:
            minutes = minutes_of(self._word("lasted")) or 0
        return minutes if 0 < minutes <= MOST_MINUTES else None

    def _note_of_exercise(self, session: str, exercise: str) -> str:
        """Return the note that every row of an exercise repeats, for its first row of a session."""
        if session != self._session:
            self._session, self._noted = session, set()
        note = self._text("exercise_note")
        if not note or (exercise, note) in self._noted:
            return ""
        self._noted.add((exercise, note))
        return note
