"""House rules about words: a stranger understands every docstring and comment at first reading."""

import ast
from functools import cache

import pytest

from backhealth.environment import ROOT
from tests.plain_english import AVOIDED, Docstring, avoided_in_comments, docstrings

NOT_OURS = {"migrations", "vendor", "var"}


@cache
def sources():
    """Return the text of every Python file of ours by its name, tests included."""
    paths = [*ROOT.glob("*.py"), *ROOT.glob("*/**/*.py"), ROOT / "bh"]
    names = sorted(path.relative_to(ROOT) for path in paths)
    return {
        name.as_posix(): (ROOT / name).read_text()
        for name in names
        if name.parts[0][0] not in "._" and not NOT_OURS & set(name.parts)
    }


@cache
def every_docstring():
    return [each for name, text in sources().items() for each in docstrings(name, ast.parse(text))]


def test_docstrings_are_in_plain_words():
    odd = {each.name: each.avoided for each in every_docstring() if each.avoided}

    assert odd == {}, "tests/plain_english.py has a plainer way to say each"


def test_comments_are_in_plain_words():
    odd = {name: avoided_in_comments(text) for name, text in sources().items()}

    assert {name: found for name, found in odd.items() if found} == {}


def test_docstring_of_a_function_begins_with_an_imperative():
    other = [
        f"{each.name}: {each.text[:60]}"
        for each in every_docstring()
        if each.of_function and not each.is_imperative and not each.name.startswith("tests/")
    ]

    assert other == [], "tests/imperative_verbs.txt lists the verbs"


def test_every_file_is_read():
    assert {"bh", "manage.py", "gunicorn.conf.py", "routines/planning/flare.py"} <= set(sources())
    assert len(every_docstring()) > 1000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LEFT = 1  # what what stands in is told\n", ["1: what what", "1: what what"]),
        ("# Reads what was\n# said of it.\nA = 1\n", ["1: was said", "1: said of"]),
        ("A = 1  # of the load\nB = '# what what'\n", []),
    ],
)
def test_comments_are_found(text, found):
    assert avoided_in_comments(text)[:2] == found


def test_each_phrase_has_a_plainer_way_to_say_it():
    said_plainly = {
        plain for plain in AVOIDED.values() if Docstring("", plain, of_function=False).avoided
    }

    assert said_plainly == set()
