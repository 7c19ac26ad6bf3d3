"""Making a plan."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import KG_PER_LB, Caution, Equipment, LoadNeed, Pattern, Phase
from routines.actions.schedule import one_at_a_time, replan
from routines.actions.units import length_unit_of, unit_for, unit_of
from routines.facts.back_state import BackFacts, all_back_facts, back_facts
from routines.facts.clearance import Care, care_for, lock_on
from routines.facts.next_targets import sessions_since_progress, strength_of
from routines.facts.unlocks import is_open
from routines.models import Plan, PlannedSession, Prescription, Session, SetLog
from routines.planning import deload, levels
from routines.planning.effort import MUCH_PAIN
from routines.planning.loads import Unit
from routines.planning.programmes import (
    Choice,
    LeftOut,
    Level,
    Movement,
    Place,
    ProgrammeDay,
    allowed_level,
    fill_day,
)
from routines.planning.screening import CAREFUL_RIR

DUMBBELL_STEP_LB = Decimal("2.5")
LEVEL_AGAIN = timedelta(days=14)
LIGHTER_AGAIN = timedelta(days=14)  # signs are not read again so soon after an answer


def set_up_plan(*, user: User, today: date, sessions_per_week: int, **choices: Any) -> Plan:
    """A plan as it was asked for; somebody new, back after a long break, or with much pain begins
    with two sessions a week and is offered the third after two weeks (brief.md C2 S4)."""
    two = begins_with_two(user, today) or (user.usual_pain or 0) >= MUCH_PAIN
    plan = make_plan(
        user=user,
        today=today,
        sessions_per_week=2 if two else sessions_per_week,
        **choices,
    )
    if plan.sessions_per_week < sessions_per_week:
        plan.wants_three = True
        plan.save(update_fields=["wants_three"])
    return plan


def begins_with_two(user: User, today: date) -> bool:
    """Whether the first two weeks lie ahead, or again after 57 days off (brief.md C4)."""
    done = Session.objects.of(user).done()
    two_weeks_ago = today - timedelta(days=14)
    return not done.between(today - timedelta(days=56), two_weeks_ago).exists()


@transaction.atomic
def answer_offer(*, plan: Plan, offer: str, wanted: bool, today: date) -> Plan:
    """Does what was said to one of `offers`, by its name there. Changes nothing where it isn't
    offered any more, or while strength training is closed."""
    one_at_a_time(plan.user)
    facts = back_facts(plan.user, today)
    if lock_on(plan.user, today) or not offers(plan, facts)[offer]:
        return plan
    answers = {
        "third": answer_third_session,
        "lighter": answer_lighter_week,
        "level": answer_level,
    }
    return answers[offer](plan=plan, wanted=wanted, today=today)


@transaction.atomic
def answer_third_session(*, plan: Plan, wanted: bool, today: date) -> Plan:
    """Adds the third session a week, or doesn't; either way it isn't offered again."""
    plan.wants_three = False
    plan.sessions_per_week = 3 if wanted else plan.sessions_per_week
    plan.save(update_fields=["wants_three", "sessions_per_week"])
    replan(user=plan.user, today=today)
    return plan


def answer_lighter_week(*, plan: Plan, wanted: bool, today: date) -> Plan:
    """Makes the coming seven days lighter, or skips it; it is offered again in six weeks."""
    plan.lighter_asked_on = today
    plan.lighter_from = today if wanted else plan.lighter_from
    plan.save(update_fields=["lighter_asked_on", "lighter_from"])
    return plan


@transaction.atomic
def answer_level(*, plan: Plan, wanted: bool, today: date) -> Plan:
    """Makes the plan of the level above with the same days and equipment, or asks again in two
    weeks. Said twice, it moves up once."""
    one_at_a_time(plan.user)
    plan.refresh_from_db(fields=["ended_on"])
    if plan.ended_on:
        return plan
    above = levels.ABOVE.get(Level(plan.level))
    if not wanted or above is None:
        plan.level_asked_on = today
        plan.save(update_fields=["level_asked_on"])
        return plan
    moved = make_plan(
        user=plan.user,
        level=above,
        sessions_per_week=plan.sessions_per_week,
        weekdays=plan.weekdays,
        equipment=plan.equipment,
        weights=plan.weights,
        today=today,
    )
    kept = ("wants_three", "lighter_from", "lighter_asked_on")
    for name in kept:
        setattr(moved, name, getattr(plan, name))
    moved.save(update_fields=kept)
    return moved


def offers(plan: Plan, facts: BackFacts) -> dict[str, Any]:
    """What there is to ask the person on Today, one thing at most: `level` is the level above,
    `signs` why a lighter week may be good before its time (brief.md C2 S4, C6, C7). Nothing on
    the way back from a flare. One query more where the mornings allow the level above, and eight
    where one sign of two holds for a lighter week."""
    found: dict[str, Any] = {"third": False, "lighter": False, "signs": (), "level": None}
    if facts.in_flare or facts.is_ramping:
        return found
    today = facts.today
    is_calm = facts.course.baseline < MUCH_PAIN
    if plan.wants_three and is_calm and today - plan.started_on >= timedelta(days=14):
        return found | {"third": True}
    if lighter := _lighter_week(plan, facts):
        return found | {"lighter": True, "signs": lighter.signs}
    asked = plan.level_asked_on
    if asked is None or today - asked >= LEVEL_AGAIN:
        found["level"] = _level_above(plan, facts)
    return found


def _lighter_week(plan: Plan, facts: BackFacts) -> deload.Offer | None:
    since = plan.lighter_asked_on or plan.started_on
    asked = facts.today - since < LIGHTER_AGAIN
    signs = deload.Signs() if asked else facts.signs()
    if len(deload.signs_of(signs)) == deload.SIGNS_NEEDED - 1:
        whole = all_back_facts(plan.user, facts.today)
        stalled = sessions_since_progress(plan, strength_of(plan), whole)
        signs = replace(signs, without_progress=stalled)
    weeks = plan.user.lighter_every
    return deload.offer(today=facts.today, since=since, signs=signs, every_weeks=weeks)


def _level_above(plan: Plan, facts: BackFacts) -> Level | None:
    level = Level(plan.level)
    sessions = sum(day >= plan.started_on for day in facts.sessions)
    mean_pain = facts.mean_pain(plan.started_on, facts.today)
    usual = facts.course.baseline
    if sessions < levels.SESSIONS or mean_pain is None or mean_pain > usual:
        return None
    found = levels.moving_up(
        level, sessions=sessions, mean_pain=mean_pain, usual_pain=usual, at_top=_at_top(plan)
    )
    return found.to if found.is_ready else None


def _at_top(plan: Plan) -> list[bool]:
    """For each exercise done with this plan: whether the last session reached the top of its range
    in every set. One query."""
    logs = (
        SetLog.objects.of(plan.user)
        .standing()
        .filter(item__session__in=Session.objects.of(plan.user).done().filter(plan=plan))
        .order_by("item__session__local_date")
        .values_list("item__exercise", "item", "amount", "item__hi")
    )
    last: dict[str, tuple[UUID, list[bool]]] = {}
    for slug, item, amount, top in logs:
        if slug not in last or last[slug][0] != item:
            last[slug] = (item, [])
        last[slug][1].append(amount >= top)
    return [all(reached) for _item, reached in last.values()]


@transaction.atomic
def make_plan(  # noqa: PLR0913 — all that a plan is made from
    *,
    user: User,
    level: str,
    sessions_per_week: int,
    weekdays: Iterable[int],
    equipment: Iterable[str],
    today: date,
    weights: dict[str, Any] | None = None,
) -> Plan:
    """An open-ended plan from the starter programmes; the plan before it ends, and stays."""
    one_at_a_time(user)
    Plan.objects.of(user).current().update(ended_on=today)
    plan = Plan.objects.create(
        user=user,
        level=level,
        sessions_per_week=sessions_per_week,
        weekdays=sorted(weekdays),
        equipment=sorted(equipment),
        weights=weights or {},
        started_on=today,
    )
    _prescribe(plan, care_for(user))
    PlannedSession.objects.of(user).filter(day__gte=today).delete()
    replan(user=user, today=today)
    return plan


def remake_prescriptions(*, user: User) -> None:
    """Chooses the current plan's exercises anew, with the person's cautions as they are now. The
    log keeps what it has; swaps that were kept by hand fall away with the old choice."""
    plan = Plan.objects.of(user).current().select_related("user").first()
    if plan:
        Prescription.objects.filter(plan=plan).delete()
        _prescribe(plan, care_for(user))


def _prescribe(plan: Plan, care: Care) -> None:
    library = _library()
    for day in ProgrammeDay:
        choices = _choices(plan, day, library, care)
        places = [each for each in choices if isinstance(each, Place)]
        Prescription.objects.bulk_create(
            _prescription(plan, day, position, place, library[place.slug], care)
            for position, place in enumerate(places, start=1)
        )


def left_out(plan: Plan, care: Care) -> list[tuple[Exercise, LeftOut]]:
    """The exercises that the plan is without, each with the equipment it lacks or the cautions
    that speak against it."""
    columns = ("name", "phase", "tier", "pattern", "equipment", "caution", "easier", "harder")
    library = _library(*columns)
    found = {
        choice.slug: choice
        for day in ProgrammeDay
        for choice in _choices(plan, day, library, care)
        if isinstance(choice, LeftOut) and (choice.missing or choice.cautions)
    }
    return [(library[slug], choice) for slug, choice in found.items()]


def begins_at_foundation(plan: Plan, care: Care) -> bool:
    """Whether a caution puts the plan below the level that was chosen."""
    return allowed_level(Level(plan.level), care.cautions) != plan.level


def _library(*columns: str) -> dict[str, Exercise]:
    """Every current exercise by slug, in the library's order; with these columns, or all."""
    exercises = Exercise.objects.current()
    return {each.slug: each for each in (exercises.only(*columns) if columns else exercises)}


def _choices(
    plan: Plan, day: ProgrammeDay, library: dict[str, Exercise], care: Care
) -> tuple[Choice, ...]:
    return fill_day(
        Level(plan.level),
        day,
        at_hand=frozenset(Equipment(word) for word in plan.equipment),
        library={slug: _movement(exercise) for slug, exercise in library.items()},
        cautions=care.cautions,
    )


def _movement(exercise: Exercise) -> Movement:
    return Movement(
        slug=exercise.slug,
        phase=Phase(exercise.phase),
        tier=exercise.tier,
        pattern=Pattern(exercise.pattern),
        equipment=frozenset(Equipment(word) for word in exercise.equipment),
        cautions=frozenset(Caution(word) for word in exercise.caution),
        easier=exercise.easier_id,
        harder=exercise.harder_id,
    )


def _prescription(
    plan: Plan,
    day: ProgrammeDay,
    position: int,
    place: Place,
    exercise: Exercise,
    care: Care,
) -> Prescription:
    unit = unit_for(exercise, plan)
    values = prescribed_for(exercise, plan.user, careful=care.careful, unit=unit)
    return Prescription(
        user=plan.user,
        plan=plan,
        programme_day=day,
        position=position,
        exercise=exercise,
        instead_of_id=place.instead_of,
        phase=place.phase,
        **values | {"sets": place.sets or values["sets"]},
    )


def prescribed_for(
    exercise: Exercise, user: User, *, careful: bool, unit: Unit | None = None
) -> dict[str, Any]:
    """The library's dose at its lower end as the columns of `Prescribed`: a first session should
    feel easy (brief.md D6). Without the exercise, its phase and its position. `careful` leaves
    more repetitions in reserve; the weight is in `unit`, or else in the person's."""
    dose = exercise.dose
    least, most = CAREFUL_RIR if careful else (0, 0)
    unit = unit or Unit(user.own_units.get(exercise.slug, unit_of(user)))
    return {
        "measure": dose.measure,
        "sets": dose.sets.lo,
        "lo": dose.target.lo,
        "hi": dose.target.hi,
        "aim": dose.target.lo,
        "per_side": dose.per_side,
        "sides": exercise.sides,
        "hold_s": dose.hold_s or 0,
        "length_unit": length_unit_of(user),
        "height_cm": Decimal(dose.step_height_cm.lo if dose.step_height_cm else 0),
        "band": int(exercise.load == LoadNeed.REQUIRED and Equipment.BAND in exercise.equipment),
        "rest_s": dose.rest_s,
        "tempo": dose.tempo or "",
        "rir_lo": max(dose.rir.lo, least) if dose.rir else None,
        "rir_hi": max(dose.rir.hi, most) if dose.rir else None,
        "takes_load": exercise.load != LoadNeed.NONE,
        "load": _start_load(exercise, unit),
        "load_unit": unit.value,
    }


@transaction.atomic
def keep_swaps(
    *, plan: Plan, programme_day: str, swaps: Iterable[tuple[str, Exercise]], today: date
) -> list[Prescription]:
    """Puts exercises into the plan's day in place of others, named by their slugs, with as many
    sets. Leaves out what the plan's equipment doesn't allow, what stands in the day already, and
    what is locked. Returns what was exchanged."""
    one_at_a_time(plan.user)
    day = Prescription.objects.filter(plan=plan, programme_day=programme_day)
    careful = care_for(plan.user).careful
    prescribed = {each.exercise_id: each for each in day}
    exchanged = []
    for slug, exercise in swaps:
        found = prescribed.get(slug)
        possible = set(exercise.equipment) <= set(plan.equipment)
        if found is None or not possible or exercise.slug in prescribed:
            continue
        if not is_open(plan.user, exercise, today):
            continue
        unit = unit_for(exercise, plan)
        values = prescribed_for(exercise, plan.user, careful=careful, unit=unit)
        values["sets"] = found.sets
        for name, value in values.items():
            setattr(found, name, value)
        found.exercise = exercise
        found.save()
        prescribed[exercise.slug] = prescribed.pop(slug)
        exchanged.append(found)
    return exchanged


def _start_load(exercise: Exercise, unit: Unit) -> Decimal | None:
    """The light end of a beginner's range where weight is needed, in `unit`; pounds are rounded
    down to a step that dumbbells come in (brief.md D5)."""
    start = exercise.dose.start_load_kg
    if exercise.load != LoadNeed.REQUIRED or start is None:
        return None
    if unit == Unit.KG:
        return start.lo
    steps = (start.lo / KG_PER_LB / DUMBBELL_STEP_LB).to_integral_value(ROUND_DOWN)
    return steps * DUMBBELL_STEP_LB
