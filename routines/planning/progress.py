"""The targets after everything that was done: a fold over the history, session by session.

All exercises of a plan are taken together, because some limits count exercises: three that progress
in a session, two a week that get another set (brief.md D4, D5).

The fold can stop after any day and go on later: `begin`, `advance` as often as there is more, then
`targets`. Its `State` is small however long the history is, because no rule looks back at more than
a few sessions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from routines.planning.cut_offs import CUT_OFFS, Zone, zone
from routines.planning.deload import Standstill
from routines.planning.flare import FlareState
from routines.planning.loads import is_under
from routines.planning.one_exercise import (
    Counts,
    ExerciseHistory,
    OtherUnit,
    Person,
    Progress,
    after_flare,
    asked_for,
    is_offered_again,
    judged,
    offered_again,
)
from routines.planning.performance import GoesOn, Performance
from routines.planning.progression import GOOD_IN_A_ROW_IF_ASSUMED, is_calm
from routines.planning.steps_up import Code
from routines.planning.units import in_unit, scope_in

__all__ = [
    "ExerciseHistory",
    "ExerciseState",
    "OtherUnit",
    "Person",
    "Progress",
    "State",
    "advance",
    "begin",
    "progress_of_all",
    "remembered",
    "targets",
    "week_of",
]

# The last sessions that a rule may look at together, the one to be judged apart.
LOOK_BACK = max(GOOD_IN_A_ROW_IF_ASSUMED, CUT_OFFS.ambers_in_a_row) - 1


@dataclass(frozen=True, kw_only=True)
class ExerciseState:
    """One exercise after some sessions.

    `remembered` are those performances that a rule may still look back at, oldest first.
    `standstill` counts the sessions since it last went better.
    """

    progress: Progress
    remembered: tuple[Performance, ...] = ()
    standstill: Standstill = field(default_factory=Standstill)


@dataclass(frozen=True, kw_only=True)
class State:
    """All exercises after some sessions, by slug, in the order in which they are judged.

    `started_on` is the plan's first day, or that of an earlier session. `week` is the week of the
    last day, counted from there, and `sets_added` the sets added in it. `last_trouble` is the last
    day on which anything hurt, the back didn't settle, or a flare-up wasn't over.
    """

    exercises: Mapping[str, ExerciseState]
    started_on: date
    week: int = 0
    sets_added: int = 0
    last_trouble: date = date.min


def begin(exercises: Mapping[str, ExerciseHistory], *, person: Person) -> State:
    """Return the state before the first session."""
    return State(
        exercises={
            slug: ExerciseState(progress=Progress(target=each.prescribed, unit=each.prescribed_in))
            for slug, each in exercises.items()
        },
        started_on=person.started_on,
    )


def advance(state: State, exercises: Mapping[str, ExerciseHistory], *, person: Person) -> State:
    """Return the state after more days; the histories hold only what was done on them.

    The days must be whole, and later than all before: a limit counts what progresses on a day.
    Raises ValueError for a history that isn't oldest first.
    """
    days = sorted({done.day for each in exercises.values() for done in each.history})
    found = dict(state.exercises)
    places = {slug: _by_day(each.history) for slug, each in exercises.items()}
    started_on = min([state.started_on, *days[:1]])
    counts = Counts(week=state.week, sets_added=state.sets_added, last_trouble=state.last_trouble)
    for day in days:
        counts.turn_to(week_of(day, started_on))
        for slug, exercise in exercises.items():
            for done in places[slug].get(day, []):
                found[slug] = _after(found[slug], exercise, done, person, counts)
        today = [done for place in places.values() for done in place.get(day, [])]
        if any(_is_trouble(done, person) for done in today):
            counts.last_trouble = day
    return State(
        exercises=found,
        started_on=started_on,
        week=counts.week,
        sets_added=counts.sets_added,
        last_trouble=counts.last_trouble,
    )


def _is_trouble(done: Performance, person: Person) -> bool:
    return done.state != FlareState.NORMAL or not is_calm(done, person.usual)


def targets(
    state: State,
    exercises: Mapping[str, ExerciseHistory],
    *,
    now: FlareState | None = None,
    today: date | None = None,
) -> dict[str, Progress]:
    """Return the progress of every exercise by slug, with its target for a session `today`.

    `now` is the state of flare then. None: as in the last session, on its day.
    """
    return {
        slug: _for_now(state, slug, exercise, now=now, today=today)
        for slug, exercise in exercises.items()
    }


def progress_of_all(
    exercises: Mapping[str, ExerciseHistory],
    *,
    person: Person,
    state: FlareState | None = None,
    today: date | None = None,
) -> dict[str, Progress]:
    """Return the progress of every exercise by slug, from its whole history.

    Within a session they are judged in the order given. `state` and `today` are those of the next
    session. Raises ValueError for a history that isn't oldest first.
    """
    after = advance(begin(exercises, person=person), exercises, person=person)
    return targets(after, exercises, now=state, today=today)


def week_of(day: date, first: date) -> int:
    """Return the week of a day, counted from 1 in the week that begins on the `first` day."""
    return (day - first).days // 7 + 1


def remembered(history: Sequence[Performance]) -> tuple[Performance, ...]:
    """Return the performances of a history that the rules for a later session may look at.

    These are the last sessions, however many may decide together, the last one with a set in it,
    and the last one that hurt much, both by the session's pain and by the exercise's own.
    """
    kept = {len(history) - number for number in range(1, LOOK_BACK + 1) if number <= len(history)}
    since = history[-1].day - timedelta(days=CUT_OFFS.red_again_days) if history else date.min
    last_ones: tuple[Callable[[Performance], bool], ...] = (
        lambda done: bool(done.sets),
        lambda done: done.day >= since and zone(done.pain, done.baseline) == Zone.RED,
        lambda done: done.day >= since and zone(done.pain_named, done.baseline) == Zone.RED,
    )
    for matches in last_ones:
        kept |= set(
            next(([at] for at in reversed(range(len(history))) if matches(history[at])), [])
        )
    return tuple(history[at] for at in sorted(kept))


def _by_day(history: Sequence[Performance]) -> dict[date, list[Performance]]:
    """Return the performances of each day; a day may hold two sessions."""
    found: dict[date, list[Performance]] = {}
    for done in history:
        if found and done.day < next(reversed(found)):
            raise ValueError("history must stand oldest first")
        found.setdefault(done.day, []).append(done)
    return found


def _after(
    state: ExerciseState,
    exercise: ExerciseHistory,
    done: Performance,
    person: Person,
    counts: Counts,
) -> ExerciseState:
    history = (*state.remembered, done)
    before = in_unit(state.progress, exercise.scope, done.unit)
    scope = scope_in(exercise.scope, done.unit)
    if scope is not exercise.scope:
        exercise = replace(exercise, scope=scope)
    asked = asked_for(before, exercise, history, person=person, last_trouble=counts.last_trouble)
    progress = judged(asked, exercise, history, person, counts)
    # An exercise that is not meant to go up can't be at a standstill.
    is_new = progress.last_progress == done.day or progress.goes_on != GoesOn.RULES
    history = (*state.remembered, replace(done, asked_lo=asked.target.lo))
    return ExerciseState(
        progress=progress,
        remembered=remembered(history),
        standstill=Standstill() if is_new else state.standstill.after(done),
    )


def _for_now(
    state: State,
    slug: str,
    exercise: ExerciseHistory,
    *,
    now: FlareState | None,
    today: date | None,
) -> Progress:
    known = state.exercises[slug]
    progress = in_unit(known.progress, exercise.scope, exercise.unit)
    is_normal = now in {None, FlareState.NORMAL}
    if today and is_normal and is_offered_again(progress, state.last_trouble, today):
        return offered_again(progress, exercise)
    if now is None or not known.remembered:
        return progress
    target = after_flare(progress.target, known.remembered[-1].state, now, exercise.scope)
    found = progress.change
    if found is None or not is_under(target.load, progress.target.load):
        return progress
    code = Code.AFTER_FLARE if found.code == Code.SAME else found.code
    found = replace(found, code=code, after=target, after_flare=True)
    return replace(progress, target=target, change=found)
