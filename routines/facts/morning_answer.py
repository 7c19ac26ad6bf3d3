"""What a morning with more pain than usual changes, shown at once. Writes nothing."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from routines.facts.back_state import BackState, without_this_morning
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.models import Plan
from routines.planning.cut_offs import is_settled
from routines.planning.flare import makes_flare_if_repeated
from routines.planning.progression import Target


@dataclass(frozen=True, kw_only=True)
class Less:
    """An exercise that asks for less next time.

    `before` and `after` are its sets; `lighter` and `shorter`: the load, and the repetitions or
    seconds, are lower too. `helped`: a lower load is more help.
    """

    name: str
    before: int
    after: int
    lighter: bool
    shorter: bool
    helped: bool = False


@dataclass(frozen=True, kw_only=True)
class MorningAnswer:
    """The answer to a morning that is not settled.

    `usual` is the pain it is compared with, None if it isn't known yet. `less` are the exercises
    that ask for less next time because of it; `again_is_flare`: a second morning like it makes a
    flare-up.
    """

    pain: int
    usual: Decimal | None
    less: tuple[Less, ...]
    again_is_flare: bool


def answer_this_morning(plan: Plan, back: BackState) -> MorningAnswer | None:
    """Return the answer to today's entry.

    None without an entry, with a settled one, and in a flare-up, which has a page of its own. No
    query for None, otherwise eleven.
    """
    said = back.this_morning
    if said is None or back.in_flare or is_settled(said, back.course.baseline):
        return None
    return MorningAnswer(
        pain=said,
        usual=back.course.baseline,
        less=_less(plan, back),
        again_is_flare=makes_flare_if_repeated(back.course, said),
    )


def _less(plan: Plan, back: BackState) -> tuple[Less, ...]:
    """Return the exercises that ask for less than they would without this morning's entry."""
    exercises = strength_of(plan)
    names = {each.slug: each.exercise.name for each in exercises}
    before = next_targets(plan_fold(plan, exercises, without_this_morning(back)))
    after = next_targets(plan_fold(plan, exercises, back))
    pairs = ((names[slug], before[slug].target, after[slug].target) for slug in names)
    return tuple(chain.from_iterable(_compared(*pair) for pair in pairs))


def _compared(name: str, before: Target, after: Target) -> list[Less]:
    found = Less(
        name=name,
        before=before.sets,
        after=after.sets,
        lighter=after.load < before.load,
        helped=after.load < 0,
        shorter=after.hi < before.hi,
    )
    asks_less = found.after < found.before or found.lighter or found.shorter
    return [found] if asks_less else []
