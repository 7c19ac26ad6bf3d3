"""The rows of one session of a file → the sets that are written, each under a key made from what
it says: the same row gives the same key in every file, and nothing is written twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid5

from exchange.logs.rows import App, Kind, Row
from exchange.logs.units import Unit, settled
from exercises.decimals import decimal_text
from exercises.search import folded
from exercises.vocabulary import Measure

MOST_SETS = 99  # of one exercise in a session
MOST_AMOUNT = 3600
MOST_RIR = 5
LONGEST_NOTE = 200
LONGEST_NAME = 200
MOST_ACTIVITY_MINUTES = 600
SECONDS = 60

# The three shapes of Strong tell the same sessions.
FAMILIES = {App.STRONG_CLASSIC: "strong", App.STRONG_UNITS: "strong", App.STRONG_2025: "strong"}


class LeftOut(StrEnum):
    """Why a row that could be read isn't written.

    MEASURE: the exercise counts something else than the row does. TOO_LONG: more than one set can
    be. TOO_MANY sets of one exercise in a session. WARM_UP: only warm-up sets of the exercise.
    EARLY: from before 1970. NAMES: too many names in one file.
    """

    MEASURE = "measure"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    WARM_UP = "warm_up"
    EARLY = "early"
    NAMES = "names"


@dataclass(frozen=True)
class Stands:
    """What a name of the file stands for: an exercise, and how it counts.

    Without a slug it is an activity.
    """

    slug: str
    measure: str = Measure.REPS
    per_side: bool = False


@dataclass(frozen=True, kw_only=True)
class PlannedSet:
    """One set as it is to be written; `sides` names a log for each of them, or is ("both",)."""

    key: UUID
    slug: str
    sides: tuple[str, ...]
    amount: int
    load: Decimal | None
    unit: str
    rir: int | None
    note: str


@dataclass(frozen=True, kw_only=True)
class PlannedActivity:
    """Something that was done beside strength training."""

    key: UUID
    name: str
    minutes: int | None
    metres: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a session of a file has: `skipped` counts the rows whose name the person leaves out."""

    sets: Sequence[PlannedSet]
    activities: Sequence[PlannedActivity]
    left_out: Sequence[tuple[Row, LeftOut]]
    skipped: int


def name_of(exercise: str) -> str:
    """Return the name by which a choice is kept: "Squat (Barbell)" → "squat barbell"."""
    return (folded(exercise) or exercise.casefold())[:LONGEST_NAME]


def session_key(user: UUID, app: App, row: Row) -> UUID:
    """Return the key of the session that a row belongs to, the same in every file of the app."""
    family = FAMILIES.get(app, app.value)
    return uuid5(user, f"{family}|{row.began.isoformat()}|{row.workout}")


def item_key(session: UUID, slug: str) -> UUID:
    return uuid5(session, slug)


def content_of(
    session: UUID,
    rows: Sequence[Row],
    names: Mapping[str, Stands | None],
    *,
    unit: Unit | None,
    warm_up: str,
    drop: str,
) -> Content:
    """Return what is to be written of the rows of a session, in their order.

    `names`: by folded name, what it stands for, None for nothing. `unit`: the unit of loads without
    one. `warm_up` and `drop` are the words for such sets.

    A warm-up set is no working set: counted, it would lower every best and target. It is kept in
    the note of the working set behind it.
    """
    reading = _Reading(names, warm_up, drop)
    same: Counter[str] = Counter()
    for each in rows:
        text = _said(each)
        same[text] += 1
        row = settled(each, unit) if unit is not None and each.unit is None else each
        reading.add(uuid5(session, f"{text}|{same[text]}"), row)
    return reading.content()


class _Reading:
    """The rows of a session, one after the other."""

    def __init__(self, names: Mapping[str, Stands | None], warm_up: str, drop: str) -> None:
        self._names, self._warm_up, self._drop = names, warm_up, drop
        self._sets: list[PlannedSet] = []
        self._activities: list[PlannedActivity] = []
        self._left_out: list[tuple[Row, LeftOut]] = []
        self._skipped = 0
        self._warmed: dict[str, list[Row]] = {}
        self._counted: Counter[tuple[str, str]] = Counter()

    def add(self, key: UUID, row: Row) -> None:
        stands = self._names.get(name_of(row.exercise))
        if stands is None:
            self._skipped += 1
        elif not stands.slug:
            self._activities.append(_activity(key, row))
        elif row.kind == Kind.WARM_UP:
            self._warmed.setdefault(stands.slug, []).append(row)
        else:
            self._add_set(key, row, stands)

    def _add_set(self, key: UUID, row: Row, stands: Stands) -> None:
        amount, sides = _amount(row, stands.measure), _sides(row, stands)
        most = max(self._counted[stands.slug, side] for side in sides)
        if why := _why_not(amount, most):
            self._left_out.append((row, why))
            return
        self._counted.update((stands.slug, side) for side in sides)
        before = self._warmed.pop(stands.slug, [])
        self._sets.append(
            PlannedSet(
                key=key,
                slug=stands.slug,
                sides=sides,
                amount=amount or 0,
                load=row.load,
                unit=row.unit.value if row.unit else Unit.KG.value,
                rir=_rir(row),
                note=_note(row, before, self._warm_up, self._drop),
            )
        )

    def content(self) -> Content:
        """Return what was found; warm-up sets without a working set behind them are left out."""
        alone = [(row, LeftOut.WARM_UP) for every in self._warmed.values() for row in every]
        return Content(
            sets=self._sets,
            activities=self._activities,
            left_out=[*self._left_out, *alone],
            skipped=self._skipped,
        )


def _said(row: Row) -> str:
    """Return the figures of a row as text, as the file has them: its unit may be chosen later."""
    name = name_of(row.exercise)
    figures = (row.kind, row.load, row.unit, row.reps, row.seconds, row.metres, row.side)
    return "|".join([name, *("" if each is None else _plain(each) for each in figures)])


def _plain(each: object) -> str:
    # 80, 80.0 and 80.00 are the same load.
    return decimal_text(each) if isinstance(each, Decimal) else str(each)


def _amount(row: Row, measure: str) -> int | None:
    if measure == Measure.REPS:
        return row.reps
    if row.seconds is None:
        return None
    if measure == Measure.SECONDS:
        return row.seconds
    return max(1, round(row.seconds / SECONDS))


def _why_not(amount: int | None, count: int) -> LeftOut | None:
    if amount is None:
        return LeftOut.MEASURE
    if amount > MOST_AMOUNT:
        return LeftOut.TOO_LONG
    return LeftOut.TOO_MANY if count >= MOST_SETS else None


def _sides(row: Row, stands: Stands) -> tuple[str, ...]:
    """Return the sides that a set is written for: of an exercise for each side, apps count the
    repetitions of one side."""
    if not stands.per_side:
        return ("both",)
    return (row.side,) if row.side else ("left", "right")


def _rir(row: Row) -> int | None:
    if row.rpe is not None:
        return min(MOST_RIR, int(10 - row.rpe))
    return 0 if row.kind == Kind.FAILURE else None


def _note(row: Row, before: Sequence[Row], warm_up: str, drop: str) -> str:
    parts = []
    if before:
        parts.append(f"{warm_up}: {', '.join(map(_figures, before))}.")
    if row.kind == Kind.DROP:
        parts.append(drop)
    return " ".join([*parts, *row.note.split()])[:LONGEST_NOTE]


def _figures(row: Row) -> str:
    amount = f"{row.reps}" if row.reps else f"{row.seconds or 0} s"
    if row.load is None:
        return amount
    return f"{_plain(row.load)} {row.unit.value if row.unit else ''} × {amount}".replace("  ", " ")


def _activity(key: UUID, row: Row) -> PlannedActivity:
    minutes = round(row.seconds / SECONDS) if row.seconds else row.minutes
    return PlannedActivity(
        key=key,
        name=" ".join(row.exercise.split()),
        minutes=min(minutes, MOST_ACTIVITY_MINUTES) if minutes else None,
        metres=row.metres,
    )
