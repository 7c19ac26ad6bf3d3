"""What ./bh lives prints, and what it answers with."""

import pytest

from tests import prepared
from tests.lives import runs
from tests.lives.every_life import LIVES
from tests.lives.people.drawn import drawn

pytestmark = pytest.mark.lives


@pytest.fixture(autouse=True)
def in_this_database(library, monkeypatch):
    """Play in the test's own database, one life after the other."""
    monkeypatch.setattr(prepared, "begin_in_memory", lambda: None)


def test_a_life_is_printed_week_by_week(capsys):
    assert runs.main(["--life", "does all as asked", "--weeks", "2"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("week 1\n  day 0: asked\n  Mon 05 Jan L1 A, ")
    assert "\nweek 2\n" in printed
    assert "\n    glute-bridge" in printed
    assert "\ndoes all as asked: 2 weeks, 4 sessions, " in printed


def test_a_drawn_person_is_printed_as_a_life_is(capsys):
    assert runs.main(["--person", "3", "--weeks", "1"]) == 0

    assert capsys.readouterr().out.startswith("week 1\n")


def test_a_life_that_nobody_knows_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        runs.main(["--life", "nobody"])

    assert stop.value.code == 2
    assert "usual 3, said" in capsys.readouterr().err


def test_a_number_draws_the_same_person_each_time():
    assert drawn(5).build == drawn(5).build
    assert len({drawn(number).build.fitness for number in range(50)}) == 50


def test_lives_have_the_names_of_their_people():
    assert {name: each.person.name for name, each in LIVES.items()} == {
        name: name for name in LIVES
    }
    assert len(LIVES) == 25
