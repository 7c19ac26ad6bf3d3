"""The unit of each weight and length, and the weights at hand in it (docs/decisions/0017)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.db.models import prefetch_related_objects

from accounts.models import Units, User
from exercises.decimals import decimal_text
from exercises.models import Exercise
from exercises.vocabulary import LOAD_TYPE_OF, Equipment, LoadNeed, LoadType
from routines.models import LengthUnit, Plan, SessionItem
from routines.planning.dose import Dose
from routines.planning.loads import Help, Unit, Weights


def unit_of(user: User) -> Unit:
    """Return the person's own unit of weight, for exercises without a unit of their own."""
    return Unit.LB if user.units == Units.IMPERIAL else Unit.KG


def length_unit_of(user: User) -> LengthUnit:
    return LengthUnit.IN if user.units == Units.IMPERIAL else LengthUnit.CM


def unit_for(exercise: Exercise, plan: Plan) -> Unit:
    """Return the unit of an exercise's weight.

    The unit chosen for this exercise; else the unit printed on the weights listed for it in the
    plan; else the person's.
    """
    if own := plan.user.own_units.get(exercise.slug):
        return Unit(own)
    if _named(exercise, plan):
        return Unit(plan.weights["unit"])
    return unit_of(plan.user)


def weights_of(exercise: Exercise, plan: Plan, unit: str) -> Weights | None:
    """Return the first kind of weight that the exercise takes and the plan has; None without any.

    The weights are those listed in the plan, if they are in `unit`; otherwise every step of `unit`.
    Help is there without any, because not everything that helps is on the list of equipment.
    """
    kind = _kind(exercise, plan)
    if kind is None:
        return Help(load_type=LoadType.NONE, unit=Unit(unit)) if exercise.is_helped else None
    kind_of_load = Help if exercise.is_helped else Weights
    if plan.weights.get("unit") != unit:
        return kind_of_load(load_type=kind, unit=Unit(unit))
    at_hand = tuple(Decimal(each) for each in _named(exercise, plan))
    return kind_of_load(load_type=kind, unit=Unit(unit), at_hand=at_hand)


def _kind(exercise: Exercise, plan: Plan) -> LoadType | None:
    if exercise.load == LoadNeed.NONE:
        return None
    kit = [Equipment(word) for word in exercise.kit]
    types = (LOAD_TYPE_OF[each] for each in kit if each in LOAD_TYPE_OF and each in plan.equipment)
    return next(types, None)


def _named(exercise: Exercise, plan: Plan) -> list[str]:
    kind = _kind(exercise, plan)
    return plan.weights.get(kind, []) if kind else []


def in_own_units(dose: Dose, exercise: Exercise, plan: Plan) -> Dose:
    """Return a dose with its weight and its lengths in the units that the person has now."""
    unit = unit_for(exercise, plan)
    own = dose.in_unit(unit, weights_of(exercise, plan, unit))
    return replace(own, length_unit=length_unit_of(plan.user))


def ask_in_units_of_now(items: Iterable[SessionItem], user: User) -> None:
    """Convert the targets of a running session to the present units; nothing is saved.

    One query if a unit differs from the person's, otherwise none; one more if the items were read
    without their exercises.
    """
    differing = []
    for item in items:
        item.length_unit = length_unit_of(user)
        wanted = user.own_units.get(item.exercise_id, unit_of(user))
        if item.takes_load and item.load_unit != wanted:
            differing.append(item)
    if not differing:
        return
    plan = Plan.objects.of(user).current().first()
    if plan is None:
        return
    plan.user = user
    prefetch_related_objects(differing, "exercise")
    for item in differing:
        was = load_words(item.load, item.load_unit) if item.load else ""
        now = in_own_units(item.dose, item.exercise, plan)
        if was and now.load_unit != item.load_unit:
            item.why = {**item.why, "converted": was}
        item.load, item.load_unit = now.load, now.load_unit


def load_words(load: Decimal, unit: str) -> str:
    """Format a load for people: "8.5 kg"."""
    return f"{decimal_text(load)} {unit}"
