"""Report as a table for people and as a JSON file for comparing."""

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection

from bench.load import CONNECTIONS, LoadResult

HEAD = ("page", "req/s", "p50 ms", "p95 ms", "queries", "bytes", "of floor", "growth")


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """The figures of one page. `ratio` is its requests per second over those of `floor`; None on
    the floor. `growth`: how many times as long as with 12 weeks of log its median takes with ten
    years."""

    page: str
    requests_per_second: float
    p50_ms: float
    p95_ms: float
    queries: int | None
    compressed_bytes: int
    floor: str | None
    ratio: float | None
    growth: float | None = None


def machine() -> dict[str, Any]:
    """Return what the figures depend on besides the code; `load_before` is the load average of
    the last minute."""
    return {
        "cpus": os.cpu_count(),
        "cpu": _cpu_name(),
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": version("django"),
        "gunicorn": version("gunicorn"),
        "database": connection.display_name,
        "database_version": ".".join(map(str, connection.get_database_version())),
    }


def table(lines: Sequence[ReportLine]) -> str:
    """Format the lines in aligned columns: the page on the left, figures on the right."""
    cells = [HEAD, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    rows = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells
    ]
    return "\n".join(["", rows[0], "-" * len(rows[0]), *rows[1:], ""])


def first_views(found: Mapping[str, Sequence[float]]) -> str:
    """Format the milliseconds of the first view of a plan, for each age of the log."""
    told = [f"{age} {statistics.median(times):.0f} ms" for age, times in found.items()]
    return f"first view of a plan, one at a time, median: {', '.join(told)}\n"


def write(
    path: Path,
    lines: Sequence[ReportLine],
    *,
    machine: dict[str, Any],
    options: dict[str, Any],
    rounds: Sequence[dict[str, LoadResult]],
    first_views: Mapping[str, Sequence[float]],
) -> None:
    """Write the medians under `pages`, and under `rounds` every measurement, to show the spread."""
    found = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "options": {"connections": CONNECTIONS, **options},
        "pages": [asdict(line) for line in lines],
        "first_views_ms": dict(first_views),
        "rounds": [{name: asdict(result) for name, result in each.items()} for each in rounds],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=2) + "\n")


def _cells(line: ReportLine) -> tuple[str, ...]:
    return (
        line.page,
        f"{line.requests_per_second:.0f}",
        f"{line.p50_ms:.1f}",
        f"{line.p95_ms:.1f}",
        "" if line.queries is None else str(line.queries),
        str(line.compressed_bytes),
        "" if line.ratio is None else f"{line.ratio:.2f}",
        "" if line.growth is None else f"{line.growth:.2f}",
    )


def _cpu_name() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor()
