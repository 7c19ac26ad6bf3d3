"""The results of a search, and the number of results that each further choice would have."""

import pytest

from exercises.filters import FIELDS, NOTHING, find
from exercises.models import Exercise
from exercises.vocabulary import Equipment, Muscle, Pattern, Phase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

CHOICES = {
    "pattern": list(Pattern),
    "phase": list(Phase),
    "muscle": list(Muscle),
    "knee": ["good"],
    "rest_day": ["1"],
}


@pytest.fixture
def exercises():
    return list(Exercise.objects.library().for_list())


ASKED = [
    {},
    {"q": "squat"},
    {"q": "sqaut", "knee": "good"},
    {"q": "zebra", "phase": "strength"},
    {"pattern": "hinge", "muscle": "grip"},
    {"equipment": ["mat"], "rest_day": "1"},
    {"equipment": ["none"], "muscle": "glutes"},
    {"equipment": ["chair", "mat", "dumbbell"], "phase": "strength", "knee": "good"},
    {"q": "butt", "pattern": "bridge", "phase": "strength", "muscle": "glutes", "knee": "good"},
]


@pytest.mark.parametrize("asked", ASKED)
def test_find_counts_what_each_choice_would_find(exercises, asked):
    found = find(exercises, asked)

    counted = {
        (field, word): found.choices[field][word]
        for field, words in CHOICES.items()
        for word in words
    }
    assert counted == {
        (field, word): len(find(exercises, {**asked, field: word}).slugs) for field, word in counted
    }


@pytest.mark.parametrize("asked", ASKED)
def test_find_counts_a_thing_beside_those_that_are_ticked(exercises, asked):
    found = find(exercises, asked)

    ticked = asked.get("equipment", [])
    counted = {word: found.choices["equipment"][word] for word in [NOTHING, *Equipment]}
    assert counted == {
        word: len(find(exercises, {**asked, "equipment": [*ticked, word]}).slugs)
        for word in counted
    }


def test_find_counts_a_thing_only_where_nothing_else_is_missing(exercises):
    several = exercises[:1]
    several[0].equipment = ["chair", "band"]

    nothing_ticked = find(several, {}).choices["equipment"]
    chair_ticked = find(several, {"equipment": ["chair"]}).choices["equipment"]
    both_ticked = find(several, {"equipment": ["chair", "band"]}).choices["equipment"]

    assert +nothing_ticked == {}
    assert +chair_ticked == {"band": 1}
    assert +both_ticked == dict.fromkeys([NOTHING, *Equipment], 1)


@pytest.mark.parametrize("asked", ASKED)
def test_find_counts_what_there_would_be_without_a_field(exercises, asked):
    found = find(exercises, asked)

    assert {field: found.without[field] for field in FIELDS} == {
        field: len(find(exercises, {**asked, field: ""}).slugs) for field in FIELDS
    }


def test_find_knows_whose_name_has_the_words(exercises):
    found = find(exercises, {"q": "stretch", "knee": "good"})

    assert found.named & found.slugs == {"hamstring-stretch", "calf-stretch"}
    assert found.slugs - found.named == {"banded-lateral-walk", "spanish-squat"}


def test_find_reads_a_search_of_nothing_but_marks_as_none(exercises):
    assert len(find(exercises, {"q": "?! –"}).slugs) == 83
