import pytest

from exercises.search import folded, has_all_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élan (Child's  Side-Plank)", "elan childs side plank"),
        ("hip_abductors", "hip abductors"),
        ("STRASSE straße", "strasse strasse"),
        ("2–3 ½", "2 3 1 2"),
        ("\x00 \t", ""),
        ("", ""),
    ],
)
def test_folded_leaves_plain_words(text, expected):
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("sq", True),
        ("goblet sq", True),
        ("oblet", False),
        ("goblet lunge", False),
    ],
)
def test_has_all_words_looks_at_their_beginnings(query, found):
    assert has_all_words("goblet squat", query) is found
