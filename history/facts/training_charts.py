"""All of the training over a period: sessions a week, pain, hard sets of each muscle, minutes,
effort.

`training_charts(user, period, today)` reads all of it; the parts `_sessions_chart.html`,
`_pain_chart.html`, `_muscles_chart.html`, `_minutes_chart.html` and `_effort_chart.html` in
`templates/history/` show one field of it each, named `charts`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min, Sum

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import LoadNeed, Pattern
from history.charts.bars import BarChart, Counted, bar_chart
from history.charts.line import LineChart, Reading, Series, Shape, line_chart
from history.charts.scale import Days, figures
from history.facts.back import GAPS, back_over, flares_in, pain_while_training
from history.planning.minutes import minutes_of
from history.planning.muscle_sets import DoneSets, MuscleSets, sets_a_week
from history.planning.periods import Period, first_day
from history.planning.report import Interval
from history.planning.thinning import Every, Figure, every_for, means
from history.planning.weeks import WEEK, Kind, Week, first_of_week, weeks_of
from routines.facts.back_state import BackState
from routines.models import DayMark, ItemSums, Mark, Session

AIM = (2, 3)  # sessions a week
MOST_PAIN, MOST_RIR = 10, 5
# A longer time without a session than this, in days, is a gap in the line of its figures.
GAPS_OF_SESSIONS = {Every.DAY: 14, Every.WEEK: 21, Every.MONTH: 62}
SESSIONS_MARKED_UP_TO = 100  # days: more marks would be one line
WEEKS_DRAWN = 106  # more weeks are drawn as months


@dataclass(frozen=True, kw_only=True)
class BarFigures:
    """A chart of bars and its figures. `by_month`: each bar is the mean week of a month."""

    chart: BarChart
    figures: tuple[Figure, ...]
    by_month: bool


@dataclass(frozen=True, kw_only=True)
class LineFigures:
    """A chart of lines, and the figures of each, by the code of the line."""

    chart: LineChart
    figures: Mapping[str, tuple[Figure, ...]]


@dataclass(frozen=True, kw_only=True)
class TrainingCharts:
    """What a period was. `flares`: first and last day of each. `has_sessions`: in the period."""

    first: date
    last: date
    every: Every
    weeks: tuple[Week, ...]
    sessions: BarFigures
    minutes: BarFigures
    pain: LineFigures
    effort: LineFigures
    flares: tuple[tuple[date, date], ...]
    muscles: tuple[MuscleSets, ...]
    has_sessions: bool


def training_charts(user: User, period: Period, today: date) -> TrainingCharts:
    """Return the charts of a period that ends today. Nine queries for twelve weeks or less, twelve
    for more."""
    done = Session.objects.of(user).done()
    earliest = done.aggregate(first=Min("local_date"))["first"]
    first = first_day(period, today, earliest)
    every = every_for((today - first).days + 1)
    shown = Interval(first=first, last=today)
    back = back_over(user, shown)
    rows = list(
        done.between(first, today)
        .order_by("local_date", "started_at")
        .values_list("local_date", "started_at", "finished_at", "written_later")
    )
    flares = tuple(flares_in(back, shown))
    weeks = _weeks(user, [row[0] for row in rows], flares, first, today)
    minutes: Counter[date] = Counter()
    for day, started, ended, written_later in rows:
        took = minutes_of(started, ended, written_later=written_later)
        minutes[first_of_week(day, user.week_start)] += took or 0
    signs = {week.first: _SIGNS[week.kind] for week in weeks if week.kind in _SIGNS}
    since = max(first, earliest or first)
    return TrainingCharts(
        first=first,
        last=today,
        every=every,
        weeks=tuple(reversed(weeks)),
        sessions=_bars([(week.first, Decimal(week.done)) for week in weeks], signs, aim=AIM),
        minutes=_bars([(week.first, Decimal(minutes[week.first])) for week in weeks], {}),
        pain=_pain(user, back, Days(first=first, last=today), every, flares),
        effort=_effort(user, Days(first=first, last=today), every),
        flares=flares,
        muscles=_muscles(user, since, today),
        has_sessions=bool(rows),
    )


_SIGNS = {Kind.FLARE: "flare", Kind.AWAY: "away"}


def _weeks(
    user: User,
    days: Sequence[date],
    flares: Sequence[tuple[date, date]],
    first: date,
    today: date,
) -> tuple[Week, ...]:
    """Return the weeks that begin in a period. One query."""
    marks = DayMark.objects.of(user).filter(day__range=(first, today), mark=Mark.AWAY)
    start = first_of_week(first + WEEK - timedelta(days=1), user.week_start)
    return weeks_of(
        Counter(first_of_week(day, user.week_start) for day in days),
        first=start,
        this_week=first_of_week(today, user.week_start),
        away=set(marks.values_list("day", flat=True)),
        in_flare=[
            began + timedelta(days=number)
            for began, ended in flares
            for number in range((ended - began).days + 1)
        ],
    )


def _bars(
    found: Sequence[Figure], signs: Mapping[date, str], *, aim: tuple[int, int] | None = None
) -> BarFigures:
    by_month = len(found) > WEEKS_DRAWN
    shown = means(found, Every.MONTH) if by_month else tuple(found)
    counted = [
        Counted(day=day, count=count, sign="" if by_month else signs.get(day, ""))
        for day, count in shown
    ]
    return BarFigures(chart=bar_chart(counted, aim=aim), figures=shown, by_month=by_month)


def _pain(
    user: User, back: BackState, days: Days, every: Every, flares: Sequence[tuple[date, date]]
) -> LineFigures:
    said: dict[str, list[Figure]] = defaultdict(list)
    for day, pain in sorted(back.mornings.items()):
        said["morning"].append((day, Decimal(pain)))
    trained = sorted(back.done, key=lambda each: (each.day, each.started_at))
    for each in trained:
        if each.pain_before is not None:
            said["before"].append((each.day, Decimal(each.pain_before)))
        reported = pain_while_training(each)
        if reported is not None:
            said["during"].append((each.day, Decimal(reported)))
    within = {
        code: [(day, pain) for day, pain in said[code] if days.first <= day <= days.last]
        for code in _SHAPES
    }
    is_short = (days.last - days.first).days < SESSIONS_MARKED_UP_TO
    return _lines(
        within,
        days,
        every,
        user.week_start,
        most=MOST_PAIN,
        marked=[(each.day, "") for each in trained] if is_short else [],
        spans=flares,
    )


_SHAPES = {
    "morning": Shape.DISC,
    "before": Shape.DIAMOND,
    "during": Shape.SQUARE,
    "effort": Shape.DISC,
}


def _effort(user: User, days: Days, every: Every) -> LineFigures:
    """Return the mean of the good repetitions left, of all sets with an answer. One query."""
    said = (
        ItemSums.objects.of(user)
        .between(days.first, days.last)
        .filter(rir_count__gt=0)
        .order_by("local_date")
        .values_list("local_date")
        .annotate(total=Sum("rir_total"), count=Sum("rir_count"))
    )
    found = [(day, Decimal(total) / count) for day, total, count in said]
    return _lines({"effort": found}, days, every, user.week_start, most=MOST_RIR)


def _lines(  # noqa: PLR0913 — all that decides how it looks
    said: Mapping[str, Sequence[Figure]],
    days: Days,
    every: Every,
    week_start: int,
    *,
    most: int,
    marked: Sequence[tuple[date, str]] = (),
    spans: Sequence[tuple[date, date]] = (),
) -> LineFigures:
    shown = {
        code: tuple(
            (max(day, days.first), figure)
            for day, figure in means(found, every, week_start=week_start)
        )
        for code, found in said.items()
        if found
    }
    series = [
        Series(
            name=code,
            readings=tuple(Reading(day=day, figure=figure) for day, figure in found),
            shape=_SHAPES[code],
            gap_after=(GAPS if code == "morning" else GAPS_OF_SESSIONS)[every],
        )
        for code, found in shown.items()
    ]
    scale = figures([0, most], from_zero=True)
    chart = line_chart(series, days, scale=scale, marked=marked, spans=spans)
    return LineFigures(chart=chart, figures=shown)


def _muscles(user: User, first: date, last: date) -> tuple[MuscleSets, ...]:
    """Return the hard sets a week of each muscle between two days. Two queries."""
    mine = ItemSums.objects.of(user).between(first, last).order_by()
    sets = dict(mine.values_list("exercise").annotate(sets=Sum("hard_sets")))
    exercises = Exercise.objects.visible_to(user).filter(pk__in=list(sets))
    done = [
        DoneSets(
            sets=sets[slug],
            primary=primary,
            secondary=secondary,
            is_drill=pattern == Pattern.HINGE and load == LoadNeed.NONE,
        )
        for slug, primary, secondary, pattern, load in exercises.values_list(
            "pk", "primary", "secondary", "pattern", "load"
        )
    ]
    weeks = max(Decimal((last - first).days + 1) / 7, Decimal(1))
    return sets_a_week(done, weeks)
