"""How much time a session may take, and which sets it leaves out for that (brief.md D5, S7)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exercises.vocabulary import Pattern
from routines.planning.duration import Work, seconds_with

STRENGTH_MOST_S = 35 * 60
WHOLE_MOST_S = 55 * 60
# Never more, however many sets are asked for; two minutes under the hour for rounding.
NEVER_OVER_S = 58 * 60
FEWEST_SETS = 2


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A strength exercise of a session as its target asks for it; `chosen`: the person chose its
    number of sets, so none is left out."""

    work: Work
    pattern: Pattern
    chosen: bool = False


def sets_in_time(
    asked: Sequence[Asked], *, around_s: int, week: Mapping[Pattern, int]
) -> list[int]:
    """Return the sets of each exercise with which the session keeps its time, in order.

    `around_s`: the seconds of warm-up and cool-down. `week`: the sets of each pattern in the week.
    Sets go first from the pattern that the week has most of, of its exercises from the one with
    most sets, and of these from the last. Each keeps two sets, or one if the session would
    otherwise be longer than an hour.
    """
    sets = [each.work.sets for each in asked]
    left = Counter(week)
    for least, most_s in (
        (FEWEST_SETS, min(STRENGTH_MOST_S, WHOLE_MOST_S - around_s)),
        (1, NEVER_OVER_S - around_s),
    ):
        while _seconds(asked, sets) > most_s:
            spare = [
                place for place, each in enumerate(asked) if sets[place] > least and not each.chosen
            ]
            if not spare:
                break
            most = max(spare, key=lambda place: (left[asked[place].pattern], sets[place], place))
            sets[most] -= 1
            left[asked[most].pattern] -= 1
    return sets


def _seconds(asked: Sequence[Asked], sets: Sequence[int]) -> int:
    return sum(seconds_with(each.work, count) for each, count in zip(asked, sets, strict=True))
