"""The sums of each exercise of a session equal its sets, after any change."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.keys import new_key
from routines.actions.item_sums import keep_sums
from routines.actions.log import SetEntry, correct_set, log_set, remove_set, restore_set
from routines.actions.removal import remove_session, restore_session
from routines.actions.session import back_date, discard_session, finish_session, write_down_session
from routines.models import ItemSums, Session, SessionItem, SetLog
from tests import builders
from tests.routines.long_logs import Life

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MIGRATION = "0041_item_sums"
FIGURES = (
    *("local_date", "measure", "height_cm", "band", "sets", "hard_sets", "load_kg", "load_amount"),
    *("amount", "amount_load_kg", "left_load_kg", "left_amount", "right_load_kg", "right_amount"),
    *("rir_total", "rir_count"),
)


def stored():
    return {row[0]: row[1:] for row in ItemSums.objects.values_list("item", *FIGURES)}


def from_the_sets():
    """Count everything from the sets, one after the other, as slowly as it comes."""
    found = {}
    for item in SessionItem.objects.select_related("session"):
        session = item.session
        if session.status not in ("completed", "partial") or session.removed_at is not None:
            continue
        logs = [log for log in SetLog.objects.filter(item=item) if log.removed_at is None]
        if item.phase == "strength" and logs:
            found[item.pk] = (
                session.local_date,
                item.measure,
                item.height_cm,
                item.band,
                *counted(logs),
            )
    return found


def counted(logs):
    numbers, hard, rir_total, rir_count = set(), set(), 0, 0
    heaviest = longest = (Decimal(-1000), Decimal(-1000))
    best = {"both": None, "left": None, "right": None}
    for log in logs:
        load = Decimal(0) if log.load_kg is None else log.load_kg
        numbers.add(log.number)
        if log.rir is None:
            hard.add(log.number)
        else:
            rir_total, rir_count = rir_total + log.rir, rir_count + 1
            if log.rir < 5:
                hard.add(log.number)
        heaviest = max(heaviest, (load, log.amount))
        longest = max(longest, (log.amount, load))
        if best[log.side] is None or (load, log.amount) > best[log.side]:
            best[log.side] = (load, log.amount)
    left, right = best["left"] or (None, None), best["right"] or (None, None)
    return len(numbers), len(hard), *heaviest, *longest, *left, *right, rir_total, rir_count


figures = st.fixed_dictionaries(
    {
        "amount": st.integers(0, 20),
        "side": st.sampled_from(["both", "left", "right"]),
        "load": st.none() | st.sampled_from([Decimal(8), Decimal("12.5"), Decimal(20)]),
        "unit": st.sampled_from(["kg", "lb"]),
        "rir": st.none() | st.integers(0, 5),
    }
)
places = st.integers(0, 99)


class Changing(RuleBasedStateMachine):
    person = now = None

    @initialize()
    def begins(self):
        for model in (ItemSums, SetLog, SessionItem, Session):
            model.objects.all().delete()
        for ago in (9, 6):
            self.writes_down(ago, "A")
            self.logs(0, {"amount": 8, "side": "both", "load": None, "unit": "kg", "rir": 2}, 1)
            self.finishes(0)

    def one_of(self, rows, place):
        rows = list(rows.order_by("pk"))
        return rows[place % len(rows)]

    def running(self):
        return Session.objects.in_progress().select_related("user").first()

    def any_session(self, place):
        return self.one_of(Session.objects.select_related("user"), place)

    def any_log(self, place):
        logs = SetLog.objects.select_related("item__session__user", "item__user")
        return self.one_of(logs, place) if logs.exists() else None

    @precondition(lambda self: self.running() is None)
    @rule(ago=st.integers(2, 30), programme_day=st.sampled_from("AB"))
    def writes_down(self, ago, programme_day):
        write_down_session(
            user=self.person,
            key=new_key(),
            day=self.now.date() - ago * DAY,
            programme_day=programme_day,
            now=self.now,
        )

    @rule(place=places, entry=figures, number=st.integers(1, 4))
    def logs(self, place, entry, number):
        items = SessionItem.objects.filter(phase="strength").select_related("session", "user")
        item = self.one_of(items, place)
        log_set(item=item, key=new_key(), entry=SetEntry(number=number, **entry), now=self.now)

    @rule(place=places, entry=figures)
    def corrects(self, place, entry):
        if log := self.any_log(place):
            entry = {**entry, "side": log.side}
            correct_set(log=log, entry=SetEntry(number=log.number, **entry), now=self.now)

    @rule(place=places, verb=st.sampled_from([remove_set, restore_set]))
    def takes_a_set_back(self, place, verb):
        if log := self.any_log(place):
            verb(log=log, now=self.now)

    @rule(place=places)
    def finishes(self, place):
        session = self.running() or self.any_session(place)
        if session.status != "discarded":
            finish_session(session=session, rir=None, note="", now=self.now)

    @rule()
    def discards(self):
        if session := self.running():
            discard_session(session=session, now=self.now)

    @rule(place=places, ago=st.integers(2, 60))
    def moves_to_another_day(self, place, ago):
        back_date(session=self.any_session(place), day=self.now.date() - ago * DAY, now=self.now)

    @rule(place=places, verb=st.sampled_from([remove_session, restore_session]))
    def takes_a_session_away(self, place, verb):
        verb(session=self.any_session(place), now=self.now)

    @invariant()
    def sums_are_those_of_the_sets(self):
        assert stored() == from_the_sets()


def test_any_changes_leave_sums_that_equal_the_sets(library, ana, noon):
    builders.plan(ana, noon - 70 * DAY, level="L3", equipment=builders.GYM)
    Changing.person, Changing.now = ana, noon

    run_state_machine_as_test(
        Changing,
        settings=settings(
            max_examples=3,
            stateful_step_count=15,
            derandomize=True,
            deadline=None,
            phases=set(Phase) - {Phase.shrink},
        ),
    )


def test_what_was_logged_before_is_summed_by_the_migration(library, ana, noon):
    life = Life.of_months(ana, noon)
    item = life.item(2)
    for log in SetLog.objects.filter(item=item).select_related("item__session__user"):
        remove_set(log=log, now=noon)
    remove_session(session=life.sessions[8], now=noon)
    kept = stored()
    ItemSums.objects.all().delete()
    [*_made, fill] = MigrationLoader(connection).get_migration("routines", MIGRATION).operations

    fill.code(apps, connection.schema_editor())

    assert stored() == kept == from_the_sets()
    assert len(kept) > 20


def test_sums_are_kept_in_four_queries(library, ana, noon, django_assert_num_queries):
    builders.plan(ana, noon)
    session = builders.finished(ana, noon, sets=2)

    with django_assert_num_queries(4):
        keep_sums(session)

    assert ItemSums.objects.count() == len(builders.strength(session))
