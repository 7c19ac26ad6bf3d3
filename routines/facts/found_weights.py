"""The weights that the sets of a session lead to, while it looks for the exercise's weight."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from routines.facts.units import weights_of
from routines.models import SessionItem, SetLog
from routines.planning.cut_offs import Zone, zone
from routines.planning.find_weight import Finds, Lifted, Turn, weight_after
from routines.planning.loads import Unit, in_kg, shown


@dataclass(frozen=True, kw_only=True)
class FoundWeight:
    """The weight lifted in a set and the one to go on with, in the item's unit; `turn` is why, None
    without an answer."""

    lifted: Decimal
    load: Decimal
    turn: Turn | None


def found_weights(item: SessionItem, logs: Iterable[SetLog]) -> Mapping[int, FoundWeight]:
    """Return the weight to go on with after each set, by the set's number; of two sides, after the
    weaker one.

    Empty unless the running session looks for the weight of the item. Reads its session's plan.
    """
    if item.finds is None or not item.session.is_running:
        return {}
    plan = item.session.plan
    weights = weights_of(item.exercise, plan, item.load_unit) if plan else None
    if weights is None:
        return {}
    calm = item.pain_high is None or (zone(item.pain_high, item.session.usual_pain) == Zone.GREEN)
    may_rise = item.finds == Finds.BOTH_WAYS and calm
    unit = Unit(item.load_unit)
    asked = in_kg(item.load, unit) if item.load else Decimal(0)
    by_number: dict[int, list[SetLog]] = defaultdict(list)
    for log in logs:
        by_number[log.number].append(log)
    found = {}
    for number, rows in by_number.items():
        left = [log.rir for log in rows if log.rir is not None]
        done = Lifted(
            load=min(log.load_kg or asked for log in rows),
            amount=min(log.amount for log in rows),
            rir=min(left, default=None),
        )
        after = weight_after(done, lo=item.lo, weights=weights, may_rise=may_rise)
        found[number] = FoundWeight(
            lifted=shown(done.load, unit), load=shown(after.load, unit), turn=after.turn
        )
    return found
