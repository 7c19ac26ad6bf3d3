"""After any change in the past, the targets are those of the whole log: no checkpoint hides it."""

from datetime import timedelta

import pytest

from accounts.keys import new_key
from routines.actions.item import forget_pain, say_pain
from routines.actions.log import SetEntry, correct_set, remove_set, restore_set
from routines.actions.mornings import record_morning, say_flare
from routines.actions.removal import remove_session, restore_session
from routines.actions.screening import withdraw_consent
from routines.actions.session import back_date, finish_session, write_down_session
from routines.actions.stop import stop_session
from routines.actions.target_overrides import choose_target
from routines.models import MorningCheck, Session, SetLog
from tests import builders
from tests.routines.long_logs import (
    DAY,
    FAR,
    NEAR,
    Life,
    as_from_the_first_session,
    as_shown,
    keep,
    own,
    stored_days,
    trained,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(library, ana, noon):
    return Life.of_months(ana, noon)


# --- each changes the log before `yield`, and again once it is kept -----------------------------


def a_late_set(life, ago):
    item = life.item(ago)
    yield
    builders.one_set(item, life.now, number=9, amount=1)


def a_corrected_set(life, ago):
    log = life.log(ago)
    yield
    correct_set(log=log, entry=SetEntry(number=log.number, amount=1), now=life.now)


def a_set_taken_back(life, ago):
    log = life.log(ago)
    yield
    for each in SetLog.objects.filter(item=log.item).select_related("item__session"):
        remove_set(log=each, now=life.now)


def a_set_brought_back(life, ago):
    log = life.log(ago)
    rows = list(SetLog.objects.filter(item=log.item).select_related("item__session"))
    for each in rows:
        remove_set(log=each, now=life.now)
    yield
    for each in rows:
        restore_set(log=each, now=life.now)


def a_session_removed(life, ago):
    yield
    remove_session(session=life.sessions[ago], now=life.now)


def a_session_brought_back(life, ago):
    remove_session(session=life.sessions[ago], now=life.now)
    yield
    restore_session(session=life.sessions[ago], now=life.now)


def a_session_moved_to_an_earlier_day(life, ago):
    yield
    day = life.sessions[ago].local_date
    back_date(session=life.sessions[ago], day=day - 2 * DAY, now=life.now)


def a_session_moved_to_a_later_day(life, ago):
    yield
    back_date(session=life.sessions[ago], day=life.today, now=life.now)


def a_session_moved_to_before_the_first(life, ago):
    yield
    back_date(session=life.sessions[ago], day=life.today - 99 * DAY, now=life.now)


def a_session_moved_here(life, ago):
    """Move a session from today, with the choice that it used: another session may use it then."""
    exercise = life.item(ago).exercise
    choose_target(plan=life.plan, exercise=exercise, chosen=own(), now=life.now)
    session = trained(life, life.today, "A", life.now + timedelta(hours=1))
    yield
    day = life.sessions[ago].local_date
    back_date(session=session, day=day - DAY, now=life.now + timedelta(hours=2))


def a_session_written_down(life, ago):
    yield
    trained(life, life.sessions[ago].local_date - DAY, "A", life.now)


def a_morning(life, ago):
    yield
    says(life, life.sessions[ago].local_date, pain=5)


def a_morning_after(life, ago):
    yield
    says(life, life.sessions[ago].local_date + DAY, pain=2)


def a_morning_in_place_of_another(life, ago):
    MorningCheck.objects.filter(day=life.sessions[ago].local_date + DAY).update(pain=2)
    yield
    says(life, life.sessions[ago].local_date + DAY, pain=1)


def a_flare(life, ago):
    """Said on a day that comes again: a flight to the west."""
    yield
    say_flare(user=life.user, kind="said", today=life.sessions[ago].local_date)


def pain_of_an_exercise(life, ago):
    yield
    say_pain(item=life.item(ago), pain=7, now=life.now)


def pain_that_was_a_slip(life, ago):
    say_pain(item=life.item(ago), pain=7, now=life.now)
    yield
    forget_pain(item=life.item(ago), now=life.now)


def form_not_kept(life, ago):
    yield
    finishes(life, ago, form_kept={life.item(ago).pk: False})


def pain_of_a_session(life, ago):
    yield
    finishes(life, ago, pain=7)


def effort_of_a_session(life, ago):
    SetLog.objects.update(rir=None)
    yield
    finishes(life, ago, rir=0)


def a_stop(life, ago):
    yield
    stop_session(session=life.sessions[ago], sign="calf", now=life.now)


def a_choice_while_a_past_session_runs(life, ago):
    day = life.sessions[ago].local_date - DAY
    exercise = life.item(ago).exercise
    write_down_session(user=life.user, key=new_key(), day=day, programme_day="A", now=life.now)
    yield
    choose_target(plan=life.plan, exercise=exercise, chosen=own(), now=life.now)


def consent_withdrawn(life, ago):
    say_pain(item=life.item(ago), pain=7, now=life.now)
    yield
    withdraw_consent(user=life.user, now=life.now)


def says(life, day, *, pain):
    record_morning(user=life.user, day=day, pain=pain, sore=False, today=life.today, now=life.now)


def finishes(life, ago, **said):
    session = Session.objects.select_related("user").get(pk=life.sessions[ago].pk)
    finish_session(session=session, now=life.now, **{"rir": 3, "note": "", **said})


DATED = [
    a_late_set,
    a_corrected_set,
    a_set_taken_back,
    a_set_brought_back,
    a_session_removed,
    a_session_brought_back,
    a_session_moved_to_an_earlier_day,
    a_session_moved_to_a_later_day,
    a_session_moved_to_before_the_first,
    a_session_moved_here,
    a_session_written_down,
    a_morning,
    a_morning_after,
    a_morning_in_place_of_another,
    a_flare,
    pain_of_an_exercise,
    pain_that_was_a_slip,
    form_not_kept,
    pain_of_a_session,
    effort_of_a_session,
    a_stop,
    a_choice_while_a_past_session_runs,
    consent_withdrawn,
]


@pytest.mark.parametrize("ago", [FAR, NEAR])
@pytest.mark.parametrize("change", DATED, ids=lambda change: change.__name__)
def test_what_changed_in_the_past_changes_all_that_follows_from_it(life, change, ago):
    user, days = life.user, {life.day(ago - 2), life.today}
    steps = change(life, ago)
    next(steps)
    keep(user, life.today)
    before = [as_shown(user, day) for day in days]

    next(steps, None)

    after = [as_shown(user, day) for day in days]
    assert after == [as_from_the_first_session(user, day) for day in days]
    assert after != before


def test_this_morning_leaves_what_is_stored(life):
    keep(life.user, life.today)
    before = stored_days(life.user, life.today)

    says(life, life.today, pain=5)

    assert stored_days(life.user, life.today) == before
    assert len(before) == 2
    assert as_shown(life.user, life.today) == as_from_the_first_session(life.user, life.today)
