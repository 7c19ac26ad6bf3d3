"""The order of a day's exercises, and which of them are done in turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.planning.exercise_order import Slot, join_next, leave, move, settle


def slots(text):
    """ "a b1 c1" is three exercises, of which the last two are done in turn."""
    return tuple(Slot(word[0], int(word[1:] or 0)) for word in text.split())


def text(order):
    return " ".join(f"{slot.key}{slot.group or ''}" for slot in order)


@pytest.mark.parametrize(
    ("order", "key", "to", "found"),
    [
        ("a b c", "a", 2, "b c a"),
        ("a b c", "c", 0, "c a b"),
        ("a b c", "b", 9, "a c b"),
        ("a b c", "b", -1, "b a c"),
        ("a1 b1 c", "a", 1, "b1 a1 c"),  # within its group
        ("a1 b1 c", "c", 1, "a1 c1 b1"),  # between two of a group
        ("a1 b1 c", "a", 2, "b c a"),  # away from its group
        ("a1 b1 c1 d", "b", 3, "a1 c1 d b"),
        ("a1 b1 c2 d2", "a", 2, "b c1 a1 d1"),
        ("a1 b1 c2 d2", "b", 3, "a c1 d1 b"),
    ],
)
def test_moved_exercise_is_done_with_those_that_it_lands_between(order, key, to, found):
    assert text(move(slots(order), key, to)) == text(settle(slots(found)))


@pytest.mark.parametrize(
    ("order", "key", "found"),
    [
        ("a b c", "a", "a1 b1 c"),
        ("a b c", "c", "a b c"),  # nothing after it
        ("a1 b1 c d", "b", "a1 b1 c1 d"),
        ("a1 b1 c2 d2", "b", "a1 b1 c1 d1"),
        ("a b1 c1", "a", "a1 b1 c1"),
    ],
)
def test_exercise_joins_the_next_with_the_groups_of_both(order, key, found):
    assert text(join_next(slots(order), key)) == found


@pytest.mark.parametrize(
    ("order", "key", "found"),
    [
        ("a1 b1", "a", "a b"),
        ("a1 b1 c1", "b", "a b c"),
        ("a1 b1 c1 d1 e1", "c", "a1 b1 c d2 e2"),
        ("a b", "a", "a b"),
    ],
)
def test_exercise_that_leaves_its_group_keeps_its_place(order, key, found):
    assert text(leave(slots(order), key)) == found


EDITS = st.one_of(
    st.tuples(st.just(move), st.integers(0, 5), st.integers(-1, 7)),
    st.tuples(st.just(join_next), st.integers(0, 5)),
    st.tuples(st.just(leave), st.integers(0, 5)),
)


@given(edits=st.lists(EDITS, max_size=12))
def test_any_edits_keep_every_exercise_once_and_each_group_together(edits):
    order = tuple(Slot(key) for key in range(6))

    for edit, *arguments in edits:
        order = edit(order, *arguments)

    assert sorted(slot.key for slot in order) == list(range(6))
    assert settle(order) == order
    runs = [
        slot.group
        for slot, before in zip(order, (None, *order), strict=False)
        if slot.group and (before is None or before.group != slot.group)
    ]
    assert runs == list(range(1, len(runs) + 1))
