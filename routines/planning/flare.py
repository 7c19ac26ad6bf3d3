"""Flare-ups, and the way back in two steps (brief.md D7)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from routines.planning.baseline import COUNTS_FOR, ENOUGH_MORNINGS, MORNINGS, baseline
from routines.planning.cut_offs import CUT_OFFS, MOST_USUAL, Zone, is_settled, read_as, zone
from routines.planning.easing import Ease, Reason

DAY = timedelta(days=1)
CALM_MORNINGS = 2  # after the day on which a flare began or was reported: 48 hours
LONGEST_FLARE = timedelta(days=21)
MOST_REPEATS = 3
QUIET_AFTER = timedelta(days=14)  # nothing new is offered until then
LONG_FLARE = timedelta(days=14)
NO_BETTER = timedelta(weeks=4)
MANY_FLARES = 3
MANY_FLARES_WITHIN = timedelta(weeks=8)

# The exercises recommended during a flare, beside short walks. The bridge, at half its height, only
# while its pain is at most 3 (brief.md D7).
GENTLE = ("pelvic-tilt", "cat-camel", "bird-dog", "dead-bug", "glute-bridge", "water-walking")


class FlareState(StrEnum):
    NORMAL = "normal"
    FLARE = "flare"
    RAMP1 = "ramp1"
    RAMP2 = "ramp2"


class Advice(StrEnum):
    """Why a professional is advised; the first reason that applies is used."""

    LONG_FLARE = "long_flare"
    THIRD_FLARE = "third_flare"
    NO_BETTER = "no_better"
    HIGH_USUAL = "high_usual"


# How the two steps back ease a prescription. After the second one the load itself is a little
# lower.
RAMPS: Mapping[FlareState, Ease] = {
    FlareState.RAMP1: Ease(reason=Reason.RAMP1, load=Decimal("0.7"), sets=Fraction(1, 2)),
    FlareState.RAMP2: Ease(reason=Reason.RAMP2, load=Decimal("0.85"), sets=Fraction(3, 4)),
}
LOAD_AFTER = Decimal("0.95")


@dataclass(frozen=True, kw_only=True)
class Course:
    """A person's state of flare on one day.

    `baseline` is the usual pain, frozen at its value before a flare until the flare is over; None
    while it isn't known. `began` is the first day of the flare (a relapse on the way back belongs
    to it), `entered` the first day of the present state, or the last one on which the person
    reported the flare; `ended` the day on which a flare first passed into the way back. `starts`
    are the first days of the last flare and of those in the eight weeks before it. `repeats` counts
    the sessions on the way back after which a step was repeated; `unanswered`: yesterday was the
    morning after a green one, without an entry. `usual_mornings` are the last entries outside
    flares, `flare_mornings` those of the present flare, both oldest first.
    """

    state: FlareState
    baseline: Decimal | None
    began: date | None = None
    entered: date | None = None
    ended: date | None = None
    starts: tuple[date, ...] = ()
    repeats: int = 0
    unanswered: bool = False
    usual_mornings: tuple[tuple[date, int], ...] = ()
    flare_mornings: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reports:
    """All that a person reported that the course depends on.

    `mornings`: pain each morning. `said` and `settled`: days on which the person reported that the
    back flares up, or that it has settled. `sessions`: the highest pain during the strength
    sessions of each day, and `before` the pain before them. `usual`: the usual pain given at the
    start, None for none, which counts until there are enough mornings.
    """

    mornings: Mapping[date, int] = field(default_factory=dict)
    said: Set[date] = frozenset()
    settled: Set[date] = frozenset()
    sessions: Mapping[date, int] = field(default_factory=dict)
    before: Mapping[date, int] = field(default_factory=dict)
    usual: Decimal | None = None

    @property
    def days(self) -> set[date]:
        return {*self.mornings, *self.said, *self.settled, *self.sessions}


def follow(
    reports: Reports, *, until: date, start: tuple[date, Course] | None = None
) -> dict[date, Course]:
    """Return the course on every day from the first report to `until`; `until` is always included.

    Reports after `until` are not read. `start` is a day with its course, to go on from; the days
    after it are returned, and no report before it is needed.
    """
    if start is None:
        day = min((day for day in reports.days if day <= until), default=until)
        course = Course(state=FlareState.NORMAL, baseline=reports.usual)
    else:
        day, course = start[0] + DAY, start[1]
    found = {}
    while day <= until:
        course = _next(course, day, reports)
        found[day] = course
        day += DAY
    return found


def _next(course: Course, day: date, reports: Reports) -> Course:
    if course.state == FlareState.FLARE:
        return _in_flare(course, day, reports)
    morning = reports.mornings.get(day)
    if course.state == FlareState.NORMAL and _is_low(morning) and day not in reports.said:
        return _with_morning(course, day, morning, usual=_usual(course, day, reports))
    lower = _lower(morning, reports.mornings.get(day - DAY))
    # Two high mornings are compared with the usual pain before both of them: yesterday's, unless
    # that was still the one from before a flare.
    ahead = course.baseline
    if course.state == FlareState.NORMAL:
        if course.entered == day - DAY:
            ahead = _usual(course, day - DAY, reports)
        usual = _usual(course, day, reports)
        # On most days it stays as it is, and there are half a year of days.
        if usual != course.baseline:
            course = _changed(course, baseline=usual)
    running = _is_above(lower, ahead, CUT_OFFS.flare_twice_above)
    high = _is_above(morning, course.baseline, CUT_OFFS.flare_above)
    if running and ahead is not None and course.baseline is not None:
        # Keep the lower baseline: more pain must not make itself usual.
        course = replace(course, baseline=min(ahead, course.baseline))
    if high or running or day in reports.said:
        course = _flares(course, day, morning)
        if day not in reports.settled:
            return course
        return _comes_back(_at_the_word(course, day, morning), day)
    if course.state == FlareState.NORMAL:
        return _with_morning(course, day, morning, usual=course.baseline)
    return _on_the_way_back(course, day, reports)


def _is_low(morning: int | None) -> bool:
    """Return whether a morning is too low to be above any usual pain, or has no entry."""
    return morning is None or morning < CUT_OFFS.flare_twice_above


def makes_flare_if_repeated(course: Course, morning: int) -> bool:
    """Return whether a second morning like this one, tomorrow, would start a flare-up (D7)."""
    return _is_above(morning, course.baseline, CUT_OFFS.flare_twice_above)


def _is_above(morning: int | None, usual: Decimal | None, points: int) -> bool:
    """Return whether a morning is this number of points above the usual.

    False if either isn't known.
    """
    return morning is not None and usual is not None and morning >= usual + points


def _usual(course: Course, day: date, reports: Reports) -> Decimal | None:
    known: Sequence[tuple[date, int]] = course.usual_mornings
    first = day - COUNTS_FOR
    if known and not first <= known[0][0] <= known[-1][0] < day:
        known = [each for each in known if first <= each[0] < day]
    return baseline([pain for _day, pain in known[-MORNINGS:]], usual=reports.usual)


def _lower(morning: int | None, yesterday: int | None) -> int | None:
    """Return the lower pain of two consecutive mornings; None if one is missing."""
    return None if morning is None or yesterday is None else min(morning, yesterday)


def _in_flare(course: Course, day: date, reports: Reports) -> Course:
    """Leave the flare after two calm mornings running, by the person's word, or after 21 days."""
    morning = reports.mornings.get(day)
    if morning is not None:
        mornings = (*course.flare_mornings, (day, morning))[-MORNINGS:]
        course = replace(course, flare_mornings=mornings)
    if day in reports.said:
        return _enters(course, FlareState.FLARE, day)
    if day in reports.settled:
        return _comes_back(_at_the_word(course, day, morning), day)
    entered = course.entered or day
    last = [pain for on, pain in course.flare_mornings if on > entered][-CALM_MORNINGS:]
    calm = len(last) == CALM_MORNINGS and all(is_settled(each, course.baseline) for each in last)
    if calm:
        return _comes_back(course, day)
    if day - entered >= LONGEST_FLARE:
        return _comes_back(_at_its_own_mornings(course), day)
    return course


def _at_the_word(course: Course, day: date, morning: int | None) -> Course:
    """Return the course with a usual pain by which this morning is settled, as the person says.

    It stands for as many mornings as a usual needs. Much pain isn't made usual by a word.
    """
    if morning is None or is_settled(morning, course.baseline):
        return course
    usual = min(morning - CUT_OFFS.settled_margin, MOST_USUAL)
    if course.baseline is not None and usual <= course.baseline:
        return course
    taken = ((day, usual),) * ENOUGH_MORNINGS
    return replace(course, baseline=Decimal(usual), usual_mornings=taken)


def _at_its_own_mornings(course: Course) -> Course:
    """Return the course with a long flare's mornings as the usual pain, if there are enough."""
    pains = [pain for _day, pain in course.flare_mornings]
    if len(pains) < ENOUGH_MORNINGS:
        return course
    usual = baseline(pains, usual=course.baseline)
    return replace(course, baseline=usual, usual_mornings=course.flare_mornings)


def _on_the_way_back(course: Course, day: date, reports: Reports) -> Course:
    """Step forward after a green session that settled, and repeat the first step after any other.

    If nobody says how the next morning was, the morning after it decides; without an entry again
    the session counts as settled.
    """
    session, morning = day - DAY, reports.mornings.get(day)
    if session in reports.sessions and (course.entered is None or session >= course.entered):
        if not _was_green(course, session, reports):
            return _repeats(course, day, morning)
        if morning is None:
            return replace(course, unanswered=True)
    elif not course.unanswered:
        return course
    if is_settled(morning, course.baseline):
        return _steps(course, day, morning)
    return _repeats(course, day, morning)


def _was_green(course: Course, session: date, reports: Reports) -> bool:
    """Return whether a session was green, and began settled if its morning has no entry (D4)."""
    came_with = None if session in reports.mornings else reports.before.get(session)
    pain = zone(reports.sessions[session], course.baseline)
    return pain == Zone.GREEN and is_settled(came_with, course.baseline)


def _repeats(course: Course, day: date, morning: int | None) -> Course:
    """Repeat the first step; step forward once that has been done often enough.

    What stays as it is isn't a flare, and the rules of every session go on holding it.
    """
    course = replace(course, repeats=course.repeats + 1)
    if course.repeats >= MOST_REPEATS:
        return _steps(course, day, morning)
    return _enters(course, FlareState.RAMP1, day)


def _steps(course: Course, day: date, morning: int | None) -> Course:
    if course.state == FlareState.RAMP1:
        return _enters(course, FlareState.RAMP2, day)
    back = _enters(replace(course, began=None, repeats=0), FlareState.NORMAL, day)
    return _with_morning(back, day, morning, usual=back.baseline)


def _flares(course: Course, day: date, morning: int | None) -> Course:
    if course.state == FlareState.NORMAL:
        # A morning of the flare's own rise isn't usual pain either.
        calm = tuple(
            (on, pain)
            for on, pain in course.usual_mornings
            if on < day - DAY or not _is_above(pain, course.baseline, CUT_OFFS.flare_twice_above)
        )
        recent = tuple(each for each in course.starts if day - each <= MANY_FLARES_WITHIN)
        course = replace(course, began=day, starts=(*recent, day), usual_mornings=calm)
    first = () if morning is None else ((day, morning),)
    course = replace(course, flare_mornings=first, repeats=0)
    return _enters(course, FlareState.FLARE, day)


def _comes_back(course: Course, day: date) -> Course:
    """Enter the first step back; a relapse later in the same flare doesn't end it anew."""
    is_first = course.ended is None or course.began is None or course.ended < course.began
    course = replace(course, ended=day if is_first else course.ended, flare_mornings=())
    return _enters(course, FlareState.RAMP1, day)


def _enters(course: Course, state: FlareState, day: date) -> Course:
    return replace(course, state=state, entered=day, unanswered=False)


def _with_morning(
    course: Course, day: date, morning: int | None, *, usual: Decimal | None
) -> Course:
    """Return the course after a day outside flares: with its usual pain, and its entry."""
    if morning is not None:
        mornings = (*course.usual_mornings, (day, morning))[-30:]
        return _changed(course, baseline=usual, usual_mornings=mornings)
    return course if usual == course.baseline else _changed(course, baseline=usual)


def _changed(course: Course, **figures: Any) -> Course:
    """Return a course with other figures as `replace` does, in a tenth of its time: half a year has
    130 mornings."""
    changed = object.__new__(Course)
    changed.__dict__.update(course.__dict__)
    changed.__dict__.update(figures)
    return changed


def is_recent(course: Course, today: date) -> bool:
    """Return whether there is a flare, a way back, or was one within the last 14 days (D7)."""
    if course.state != FlareState.NORMAL:
        return True
    return course.entered is not None and today - course.entered < QUIET_AFTER


def advice(course: Course, today: date) -> Advice | None:
    """Return why a professional is advised (D1, D7); None if none is."""
    began = today if course.began is None else course.began
    until = today if course.state == FlareState.FLARE else course.ended or today
    recent = [day for day in course.starts if today - day <= MANY_FLARES_WITHIN]
    holds = (
        (Advice.NO_BETTER, today - began >= NO_BETTER),
        (Advice.LONG_FLARE, until - began > LONG_FLARE),
        (Advice.THIRD_FLARE, len(recent) >= MANY_FLARES),
        (Advice.HIGH_USUAL, read_as(course.baseline) >= CUT_OFFS.red_from),
    )
    return next((why for why, does in holds if does), None)
