"""What a page shows about a file of everything before anything is written."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from accounts.models import User
from exchange.facts.archive_shape import PARTS_OF
from exchange.facts.beside import Beside
from exchange.facts.settled import plans_meet
from routines.models import Session

MOST_FAULTS, MOST_UNKNOWN = 50, 20  # that are named


def preview(found: Beside) -> dict[str, Any]:
    """Return what the file would change, as JSON: figures, names and codes.

    `parts` are [name, added, replaced, there already, yielding to what is here], without those of
    which the file has nothing. `settings`: the names of those that differ.
    """
    file = found.file
    return {
        "version": file.version,
        "made_at": file.made_at,
        "parts": [
            [name, len(part.new), len(part.newer), part.same, part.stays]
            for name, part in found.parts.items()
            if part.shape.model not in PARTS_OF and (part.written or part.same or part.stays)
        ],
        "differ": sum(part.stays for part in found.parts.values()),
        "own": len(found.new_own),
        "kept": sorted(file.described[slug].name for slug in found.kept if _is_used(found, slug)),
        "days": _days(found),
        "settings": sorted(_differing(found.user, file.settings)),
        "plans_meet": plans_meet(found),
        "links": file.links,
        "unknown": sorted(file.unknown)[:MOST_UNKNOWN],
        "faulty": file.faulty,
        "faults": [asdict(fault) for fault in file.faults[:MOST_FAULTS]],
    }


def _is_used(found: Beside, slug: str) -> bool:
    kept = found.kept[slug]
    return any(
        values[part.column(name)] == kept
        for part in found.parts.values()
        for name in part.shape.exercises
        for values in part.written
    )


def _days(found: Beside) -> list[str]:
    """Return the first and the last day with a session that is added or replaced."""
    part = found.parts[Session.__name__]
    days = [values[part.column("local_date")] for values in part.written]
    return [min(days).isoformat(), max(days).isoformat()] if days else []


def _differing(user: User, settings: Any) -> Iterable[str]:
    return (name for name, value in settings.items() if getattr(user, name) != value)
