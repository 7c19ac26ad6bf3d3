"""Compare a run with a former one: which pages got slower by more than they vary anyway.

Ratios to the floor are compared, not times: a slower machine slows down page and floor alike.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

Ratios = Mapping[str, list[float]]  # of each round, by page


class NotComparable(Exception):  # noqa: N818 — to be shown to the person who asked
    """The file is no run of the bench with at least two rounds."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """The median ratios of a page to its floor, `former` and `now`, and by how much the ratio
    varied between the rounds of either run, whichever varied more."""

    page: str
    former: float
    now: float
    spread: float

    @property
    def is_slower(self) -> bool:
        return self.former - self.now > self.spread


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`changes` are the pages of both runs; the others are in one of them only."""

    changes: list[Change]
    only_former: list[str]
    only_now: list[str]

    @property
    def slower(self) -> list[Change]:
        """The pages that got slower, the worst first."""
        found = [each for each in self.changes if each.is_slower]
        return sorted(found, key=lambda each: each.now / each.former)


def read(path: Path) -> Ratios:
    """Return the ratios in a run's JSON file. Raises NotComparable."""
    try:
        return ratios(json.loads(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotComparable(f"{path} is no run of the bench ({error!r})") from error


def ratios(run: Mapping[str, Any]) -> Ratios:
    """Return the ratio to its floor in each round, for each page that has a floor."""
    rounds = [
        {page: each["answers"] / each["seconds"] for page, each in found.items()}
        for found in run["rounds"]
    ]
    if len(rounds) < 2:
        raise NotComparable("a run of a single round doesn't show how much its ratios vary")
    return {
        line["page"]: [each[line["page"]] / each[line["floor"]] for each in rounds]
        for line in run["pages"]
        if line["floor"]
    }


def compare(former: Ratios, now: Ratios) -> Comparison:
    return Comparison(
        changes=[
            Change(
                page=page,
                former=median(former[page]),
                now=median(now[page]),
                spread=max(max(each) - min(each) for each in (former[page], now[page])),
            )
            for page in former
            if page in now
        ],
        only_former=[page for page in former if page not in now],
        only_now=[page for page in now if page not in former],
    )


def text(found: Comparison) -> str:
    """Say in lines what got slower, and which pages can't be compared."""
    lines = [
        f"slower: {each.page}: {each.former:.3f} → {each.now:.3f} of its floor, "
        f"spread {each.spread:.3f}"
        for each in found.slower
    ]
    if not lines:
        lines = [f"no page of {len(found.changes)} got slower by more than its spread"]
    only = {"in the former run only": found.only_former, "in this run only": found.only_now}
    lines += [f"{where}: {page}" for where, pages in only.items() for page in pages]
    return "\n".join(lines)
