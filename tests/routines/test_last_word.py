"""Words about one thing that arrive in any order, from devices and a server whose clocks jump: what
was acknowledged as done is done, and no row stays shut until a wrong clock's time has come."""

from datetime import UTC, datetime, timedelta

import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.keys import new_key
from exercises.actions import load_library
from routines.actions import item as items
from routines.actions.log import SetEntry, correct_set, log_set, remove_set, restore_set
from routines.actions.mornings import record_morning
from routines.actions.session import finish_session, tick_item
from routines.models import MorningCheck, Session, SessionItem, SetLog, Skip
from routines.models.last_word import CLOCKS_APART, Word
from tests import builders

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOURS = [timedelta(hours=number) for number in (-3, -2, -1, 0, 1, 2, 3)]
REASONS = ["", Skip.BUSY, Skip.KIT, Skip.TIRED]


class Set:
    """A set that is logged, corrected, taken back and brought back: its repetitions, or None."""

    values = st.sampled_from([None, "back", 4, 8, 12])

    def __init__(self, session):
        item = builders.strength(session)[0]
        log = log_set(item=item, key=new_key(), entry=SetEntry(number=1, amount=9), now=NOON)
        self.key = log.pk

    def say(self, value, now, word):
        log = SetLog.objects.select_related("item__session").get(pk=self.key)
        if value is None:
            return remove_set(log=log, now=now, word=word).client_ts
        if value == "back":
            return restore_set(log=log, now=now, word=word).client_ts
        if value == 8:  # as the row says it again, not the page for correcting
            entry = SetEntry(number=1, amount=8)
            return log_set(item=log.item, key=log.pk, entry=entry, now=now, word=word).client_ts
        return correct_set(
            log=log, entry=SetEntry(number=1, amount=value), now=now, word=word
        ).client_ts

    def read(self):
        log = SetLog.objects.get(pk=self.key)
        return None if log.removed_at else log.amount

    def means(self, value):
        if value == "back":
            return SetLog.objects.get(pk=self.key).amount
        return value


class Plain:
    """Something that holds one value."""

    def means(self, value):
        return value


class Tick(Plain):
    values = st.booleans()

    def __init__(self, session):
        self.key = session.items.filter(phase="warm-up")[0].pk

    def say(self, value, now, word):
        item = SessionItem.objects.get(pk=self.key)
        return tick_item(item=item, ticked=value, now=now, word=word).ticked_ts

    def read(self):
        return SessionItem.objects.get(pk=self.key).ticked_at is not None


class Reason(Tick):
    values = st.sampled_from(REASONS)

    def say(self, value, now, word):
        item = SessionItem.objects.get(pk=self.key)
        return items.skip_item(item=item, reason=value, now=now, word=word).skipped_ts

    def read(self):
        return SessionItem.objects.get(pk=self.key).skipped


class Pain(Tick):
    values = st.one_of(st.none(), st.integers(0, 10))

    def say(self, value, now, word):
        item = SessionItem.objects.get(pk=self.key)
        return items.say_pain(item=item, pain=value, now=now, word=word).pain_ts

    def read(self):
        return SessionItem.objects.get(pk=self.key).pain


class Morning(Plain):
    values = st.integers(0, 10)

    def __init__(self, session):
        self.user = session.user
        self.say(3, NOON, None)

    def say(self, value, now, word):
        day = NOON.date()
        said = {"day": day, "pain": value, "sore": False, "today": day}
        return record_morning(user=self.user, now=now, word=word, **said).recorded_at

    def read(self):
        return MorningCheck.objects.get().pain


class End(Plain):
    values = st.integers(0, 5)

    def __init__(self, session):
        builders.one_set(builders.strength(session)[0], NOON)

    def say(self, value, now, word):
        session = Session.objects.get()
        return finish_session(session=session, rir=value, note="", now=now, word=word).said_ts

    def read(self):
        return Session.objects.get().rir


KINDS = [Set, Tick, Reason, Pain, Morning, End]


def words_of(kind):
    """The kind, and words about it: (value, how much later the server's clock says it is, the
    device's clock beside the server's, how long it waited on the device; None where it was sent
    plainly)."""
    waited = st.integers(0, 4 * 60).map(lambda minutes: timedelta(minutes=minutes))
    word = st.tuples(
        kind.values,
        st.sampled_from([timedelta(minutes=1), *HOURS]),
        st.sampled_from(HOURS),
        st.one_of(st.none(), waited),
    )
    return st.tuples(st.just(kind), st.lists(word, min_size=2, max_size=5))


class LastWordTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        # Where a test with real transactions ran before in this process, it has left no library.
        load_library(now=NOON)
        with time_machine.travel(NOON, tick=False):
            ana = builders.person("ana")
            builders.plan(ana, NOON)
            cls.session = builders.session(ana, NOON)

    @given(st.sampled_from(KINDS).flatmap(words_of))
    @settings(max_examples=30, deadline=None)
    def test_what_was_last_acknowledged_as_done_stands(self, told):
        kind, words = told
        now = NOON
        with time_machine.travel(now, tick=False) as clock:
            thing = kind(self.session)
            for value, later, wrong, waited in words:
                now += later
                clock.move_to(now)
                # As the view reads it: a change made now or later is the newest.
                at = now if waited is None else now + wrong - waited
                word = Word(at=at, heard=now) if at < now else None
                before = thing.read()

                stands = thing.say(value, now, word)

                is_done = word is None or stands == at
                assert thing.read() == (thing.means(value) if is_done else before)
                # Only a word of later, and of a time that has come, overrules another.
                assert is_done or at < stands <= now + CLOCKS_APART
