"""What machines ask a server: whether it may get requests, and its figures."""

import hmac
import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from backhealth import metrics as figures
from backhealth.outages import drop_pooled_connections
from backhealth.serving import Worker
from upkeep import schema
from upkeep.models import JobRun

log = logging.getLogger(__name__)

LEAST_FREE = 50 * 10**6  # bytes: a page of the database and the log of its changes, many times


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 if this server may get requests, otherwise 503 with what is missing, a line
    each."""
    missing = list(_missing())
    if not missing:
        return HttpResponse("ready", content_type="text/plain")
    log.warning("not ready: %s", "; ".join(missing))
    response = HttpResponse("\n".join(missing), status=503, content_type="text/plain")
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _missing() -> Iterator[str]:
    if Worker.stopping:
        yield "stopping: what runs is finished, nothing new begins"
    try:
        if not _is_migrated():
            yield "database: migrations are waiting"
    except DatabaseError as fault:
        drop_pooled_connections()
        yield f"database: it doesn't answer ({type(fault).__name__})"
    try:
        with tempfile.NamedTemporaryFile(dir=settings.DATA) as file:
            file.write(b"x")
            file.flush()
        if shutil.disk_usage(settings.DATA).free < LEAST_FREE:
            yield "data folder: the disk is full"
    except OSError as fault:
        yield f"data folder: nothing can be written in it ({fault.strerror})"


class Migrated:
    """That no migration waits: what is found once holds for the life of a process."""

    found = False


def _is_migrated() -> bool:
    """Return whether no migration waits. Always asks the database, too."""
    Migrated.found = Migrated.found or not schema.waiting()
    if not Migrated.found:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures if the token is right; otherwise there is no such page."""
    token = settings.ENVIRONMENT.BACKHEALTH_METRICS_TOKEN or ""
    given = request.headers.get("Authorization", "").encode()
    if not (token and hmac.compare_digest(given, f"Bearer {token}".encode())):
        raise Http404
    return HttpResponse(figures.text(OfServer()), content_type=CONTENT_TYPE_LATEST)


class OfServer(Collector):
    """What is looked up when somebody asks: the release, whether the database answers, and the
    periodic work of all machines."""

    def collect(self) -> Iterable[Metric]:
        yield _gauge("backhealth_build_info", "The running release.", "version", settings.RELEASE)
        try:
            jobs = list(JobRun.objects.order_by("name"))
        except DatabaseError:
            yield GaugeMetricFamily("backhealth_database_up", "1 if it answers.", 0)
            return
        yield GaugeMetricFamily("backhealth_database_up", "1 if it answers.", 1)
        yield from _of_jobs(jobs)


def _gauge(name: str, words: str, label: str, value: str) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    family.add_metric([value], 1)
    return family


def _of_jobs(jobs: Iterable[JobRun]) -> Iterator[Metric]:
    done = GaugeMetricFamily(
        "backhealth_job_done_timestamp_seconds", "When a job was last done.", labels=["job"]
    )
    failures = GaugeMetricFamily(
        "backhealth_job_failures", "Times in a row that a job failed.", labels=["job"]
    )
    seconds = GaugeMetricFamily(
        "backhealth_job_seconds", "How long it took the last time.", labels=["job"]
    )
    results = CounterMetricFamily(
        "backhealth_job_results", "What a job has done so far.", labels=["job", "result"]
    )
    for job in jobs:
        failures.add_metric([job.name], job.failures)
        if job.done_at:
            done.add_metric([job.name], job.done_at.timestamp())
        if job.seconds is not None:
            seconds.add_metric([job.name], job.seconds)
        for what, number in job.results.items():
            results.add_metric([job.name, what], number)
    yield from (done, failures, seconds, results)
