"""What PROGRESS means for each kind of exercise: one step, one thing at a time (brief.md D5)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from exercises.vocabulary import LoadNeed, LoadType, Measure, Pattern
from routines.planning.loads import Weights, is_small_step
from routines.planning.progression import Target

RANGE_STEP = 2
RANGE_BEYOND = 6  # above the library's range
RANGE_CAP = 20
RANGE_CAP_OF = {"barbell-deadlift": 10}
STEP_AT_MOST = 2  # times the weight: anything heavier is too large a step
PAUSE_S = 2
HOLD_STEP_S = 2
HOLD_CAP_S = 10
HOLD_CAP_OF = {Pattern.BRIDGE: 20}
SHORT_HOLD_S = 10  # up to this many seconds, a hold grows by the smaller step
SHORT_STEP_S, LONG_STEP_S = 2, 5
HEIGHT_STEP_CM = Decimal("2.5")
HEIGHT_CAP_CM, TALL_CAP_CM = Decimal(15), Decimal(30)


class Code(StrEnum):
    """What changed in a target.

    SAME: nothing. ONE_MORE: the target stays, with one repetition or second more to aim for.
    RANGE_UP, FORM_FIRST and HEAVIEST widen the range instead of adding weight: the next weight is a
    large step, the form isn't confirmed yet, or no weight is near enough. RANGE_BACK goes back up
    towards the library's range. AT_TOP: there is no step left; the exercise stays as it is.
    AFTER_FLARE: a little less weight once a flare-up is over, and otherwise the same.
    """

    SAME = "same"
    ONE_MORE = "one_more"
    SET_BACK = "set_back"
    SETS_UP = "sets_up"
    RANGE_UP = "range_up"
    RANGE_BACK = "range_back"
    FORM_FIRST = "form_first"
    HEAVIEST = "heaviest"
    LOAD_UP = "load_up"
    FIRST_LOAD = "first_load"
    PAUSE = "pause"
    FULL_RANGE = "full_range"
    HEIGHT_UP = "height_up"
    HOLD_UP = "hold_up"
    TIME_UP = "time_up"
    BAND_UP = "band_up"
    HARDER = "harder"
    AT_TOP = "at_top"
    SET_LESS = "set_less"
    LOAD_DOWN = "load_down"
    EASIER = "easier"
    AFTER_FLARE = "after_flare"


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What an exercise and the person's equipment allow.

    `lo` and `hi` are the library's range, in `measure`; `sets` is prescribed, `max_sets` the
    library's. `bands`: how many bands there are, from the lightest. `min_height_cm` and
    `max_height_cm` are the library's; `tall_steps`: the person chose to go beyond 15 cm.
    `may_add_load`: no caution forbids it. `first_load_at_most`: the heaviest first weight in kg;
    None for any.
    """

    slug: str
    lo: int
    hi: int
    sets: int
    max_sets: int
    pattern: Pattern | None = None
    measure: Measure = Measure.REPS
    load: LoadNeed = LoadNeed.NONE
    weights: Weights | None = None
    bands: int = 0
    min_height_cm: Decimal = Decimal(0)
    max_height_cm: Decimal = HEIGHT_CAP_CM
    tall_steps: bool = False
    may_add_load: bool = True
    first_load_at_most: Decimal | None = None
    has_easier: bool = False
    has_harder: bool = False

    @property
    def range_cap(self) -> int:
        """How far the range may be widened in place of a load step that is too large."""
        cap = RANGE_CAP_OF.get(self.slug, min(self.hi + RANGE_BEYOND, RANGE_CAP))
        return max(cap, self.hi)

    @property
    def hold_cap_s(self) -> int:
        return HOLD_CAP_S if self.pattern is None else HOLD_CAP_OF.get(self.pattern, HOLD_CAP_S)

    def next_load(self, load: Decimal) -> Decimal | None:
        """Return the next weight up, in kg; None if none is at hand or none may be added."""
        if self.weights is None or self.load == LoadNeed.NONE or not self.may_add_load:
            return None
        return self.weights.above(load)


@dataclass(frozen=True, kw_only=True)
class Step:
    code: Code
    target: Target


_Way: TypeAlias = Callable[[Target, Scope], Step | None]


def step_up(target: Target, scope: Scope) -> Step:
    """Return the next step from `target`, whose load is the one lifted: the first possible way."""
    ways = (_set_given_back, _range_given_back, *_ways(target, scope))
    found = (way(target, scope) for way in ways)
    return next((step for step in found if step), Step(code=Code.AT_TOP, target=target))


def _ways(target: Target, scope: Scope) -> tuple[_Way, ...]:
    if scope.measure != Measure.REPS:
        return (_longer, _harder, _another_set)
    if target.load > 0:
        return (_taller, _heavier, _more_with_it, _another_set, _harder)
    if target.band:
        return (_next_band, _harder, _another_set)
    if target.hold_s:
        return (_longer_hold, _harder, _another_set)
    if target.height_cm:
        return (_another_set, _higher, _first_load, _taller, _harder)
    return (_another_set, _pause, _full_range, _first_load, _next_band, _harder)


def _from_lo(target: Target, scope: Scope) -> Target:
    """Return to the library's range, to go through it again."""
    return replace(target, lo=scope.lo, hi=scope.hi)


def _set_given_back(target: Target, scope: Scope) -> Step | None:
    if target.sets >= scope.sets:
        return None
    return Step(
        code=Code.SET_BACK,
        target=replace(target, sets=target.sets + 1, trimmed=max(0, target.trimmed - 1)),
    )


def _range_given_back(target: Target, scope: Scope) -> Step | None:
    if target.hi >= scope.hi or scope.measure != Measure.REPS:
        return None
    hi = min(target.hi + RANGE_STEP, scope.hi)
    lo = min(target.lo + RANGE_STEP, scope.lo)
    return Step(code=Code.RANGE_BACK, target=replace(target, lo=lo, hi=hi))


def _heavier(target: Target, scope: Scope) -> Step | None:
    load = scope.next_load(target.load)
    if load is None or load > target.load * STEP_AT_MOST:
        return None
    heavier = replace(_from_lo(target, scope), load=load)
    if is_small_step(target.load, load):
        return Step(code=Code.LOAD_UP, target=heavier)
    if target.hi < scope.range_cap:
        return _wider(target, scope, Code.RANGE_UP)
    if heavier.sets > 1:
        heavier = replace(heavier, sets=heavier.sets - 1, trimmed=heavier.trimmed + 1)
    return Step(code=Code.LOAD_UP, target=heavier)


def _more_with_it(target: Target, scope: Scope) -> Step | None:
    """Widen the range with the present weight, if the weight can't grow."""
    load = replace(scope, may_add_load=True).next_load(target.load)
    has_none = load is None or load > target.load * STEP_AT_MOST
    return _wider(target, scope, Code.HEAVIEST if has_none else Code.FORM_FIRST)


def _wider(target: Target, scope: Scope, code: Code) -> Step | None:
    if target.hi >= scope.range_cap:
        return None
    hi = min(target.hi + RANGE_STEP, scope.range_cap)
    return Step(code=code, target=replace(target, hi=hi))


def _first_load(target: Target, scope: Scope) -> Step | None:
    load, most = scope.next_load(Decimal(0)), scope.first_load_at_most
    if load is None or (most is not None and load > most):
        return None
    return Step(code=Code.FIRST_LOAD, target=replace(_from_lo(target, scope), load=load))


def _another_set(target: Target, scope: Scope) -> Step | None:
    if target.sets + target.trimmed >= scope.max_sets:
        return None
    return Step(code=Code.SETS_UP, target=replace(target, sets=target.sets + 1))


def _pause(target: Target, scope: Scope) -> Step | None:
    if target.pause_s >= PAUSE_S:
        return None
    return Step(code=Code.PAUSE, target=replace(_from_lo(target, scope), pause_s=PAUSE_S))


def _full_range(target: Target, scope: Scope) -> Step | None:
    if not target.part_range:
        return None
    return Step(code=Code.FULL_RANGE, target=replace(_from_lo(target, scope), part_range=False))


def _higher(target: Target, scope: Scope) -> Step | None:
    return _raised(target, scope, min(scope.max_height_cm, HEIGHT_CAP_CM))


def _taller(target: Target, scope: Scope) -> Step | None:
    """Raise the step beyond 15 cm, only if the person chose so."""
    return _raised(target, scope, TALL_CAP_CM) if scope.tall_steps else None


def _raised(target: Target, scope: Scope, cap: Decimal) -> Step | None:
    if not 0 < target.height_cm < cap:
        return None
    height = min(target.height_cm + HEIGHT_STEP_CM, cap)
    return Step(code=Code.HEIGHT_UP, target=replace(_from_lo(target, scope), height_cm=height))


def _longer_hold(target: Target, scope: Scope) -> Step | None:
    if target.hold_s >= scope.hold_cap_s:
        return None
    hold = min(target.hold_s + HOLD_STEP_S, scope.hold_cap_s)
    return Step(code=Code.HOLD_UP, target=replace(_from_lo(target, scope), hold_s=hold))


def _longer(target: Target, scope: Scope) -> Step | None:
    if target.hi >= scope.hi:
        return None
    step = SHORT_STEP_S if target.hi <= SHORT_HOLD_S else LONG_STEP_S
    hi = min(target.hi + step, scope.hi)
    return Step(code=Code.TIME_UP, target=replace(target, lo=target.lo + hi - target.hi, hi=hi))


def _next_band(target: Target, scope: Scope) -> Step | None:
    has_bands = scope.weights is not None and scope.weights.load_type == LoadType.BAND
    if not has_bands or target.band >= scope.bands or not scope.may_add_load:
        return None
    return Step(code=Code.BAND_UP, target=replace(_from_lo(target, scope), band=target.band + 1))


def _harder(target: Target, scope: Scope) -> Step | None:
    """Offer the harder variant; the figures of this one stay."""
    return Step(code=Code.HARDER, target=target) if scope.has_harder else None
