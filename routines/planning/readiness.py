"""Whether a session may be done today, and how (brief.md D2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from exercises.vocabulary import Pattern
from routines.planning.cut_offs import CUT_OFFS, read_as

TOO_MUCH_WHEN_REDUCED = frozenset({"walking-lunge"})


class Readiness(StrEnum):
    """What today allows.

    BLOCK: not today. EASY_DAY:
    walking and mobility. REDUCED: half the sets, easier variants. NORMAL: as planned.
    """

    BLOCK = "block"
    EASY_DAY = "easy_day"
    REDUCED = "reduced"
    NORMAL = "normal"


@dataclass(frozen=True, kw_only=True)
class ReadyCheck:
    """The answers before a session.

    `pain`: now, 0 to 10. `ill`: fever, or symptoms below the neck.
    """

    pain: int = 0
    ill: bool = False


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What today allows, by which rule.

    `rule`: C1 to C4. `pain` and `baseline` are the figures that decided; `baseline` is None while
    the usual pain isn't known.
    """

    rule: str
    readiness: Readiness
    pain: int
    baseline: Decimal | None


def judge_readiness(check: ReadyCheck, *, baseline: Decimal | None) -> Ready:
    """Return what today allows, by the first condition that applies.

    Pain from which an exercise would be stopped is never a normal session, however usual it is.
    """
    pain, usual = check.pain, read_as(baseline)
    is_above = pain >= usual + CUT_OFFS.reduced_from_above
    is_much = pain >= CUT_OFFS.red_from or (pain >= CUT_OFFS.reduced_from and is_above)
    is_far_above = pain >= usual + CUT_OFFS.reduced_above
    rows = (
        ("C1", Readiness.BLOCK, check.ill),
        ("C2", Readiness.EASY_DAY, pain >= CUT_OFFS.easy_day_from),
        ("C3", Readiness.REDUCED, is_much or is_far_above),
        ("C4", Readiness.NORMAL, True),
    )
    rule, readiness = next((rule, readiness) for rule, readiness, holds in rows if holds)
    return Ready(rule=rule, readiness=readiness, pain=pain, baseline=baseline)


def fits_reduced(slug: str, pattern: Pattern, load: Decimal) -> bool:
    """Return whether an exercise fits a reduced session: no loaded hinge, no walking lunge."""
    return slug not in TOO_MUCH_WHEN_REDUCED and not (pattern == Pattern.HINGE and load > 0)


@dataclass(frozen=True, kw_only=True)
class Rung:
    """An exercise of a ladder; `load` is the weight it is done with, 0 without, below 0 with
    help."""

    slug: str
    pattern: Pattern
    load: Decimal = Decimal(0)


def reduced_rung(rungs: Sequence[Rung]) -> Rung | None:
    """Return the exercise for a reduced session, from `rungs`, which go down a ladder.

    That is the nearest easier one that may stay; otherwise the exercise itself, the first of
    `rungs`, if it may stay; otherwise None.
    """
    fitting = [each for each in rungs if fits_reduced(each.slug, each.pattern, each.load)]
    easier = [each for each in fitting if each != rungs[0]]
    return next(iter([*easier, *fitting]), None)
