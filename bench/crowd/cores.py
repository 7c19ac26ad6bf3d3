"""How busy each core is, from Linux's counters; nothing is known on other systems."""

from pathlib import Path

STAT = Path("/proc/stat")
Ticks = list[tuple[int, int]]  # of each core: (idle, all)


def read() -> Ticks:
    """Return what the counters of each core say now."""
    return parse(STAT.read_text()) if STAT.exists() else []


def parse(text: str) -> Ticks:
    """Return the ticks in the lines `cpu0 user nice system idle iowait …` (proc(5)).

    The eight figures up to `steal` are disjoint; a guest's time is part of `user` already.
    """
    rows = [line.split() for line in text.splitlines() if line.startswith("cpu")]
    figures = [list(map(int, row[1:9])) for row in rows if row[0] != "cpu"]
    return [(each[3] + each[4], sum(each)) for each in figures]


def busy(before: Ticks, after: Ticks) -> list[float]:
    """Return the share of time, 0 to 1, in which each core wasn't idle between two readings."""
    return [
        1 - (idle - idle_before) / max(1, ticks - ticks_before)
        for (idle_before, ticks_before), (idle, ticks) in zip(before, after, strict=True)
    ]
