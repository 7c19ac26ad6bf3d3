"""Every word has a label, and every label a word."""

import pytest

from exercises import labels
from exercises.vocabulary import (
    LOAD_TYPE_OF,
    Caution,
    Equipment,
    Knee,
    LoadType,
    Muscle,
    Pattern,
    Phase,
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (Phase, labels.PHASES),
        (Pattern, labels.PATTERNS),
        (Muscle, labels.MUSCLES),
        (Muscle, labels.MUSCLES_SHORT),
        (Equipment, labels.EQUIPMENT),
        (Knee, labels.KNEES),
        (Caution, labels.CAUTIONS),
    ],
)
def test_labels_name_every_word_once(words, told):
    assert list(told) == list(words)
    assert len({str(label) for label in told.values()}) == len(words)


def test_load_types_are_all_reached_but_none():
    assert set(LOAD_TYPE_OF.values()) == set(LoadType) - {LoadType.NONE}
