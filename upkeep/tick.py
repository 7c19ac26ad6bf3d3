"""The periodic work, done by one machine at a time."""

import logging
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from smtplib import SMTPException
from uuid import uuid4

from backhealth.environment import ROOT
from upkeep import lease
from upkeep.backups.faults import BackupError
from upkeep.jobs import JOBS
from upkeep.models import JobRun
from upkeep.turn import LEASE, Counts, Job, LeaseLostError, Turn

log = logging.getLogger(__name__)


def tick(clock: Callable[[], datetime], jobs: Sequence[Job] = JOBS) -> dict[str, bool] | None:
    """Do each job that is due, and return whether it was done, by its name; None if another
    machine is at it.

    A job that fails keeps no other from its turn, and is due again the next time.
    """
    turn = Turn(now=clock(), clock=clock, holder=uuid4().hex)
    if not lease.take(LEASE, holder=turn.holder, now=turn.now):
        return None
    try:
        return _do_due(jobs, turn)
    except LeaseLostError:
        log.warning("another machine took over, because this one was silent for too long")
        return None
    finally:
        lease.give_back(LEASE, holder=turn.holder, now=clock())


def _do_due(jobs: Sequence[Job], turn: Turn) -> dict[str, bool]:
    last = dict(JobRun.objects.values_list("name", "done_at"))
    told = {}
    for job in jobs:
        if job.is_due(last.get(job.name), turn.now):
            turn.renew()
            told[job.name] = _do(job, turn)
    return told


def _do(job: Job, turn: Turn) -> bool:
    row, _is_new = JobRun.objects.get_or_create(name=job.name, defaults={"tried_at": turn.now})
    row.tried_at = turn.now
    began = time.monotonic()
    try:
        counts = job.work(turn)
    except LeaseLostError:
        raise
    except Exception as fault:
        row.failures += 1
        row.save()
        log.error("%s failed (%d in a row): %s", job.name, row.failures, without_words(fault))
        return False
    row.done_at, row.failures, row.seconds = turn.now, 0, time.monotonic() - began
    row.results = {**row.results, **added(row.results, counts)}
    row.save()
    if any(counts.values()):
        log.info("%s: %s, %.1f s", job.name, in_words(counts), row.seconds)
    return True


def added(so_far: Counts, counts: Counts) -> Counts:
    return {what: so_far.get(what, 0) + number for what, number in counts.items()}


def in_words(counts: Counts) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.items())


def without_words(fault: BaseException) -> str:
    """Return the kind of a fault and the places where it passed through our code.

    Its message is left out, because a database quotes in it what a person wrote, and a mail server
    an address; except where it is a sentence of ours or the system's own.
    """
    if isinstance(fault, BackupError | OSError) and not isinstance(fault, SMTPException):
        return str(fault)
    places = [
        f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(fault.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
    ]
    return " ".join([type(fault).__name__, "at", *places])
