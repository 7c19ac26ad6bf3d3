"""Flare-ups, and the way back in two steps (brief.md D7)."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from routines.planning.baseline import baseline
from routines.planning.cut_offs import CUT_OFFS, Zone, is_settled, zone
from routines.planning.easing import Ease, Reason

DAY = timedelta(days=1)
SETTLED_AFTER = timedelta(days=2)  # 48 hours, counted in mornings
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
    while it isn't known.
    `began` is the first day of the flare (a relapse on the way back belongs to it), `entered` the
    first day of the present state, `ended` the last day on which a flare passed into the way back.
    `starts` are the first days of the last flare and of those in the eight weeks before it;
    `usual_mornings` are the last entries outside flares, oldest first.
    """

    state: FlareState
    baseline: Decimal | None
    began: date | None = None
    entered: date | None = None
    ended: date | None = None
    starts: tuple[date, ...] = ()
    usual_mornings: tuple[tuple[date, int], ...] = ()


def follow(  # noqa: PLR0913 — all that is reported
    *,
    mornings: Mapping[date, int],
    said: Set[date],
    sessions: Mapping[date, int],
    usual: Decimal | None,
    until: date,
    settled: Set[date] = frozenset(),
    start: tuple[date, Course] | None = None,
) -> dict[date, Course]:
    """Return the course on every day from the first entry to `until`; `until` is always included.

    `mornings`: pain each morning. `said`: days on which the person reported a flare-up. `sessions`:
    the highest pain during each strength session. `usual`: the usual pain given at the start, None
    for none, which counts until there are enough mornings. `settled`: days on which the person
    reported that it has settled, which ends a flare unless that morning is still above the usual
    pain. Entries after `until` are not read.

    `start` is a day with its course, to go on from; the days after it are returned, and no entry
    before it is needed.
    """
    if start is None:
        known = {day for day in (*mornings, *said, *sessions) if day <= until}
        day = min(known, default=until)
        course = Course(state=FlareState.NORMAL, baseline=usual)
    else:
        day, course = start[0] + DAY, start[1]
    found = {}
    while day <= until:
        course = _next(course, day, mornings=mornings, said=said, sessions=sessions, usual=usual)
        if (
            day in settled
            and course.state == FlareState.FLARE
            and is_settled(mornings.get(day), course.baseline)
        ):
            course = _enters(course, FlareState.RAMP1, day)
        found[day] = course
        day += DAY
    return found


def _next(
    course: Course,
    day: date,
    *,
    mornings: Mapping[date, int],
    said: Set[date],
    sessions: Mapping[date, int],
    usual: Decimal | None,
) -> Course:
    morning = mornings.get(day)
    yesterday = mornings.get(day - DAY)
    if course.state == FlareState.NORMAL:
        course = replace(course, baseline=_usual(course, day, usual))
        # Two high mornings are compared with the usual pain before both of them.
        ahead = _usual(course, day - DAY, usual)
    else:
        ahead = course.baseline
    running = _is_above(_rise(morning, yesterday), ahead, CUT_OFFS.flare_twice_above)
    high = _is_above(morning, course.baseline, CUT_OFFS.flare_above)
    if running and ahead is not None and course.baseline is not None:
        # Keep the lower baseline: more pain must not make itself usual.
        course = replace(course, baseline=min(ahead, course.baseline))
    if day in said or (course.state != FlareState.FLARE and (high or running)):
        return _flares(course, day)
    if course.state == FlareState.NORMAL:
        return _with_morning(course, day, morning)
    if course.state == FlareState.FLARE:
        calm = all(
            pain is not None and is_settled(pain, course.baseline) for pain in (morning, yesterday)
        )
        rested = course.entered is not None and day - course.entered >= SETTLED_AFTER
        return _enters(course, FlareState.RAMP1, day) if calm and rested else course
    return _after_ramp_session(course, day, morning=morning, pain=sessions.get(day - DAY))


def makes_flare_if_repeated(course: Course, morning: int) -> bool:
    """Return whether a second morning like this one, tomorrow, would start a flare-up (D7)."""
    return _is_above(morning, course.baseline, CUT_OFFS.flare_twice_above)


def _is_above(morning: int | None, usual: Decimal | None, points: int) -> bool:
    """Return whether a morning is so many points above the usual; never if either isn't known."""
    return morning is not None and usual is not None and morning >= usual + points


def _usual(course: Course, day: date, usual: Decimal | None) -> Decimal | None:
    return baseline([pain for on, pain in course.usual_mornings if on < day], usual=usual)


def _rise(morning: int | None, yesterday: int | None) -> int:
    """Return the lower pain of two consecutive mornings; -1 if one is missing."""
    return -1 if morning is None or yesterday is None else min(morning, yesterday)


def _after_ramp_session(
    course: Course, day: date, *, morning: int | None, pain: int | None
) -> Course:
    """Step forward after a green session that settled, and back into the flare after any other.

    Without the next morning's entry, a green session changes nothing: the step is repeated.
    """
    if pain is None:
        return course
    if zone(pain, course.baseline) != Zone.GREEN or not is_settled(morning, course.baseline):
        return _flares(course, day)
    if morning is None:
        return course
    if course.state == FlareState.RAMP1:
        return _enters(course, FlareState.RAMP2, day)
    back = _enters(course, FlareState.NORMAL, day)
    return _with_morning(replace(back, began=None), day, morning)


def _flares(course: Course, day: date) -> Course:
    if course.state == FlareState.NORMAL:
        # A morning of the flare's own rise isn't usual pain either.
        calm = tuple(
            (on, pain)
            for on, pain in course.usual_mornings
            if on < day - DAY or not _is_above(pain, course.baseline, CUT_OFFS.flare_twice_above)
        )
        recent = tuple(each for each in course.starts if day - each <= MANY_FLARES_WITHIN)
        course = replace(course, began=day, starts=(*recent, day), usual_mornings=calm)
    return _enters(course, FlareState.FLARE, day)


def _enters(course: Course, state: FlareState, day: date) -> Course:
    ended = day if state == FlareState.RAMP1 else course.ended
    return replace(course, state=state, entered=day, ended=ended)


def _with_morning(course: Course, day: date, morning: int | None) -> Course:
    if morning is None:
        return course
    return replace(course, usual_mornings=(*course.usual_mornings, (day, morning))[-30:])


def advice(course: Course, today: date) -> Advice | None:
    """Return why a professional is advised (D7); None if none is."""
    lasted = timedelta(0) if course.began is None else today - course.began
    recent = [day for day in course.starts if today - day <= MANY_FLARES_WITHIN]
    holds = (
        (Advice.NO_BETTER, lasted >= NO_BETTER),
        (Advice.LONG_FLARE, course.state == FlareState.FLARE and lasted > LONG_FLARE),
        (Advice.THIRD_FLARE, len(recent) >= MANY_FLARES),
    )
    return next((why for why, does in holds if does), None)
