"""How long the sessions of a plan take: rows → values for `planning.duration`."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import UUIDField

from backhealth.prepared import Given, Prepared
from exercises.models import Exercise
from exercises.vocabulary import Measure, Pattern, Phase
from routines.facts.back_state import BackState
from routines.facts.doses import ExerciseDose
from routines.facts.easing import ease_for
from routines.models import Plan, PlannedSession, Prescription, SessionItem
from routines.planning.dose import Dose
from routines.planning.duration import Length, Work, length, seconds_of, with_shared_rests
from routines.planning.easing import Ease, eased_sets
from routines.planning.time_budget import Asked, sets_in_time

ASKED = ("phase", "measure", "sets", "aim", "per_side", "tempo", "hold_s", "pause_s", "rest_s")
PRESCRIBED = (
    *("programme_day", "exercise_id", "exercise__dose_data", "exercise__pattern", "superset"),
    *ASKED,
)
LAST_TIME = ("session_id", "exercise_id", *ASKED)

_PRESCRIBED = Prepared(
    lambda: Prescription.objects.filter(routine=Given("routine", UUIDField())).values_list(
        *PRESCRIBED
    ),
    shared=[Exercise],
)
# By the sessions alone: with the person named as well, SQLite reads ten years of theirs.
_LAST_TIME = Prepared(
    lambda: SessionItem.objects.filter(
        session__in=Given("sessions", UUIDField()), phase=Phase.STRENGTH
    ).values_list(*LAST_TIME)
)


def lengths(
    plan: Plan,
    back: BackState,
    days: Collection[str] = (),
    *,
    ease: Ease | None = None,
    prescriptions: Iterable[Prescription] | None = None,
) -> dict[str, Length]:
    """Return how long the sessions of these days take, by day; of all days that have an exercise
    if none is named. At most two queries.

    If all `prescriptions` of the plan have been read, with their exercises, one query less.

    Each exercise counts with the figures of the last session of its day that was whole, if that
    was within half a year, or else with its prescription; `ease` reduces the sets. The real targets
    need more of the log than Today reads; from one session to the next they change the minutes
    little.
    """
    last = _last_asked(plan, back, days)
    works: dict[str, list[tuple[Pattern, Work]]] = {}
    rows: Iterable[tuple[Any, ...]]
    if prescriptions is None:
        rows = _PRESCRIBED(routine=plan.routine_id)
    else:
        read = attrgetter(*(name.replace("__", ".") for name in PRESCRIBED))
        rows = map(read, prescriptions)
    week = Counter[Pattern]()
    for values in rows:
        row = dict(zip(PRESCRIBED, values, strict=True))
        day, pattern = row["programme_day"], Pattern(row["exercise__pattern"])
        row |= last.get((day, row["exercise_id"]), {})
        week[pattern] += _sets(row, ease)
        if not days or day in days:
            works.setdefault(day, []).append((pattern, _work(row, ease)))
    return {day: length(_works_in_time(works.get(day, []), week)) for day in days or sorted(works)}


def _works_in_time(
    works: Sequence[tuple[Pattern, Work]], week: Mapping[Pattern, int]
) -> list[Work]:
    """Return the exercises of a session with the sets for which there is time."""
    around = [work for _pattern, work in works if work.phase != Phase.STRENGTH]
    strength = [(pattern, work) for pattern, work in works if work.phase == Phase.STRENGTH]
    shared = with_shared_rests([work for _pattern, work in strength])
    asked = [
        Asked(work=work, pattern=pattern)
        for (pattern, _work), work in zip(strength, shared, strict=True)
    ]
    sets = sets_in_time(asked, around_s=sum(map(seconds_of, around)), week=week)
    return [
        *around,
        *(
            replace(work, sets=count)
            for (_pattern, work), count in zip(strength, sets, strict=True)
        ),
    ]


def length_on(plan: Plan, on: date, back: BackState) -> Length | None:
    """Return how long the session planned for a day takes, eased; None without one.

    Five queries, one if nothing is planned.
    """
    planned = PlannedSession.objects.of(plan.user).filter(day=on).first()
    if planned is None:
        return None
    day = planned.programme_day
    return lengths(plan, back, [day], ease=ease_for(plan, back))[day]


def _last_asked(
    plan: Plan, back: BackState, days: Collection[str]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the figures of the last whole session of each day, by day and exercise."""
    mine = [each for each in back.done if each.plan == plan.pk]
    whole = [each for each in mine if not each.eased and not each.short]
    last = {each.programme_day: each.pk for each in whole if not days or each.programme_day in days}
    if not last:
        return {}
    day_of = {pk: day for day, pk in last.items()}
    return {
        (day_of[session], exercise): dict(zip(ASKED, asked, strict=True))
        for session, exercise, *asked in _LAST_TIME(sessions=list(day_of))
    }


def length_of(items: Iterable[SessionItem]) -> Length:
    """Return how long the exercises of a session take as it asks for them.

    No query, if the items were read with their exercises.
    """
    return length(
        _work_of(item, item.exercise, item.superset) for item in items if item.swapped_at is None
    )


def seconds_asked(each: ExerciseDose) -> int:
    """Return how many seconds an exercise takes at its dose."""
    return seconds_of(_work_of_dose(each))


def in_time(exercises: Sequence[ExerciseDose], week: Iterable[ExerciseDose]) -> list[ExerciseDose]:
    """Return the exercises of a session, with fewer sets where it would take too long.

    `week`: the strength exercises of the plan's days at their targets.
    """
    strength = [(each, _work_of_dose(each)) for each in exercises if each.dose.is_strength]
    around_s = sum(seconds_asked(each) for each in exercises if not each.dose.is_strength)
    counted = _by_pattern((each, each.dose.sets) for each in week)
    sets = _sets_in_time(strength, around_s=around_s, week=counted)
    fewer = {each.position: count for (each, _work), count in zip(strength, sets, strict=True)}
    return [with_sets(each, fewer.get(each.position, each.dose.sets)) for each in exercises]


def most_sets(week: Sequence[ExerciseDose]) -> dict[str, int]:
    """Return for how many sets of each strength exercise of a plan its sessions have time, by slug.

    With every set at the top of the library's range, and the fewest of the days that have it.
    """
    tops = [(each, _at_its_top(each)) for each in week]
    counted = _by_pattern((each, work.sets) for each, work in tops)
    found: dict[str, int] = {}
    for day in dict.fromkeys(each.programme_day for each in week):
        of_day = [(each, work) for each, work in tops if each.programme_day == day]
        sets = _sets_in_time(of_day, around_s=0, week=counted)
        for (each, _work), count in zip(of_day, sets, strict=True):
            found[each.slug] = min(count, found.get(each.slug, count))
    return found


def _at_its_top(each: ExerciseDose) -> Work:
    library = each.exercise.dose
    sets = max(each.dose.sets, library.sets.hi)
    return replace(_work_of_dose(each), sets=sets, amount=int(library.target.hi))


def _by_pattern(sets: Iterable[tuple[ExerciseDose, int]]) -> Counter[Pattern]:
    counted = Counter[Pattern]()
    for each, count in sets:
        counted[Pattern(each.exercise.pattern)] += count
    return counted


def _sets_in_time(
    strength: Sequence[tuple[ExerciseDose, Work]], *, around_s: int, week: Mapping[Pattern, int]
) -> list[int]:
    """Return for how many sets of each exercise of a session there is time, in order."""
    works = with_shared_rests([work for _each, work in strength])
    asked = [
        Asked(work=work, pattern=Pattern(each.exercise.pattern), chosen=each.own_sets)
        for (each, _work), work in zip(strength, works, strict=True)
    ]
    return sets_in_time(asked, around_s=around_s, week=week)


def with_sets(each: ExerciseDose, sets: int) -> ExerciseDose:
    """Return an exercise with this many sets; what is missing is left out for want of time."""
    if sets == each.dose.sets:
        return each
    out = each.out_of_time + each.dose.sets - sets
    return replace(each, dose=replace(each.dose, sets=sets), out_of_time=out)


def _work_of_dose(each: ExerciseDose) -> Work:
    return _work_of(each.dose, each.exercise, each.superset)


def _work_of(asked: Dose | SessionItem, exercise: Exercise, superset: int) -> Work:
    return Work(
        phase=Phase(asked.phase),
        measure=Measure(asked.measure),
        sets=asked.sets,
        amount=asked.aim,
        per_side=asked.per_side,
        tempo=asked.tempo,
        hold_s=asked.hold_s,
        pause_s=asked.pause_s,
        rest_s=asked.rest_s,
        set_s=exercise.dose_data.get("est_seconds"),
        superset=superset,
    )


def _sets(row: Mapping[str, Any], ease: Ease | None) -> int:
    sets: int = row["sets"]
    return eased_sets(sets, ease) if ease and row["phase"] == Phase.STRENGTH else sets


def _work(row: Mapping[str, Any], ease: Ease | None) -> Work:
    return Work(
        phase=Phase(row["phase"]),
        measure=Measure(row["measure"]),
        sets=_sets(row, ease),
        amount=row["aim"],
        per_side=row["per_side"],
        tempo=row["tempo"],
        hold_s=row["hold_s"],
        pause_s=row["pause_s"],
        rest_s=row["rest_s"],
        set_s=row["exercise__dose_data"].get("est_seconds"),
        superset=row["superset"],
    )
