"""Any log is the same in the end, however often and in which parts it is brought along."""

from datetime import datetime, timedelta

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from exchange import actions
from exchange.logs.content import name_of
from exercises.actions import load_library
from exercises.models import Exercise
from routines.actions.item_sums import sums_rows
from routines.models import ItemSums, Session, SessionItem, SetLog
from tests import builders
from tests.exchange.imported import hevy, imported, text_of

FIRST = datetime.fromisoformat("2026-01-05T18:00")
EXERCISES = {
    "Goblet Squat": "goblet-squat",
    "Plank": "front-plank",
    "Reverse Lunge": "reverse-lunge",
    "Squats with a cup": "goblet-squat",
}
# Said for each file, because the file decides what is proposed.
NAMES = {name_of(name): slug for name, slug in EXERCISES.items()}

SETS = st.builds(
    dict,
    exercise=st.sampled_from(list(EXERCISES)),
    kind=st.sampled_from(["normal", "normal", "warmup", "dropset", "failure"]),
    load=st.sampled_from(["", "20", "22.5"]),
    reps=st.sampled_from(["", "8", "12"]),
    seconds=st.sampled_from(["", "45"]),
    rpe=st.sampled_from(["", "7.5", "10"]),
)
LOGS = st.lists(st.lists(SETS, min_size=1, max_size=6), min_size=1, max_size=4)


def rows_of(log):
    """Return the rows of each session."""
    return [
        [hevy(FIRST + timedelta(days=2 * day), **figures) for figures in sets]
        for day, sets in enumerate(log)
    ]


def stored(user):
    """Return the person's standing sets and the sums beside them, without their keys."""
    logs = SetLog.objects.standing().filter(user=user, item__session__in=Session.objects.done())
    sets = logs.values_list(
        *("item__session__started_at", "item__exercise", "side", "amount", "load", "rir"),
    )
    sums = ItemSums.objects.of(user).values_list("local_date", "exercise", "sets", "load_kg")
    return sorted(map(str, sets)), sorted(map(str, sums))


class AnyLog(TestCase):
    @settings(max_examples=25)
    @given(log=LOGS, part=st.data())
    def test_is_the_same_after_any_parts(self, log, part):
        if not Exercise.objects.library().exists():
            load_library(now=timezone.now())
        now = timezone.now()
        ana, bo = builders.person("ana"), builders.person("bo")
        sessions = rows_of(log)
        every = [row for rows in sessions for row in rows]

        imported(ana, text_of(every), now, names=NAMES)
        # An export of an earlier day ends anywhere; a later one may begin with a later session.
        first = part.draw(st.integers(1, len(every)))
        later = part.draw(st.integers(0, len(sessions) - 1))
        before = len(every) - sum(map(len, sessions[later:]))
        later = later if before <= first else 0
        rest = [row for rows in sessions[later:] for row in rows]
        parts = [every[:first], rest, rest, every[:first]]
        for number, rows in enumerate(parts):
            imported(bo, text_of(rows), now + timedelta(minutes=number), names=NAMES)

        assert stored(bo) == stored(ana)
        self._sums_are_those_of_the_sets(bo)
        once = imported(ana, text_of(every), now, names=NAMES)
        assert not once.writes_anything

    @settings(max_examples=15)
    @given(log=LOGS)
    def test_is_the_same_after_it_was_taken_back(self, log):
        if not Exercise.objects.library().exists():
            load_library(now=timezone.now())
        now, ana = timezone.now(), builders.person("ana")
        content = text_of(row for rows in rows_of(log) for row in rows)
        found = imported(ana, content, now, names=NAMES)
        before = stored(ana)

        actions.take_back_import(log_import=found, now=now + timedelta(minutes=1))
        assert stored(ana) == ([], [])
        imported(ana, content, now + timedelta(minutes=2), names=NAMES)

        assert stored(ana) == before
        self._sums_are_those_of_the_sets(ana)

    def _sums_are_those_of_the_sets(self, user):
        items = SessionItem.objects.filter(session__in=Session.objects.of(user).done())
        slow = sums_rows(
            items.select_related("session"), SetLog.objects.standing().filter(item__in=items)
        )
        columns = [each.attname for each in ItemSums._meta.fields]
        read = {each.pk: each for each in ItemSums.objects.of(user)}
        assert {each.pk for each in slow} == set(read)
        for each in slow:
            wrong = [
                name for name in columns if getattr(each, name) != getattr(read[each.pk], name)
            ]
            assert wrong == []
