"""Fixtures for the tests that send nonsense to every page."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import PurePath

import pytest
from django.db import transaction
from django.template import loader
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import ask_for_address, wait_for_answer
from accounts.keys import new_key
from accounts.new_address import key_for
from builder.actions import share_routine
from exchange.models import LogImport
from exercises.models import Exercise
from history.actions import record_result
from history.models import Activity, ReportLink
from history.planning.self_tests import Measured
from reminders.facts.stop_links import stop_key
from reminders.planning.kinds import Kind
from routines.actions.calendar_feed import make_feed
from routines.actions.plan_changes import change_plan
from routines.facts.plan_changes import marks_for
from routines.views.session_parts import parts_address
from tests import builders
from tests.page_tables import ALLAUTH, METHODS

# Pages that ask who is there first.
CONFIRMED = {"exchange:tokens"}
# As a stranger, because people with an account are redirected from these pages.
STRANGERS = {
    *("accounts:start", "accounts:claim", "accounts:passkey_log_in", "account_login"),
    "routines:landing",
}


@pytest.fixture
def quick(settings, monkeypatch):
    """Make passwords fast."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def empty_pages(monkeypatch):
    """Render no templates, for tests that check only the status of many answers."""
    monkeypatch.setattr(loader, "render_to_string", lambda *_, **__: "")


@pytest.fixture
def urls(ana, library, noon):
    """Return every address, for ana's running session, one exercise with a weight and its set."""
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    finished = builders.done_on(ana, noon - timedelta(days=2))
    session = builders.session(ana, noon)
    away = marks_for("away", day=date(2026, 3, 11), to=None)
    change = change_plan(user=ana, marks=away, today=noon.date(), now=noon)
    feed = make_feed(user=ana, with_rest_days=True, starts_at=None, now=noon)
    item = next(
        each for each in builders.strength(session) if each.takes_load and not each.side_by_side
    )
    key = builders.one_set(item, noon).pk
    # A page with one exercise shows the effect of nonsense as well as one with twenty.
    session.items.filter(phase="strength").exclude(pk=item.pk).delete()
    session.items.exclude(phase="strength").exclude(position=1).delete()
    drawn = Exercise.objects.get(pk="dead-bug").figure_digest
    own = builders.own_exercise(ana).pk
    routine = plan.routine
    row = routine.prescriptions.get(programme_day=session.programme_day, exercise=item.exercise)
    # So does a routine with two on this day, which can change places, and one on each other day.
    beside = routine.prescriptions.exclude(exercise=item.exercise).filter(phase="strength")
    kept = [beside.filter(programme_day=day).first() for day in "AB"]
    routine.prescriptions.exclude(pk__in=[row.pk, *(each.pk for each in kept)]).delete()
    link = share_routine(routine=routine, with_notes=False, now=noon)
    result = record_result(
        user=ana,
        key=new_key(),
        test="one-leg",
        day=date(2026, 3, 3),
        measured=Measured(unit="seconds", left=Decimal(9), tries={"left": [9]}),
        now=noon,
    )
    activity = Activity.objects.create(user=ana, day=date(2026, 3, 3), kind="walk")
    sheet_token = builders.sheet_link(ana, noon)
    device = builders.push_device(ana, noon)
    guest = builders.guest()
    builders.plan(guest, noon)
    wait_for_answer(guest=guest, user=ana, now=noon)
    asked = ask_for_address(user=ana, email="ana@example.com", now=noon)
    values = {
        "accounts:confirm_address": [key_for(asked)],
        "accounts:passkey": [builders.passkey(ana).pk],
        "exchange:log_import": [LogImport.objects.create(user=ana, made_at=noon, app="hevy").pk],
        "builder:archive_routine": [plan.routine_id],
        "builder:bring_back_routine": [plan.routine_id],
        "builder:copy_routine": [plan.routine_id],
        "builder:copy_starter": ["l3"],
        "builder:rename_routine": [plan.routine_id],
        "builder:use_routine": [plan.routine_id],
        "builder:use_starter": ["l3"],
        "exercises:own_exercise": [own],
        "exercises:own_handout": [own],
        "exercises:change_own_exercise": [own],
        "exercises:retire_own_exercise": [own],
        "exercises:bring_back_own_exercise": [own],
        "builder:weekdays": [plan.routine_id],
        "exchange:brought_file": [builders.brought_file(ana, noon).pk],
        "builder:begin": [plan.routine_id],
        "builder:file": [plan.routine_id],
        "builder:use_shared": [link.token],
        "routines:add_item": [session.pk],
        "routines:place_item": [item.pk],
        "routines:remove_item": [item.pk],
        "builder:add_exercise": [routine.pk, "a"],
        "builder:arrange": [routine.pk, row.pk],
        "builder:change_routine_day": [routine.pk, "a"],
        "builder:prescription": [routine.pk, row.pk],
        "builder:routine": [routine.pk],
        "builder:share": [routine.pk],
        "builder:shared_routine": [link.token],
        "builder:shared_sheet": [link.token],
        "routines:correct_set": [key],
        "routines:remove_set": [key],
        "routines:log_set": [item.pk, new_key()],
        "routines:copy_previous": [item.pk, new_key()],
        "routines:restore_set": [key],
        "routines:rest": [session.pk],
        "routines:skip_phase": [session.pk],
        "routines:tick_item": [item.pk],
        "routines:trouble": [item.pk],
        "routines:skip_item": [item.pk],
        "routines:swap_item": [item.pk],
        "routines:undo_swap": [item.pk],
        "routines:session": [session.pk],
        "routines:finish": [session.pk],
        "routines:summary": [session.pk],
        "routines:remove_session": [session.pk],
        "routines:restore_session": [session.pk],
        "routines:back_date": [session.pk],
        "routines:discard": [session.pk],
        "routines:stop": [session.pk],
        "routines:session_parts": [PurePath(parts_address()).stem],
        "history:activity": [activity.pk],
        "history:remove_self_test": [result.pk],
        "history:restore_self_test": [result.pk],
        "history:self_test": ["one-leg"],
        "history:self_test_result": [result.pk],
        "history:skip_self_test": ["one-leg"],
        "history:remove_activity": [activity.pk],
        "history:restore_activity": [activity.pk],
        "history:session": [finished.pk],
        "history:check_exercise": [item.exercise_id],
        "history:exercise": [item.exercise_id],
        "history:given_sheet": [sheet_token],
        "history:switch_off_report_link": [ReportLink.objects.get().pk],
        "exchange:switch_off_token": [builders.api_token(ana, noon)[0].pk],
        "reminders:stop_push_device": [device.pk],
        "reminders:test_push_device": [device.pk],
        "reminders:stop_mails": [stop_key(ana.pk, Kind.TRAINING)],
        "routines:rungs": [item.exercise_id],
        "routines:target": [item.exercise_id],
        "routines:my_exercise": [item.exercise_id],
        "exercises:picture": ["dead-bug", "still", drawn],
        "exercises:exercise": ["dead-bug"],
        "exercises:handout": ["dead-bug"],
        "routines:day": [2026, 3, 9],
        "routines:undo": [change.pk],
        "routines:calendar_feed": [feed.token],
    }
    names = {*METHODS, *ALLAUTH} - {"account_reset_password_from_key"}
    return {name: reverse(name, args=values.get(name)) for name in names}


@pytest.fixture
def small_library(library):
    """Provide three exercises instead of 83, and those of people."""
    kept = ["dead-bug", "goblet-squat", "romanian-deadlift"]
    Exercise.objects.from_files().exclude(pk__in=kept).update(retired_at=timezone.now())


@pytest.fixture
def ask(ana):
    """Return a function that sends a request, undoes its changes and returns the status."""
    person, confirmed, stranger = (Client(raise_request_exception=False) for _ in range(3))
    for each in (person, confirmed):
        each.force_login(ana)
    builders.confirm(confirmed)
    keys = {each: each.cookies["sessionid"].value for each in (person, confirmed)}

    def send(name, method, url, *args, **options):
        known = confirmed if name in CONFIRMED else person
        sender = stranger if name in STRANGERS else known
        sender.cookies.clear()
        if sender in keys:
            sender.cookies["sessionid"] = keys[sender]
        point = transaction.savepoint()
        status = getattr(sender, method)(url, *args, **options).status_code
        transaction.savepoint_rollback(point)
        return status

    return send
