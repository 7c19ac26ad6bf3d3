"""The order of sets in a superset: its exercises are done in turn, with one rest at the end of each
round (brief.md G, superset).

A round is the sets with the same number, in the order of the exercises. An exercise with fewer sets
than another one has no part in the last rounds.
static/js/session/turns.js has the same rules, and the same table tests both.
"""

from collections.abc import Sequence

# The number of each exercise's next set still to do, in the order of the session; None without one.
Open = Sequence[int | None]


def next_in_turn(open_sets: Open) -> int | None:
    """Return the index of the exercise whose set comes next; None if all are done.

    The lowest number comes first, and of equal numbers the first exercise.
    """
    waiting = [(number, index) for index, number in enumerate(open_sets) if number is not None]
    return min(waiting)[1] if waiting else None


def goes_on(open_sets: Open, index: int, number: int) -> bool:
    """Return whether the next set follows without a rest, after set `number` of this exercise.

    It does if another exercise still has a set of this round.
    """
    following = next_in_turn(open_sets)
    if following is None or following == index:
        return False
    coming = open_sets[following]
    return coming is not None and coming <= number
