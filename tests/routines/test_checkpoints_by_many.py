"""Several devices edit one person's past while others look: what is stored stays true."""

import threading
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection

from accounts.models import User
from exercises.models import Exercise
from routines.actions.item import forget_pain, say_pain
from routines.actions.log import SetEntry, correct_set, remove_set, restore_set
from routines.actions.mornings import record_morning
from routines.actions.removal import remove_session, restore_session
from routines.actions.session import back_date, finish_session
from routines.actions.target_overrides import AboveAllowed, choose_target
from routines.models import Plan, Session, SessionItem, SetLog
from tests import builders
from tests.routines.long_logs import (
    ALONE,
    FAR,
    NEAR,
    Life,
    as_from_the_first_session,
    as_shown,
    keep,
    own,
)

DAY = timedelta(days=1)
PAINS = [0, 1, 4, 7]
WRITERS, EDITS, LOOKERS = 4, 6, 3


def one_edit(user, now, chance: Random) -> None:
    today = now.date()
    day = today - chance.choice([NEAR, NEAR, 8, FAR, 62]) * DAY
    sessions = Session.objects.select_related("user", "plan").filter(local_date=day)
    session = sessions.first() or Session.objects.select_related("user", "plan").first()
    items = SessionItem.objects.select_related("session", "user", "exercise")
    item = items.filter(session=session).order_by("position").first()
    log = SetLog.objects.select_related("item__session").filter(item=item).first()
    entry = SetEntry(number=chance.randrange(1, 9), amount=chance.choice([1, 50]), load=Decimal(9))
    edits = {
        "log": lambda: builders.one_set(item, now, number=9, amount=1),
        "correct": lambda: correct_set(log=log, entry=entry, now=now),
        "take back": lambda: (restore_set if log.removed_at else remove_set)(log=log, now=now),
        "remove": lambda: remove_session(session=session, now=now),
        "restore": lambda: restore_session(session=session, now=now),
        "move": lambda: back_date(
            session=session, day=day - chance.randrange(-3, 3) * DAY, now=now
        ),
        "finish": lambda: finish_session(
            session=session, rir=3, note="", pain=chance.choice(PAINS), now=now
        ),
        "morning": lambda: record_morning(
            user=user, day=day + DAY, pain=chance.choice(PAINS), sore=False, today=today, now=now
        ),
        "pain": lambda: say_pain(item=item, pain=chance.choice(PAINS), now=now),
        "slip": lambda: forget_pain(item=item, now=now),
        "choose": lambda: choose_target(
            plan=Plan.objects.select_related("user").get(),
            exercise=Exercise.objects.get(pk="goblet-squat"),
            chosen=own(),
            now=now,
        ),
    }
    edits[chance.choice(sorted(edits))]()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(2))
def test_what_is_stored_while_others_edit_the_past_is_true(library, ana, noon, seed):
    Life.of_months(ana, noon)
    faults: list[Exception] = []
    start = threading.Barrier(WRITERS + LOOKERS)

    def edits(chance: Random) -> None:
        start.wait()
        try:
            for _ in range(EDITS):
                one_edit(User.objects.get(pk=ana.pk), noon, chance)
        except AboveAllowed:
            pass  # a rule said no, as it should
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    def looks(chance: Random) -> None:
        start.wait()
        try:
            for _ in range(2 * EDITS):
                day = noon.date() + chance.choice([0, 0, 17]) * DAY
                keep(User.objects.get(pk=ana.pk), day, chance.choice([(), (), ALONE]))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=does, args=[Random(100 * seed + number)])
        for number, does in enumerate([edits] * WRITERS + [looks] * LOOKERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    for alone in ((), ALONE):
        for day in (noon.date(), noon.date() + 17 * DAY):
            found = as_shown(ana, day, alone)
            assert found == as_from_the_first_session(ana, day, alone)
