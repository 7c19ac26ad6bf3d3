"""What is still missing for the next level of a plan: rows → values of `planning.levels`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, Min, OuterRef, QuerySet, Subquery, UUIDField

from backhealth.prepared import Given, Prepared
from exercises.dose import DoseRange, dose_from
from exercises.models import Exercise
from exercises.vocabulary import KG_PER_LB, Phase
from routines.facts.back_state import BackState
from routines.facts.clearance import Care
from routines.models import LoadUnit, Plan, SessionItem, SetLog
from routines.planning.cut_offs import is_settled, read_as, zone
from routines.planning.levels import (
    ABOVE,
    LOOKED_AT,
    RECENTLY,
    Attempt,
    Lacking,
    Mornings,
    MovingUp,
    moving_up,
)
from routines.planning.programmes import PROGRAMMES, Level

DAY = timedelta(days=1)
ASKED = ("session_id", "exercise_id", "exercise__dose_data", "lo", "hi", "sets", "load")
BELOW = "exercise__easier_id"
HARDER = ("load_unit", "hold_s", "pause_s", "height_cm", "band", "form_kept")
COLUMNS = (*ASKED, BELOW, *HARDER, "instead_of_id", "done", "least", "left")


def level_progress(plan: Plan, back: BackState, care: Care) -> MovingUp:
    """Return the level above, and what is still missing for it. One query; none at the highest.

    An exercise counts by its last session of the last four weeks that wasn't eased, and one whose
    easier neighbour was at the top counts as being there.
    """
    if Level(plan.level) not in ABOVE:
        return MovingUp(to=None)
    return _judged(plan, back, care, _attempts(plan, back))


def level_to_offer(plan: Plan, back: BackState, care: Care) -> Level | None:
    """Return the level above if nothing is missing for it. One query, if only the log may miss
    something."""
    missing = set(_judged(plan, back, care, {}).lacking) - {Lacking.TOP}
    if missing or Level(plan.level) not in ABOVE:
        return None
    found = level_progress(plan, back, care)
    return found.to if found.is_ready else None


def _judged(
    plan: Plan, back: BackState, care: Care, attempts: Mapping[str, Sequence[Attempt]]
) -> MovingUp:
    return moving_up(
        Level(plan.level),
        days=(back.today - plan.started_on).days,
        sessions=sum(day >= plan.started_on for day in back.sessions),
        mornings=_mornings(plan, back),
        attempts=attempts,
        is_calm=not back.flared_recently and not plan.is_deload_on(back.today),
        keeps_load=care.load_kept is not None and care.load_kept.holds_on(back.today),
        today=back.today,
    )


def _mornings(plan: Plan, back: BackState) -> Mornings:
    first = plan.started_on
    at_first = back.mean_pain(first, first + RECENTLY - DAY)
    usual = read_as(back.course.baseline)
    return Mornings(
        lately=back.mean_pain(back.today - RECENTLY + DAY, back.today),
        at_first=usual if at_first is None else at_first,
    )


def _attempts(plan: Plan, back: BackState) -> dict[str, list[Attempt]]:
    since = back.today - LOOKED_AT
    whole = [each for each in back.done if each.day > since and each.plan == plan.pk]
    days = {each.pk: each.day for each in whole if not each.eased}
    found: dict[str, list[Attempt]] = {}
    easier: dict[str, str] = {}
    doses: dict[str, DoseRange] = {}
    for row in sorted(_rows(days), key=lambda row: days[row["session_id"]]):
        slug, day = row["exercise_id"], days[row["session_id"]]
        if slug not in doses:
            doses[slug] = dose_from(row["exercise__dose_data"])
        found.setdefault(slug, []).append(_attempt(row, doses[slug], day, plan, back))
        easier[slug] = row[BELOW] or ""
    tops = {slug for slug, each in found.items() if each[-1].at_top}
    for slug, attempts in found.items():
        if easier[slug] in tops:
            attempts[-1] = replace(attempts[-1], at_top=True)
    return found


def _rows(sessions: Mapping[Any, date]) -> list[dict[str, Any]]:
    """Return the exercises that were done in these sessions, with their sets. One query."""
    if not sessions:
        return []
    rows = (dict(zip(COLUMNS, row, strict=True)) for row in _DONE(sessions=list(sessions)))
    return [row for row in rows if row["instead_of_id"] is None]


def _done() -> QuerySet[SessionItem, Any]:
    """Select the exercises that were done in some sessions, with the number of sets, the least
    amount and the least effort left."""
    # By the sessions alone: with `instead_of` named as well, SQLite reads the items of everybody.
    items = SessionItem.objects.filter(
        session__in=Given("sessions", UUIDField()), phase=Phase.STRENGTH, swapped_at=None
    )
    # Each by a query of its own: joined, the sets would be grouped by all columns of their item.
    return (
        items.annotate(
            done=_of_its_sets(Count("number", distinct=True)),
            least=_of_its_sets(Min("amount")),
            left=_of_its_sets(Min("rir")),
        )
        .filter(done__gt=0)
        .order_by()
        .values_list(*COLUMNS)
    )


def _of_its_sets(figure: Aggregate) -> Subquery:
    sets = SetLog.objects.standing().filter(item=OuterRef("pk")).order_by()
    return Subquery(sets.values("item").annotate(figure=figure).values("figure"))


_DONE = Prepared(_done, shared=[Exercise])


def _attempt(
    row: Mapping[str, Any], dose: DoseRange, day: date, plan: Plan, back: BackState
) -> Attempt:
    usual = back.courses[day].baseline
    is_whole = row["done"] >= _sets(plan, row["exercise_id"], dose)
    asks = row["lo"] if _is_beyond(row, dose) else dose.target.hi
    return Attempt(
        day=day,
        at_top=is_whole and row["least"] >= asks,
        is_hard=row["form_kept"] is False or row["least"] < row["lo"] or row["left"] == 0,
        zone=zone(back.sessions[day], usual),
        settled=is_settled(back.mornings.get(day + DAY), usual),
    )


def _sets(plan: Plan, slug: str, dose: DoseRange) -> int:
    """Return how many sets the programme prescribes; of an exercise that isn't in it, the
    library's."""
    days = PROGRAMMES[Level(plan.level)].values()
    return max((sets for day in days for name, sets in day if name == slug), default=dose.sets.lo)


def _is_beyond(row: Mapping[str, Any], dose: DoseRange) -> bool:
    """Return whether more was asked than the library's first form at the top of its range."""
    load = row["load"] or Decimal(0)
    first = dose.start_load_kg.hi if dose.start_load_kg else Decimal(0)
    kg = load * KG_PER_LB if row["load_unit"] == LoadUnit.LB else load
    height = dose.step_height_cm.lo if dose.step_height_cm else 0
    return (
        kg > first
        or row["hold_s"] > (dose.hold_s or 0)
        or row["pause_s"] > 0
        or row["height_cm"] > height
        or row["band"] > 1
        or row["hi"] > dose.target.hi
    )
