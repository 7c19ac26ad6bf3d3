"""The newest sessions of a file, which the preview shows before they are written."""

import re
from datetime import datetime, timedelta

import pytest

from exchange import actions
from exchange.facts.newest import MOST, newest
from exchange.models import State
from routines import actions as training
from routines.actions.log import SetEntry
from routines.models import SetLog
from tests.exchange.imported import compared, hevy, imported, text_of

pytestmark = pytest.mark.usefixtures("library", "noon")
MONDAY = datetime.fromisoformat("2026-03-02T18:00")
WEEK = timedelta(weeks=1)


def words_of(client, found):
    page = client.get(f"/imports/{found.pk}/").content.decode()
    shown = page.partition("The newest sessions")[2].partition("Write it into my log")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def weeks_of(number):
    return [hevy(MONDAY - each * WEEK, load="20", title=f"Week {each}") for each in range(number)]


def test_newest_sessions_are_shown_with_each_set(as_ana, ana, noon):
    rows = [
        hevy(MONDAY, load="20"),
        hevy(MONDAY, number=1, load="22.5", reps="6"),
        hevy(MONDAY, "Plank", reps="", seconds="40"),
        hevy(MONDAY - WEEK, load="17.5", title="Legs and more"),
    ]

    found = compared(ana, text_of(rows), noon)

    words = words_of(as_ana, found)
    assert "2 March 2026 Legs Goblet squat: 20 kg × 8, 22.5 kg × 6 Front plank: 40 s" in words
    assert "23 February 2026 Legs and more Goblet squat: 17.5 kg × 8" in words


def test_of_many_sessions_the_newest_are_shown_the_latest_first(as_ana, ana, noon):
    found = compared(ana, text_of(weeks_of(MOST + 3)), noon)

    assert [each["name"] for each in found.newest] == [f"Week {each}" for each in range(MOST)]


def test_only_what_the_log_lacks_is_shown(as_ana, ana, noon):
    imported(ana, text_of(weeks_of(2)), noon)

    found = compared(ana, text_of([*weeks_of(3), hevy(MONDAY, number=1, load="30")]), noon)

    words = words_of(as_ana, found)
    assert [each["day"] for each in found.newest] == ["2026-03-02", "2026-02-16"]
    assert words.count("20 kg × 8") == 1
    assert words.count("30 kg × 8") == 1


def test_corrected_set_that_comes_back_stays_with_its_exercise(as_ana, ana, noon):
    """The name stands for another exercise by then."""
    first, more = [hevy(MONDAY, load="20")], hevy(MONDAY, number=1, load="30")
    imported(ana, text_of(first), noon)
    later = imported(ana, text_of([*first, more]), noon + timedelta(minutes=1))
    log = SetLog.objects.get(load=30)
    training.correct_set(
        log=log, entry=SetEntry(number=log.number, amount=5), now=noon + timedelta(minutes=2)
    )
    actions.take_back_import(log_import=later, now=noon + timedelta(minutes=3))

    other = {"goblet squat": "bodyweight-squat"}
    found = imported(ana, text_of([*first, more]), noon + timedelta(minutes=4), names=other)

    log.refresh_from_db()
    assert (found.state, log.removed_at, log.amount) == (State.DONE, None, 5)
    assert log.item.exercise_id == "goblet-squat"


def test_nothing_is_kept_of_them_once_they_are_written(ana, noon):
    found = imported(ana, text_of(weeks_of(2)), noon)

    assert (found.state, found.newest) == (State.DONE, [])


def test_strange_words_of_a_file_are_shown_as_words(as_ana, ana, noon):
    found = compared(ana, text_of([hevy(MONDAY, load="20", title="<b>Legs</b>")]), noon)

    page = as_ana.get(f"/imports/{found.pk}/").content.decode()

    assert "&lt;b&gt;Legs&lt;/b&gt;" in page


def test_newest_of_two_steps_are_the_newest_of_both():
    steps = [
        [{"began": f"2026-0{month}-02T18:00:00+00:00"} for month in part]
        for part in ((1, 5, 3), (4, 2, 6))
    ]

    shown = newest([*newest(steps[0]), *newest(steps[1])])

    assert [each["began"][6] for each in shown] == ["6", "5", "4", "3", "2"]
