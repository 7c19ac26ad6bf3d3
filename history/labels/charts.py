"""Charts in words: their titles, what they show for those who don't see it, their periods."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.decimals import decimal_text
from exercises.labels import MUSCLES
from exercises.vocabulary import Measure, Muscle
from history.facts.exercise_progress import ProgressChart
from history.planning.exercise_days import Kind
from history.planning.periods import Period
from history.planning.thinning import Every, Figure
from history.planning.weeks import Kind as WeekKind
from routines.planning.routine_advice import Band

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERIODS: Mapping[Period, "StrOrPromise"] = {
    Period.FOUR_WEEKS: _("4 weeks"),
    Period.TWELVE_WEEKS: _("12 weeks"),
    Period.YEAR: _("A year"),
    Period.ALL: _("All"),
}
TITLES: Mapping[Kind, "StrOrPromise"] = {
    Kind.LOAD: _("Weight"),
    Kind.HEIGHT: _("Height of the step"),
    Kind.BAND: _("Band, counted from the lightest"),
    Kind.EFFORT: _("Effort: good repetitions left"),
}
HELP = _("Help, drawn below 0: less is harder")
AMOUNTS: Mapping[Measure, "StrOrPromise"] = {
    Measure.REPS: _("Most repetitions in a set"),
    Measure.SECONDS: _("Longest hold, in seconds"),
    Measure.MINUTES: _("Longest, in minutes"),
}
POINTS: Mapping[Every, "StrOrPromise"] = {
    Every.DAY: _("One point a day."),
    Every.WEEK: _("One point a week."),
    Every.MONTH: _("One point a month."),
}
SERIES: Mapping[str, "StrOrPromise"] = {
    "left": _("Left"),
    "right": _("Right"),
    "morning": _("In the morning"),
    "before": _("Before training"),
    "during": _("While training"),
    "effort": _("Good repetitions left"),
}


WEEKS: Mapping[WeekKind, "StrOrPromise"] = {
    WeekKind.IN_RANGE: _("in range"),
    WeekKind.ONE: _("one session"),
    WeekKind.NONE: _("none"),
    WeekKind.AWAY: _("away"),
    WeekKind.FLARE: _("flare-up"),
    WeekKind.RUNNING: _("this week"),
}
BANDS: Mapping[Band, "StrOrPromise"] = {
    Band.LITTLE: _("little"),
    Band.IN_RANGE: _("in range"),
    Band.HIGH: _("high"),
}


def week_words(kind: WeekKind) -> str:
    """Return what a week was."""
    return str(WEEKS[kind])


def band_words(band: Band) -> str:
    """Return whether a muscle has few or many hard sets a week."""
    return str(BANDS[band])


def muscle_words(muscle: Muscle) -> str:
    return str(MUSCLES[muscle])


def period_words(period: Period) -> str:
    return str(PERIODS[period])


def chart_title(chart: ProgressChart, measure: str) -> str:
    """Return what a chart of an exercise shows; `measure` is what the exercise counts."""
    if chart.helps:
        return str(HELP)
    return str(AMOUNTS[Measure(measure)] if chart.kind == Kind.AMOUNT else TITLES[chart.kind])


def points_words(every: Every) -> str:
    """Return for how long a point of a line stands."""
    return str(POINTS[every])


def series_name(name: str) -> str:
    """Return the words of a line's code; a name that is no code stays as it is."""
    return str(SERIES.get(name, name))


def course_words(figures: Sequence[Figure]) -> str:
    """Return where a line begins and ends, and between what it lies, in a sentence."""
    if not figures:
        return gettext("No figures.")
    (began, first), (ended, last) = figures[0], figures[-1]
    values = [figure for _day, figure in figures]
    said = {"first": _text(first), "began": date_format(began, "j F Y")}
    if len(figures) == 1:
        return gettext("%(first)s on %(began)s.") % said
    said |= {"last": _text(last), "ended": date_format(ended, "j F Y")}
    said |= {"low": _text(min(values)), "high": _text(max(values))}
    return (
        gettext(
            "From %(first)s on %(began)s to %(last)s on %(ended)s; between %(low)s and %(high)s."
        )
        % said
    )


def courses_words(lines: Mapping[str, Sequence[Figure]]) -> str:
    """Return `course_words` of several lines, each behind its name."""
    return " ".join(f"{series_name(code)}: {course_words(found)}" for code, found in lines.items())


def _text(figure: Decimal) -> str:
    return decimal_text(figure)
