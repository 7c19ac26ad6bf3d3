"""What PROGRESS means for each kind of exercise: one step, one thing at a time (brief.md D5).

The smallest step there is comes first. A large one is prepared by more repetitions and begun with
fewer sets; it is no reason to stand still (docs/decisions/0024).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import TypeAlias

from exercises.vocabulary import LoadNeed, LoadType, Measure
from routines.planning.loads import Weights, is_small_step
from routines.planning.progression import Target
from routines.planning.tempo import rep_seconds

RANGE_STEP = 2  # one widening, before a large step
RANGE_BEYOND = 6  # above the library's range, if nothing else can grow
RANGE_CAP = 20
RANGE_CAP_OF = {"barbell-deadlift": 10}
SPARE_FOR_A_LARGE_STEP = 4  # good repetitions left at the top of the range
FEWEST_SETS = 2  # except where pain took more
PAUSE_S = 2
LONGEST_PAUSE_S = 5  # if nothing else can grow
HOLD_STEP_S = 2
HOLD_CAP_S = 10
SET_CAP_S = 90  # for each side
LEAST_OF_LO = 0.6
SHORT_HOLD_S = 10  # up to this many seconds, a hold grows by the smaller step
SHORT_STEP_S, LONG_STEP_S = 2, 5
HEIGHT_STEP_CM = Decimal("2.5")
HEIGHT_CAP_CM, TALL_CAP_CM = Decimal(15), Decimal(30)


class Code(StrEnum):
    """What changed in a target.

    SAME: nothing. ONE_MORE: the target stays, with one repetition or second more to aim for.
    RANGE_UP, FORM_FIRST, HEAVIEST and LOAD_KEPT widen the range instead of adding weight: the next
    weight is a large step, the form isn't confirmed yet, no weight is near enough, or a caution
    forbids more. WIDER goes beyond the range of an exercise that has no harder variant. RANGE_BACK
    goes back up towards the library's range. WEIGHT_FOUND: the weight found by the end of a session
    that looked for it. AT_TOP: there is no step left; the exercise stays as it is. AFTER_FLARE: a
    little less weight once a flare-up is over, and otherwise the same.
    LOAD_BACK: weight that was taken comes back. FEWER repetitions or seconds; EASIER: less of
    several figures. PART_RANGE: a part of the movement alone. OFFERED_AGAIN: the lowest dose of an
    exercise that was left out.
    """

    SAME = "same"
    ONE_MORE = "one_more"
    SET_BACK = "set_back"
    SETS_UP = "sets_up"
    RANGE_UP = "range_up"
    RANGE_BACK = "range_back"
    WIDER = "wider"
    FORM_FIRST = "form_first"
    HEAVIEST = "heaviest"
    LOAD_KEPT = "load_kept"
    LOAD_UP = "load_up"
    FIRST_LOAD = "first_load"
    PAUSE = "pause"
    FULL_RANGE = "full_range"
    HEIGHT_UP = "height_up"
    HOLD_UP = "hold_up"
    TIME_UP = "time_up"
    BAND_UP = "band_up"
    WEIGHT_FOUND = "weight_found"
    HARDER = "harder"
    AT_TOP = "at_top"
    LOAD_BACK = "load_back"
    SET_LESS = "set_less"
    LOAD_DOWN = "load_down"
    FEWER = "fewer"
    EASIER = "easier"
    PART_RANGE = "part_range"
    OFFERED_AGAIN = "offered_again"
    AFTER_FLARE = "after_flare"


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What an exercise and the person's equipment allow.

    `lo` and `hi` are the library's range, in `measure`; `sets` is prescribed, `max_sets` the
    library's. `bands`: how many bands there are, from the lightest. `min_height_cm` and
    `max_height_cm` are the library's; `tall_steps`: the person chose to go beyond 15 cm.
    `may_add_load`: the form is confirmed. `keeps_load`: a caution forbids more weight.
    `first_load_at_most`: the heaviest first weight in kg that is still light; None for any.
    `tempo`: "lower-pause-lift-pause" in seconds, "" for none.
    """

    slug: str
    lo: int
    hi: int
    sets: int
    max_sets: int
    tempo: str = ""
    measure: Measure = Measure.REPS
    load: LoadNeed = LoadNeed.NONE
    weights: Weights | None = None
    bands: int = 0
    min_height_cm: Decimal = Decimal(0)
    max_height_cm: Decimal = HEIGHT_CAP_CM
    tall_steps: bool = False
    may_add_load: bool = True
    keeps_load: bool = False
    first_load_at_most: Decimal | None = None
    has_easier: bool = False
    has_harder: bool = False

    @property
    def helps(self) -> bool:
        """Whether its load is help, which goes down."""
        return self.weights is not None and self.weights.helps

    @property
    def adds_load(self) -> bool:
        """Whether more weight may be asked for."""
        return self.may_add_load and not self.keeps_load

    @property
    def range_cap(self) -> int:
        """How far the range may be widened if nothing else can grow."""
        cap = RANGE_CAP_OF.get(self.slug, min(self.hi + RANGE_BEYOND, RANGE_CAP))
        return max(cap, self.hi)

    def most_in_a_set(self, target: Target) -> int:
        """Return how many repetitions with the target's hold and pause fit into a minute and a
        half."""
        return SET_CAP_S // rep_seconds(self.tempo, hold_s=target.hold_s, pause_s=target.pause_s)

    def range_at(self, target: Target) -> tuple[int, int]:
        """Return the library's range, lower where a hold or a long pause makes a set too long.

        Its lower end falls in proportion, but not under three fifths of the library's.
        """
        is_long = target.hold_s > 0 or target.pause_s > PAUSE_S
        hi = min(self.hi, self.most_in_a_set(target)) if is_long else self.hi
        if hi == self.hi:
            return self.lo, self.hi
        return min(hi, max(self.lo * hi // self.hi, ceil(self.lo * LEAST_OF_LO))), hi

    def next_load(self, load: Decimal) -> Decimal | None:
        """Return the next weight up or the next less help, in kg; None if there is none, or no
        load may be added."""
        if self.weights is None or self.load == LoadNeed.NONE or not self.adds_load:
            return None
        return self.weights.above(load)


@dataclass(frozen=True, kw_only=True)
class Step:
    code: Code
    target: Target


_Way: TypeAlias = Callable[[Target, Scope], Step | None]


def step_up(target: Target, scope: Scope, *, spare: int | None = None) -> Step:
    """Return the next step from `target`, whose load is the one lifted: the first possible way.

    `spare`: the good repetitions that were left in every set at the top; None if nobody said.
    """
    is_ready = spare is not None and spare >= SPARE_FOR_A_LARGE_STEP
    ways = (_set_given_back, _range_given_back, *_ways(target, scope, is_ready=is_ready))
    found = (way(target, scope) for way in ways)
    return next((step for step in found if step), Step(code=Code.AT_TOP, target=target))


def _ways(target: Target, scope: Scope, *, is_ready: bool) -> tuple[_Way, ...]:
    """Return the steps of an exercise in their order. `is_ready`: a large one may be taken at
    once."""
    first_load = _first_load_at_once if is_ready else _first_load
    if scope.measure != Measure.REPS:
        return (_longer, _harder, _another_set)
    if target.load:
        heavier = _heavier_at_once if is_ready else _heavier
        with_it = (_more_with_it, _another_set, _harder, _pause)
        return (_higher, _taller, heavier, *with_it)
    if target.band:
        return (_next_band, _harder, _another_set, _pause, _wider, _longer_pause)
    if target.hold_s:
        return (_longer_hold, _harder, _another_set)
    if target.height_cm:
        on_top = (_harder, _pause, _wider, _longer_pause)
        return (_another_set, _higher, first_load, _taller, *on_top)
    before_load = (_another_set, _pause, _full_range)
    return (*before_load, first_load, _next_band, _harder, _wider, _longer_pause)


def _from_lo(target: Target, scope: Scope) -> Target:
    """Return to the library's range, to go through it again."""
    lo, hi = scope.range_at(target)
    return replace(target, lo=lo, hi=hi)


def _set_given_back(target: Target, scope: Scope) -> Step | None:
    if target.sets >= scope.sets:
        return None
    return Step(
        code=Code.SET_BACK,
        target=replace(target, sets=target.sets + 1, trimmed=max(0, target.trimmed - 1)),
    )


def _range_given_back(target: Target, scope: Scope) -> Step | None:
    library_lo, library_hi = scope.range_at(target)
    if target.hi >= library_hi or scope.measure != Measure.REPS:
        return None
    hi = min(target.hi + RANGE_STEP, library_hi)
    lo = min(target.lo + RANGE_STEP, library_lo)
    return Step(code=Code.RANGE_BACK, target=replace(target, lo=lo, hi=hi))


def _heavier(target: Target, scope: Scope) -> Step | None:
    """Take the next weight; before a large step, widen the range once."""
    load = _next_step(target, scope)
    if load is None or is_small_step(target.load, load):
        return _heavier_at_once(target, scope)
    return _widened_once(target, scope) or _heavier_at_once(target, scope)


def _heavier_at_once(target: Target, scope: Scope) -> Step | None:
    load = _next_step(target, scope)
    return None if load is None else _with_load(Code.LOAD_UP, target, scope, load)


def _next_step(target: Target, scope: Scope) -> Decimal | None:
    """Return the next weight; None if it is more than twice as much and more than one step of its
    kind."""
    load = scope.next_load(target.load)
    if load is None or scope.weights is None:
        return None
    return load if scope.weights.is_near(target.load, load) else None


def _first_load(target: Target, scope: Scope) -> Step | None:
    """Take the lightest weight; if it isn't light, widen the range once before."""
    load = _lightest(target, scope)
    if load is None or _is_light(load, scope):
        return _first_load_at_once(target, scope)
    return _widened_once(target, scope) or _first_load_at_once(target, scope)


def _first_load_at_once(target: Target, scope: Scope) -> Step | None:
    load = _lightest(target, scope)
    return None if load is None else _with_load(Code.FIRST_LOAD, target, scope, load)


def _lightest(target: Target, scope: Scope) -> Decimal | None:
    """Return the lightest weight at hand; None if it is more than twice a light one."""
    load, light = scope.next_load(Decimal(0)), scope.first_load_at_most
    return None if load is None or (light is not None and load > 2 * light) else load


def _is_light(load: Decimal, scope: Scope) -> bool:
    return scope.first_load_at_most is None or load <= scope.first_load_at_most


def _with_load(code: Code, target: Target, scope: Scope, load: Decimal) -> Step:
    """Return the step to a weight, from the lower end of the range; with one set fewer if the step
    is large."""
    is_easy = is_small_step(target.load, load) or (not target.load and _is_light(load, scope))
    left_out = 0 if is_easy or target.sets <= FEWEST_SETS else 1
    return Step(
        code=code,
        target=replace(
            _from_lo(target, scope),
            load=load,
            sets=target.sets - left_out,
            trimmed=target.trimmed + left_out,
        ),
    )


def _widened_once(target: Target, scope: Scope) -> Step | None:
    """Widen the library's range by one step, before a weight that is a large step."""
    return _widened(target, scope, Code.RANGE_UP, min(scope.hi + RANGE_STEP, scope.range_cap))


def _more_with_it(target: Target, scope: Scope) -> Step | None:
    """Widen the range with the present weight, if the weight can't grow."""
    if scope.keeps_load:
        return _widened(target, scope, Code.LOAD_KEPT, scope.range_cap)
    has_none = _next_step(target, replace(scope, may_add_load=True)) is None
    code = Code.HEAVIEST if has_none else Code.FORM_FIRST
    return _widened(target, scope, code, scope.range_cap)


def _wider(target: Target, scope: Scope) -> Step | None:
    """Widen the range if nothing else can grow and there is no harder variant."""
    return _widened(target, scope, Code.WIDER, scope.range_cap)


def _widened(target: Target, scope: Scope, code: Code, cap: int) -> Step | None:
    cap = min(cap, scope.most_in_a_set(target))
    if target.hi >= cap:
        return None
    return Step(code=code, target=replace(target, hi=min(target.hi + RANGE_STEP, cap)))


def _another_set(target: Target, scope: Scope) -> Step | None:
    if target.sets + target.trimmed >= scope.max_sets:
        return None
    return Step(code=Code.SETS_UP, target=replace(target, sets=target.sets + 1))


def _pause(target: Target, scope: Scope) -> Step | None:
    if target.pause_s >= PAUSE_S:
        return None
    return Step(code=Code.PAUSE, target=replace(_from_lo(target, scope), pause_s=PAUSE_S))


def _longer_pause(target: Target, scope: Scope) -> Step | None:
    """Pause a second longer if nothing else can grow; where a set would last too long, with fewer
    repetitions."""
    if not PAUSE_S <= target.pause_s < LONGEST_PAUSE_S:
        return None
    longer = replace(target, pause_s=target.pause_s + 1)
    return Step(code=Code.PAUSE, target=_from_lo(longer, scope))


def _full_range(target: Target, scope: Scope) -> Step | None:
    if not target.part_range:
        return None
    return Step(code=Code.FULL_RANGE, target=replace(_from_lo(target, scope), part_range=False))


def _higher(target: Target, scope: Scope) -> Step | None:
    return _raised(target, scope, min(scope.max_height_cm, HEIGHT_CAP_CM))


def _taller(target: Target, scope: Scope) -> Step | None:
    """Raise the step beyond 15 cm, only if the person chose so."""
    has_chosen = scope.tall_steps or target.height_cm > HEIGHT_CAP_CM
    return _raised(target, scope, TALL_CAP_CM) if has_chosen else None


def _raised(target: Target, scope: Scope, cap: Decimal) -> Step | None:
    if not 0 < target.height_cm < cap:
        return None
    height = min(target.height_cm + HEIGHT_STEP_CM, cap)
    return Step(code=Code.HEIGHT_UP, target=replace(_from_lo(target, scope), height_cm=height))


def _longer_hold(target: Target, scope: Scope) -> Step | None:
    """Hold each repetition longer; where a set would last too long, with fewer repetitions."""
    if target.hold_s >= HOLD_CAP_S:
        return None
    hold = min(target.hold_s + HOLD_STEP_S, HOLD_CAP_S)
    return Step(code=Code.HOLD_UP, target=_from_lo(replace(target, hold_s=hold), scope))


def _longer(target: Target, scope: Scope) -> Step | None:
    cap = min(scope.hi, SET_CAP_S) if scope.measure == Measure.SECONDS else scope.hi
    if target.hi >= cap:
        return None
    step = SHORT_STEP_S if target.hi <= SHORT_HOLD_S else LONG_STEP_S
    hi = min(target.hi + step, cap)
    return Step(code=Code.TIME_UP, target=replace(target, lo=target.lo + hi - target.hi, hi=hi))


def _next_band(target: Target, scope: Scope) -> Step | None:
    has_bands = scope.weights is not None and scope.weights.load_type == LoadType.BAND
    if not has_bands or target.band >= scope.bands or not scope.adds_load:
        return None
    return Step(code=Code.BAND_UP, target=replace(_from_lo(target, scope), band=target.band + 1))


def _harder(target: Target, scope: Scope) -> Step | None:
    """Offer the harder variant; the figures of this one stay."""
    return Step(code=Code.HARDER, target=target) if scope.has_harder else None
