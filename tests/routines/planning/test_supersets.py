"""The sets of a superset, in turn."""

from routines.planning.supersets import goes_on, next_in_turn
from tests.routines.planning.set_turns import CASES, steps


def test_sets_of_a_superset_take_turns_with_one_rest_a_round():
    for sets, case in CASES:
        open_sets = [list(range(1, count + 1)) for count in sets]
        for index, number, is_out_of_turn, rests in steps(case):
            first = [each[0] if each else None for each in open_sets]
            if not is_out_of_turn:
                assert (next_in_turn(first), first[index]) == (index, number), case
            open_sets[index].remove(number)
            first = [each[0] if each else None for each in open_sets]
            assert goes_on(first, index, number) is not rests, (case, index, number)
        assert next_in_turn(first) is None
