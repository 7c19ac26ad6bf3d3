"""The figures of one exercise in one session that charts and bests read, from its sets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

LEAST_EASY = 5  # good repetitions left; with fewer a set is a hard one (brief.md C5)
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, kw_only=True)
class SetFigures:
    """One set and side. `amount`: repetitions, seconds or minutes. `load` in kg, 0 without one,
    below 0 for help. `rir`: good repetitions left, None if not said."""

    number: int
    side: str
    amount: int
    load: Decimal = Decimal(0)
    rir: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The figures of the sets, by the names of the columns of `ItemSums`, which tells what each
    is."""

    sets: int
    hard_sets: int
    load_kg: Decimal
    load_amount: int
    amount: int
    amount_load_kg: Decimal
    left_load_kg: Decimal | None
    left_amount: int | None
    right_load_kg: Decimal | None
    right_amount: int | None
    rir_total: int
    rir_count: int


def sums_of(sets: Sequence[SetFigures]) -> Sums:
    """Return the sums of the sets of one exercise in one session, of which there is at least one.

    A set of both sides counts once, also if each side has its own figures.
    """
    by_number: dict[int, list[SetFigures]] = defaultdict(list)
    for each in sets:
        by_number[each.number].append(each)
    heaviest = max(sets, key=_by_load)
    longest = max(sets, key=lambda each: (each.amount, each.load))
    left_load, left_amount = _best(each for each in sets if each.side == LEFT)
    right_load, right_amount = _best(each for each in sets if each.side == RIGHT)
    said = [each.rir for each in sets if each.rir is not None]
    return Sums(
        sets=len(by_number),
        hard_sets=sum(any(map(_is_hard, group)) for group in by_number.values()),
        load_kg=heaviest.load,
        load_amount=heaviest.amount,
        amount=longest.amount,
        amount_load_kg=longest.load,
        left_load_kg=left_load,
        left_amount=left_amount,
        right_load_kg=right_load,
        right_amount=right_amount,
        rir_total=sum(said),
        rir_count=len(said),
    )


def _by_load(each: SetFigures) -> tuple[Decimal, int]:
    return each.load, each.amount


def _best(sets: Iterable[SetFigures]) -> tuple[Decimal, int] | tuple[None, None]:
    return max(map(_by_load, sets), default=(None, None))


def _is_hard(each: SetFigures) -> bool:
    return each.rir is None or each.rir < LEAST_EASY
