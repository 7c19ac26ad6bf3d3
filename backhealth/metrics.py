"""The figures of /metrics: counted in every process of a server, added up when they are asked for.

No label says who somebody is or what they wrote. Without BACKHEALTH_METRICS_TOKEN the figures stay
in the memory of each process, and nobody asks for them.
"""

import os
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from backhealth.metrics_folder import FOLDER

# A page takes 5 to 50 ms.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

OURS = CollectorRegistry()
REQUESTS = Counter(
    "backhealth_requests",
    "Requests answered, by the pattern of their address.",
    ["route", "method", "status"],
    registry=OURS,
)
SECONDS = Histogram(
    "backhealth_request_seconds",
    "Time from a whole request to its answer.",
    ["route"],
    registry=OURS,
    buckets=BUCKETS,
)
SETS = Counter(
    "backhealth_sets",
    "Sets written: new, or again under the same key.",
    ["how"],
    registry=OURS,
)
CONNECTIONS = Gauge(
    "backhealth_connections",
    "Open connections, by what they wait for.",
    ["stage"],
    registry=OURS,
    multiprocess_mode="livesum",
)
DROPPED = Counter(
    "backhealth_connections_dropped",
    "Connections ended by the server, by the reason.",
    ["reason"],
    registry=OURS,
)
OUTAGES = Counter(
    "backhealth_outages",
    "Requests answered with 503 because something couldn't be read or written.",
    ["what"],
    registry=OURS,
)


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Count a request."""
    _requests(route, method, status).inc()
    _seconds(route).observe(seconds)


@cache
def _requests(route: str, method: str, status: int) -> Counter:
    return REQUESTS.labels(route, method, str(status))


@cache
def _seconds(route: str) -> Histogram:
    return SECONDS.labels(route)


def text(*others: Collector) -> bytes:
    """Return the figures of all processes, and of `others`, in the format of Prometheus."""
    asked = CollectorRegistry()
    if FOLDER in os.environ:
        MultiProcessCollector(asked)
    else:
        asked.register(OURS)
    for each in others:
        asked.register(each)
    return generate_latest(asked)
