"""Finding by words: beginnings, plurals, and slips forgiven within reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.search import folded, is_near, nearest, search

TEXTS = {
    "goblet": "goblet squat sit back between your heels quadriceps",
    "bridge": "glute bridge hamstrings press the floor away glutes bum",
    "stretch": "calf stretch at the wall calves a tight rope",
    "walk": "walking lunge a long step quadriceps glutes bum",
}
WORDS = {word for text in TEXTS.values() for word in text.split()}


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
        ("", {"goblet", "bridge", "stretch", "walk"}),
        ("g", {"goblet", "bridge", "walk"}),
        ("sq", {"goblet"}),
        ("goblet sq", {"goblet"}),
        ("squat goblet", {"goblet"}),
        ("oblet", set()),
        ("goblet lunge", set()),
        ("lunges", {"walk"}),
        ("stretches", {"stretch"}),
        ("glutes", {"bridge", "walk"}),
        ("bums", {"bridge", "walk"}),
        ("press", {"bridge"}),
        ("exercises for the calves", {"stretch"}),
        ("my glute muscles", {"bridge", "walk"}),
        ("the", {"bridge", "stretch"}),
        ("a", {"bridge", "stretch", "walk"}),
    ],
)
def test_search_finds_words_by_their_beginnings(query, found):
    matches = search(TEXTS, query)

    assert matches.keys == found
    assert matches.instead == {}


@pytest.mark.parametrize(
    ("query", "found", "instead"),
    [
        ("sqaut", {"goblet"}, {"sqaut": ("squat",)}),
        ("sqauts", {"goblet"}, {"sqauts": ("squat",)}),
        ("hamstirng", {"bridge"}, {"hamstirng": ("hamstrings",)}),
        ("hamstir", {"bridge"}, {"hamstir": ("hamstrings",)}),
        ("brige", {"bridge"}, {"brige": ("bridge",)}),
        ("glute brdige", {"bridge"}, {"brdige": ("bridge",)}),
        ("quadricpes", {"goblet", "walk"}, {"quadricpes": ("quadriceps",)}),
        ("quadrizebs", {"goblet", "walk"}, {"quadrizebs": ("quadriceps",)}),
        ("caves", {"stretch"}, {"caves": ("calves",)}),
        ("setp", {"walk"}, {"setp": ("step",)}),
        ("sqaut lunge", set(), {"sqaut": ("squat",)}),
        # too short, too far, or too much to be meant
        ("bun", set(), {}),
        ("sqt", set(), {}),
        ("sauqt", set(), {}),
        ("goal", set(), {}),
        ("quat", set(), {}),
        ("zebra", set(), {}),
        ("elephants", set(), {}),
    ],
)
def test_search_forgives_slips(query, found, instead):
    matches = search(TEXTS, query)

    assert (matches.keys, matches.instead) == (found, instead)


def test_search_takes_no_word_for_a_slip_that_begins_another():
    """ "brid" is "bridge" being typed, even where "bird" would be one slip away."""
    matches = search({"dog": "bird dog", "bridge": "bridge"}, "brid")

    assert (matches.keys, matches.instead) == ({"bridge"}, {})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("squat", ("squat",)),
        ("gluts", ("glute", "glutes")),
        ("walkign", ("walking",)),
        ("xyz", ()),
    ],
)
def test_nearest_are_those_with_the_fewest_slips(typed, expected):
    assert nearest(typed, WORDS) == expected


def slips_between(word: str, typed: str) -> int:
    """Optimal string alignment by the whole table, the textbook's way."""
    table = {(i, -1): i + 1 for i in range(-1, len(word))}
    table |= {(-1, j): j + 1 for j in range(-1, len(typed))}
    for i in range(len(word)):
        for j in range(len(typed)):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (word[i] != typed[j]),
            )
            if i and j and word[i] == typed[j - 1] and word[i - 1] == typed[j]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(word) - 1, len(typed) - 1]


@given(
    st.text(alphabet="abc", max_size=7),
    st.text(alphabet="abc", max_size=7),
    st.integers(min_value=0, max_value=2),
)
def test_is_near_counts_as_the_whole_table_does(word, typed, slips):
    beginnings = [word[:length] for length in range(len(word) + 1)]

    assert is_near(word, typed, slips) == (slips_between(word, typed) <= slips)
    assert is_near(word, typed, slips, unfinished=True) == any(
        slips_between(beginning, typed) <= slips for beginning in beginnings
    )
