"""One exercise over a period: its charts, its bests, its sides, and why its target changed.

`exercise_progress(user, exercise, period, today)` reads it all in at most eight queries, however
long the log is; `templates/history/_progress.html` shows it. `days_of_exercise` alone gives the
best of each day, and `bests_of` the bests, for pages that show one figure then and now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max, Min, Q

from accounts.models import User
from exercises.models import Exercise
from history.charts.line import LineChart, Reading, Series, Shape, line_chart
from history.charts.scale import Days
from history.charts.scale import figures as scale_of
from history.planning.exercise_days import ExerciseDay, Kind, by_day, figures_of
from history.planning.periods import Period, first_day
from history.planning.sides import Sides, worth_a_look
from history.planning.thinning import Every, Figure, every_for, highest
from routines.facts.units import length_unit_of, unit_of
from routines.models import ItemSums
from routines.models.prescribed import length_in
from routines.planning.loads import Unit, shown
from routines.planning.steps_up import Code
from routines.planning.why import Why

# A longer break than this, in days, is a gap in the line.
GAPS = {Every.DAY: 28, Every.WEEK: 42, Every.MONTH: 92}
LOADS_SHOWN, SIDES_SHOWN, CHANGES_SHOWN, WHYS_READ = 5, 6, 10, 100
UNCHANGED = frozenset({None, Code.SAME, Code.AT_TOP})
MOST_RIR = 5


@dataclass(frozen=True, kw_only=True)
class ProgressChart:
    """One chart, and the figures under it, oldest first. `unit`: kg, lb, cm, in or ""."""

    kind: Kind
    unit: str
    chart: LineChart
    figures: tuple[Figure, ...]

    @property
    def helps(self) -> bool:
        """Whether it shows help, which is a load below 0."""
        return any(figure < 0 for _day, figure in self.figures)


@dataclass(frozen=True, kw_only=True)
class DoneSet:
    """One set of one side. `amount`: repetitions, seconds or minutes. `load` in kg, 0 without
    one."""

    day: date
    amount: int
    load: Decimal


@dataclass(frozen=True, kw_only=True)
class Bests:
    """The best sets ever, each with its day; loads in kg.

    `at_each_load`: the most at each of the heaviest loads, in sessions where no load was heavier.
    """

    heaviest: DoneSet | None
    longest: DoneSet | None
    at_each_load: tuple[DoneSet, ...]


@dataclass(frozen=True, kw_only=True)
class SidesShown:
    """Left and right: the last days on which both were logged, newest first, their chart, and the
    side that is worth a look ("left", "right", or "")."""

    days: tuple[tuple[date, Sides], ...]
    chart: LineChart
    behind: str


@dataclass(frozen=True, kw_only=True)
class Rung:
    """Another exercise of the ladder that the person did, and when first. `way`: "easier" or
    "harder"."""

    way: str
    name: str
    slug: str
    first: date


@dataclass(frozen=True, kw_only=True)
class ExerciseProgress:
    """Everything about an exercise above its list of sessions. `changes`: newest first."""

    first: date
    measure: str
    unit: Unit
    every: Every
    charts: tuple[ProgressChart, ...]
    bests: Bests
    sides: SidesShown | None
    rungs: tuple[Rung, ...]
    changes: tuple[tuple[date, Why], ...]


def exercise_progress(
    user: User, exercise: Exercise, period: Period, today: date
) -> ExerciseProgress | None:
    """Return what a period says about an exercise; None if it was never done. At most eight
    queries."""
    mine = ItemSums.objects.of(user).of_exercise(exercise.pk)
    earliest = mine.aggregate(first=Min("local_date"))["first"]
    if earliest is None:
        return None
    first = first_day(period, today, earliest)
    days = days_of_exercise(user, exercise.pk, first, today)
    every = every_for((today - first).days + 1)
    unit = Unit(user.own_units.get(exercise.pk) or unit_of(user))
    rungs = _rungs(user, exercise)
    marked = [(rung.first, rung.name) for rung in rungs]
    chart_days = Days(first=first, last=today)
    units = {Kind.LOAD: unit.value, Kind.HEIGHT: length_unit_of(user).value}
    charts = [
        _chart(kind, found, units, chart_days, every, marked)
        for kind in Kind
        if (found := figures_of(days, kind, every, week_start=user.week_start))
    ]
    return ExerciseProgress(
        first=first,
        measure=exercise.measure,
        unit=unit,
        every=every,
        charts=tuple(charts),
        bests=bests_of(user, exercise.pk),
        sides=_sides(days, chart_days, every, user.week_start),
        rungs=rungs,
        changes=_changes(user, exercise.pk, first, today),
    )


def days_of_exercise(user: User, slug: str, first: date, last: date) -> tuple[ExerciseDay, ...]:
    """Return the best of an exercise on each day between two days, oldest first. One query."""
    mine = ItemSums.objects.of(user).of_exercise(slug).between(first, last)
    rows = mine.order_by("local_date").values_list(*_Row._fields)
    return by_day(_day(_Row(*row)) for row in rows)


class _Row(NamedTuple):
    """The columns of `ItemSums` that a day is made of."""

    local_date: date
    load_kg: Decimal
    amount: int
    height_cm: Decimal
    band: int
    left_load_kg: Decimal | None
    left_amount: int | None
    right_load_kg: Decimal | None
    right_amount: int | None
    rir_total: int
    rir_count: int


def _day(row: _Row) -> ExerciseDay:
    return ExerciseDay(
        day=row.local_date,
        load=row.load_kg,
        amount=row.amount,
        height_cm=row.height_cm,
        band=row.band,
        left=_side(row.left_load_kg, row.left_amount),
        right=_side(row.right_load_kg, row.right_amount),
        rir=(row.rir_total, row.rir_count),
    )


def _side(load: Decimal | None, amount: int | None) -> tuple[Decimal, int] | None:
    return None if load is None or amount is None else (load, amount)


def bests_of(user: User, slug: str) -> Bests:
    """Return the best sets of an exercise in all the time. Four queries, three if it was
    never loaded, each answered by an index."""
    mine = ItemSums.objects.of(user).of_exercise(slug)
    by_load = mine.order_by("-load_kg", "-load_amount", "local_date")
    by_amount = mine.order_by("-amount", "-amount_load_kg", "local_date")
    heaviest = [_done(*row) for row in by_load.values_list("local_date", *LOAD)[:1]]
    longest = [_done(*row) for row in by_amount.values_list("local_date", *AMOUNT)[:1]]
    return Bests(
        heaviest=next((each for each in heaviest if each.load), None),
        longest=next(iter(longest), None),
        at_each_load=_at_each_load(user, slug),
    )


LOAD = ("load_kg", "load_amount")
AMOUNT = ("amount_load_kg", "amount")


def _done(day: date, load: Decimal, amount: int) -> DoneSet:
    return DoneSet(day=day, load=load, amount=amount)


def _at_each_load(user: User, slug: str) -> tuple[DoneSet, ...]:
    mine = ItemSums.objects.of(user).of_exercise(slug).exclude(load_kg=0)
    most = mine.order_by("-load_kg").values_list("load_kg").annotate(most=Max("load_amount"))
    pairs = list(most[:LOADS_SHOWN])
    if not pairs:
        return ()
    either = Q()
    for load, amount in pairs:
        either |= Q(load_kg=load, load_amount=amount)
    days = mine.filter(either).order_by("-load_kg").values_list("load_kg", "load_amount")
    return tuple(
        DoneSet(day=day, load=load, amount=amount)
        for load, amount, day in days.annotate(day=Min("local_date"))
    )


def _chart(
    kind: Kind,
    found: Sequence[Figure],
    units: Mapping[Kind, str],
    days: Days,
    every: Every,
    marked: Sequence[tuple[date, str]],
) -> ProgressChart:
    unit = units.get(kind, "")
    figures = tuple((max(day, days.first), _in_unit(figure, kind, unit)) for day, figure in found)
    series = Series(
        name="",
        readings=tuple(Reading(day=day, figure=figure) for day, figure in figures),
        gap_after=GAPS[every],
    )
    scale = scale_of([0, MOST_RIR], from_zero=True) if kind == Kind.EFFORT else None
    chart = line_chart([series], days, scale=scale, marked=marked)
    return ProgressChart(kind=kind, unit=unit, chart=chart, figures=figures)


def _in_unit(figure: Decimal, kind: Kind, unit: str) -> Decimal:
    if kind == Kind.LOAD:
        return shown(figure, Unit(unit))
    return length_in(figure, unit) if kind == Kind.HEIGHT else figure


def _sides(
    days: Sequence[ExerciseDay], shown_days: Days, every: Every, week_start: int
) -> SidesShown | None:
    both = [(each.day, sides) for each in days if (sides := each.sides)]
    if not both:
        return None
    series = []
    for name, shape in (("left", Shape.DISC), ("right", Shape.SQUARE)):
        found = [(day, Decimal(getattr(sides, name))) for day, sides in both]
        readings = tuple(
            Reading(day=max(day, shown_days.first), figure=figure)
            for day, figure in highest(found, every, week_start=week_start)
        )
        series.append(Series(name=name, readings=readings, shape=shape, gap_after=GAPS[every]))
    return SidesShown(
        days=tuple(reversed(both[-SIDES_SHOWN:])),
        chart=line_chart(series, shown_days),
        behind=worth_a_look([sides for _day, sides in both]),
    )


def _rungs(user: User, exercise: Exercise) -> tuple[Rung, ...]:
    """Return the other exercises of the ladder that were done, from the easiest on. One query."""
    ladder = [("easier", rung) for rung in reversed(exercise.easier_rungs)]
    ladder += [("harder", rung) for rung in exercise.harder_rungs]
    done = ItemSums.objects.of(user).filter(exercise__in=[rung["slug"] for _way, rung in ladder])
    firsts = dict(done.order_by().values_list("exercise").annotate(first=Min("local_date")))
    return tuple(
        Rung(way=way, name=rung["name"], slug=rung["slug"], first=firsts[rung["slug"]])
        for way, rung in ladder
        if rung["slug"] in firsts
    )


def _changes(user: User, slug: str, first: date, last: date) -> tuple[tuple[date, Why], ...]:
    """Return the days from which a target changed, with the reason as it was shown in that
    session, newest first. One query."""
    rows = (
        ItemSums.objects.of(user)
        .of_exercise(slug)
        .between(first, last)
        .order_by("-local_date", "-pk")
        .values_list("local_date", "item__why")[:WHYS_READ]
    )
    whys = [(day, Why.from_json(why)) for day, why in rows]
    found = []
    for place, (day, why) in enumerate(whys):
        was_chosen = place + 1 < len(whys) and whys[place + 1][1].chosen
        if why.code not in UNCHANGED or (why.chosen and not was_chosen):
            found.append((day, why))
    return tuple(found[:CHANGES_SHOWN])
