"""How long the sessions of a plan take: rows → values for `planning.duration`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from exercises.vocabulary import Measure, Phase
from routines.facts.back_state import BackState
from routines.facts.easing import ease_for
from routines.models import Plan, PlannedSession, Prescription, SessionItem
from routines.planning.duration import Length, Work, length
from routines.planning.easing import Ease, eased_sets
from routines.planning.programmes import ProgrammeDay

ASKED = ("phase", "measure", "sets", "aim", "per_side", "tempo", "hold_s", "pause_s", "rest_s")


def lengths(
    plan: Plan,
    back: BackState,
    days: Collection[str] = tuple(ProgrammeDay),
    *,
    ease: Ease | None = None,
    prescriptions: Iterable[Prescription] | None = None,
) -> dict[str, Length]:
    """Return how long the sessions of these programme days take, by day. At most two queries.

    If all `prescriptions` of these days have been read, with their exercises, one query less.

    Each exercise counts with the figures of the last session of its day that wasn't eased, if that
    was within half a year, or else with its prescription; `ease` reduces the sets. The real targets
    need more of the log than Today reads; from one session to the next they change the minutes
    little.
    """
    last = _last_asked(plan, back, days)
    works: dict[str, list[Work]] = {day: [] for day in days}
    columns = ("programme_day", "exercise_id", "exercise__dose_data", *ASKED)
    rows: Iterable[dict[str, Any]]
    if prescriptions is None:
        rows = plan.prescriptions.filter(programme_day__in=days).values(*columns)
    else:
        read = attrgetter(*(name.replace("__", ".") for name in columns))
        rows = [dict(zip(columns, read(each), strict=True)) for each in prescriptions]
    for row in rows:
        day = row["programme_day"]
        works[day].append(_work(row | last.get((day, row["exercise_id"]), {}), ease))
    return {day: length(each) for day, each in works.items()}


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
    """Return the figures of the last session of each day that wasn't eased, by day and exercise."""
    whole = [each for each in back.done if each.plan == plan.pk and not each.eased]
    last = {each.programme_day: each.pk for each in whole if each.programme_day in days}
    if not last:
        return {}
    # By the sessions alone: with the person named as well, SQLite reads ten years of theirs.
    items = SessionItem.objects.filter(session__in=last.values(), phase=Phase.STRENGTH)
    day_of = {pk: day for day, pk in last.items()}
    return {
        (day_of[item.pop("session_id")], item.pop("exercise_id")): item
        for item in items.values("session_id", "exercise_id", *ASKED)
    }


def _work(row: Mapping[str, Any], ease: Ease | None) -> Work:
    phase, sets = Phase(row["phase"]), row["sets"]
    return Work(
        phase=phase,
        measure=Measure(row["measure"]),
        sets=eased_sets(sets, ease) if ease and phase == Phase.STRENGTH else sets,
        amount=row["aim"],
        per_side=row["per_side"],
        tempo=row["tempo"],
        hold_s=row["hold_s"],
        pause_s=row["pause_s"],
        rest_s=row["rest_s"],
        set_s=row["exercise__dose_data"].get("est_seconds"),
    )
