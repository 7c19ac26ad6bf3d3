"""Puts routines together and uses them by the app's verbs, as the editor's pages would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from accounts.models import User
from exercises.actions import make_own_exercise
from exercises.models import Exercise
from exercises.own import OWN_ENTRY
from exercises.vocabulary import Phase
from routines import actions
from routines.actions.target_overrides import Chosen
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import NextTarget, next_targets
from routines.models import Plan, Prescription, Routine, SetLog
from tests.lives.record import Switch
from tests.lives.routine import Day, OwnRoutine


def make(user: User, wanted: OwnRoutine, today: date) -> Routine:
    """Change a copy of the routine in use until it is the wanted one."""
    routine = actions.copy_routine(routine=_plan(user).routine, name=wanted.name)
    slugs = {
        entry["name"]: make_own_exercise(user=user, entry=OWN_ENTRY.validate_python(entry)).pk
        for entry in wanted.own
    }
    while len(routine.days) < len(wanted.days):
        actions.add_day(routine=routine, name="", today=today, version=_version(routine))
        routine.refresh_from_db()
    for day in routine.days[len(wanted.days) :]:
        actions.remove_day(routine=routine, day=day.letter, today=today, version=_version(routine))
    routine.refresh_from_db()
    for day, asked in zip(routine.days, wanted.days, strict=True):
        _fill(routine, day.letter, asked, slugs, today)
    by_letter = {
        day.letter: asked.weekday
        for day, asked in zip(routine.days, wanted.days, strict=True)
        if asked.weekday is not None
    }
    if by_letter:
        actions.choose_weekdays(
            routine=routine, weekdays=by_letter, today=today, version=_version(routine)
        )
    routine.refresh_from_db()
    return routine


def _fill(routine: Routine, day: str, asked: Day, slugs: Mapping[str, str], today: date) -> None:
    wanted = [slugs.get(name, name) for name in asked.exercises]
    for slug in wanted:
        if slug not in _rows(routine, day):
            exercise = Exercise.objects.get(pk=slug)
            actions.add_exercise(
                routine=routine,
                day=day,
                exercise=exercise,
                today=today,
                version=_version(routine),
            )
    for slug, row in _rows(routine, day).items():
        if slug not in wanted:
            actions.remove_exercise(prescription=row, today=today, version=_version(routine))
    for place, slug in enumerate(wanted):
        row = _rows(routine, day)[slug]
        actions.move_exercise(prescription=row, to=place, version=_version(routine))
    for group in asked.groups:
        for name in group[:-1]:
            row = _rows(routine, day)[slugs.get(name, name)]
            actions.join_exercises(prescription=row, version=_version(routine))


def use(user: User, routine: Routine, day: int, today: date) -> Switch:
    """Use a routine, and return what of the log and the targets was there before and after."""
    before, log = _targets(user, today), _log(user)
    actions.use_routine(routine=routine, today=today)
    after = _targets(user, today)
    both = before.keys() & after.keys()
    moved = {
        slug: (before[slug].target, after[slug].target)
        for slug in both
        if before[slug].target != after[slug].target
        and before[slug].why.code
        and not before[slug].why.leaves_out
    }
    return Switch(
        day=day, to=routine.name, in_both=len(both), moved=moved, kept_log=log == _log(user)
    )


def choose(user: User, slug: str, goes_on: str, now: datetime, *, more: int = 0) -> bool:
    """Set an exercise's figures as they stand, with some repetitions more; False if that is above
    what pain allows."""
    target = _targets(user, now.date())[slug].target
    plan = _plan(user)
    row = plan.prescriptions.filter(exercise=slug).select_related("exercise").first()
    dose = replace(row.dose, sets=target.sets, lo=target.lo + more, hi=target.hi + more)
    try:
        actions.choose_target(
            plan=plan,
            exercise=row.exercise,
            chosen=replace(Chosen.of(dose), load=target.load or None, goes_on=goes_on),
            now=now,
        )
    except actions.AboveAllowed:
        return False
    return True


def _plan(user: User) -> Plan:
    return Plan.objects.of(user).current().select_related("user", "routine").get()


def _version(routine: Routine) -> int:
    return Routine.objects.values_list("version", flat=True).get(pk=routine.pk)


def _rows(routine: Routine, day: str) -> dict[str, Prescription]:
    rows = routine.prescriptions.filter(programme_day=day, phase=Phase.STRENGTH)
    return {row.exercise_id: row for row in rows.select_related("routine", "exercise")}


def _targets(user: User, today: date) -> Mapping[str, NextTarget]:
    plan = _plan(user)
    return next_targets(plan_fold(plan, strength_of(plan), back_state(user, today)))


def _log(user: User) -> list[dict[str, object]]:
    return list(SetLog.objects.of(user).order_by("pk").values())
