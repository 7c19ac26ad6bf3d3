"""An exercise's progress in another unit, once the person weighs in it."""

from dataclasses import replace

from routines.planning.loads import Unit, landed
from routines.planning.one_exercise import OtherUnit, Progress
from routines.planning.performance import Target
from routines.planning.steps_up import Scope


def in_unit(progress: Progress, scope: Scope, unit: Unit | None) -> Progress:
    """Return the progress with its weight in `unit`, rounded down to a weight that exists."""
    if unit is None or unit == progress.unit:
        return progress
    if progress.unit is None:
        return replace(progress, unit=unit)
    weights = scope_in(scope, unit).weights
    before = progress.target

    def to_unit(target: Target) -> Target:
        return replace(target, load=landed(target.load, unit, weights))

    change = progress.change
    if change is not None:
        change = replace(change, before=to_unit(change.before), after=to_unit(change.after))
    taken = progress.taken
    if taken is not None:
        taken = replace(taken, goal=to_unit(taken.goal))
    converted = OtherUnit(load=before.load, unit=progress.unit) if before.load else None
    return replace(
        progress,
        target=to_unit(before),
        change=change,
        taken=taken,
        unit=unit,
        converted=converted,
    )


def scope_in(scope: Scope, unit: Unit | None) -> Scope:
    if unit is None or scope.weights is None:
        return scope
    weights = scope.weights.in_unit(unit)
    return scope if weights is scope.weights else replace(scope, weights=weights)
