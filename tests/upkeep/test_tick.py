"""The periodic work: which jobs have their turn, and what one that fails does to the others."""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tests.conftest import NOON
from upkeep import lease, tick
from upkeep.jobs import JOBS
from upkeep.management.commands import tick as command
from upkeep.models import JobRun, Lease
from upkeep.turn import Job, Turn

HOUR = timedelta(hours=1)


@pytest.fixture
def done():
    """The names of the jobs that had their turn, in order."""
    return []


@pytest.fixture
def job(done):
    def make(name, every=HOUR, counts=None, fault=None):
        def work(turn):
            done.append(name)
            if fault:
                raise fault
            return counts or {}

        return Job(name, every=every, work=work)

    return make


def at(moment):
    return lambda: moment


# --- what is due --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "due"),
    [(None, True), (0, False), (59.9, False), (60, True), (6000, True), (-1, True)],
)
def test_job_is_due_when_its_time_has_passed_or_the_clock_was_set_back(job, minutes, due):
    done_at = None if minutes is None else NOON - timedelta(minutes=minutes)

    assert job("a").is_due(done_at, NOON) is due


@pytest.mark.django_db
def test_each_job_has_its_turn_as_often_as_it_says(job, done):
    jobs = [job("hourly"), job("daily", every=24 * HOUR)]

    told = [tick.tick(at(NOON + number * HOUR), jobs) for number in range(25)]

    assert told[0] == {"hourly": True, "daily": True}
    assert told[1:24] == [{"hourly": True}] * 23
    assert told[24] == {"hourly": True, "daily": True}
    assert done.count("daily") == 2


@pytest.mark.django_db
def test_tick_right_after_another_does_nothing(job, done):
    jobs = [job("a"), job("b")]

    told = [tick.tick(at(NOON), jobs) for _ in range(2)]

    assert told == [{"a": True, "b": True}, {}]
    assert done == ["a", "b"]


@pytest.mark.django_db
def test_clock_set_back_by_a_year_stops_no_job(job):
    jobs = [job("a")]
    earlier = NOON - timedelta(days=365)

    told = [tick.tick(at(moment), jobs) for moment in (NOON, earlier, earlier + HOUR)]

    assert told == [{"a": True}] * 3


# --- one that fails -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_job_that_fails_stops_no_other_and_is_due_again(job, done):
    jobs = [job("bad", fault=ValueError("knee")), job("good")]

    told = [tick.tick(at(NOON + timedelta(minutes=number)), jobs) for number in range(3)]

    assert told == [{"bad": False, "good": True}, {"bad": False}, {"bad": False}]
    assert done == ["bad", "good", "bad", "bad"]
    row = JobRun.objects.get(name="bad")
    assert (row.failures, row.done_at, row.tried_at) == (3, None, NOON + timedelta(minutes=2))


@pytest.mark.django_db
def test_job_that_works_again_has_no_failures_left(job):
    tick.tick(at(NOON), [job("a", fault=OSError("full"))])
    tick.tick(at(NOON), [job("a")])

    row = JobRun.objects.get()
    assert (row.failures, row.done_at) == (0, NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("Key (note)=(my knee hurts) already exists"),
        SMTPRecipientsRefused({"knee@example.org": (550, b"no such person")}),
    ],
)
def test_log_says_which_job_failed_and_where_and_not_a_word_of_the_fault(job, caplog, fault):
    tick.tick(at(NOON), [job("bad", fault=fault)])

    [line] = caplog.messages
    kind = type(fault).__name__
    assert line.startswith(f"bad failed (1 in a row): {kind} at upkeep/tick.py:")
    assert "tests/upkeep/test_tick.py:" in line
    assert "knee" not in line


@pytest.mark.django_db
def test_log_says_what_was_done_in_figures_and_nothing_of_idle_jobs(job, caplog):
    caplog.set_level(logging.INFO, logger="upkeep")

    tick.tick(at(NOON), [job("idle", counts={"deleted": 0}), job("busy", counts={"deleted": 3})])

    assert caplog.messages == ["busy: 3 deleted, 0.0 s"]


# --- several machines ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_machine_that_finds_another_at_it_does_nothing(job, done):
    lease.take("tick", holder="another", now=NOON)

    assert tick.tick(at(NOON), [job("a")]) is None
    assert done == []


@pytest.mark.django_db
def test_lease_is_given_back_at_the_end_also_of_a_tick_that_is_stopped(job):
    with pytest.raises(KeyboardInterrupt):
        tick.tick(at(NOON), [job("a", fault=KeyboardInterrupt())])

    assert Lease.objects.get().ends_at == NOON
    assert tick.tick(at(NOON), [job("a")]) == {"a": True}


@pytest.mark.django_db
def test_machine_that_was_silent_for_too_long_leaves_the_rest_to_the_one_that_took_over(job, done):
    moment = [NOON]

    def sleep(turn):
        moment[0] += lease.LASTS
        lease.take("tick", holder="another", now=moment[0])
        return {}

    jobs = [Job("slow", every=HOUR, work=sleep), job("next")]

    assert tick.tick(lambda: moment[0], jobs) is None
    assert done == []
    assert Lease.objects.get().holder == "another"


@pytest.mark.django_db
def test_long_job_keeps_the_lease_by_renewing_it():
    moments = iter([NOON, NOON, NOON + timedelta(minutes=9), NOON + timedelta(minutes=18), NOON])

    def work(turn: Turn):
        turn.renew()
        taken = lease.take("tick", holder="another", now=NOON + timedelta(minutes=18))
        turn.renew()
        return {"taken": taken}

    assert tick.tick(lambda: next(moments), [Job("long", every=HOUR, work=work)]) == {"long": True}


# --- the command --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_command_does_every_job_of_the_app_and_says_nothing(noon, capsys):
    call_command("tick")
    call_command("tick")

    assert capsys.readouterr().out == ""
    assert set(JobRun.objects.values_list("name", flat=True)) == {job.name for job in JOBS}
    assert JobRun.objects.filter(done_at=None).count() == 0


@pytest.mark.django_db
def test_command_that_finds_another_machine_at_it_says_so_and_is_no_failure(noon, capsys):
    lease.take("tick", holder="another", now=noon)

    call_command("tick")
    call_command("tick", verbosity=0)

    assert capsys.readouterr().out == "Another machine is at it.\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"a": False, "b": True}, "Failed, and tried again next time: a."),
        ({"a": False, "b": False}, "Failed, and tried again next time: a, b."),
    ],
)
def test_command_fails_with_the_names_of_the_jobs_that_did(monkeypatch, told, message):
    monkeypatch.setattr(command, "tick", lambda clock: told)

    with pytest.raises(CommandError) as refusal:
        call_command("tick")

    assert str(refusal.value) == message


@pytest.mark.django_db
def test_command_without_a_database_fails_in_one_line(monkeypatch):
    def broken(clock):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(command, "tick", broken)

    with pytest.raises(CommandError) as refusal:
        call_command("tick")

    assert str(refusal.value).endswith("can't be used: connection refused.")


def test_jobs_have_names_of_their_own():
    assert len({job.name for job in JOBS}) == len(JOBS)
